/** Refusals that are about nothing in the request: the same one succeeds at another time. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/emulator.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const rps: Fault['do'] = { kind: 'refusal', name: 'rps-401' };
const badArgument: Fault['do'] = { kind: 'refusal', name: 'bad-argument-400' };

const places: Readonly<Record<string, Fault['on']>> = {
  'opening the drive': { surface: 'graph', method: 'GET', path: '/\\/drives\\/[^/]+$/' },
  'a small PUT': { surface: 'graph', method: 'PUT' },
  'opening a session': { surface: 'graph', method: 'POST', path: 'createUploadSession' },
  'a fragment': { surface: 'upload', method: 'PUT' },
};

const texts = { 'session-threshold': '1MiB', 'chunk-size': '320KiB' };
const files = { 'a.txt': 10, 'b.bin': 1_500_000 };

function signIns({ emulator }: UploadFixture): number {
  return emulator.requestLog.filter(({ path }) => path.endsWith('/token')).length;
}

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test.each(Object.entries(places))(
    'a spell of 401 “Unable to initialize RPS” at %s passes',
    async (_, on) => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles(files);
      fixture.emulator.addFault({ on, times: 4, do: rps });
      const startMs = fixture.host.clock.now();
      const report = await fixture.run(texts);
      expect(fixture.host.errors).toEqual([]);
      expect(report.result).toBe('uploaded');
      expect((await fixture.compare()).wrong).toEqual([]);
      expect(fixture.emulator.requestLog.filter(({ status }) => status === 401)).toHaveLength(4);
      expect(signIns(fixture)).toBe(1);
      expect(fixture.host.clock.now()).toBeGreaterThan(startMs);
    },
  );

  test.each(Object.entries(places))('400 “Bad Argument” at %s is sent twice more', async (_, on) => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles(files);
    fixture.emulator.addFault({ on, times: 2, do: badArgument });
    const report = await fixture.run(texts);
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(fixture.emulator.openSessions()).toEqual([]);
    expect(fixture.emulator.requestLog.filter(({ status }) => status === 400)).toHaveLength(2);
  });

  test.each(Object.entries(places))(
    '400 “Bad Argument” at %s that stays is final after three',
    async (_, on) => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles(files);
      fixture.emulator.addFault({ on, times: 1000, do: badArgument });
      const report = await fixture.run(texts);
      expect(report.result).toBe('failed');
      expect(fixture.host.errors.join()).toContain('“Bad Argument”');
      expect(fixture.host.errors.join()).toContain('The service gives no reason');
      expect(fixture.emulator.requestLog.filter(({ status }) => status === 400)).toHaveLength(3);
    },
  );
});

test('a spell that does not end is told as the service’s, not as one of scopes', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles(files);
  fixture.emulator.addFault({ on: { surface: 'graph' }, times: 1000, do: rps });
  const { error } = await fixture.run();
  expect(error).toMatchObject({ code: 'service-unavailable' });
  expect(fixture.host.errors.join()).toContain('The service has problems');
  expect(fixture.host.errors.join()).not.toMatch(/scope/i);
  expect(signIns(fixture)).toBe(1);
});

test('another 401 still gets a new token, once', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles(files);
  const on = { surface: 'graph', method: 'PUT' } as const;
  fixture.emulator.addFault({ on, do: { kind: 'refusal', name: 'signing-key-401' } });
  expect((await fixture.run(texts)).result).toBe('uploaded');
  expect(signIns(fixture)).toBe(2);
});

test('a conflict that also says “Bad Argument” stays one', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 10 });
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT' },
    do: { kind: 'status', status: 409, code: 'nameAlreadyExists', message: 'Bad Argument' },
  });
  await fixture.run({ 'conflict-behavior': 'fail' });
  expect(fixture.emulator.requestLog.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});

test.each([
  ['401 “Unable to initialize RPS”', rps, 4],
  ['400 “Bad Argument”', badArgument, 2],
] as const)('a download survives %s, at listings and at contents', async (_, what, times) => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.txt': 10 });
  back.emulator.addFault({ on: { surface: 'graph', path: 'children' }, times, do: what });
  back.emulator.addFault({ on: { surface: 'graph', path: '/content' }, times, do: what });
  expect((await back.run()).result).toBe('downloaded');
  expect(back.compare().same).toEqual(['a.txt']);
});
