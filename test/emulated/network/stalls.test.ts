import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const moments = ['before', 'amid', 'after'] as const;
const places = {
  'the sign-in': { surface: 'identity', method: 'POST' },
  'the drive': { surface: 'graph', method: 'GET' },
  'a small file': { surface: 'graph', method: 'PUT' },
  'a fragment': { surface: 'upload', method: 'PUT' },
} as const;

describe.each(Object.entries(places))('silence in %s', (_, on) => {
  test.each(moments)('%s its body is given up after a while and survived', async (when) => {
    await using fixture = await UploadFixture.open({ account: 'business' });
    fixture.writeFiles({ 'big.bin': 3 * 320 * KiB, 'small.txt': 2000 });
    fixture.emulator.addFault({ on, do: { kind: 'stall', when } });
    const running = fixture.run({ 'session-threshold': '320KiB', 'chunk-size': '320KiB' });
    await fixture.emulator.stalled();
    await fixture.host.clock.watched(60_000);
    fixture.host.clock.advance(181_000);
    expect((await running).result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  });
});

test('a link that is slow but moves is not given up', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'big.bin': 3 * 320 * KiB });
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    do: { kind: 'slow', bytesPerSecond: 4_000_000 },
  });
  await fixture.run({ 'session-threshold': '0' });
  expect(fixture.host.errors).toEqual([]);
  const fragments = fixture.emulator.requestLog.filter(({ surface }) => surface === 'upload');
  expect(fragments.map(({ status }) => status)).toEqual([201]);
});

test.each([
  ['a fragment', { surface: 'upload', method: 'PUT' }],
  ['a small file', { surface: 'graph', method: 'PUT' }],
  ['the sign-in', { surface: 'identity', method: 'POST' }],
] as const)(
  'a run that is cancelled amid %s ends at once, leaves no session open and reports every file',
  async (_, on) => {
    await using fixture = await UploadFixture.open({ account: 'business' });
    fixture.writeFiles({ 'a.bin': 3 * 320 * KiB, 'b.bin': 2 * 320 * KiB, 'c.txt': 100 });
    fixture.emulator.addFault({ on, do: { kind: 'stall', when: 'amid' } });
    const running = fixture.run({ 'session-threshold': '320KiB', concurrency: '1' });
    await fixture.emulator.stalled();
    fixture.host.cancel(new CancelledFailure());
    const report = await running;
    expect(report.result).toBe('cancelled');
    expect(fixture.host.outputs.get('result')).toBe('cancelled');
    expect(fixture.emulator.openSessions()).toEqual([]);
    if (on.surface !== 'identity')
      expect(fixture.fileRows().filter(({ action }) => action === 'failed').length).toBeGreaterThan(0);
  },
);
