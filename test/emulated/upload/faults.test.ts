import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/emulator.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;

type Mishap = Fault['do'];

/** Every kind of mishap that a service or a network can have, and that a file must survive. */
const mishaps: Record<string, Mishap> = {
  'a 500': { kind: 'status', status: 500 },
  'a 503 with a fractional Retry-After': { kind: 'status', status: 503, retryAfter: '2.128' },
  'a 503 with a date in Retry-After': {
    kind: 'status',
    status: 503,
    retryAfter: 'Sat, 21 Nov 2026 14:26:00 GMT',
  },
  'a 429': { kind: 'status', status: 429, retryAfter: '7' },
  'a 504 of HTML': { kind: 'status', status: 504, body: '<html><body>Gateway Timeout</body></html>' },
  'a 500 after the work was done': { kind: 'status', status: 500, processed: true },
  'a cut before the body': { kind: 'cut', when: 'before' },
  'a cut amid the body': { kind: 'cut', when: 'amid' },
  'a lost reply': { kind: 'lost-reply' },
  'a 408': { kind: 'status', status: 408 },
  'a 509': { kind: 'status', status: 509 },
};

/** A scenario whose fault never came shows nothing. */
function struck(fixture: UploadFixture): boolean {
  return fixture.emulator.requestLog.some(({ fault }) => fault !== undefined);
}

const behaviors = ['replace', 'fail', 'skip', 'rename'] as const;

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  describe.each(Object.entries(mishaps))('%s', (_, mishap) => {
    test.each(behaviors)(
      'in the PUT of a small file under %s is survived, and nothing is doubled',
      async (behavior) => {
        await using fixture = await UploadFixture.open({ account });
        fixture.writeFiles({ 'a.txt': 1000 });
        fixture.emulator.addFault({ on: { surface: 'graph', method: 'PUT' }, do: mishap });
        const report = await fixture.run({ 'conflict-behavior': behavior });
        expect(fixture.host.errors).toEqual([]);
        expect(struck(fixture)).toBe(true);
        expect(report.result).toBe('uploaded');
        expect((await fixture.compare()).wrong).toEqual([]);
        expect(fixture.emulator.files().map(({ path }) => path)).toEqual(['in/a.txt']);
        expect(fixture.fileRows().map(({ action }) => action)).toEqual(['uploaded']);
      },
    );

    test.each([0, 1, 2])('at fragment %i of three is survived', async (after) => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles({ 'a.bin': 3 * 320 * KiB });
      fixture.emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, after, do: mishap });
      const report = await fixture.run({ 'session-threshold': '0', 'chunk-size': '320KiB' });
      expect(fixture.host.errors).toEqual([]);
      expect(struck(fixture)).toBe(true);
      expect(report.result).toBe('uploaded');
      expect((await fixture.compare()).wrong).toEqual([]);
      expect(fixture.emulator.openSessions()).toEqual([]);
    });

    test.each(behaviors)('at the last fragment under %s leaves one file', async (behavior) => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles({ 'a.bin': 2 * 320 * KiB });
      fixture.emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, after: 1, do: mishap });
      await fixture.run({ 'session-threshold': '0', 'chunk-size': '320KiB', 'conflict-behavior': behavior });
      expect(fixture.host.errors).toEqual([]);
      expect(struck(fixture)).toBe(true);
      expect((await fixture.compare()).wrong).toEqual([]);
      expect(fixture.emulator.files()).toHaveLength(1);
    });

    test('when a session is opened is survived', async () => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles({ 'a.bin': 2 * 320 * KiB });
      fixture.emulator.addFault({
        on: { surface: 'graph', method: 'POST', path: 'createUploadSession' },
        do: mishap,
      });
      await fixture.run({ 'session-threshold': '0' });
      expect(fixture.host.errors).toEqual([]);
      expect(struck(fixture)).toBe(true);
      expect((await fixture.compare()).wrong).toEqual([]);
    });

    test('at the sign-in is survived', async () => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles({ 'a.txt': 10 });
      fixture.emulator.addFault({ on: { surface: 'identity', method: 'POST' }, do: mishap });
      await fixture.run();
      expect(fixture.host.errors).toEqual([]);
      expect(struck(fixture)).toBe(true);
      expect((await fixture.compare()).wrong).toEqual([]);
    });
  });

  test('a session that the service forgets is begun anew', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.bin': 3 * 320 * KiB });
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      after: 1,
      do: { kind: 'drop-session' },
    });
    await fixture.run({ 'session-threshold': '0', 'chunk-size': '320KiB' });
    expect(fixture.host.errors).toEqual([]);
    expect(struck(fixture)).toBe(true);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('a fragment of which the server kept a part goes on where the server stands', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.bin': 3 * 320 * KiB });
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      after: 1,
      do: { kind: 'partial', keepBytes: 100_000 },
    });
    await fixture.run({ 'session-threshold': '0', 'chunk-size': '320KiB' });
    expect(fixture.host.errors).toEqual([]);
    expect(struck(fixture)).toBe(true);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('a byte that was damaged on arrival is sent again', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.bin': 2 * 320 * KiB, 'b.txt': 500 });
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      after: 1,
      do: { kind: 'corrupt' },
    });
    fixture.emulator.addFault({ on: { surface: 'graph', method: 'PUT' }, do: { kind: 'corrupt' } });
    await fixture.run({ 'session-threshold': '320KiB', 'chunk-size': '320KiB' });
    expect(fixture.host.errors).toEqual([]);
    expect(struck(fixture)).toBe(true);
    expect((await fixture.compare()).wrong).toEqual([]);
  });
});
