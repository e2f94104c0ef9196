/** Replies to the last fragment that do not say that the file is there. */
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import type { Fault } from '../../../src/emulator/emulator.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const texts = { 'session-threshold': '0', 'chunk-size': '320KiB' };

async function opened(account: 'personal' | 'business' = 'personal'): Promise<UploadFixture> {
  const fixture = await UploadFixture.open({ account });
  fixture.writeFiles({ 'a.bin': 2 * 320 * KiB + 1000 });
  return fixture;
}

/** The first bytes of all fragments that were sent. */
function starts({ emulator }: UploadFixture): number[] {
  return emulator.requestLog.flatMap(({ contentRange }) => {
    const start = /^bytes (\d+)-/.exec(contentRange ?? '')?.[1];
    return start === undefined ? [] : [Number(start)];
  });
}

const repeatsRange: Fault = { on: {}, times: 99, do: { kind: 'refusal', name: 'final-201-without-item' } };
const once = [0, 320 * KiB, 640 * KiB];

describe('a last reply without an item', () => {
  test.each(['replace', 'fail', 'rename', 'skip'])(
    'that repeats the fragment’s range sends nothing again under %s',
    async (behavior) => {
      await using fixture = await opened();
      fixture.emulator.addFault(repeatsRange);
      expect((await fixture.run({ ...texts, 'conflict-behavior': behavior })).result).toBe('uploaded');
      expect(starts(fixture)).toEqual(once);
      expect((await fixture.compare()).wrong).toEqual([]);
      expect(fixture.emulator.files()).toHaveLength(1);
      expect(fixture.emulator.openSessions()).toEqual([]);
      expect(fixture.fileRows().map(({ action }) => action)).toEqual(['uploaded']);
    },
  );

  test.each(['personal', 'business'] as const)(
    'is understood when one fragment is the whole file, and when the file was there before (%s)',
    async (account) => {
      await using fixture = await opened(account);
      fixture.emulator.addFault(repeatsRange);
      await fixture.emulator.seed('in/a.bin', Buffer.from('older'));
      expect((await fixture.run({ 'session-threshold': '0' })).result).toBe('uploaded');
      expect(starts(fixture)).toEqual([0]);
      expect((await fixture.compare()).wrong).toEqual([]);
    },
  );

  test('is understood when no range is left', async () => {
    await using fixture = await opened();
    fixture.emulator.addFault({ on: {}, do: { kind: 'refusal', name: 'final-200-without-item' } });
    expect((await fixture.run(texts)).result).toBe('uploaded');
    expect(starts(fixture)).toEqual(once);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('is understood in a session that an earlier run began', async () => {
    await using fixture = await opened();
    const journal = { ...texts, 'resume-journal': 'journal' };
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      after: 2,
      do: { kind: 'stall', when: 'before' },
    });
    const running = fixture.run(journal);
    await fixture.emulator.stalled();
    fixture.host.cancel(new CancelledFailure());
    expect((await running).result).toBe('cancelled');
    fixture.emulator.clearFaults();
    fixture.emulator.addFault(repeatsRange);
    const before = starts(fixture).length;
    using next = new FakeHost({ cwd: fixture.folder });
    expect((await fixture.run(journal, next)).result).toBe('uploaded');
    expect(starts(fixture).slice(before)).toEqual([640 * KiB]);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('asks for the position when the file cannot be seen yet', async () => {
    await using fixture = await opened();
    fixture.emulator.addFault(repeatsRange);
    fixture.emulator.settings.visibilityLagRequests = 1;
    expect((await fixture.run(texts)).result).toBe('uploaded');
    expect(starts(fixture)).toEqual(once);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test.each([
    ['with its range', ['655360-656359']],
    ['with an open range', ['655360-']],
  ])(
    'sends the fragment again when the service really does not have it: %s',
    async (_, nextExpectedRanges) => {
      await using fixture = await opened();
      const what: Fault['do'] = { kind: 'status', status: 202, body: { nextExpectedRanges } };
      fixture.emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, after: 2, do: what });
      expect((await fixture.run(texts)).result).toBe('uploaded');
      expect(starts(fixture)).toEqual([...once, 640 * KiB]);
      expect((await fixture.compare()).wrong).toEqual([]);
    },
  );
});
