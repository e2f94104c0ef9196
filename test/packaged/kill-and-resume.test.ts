import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes } from '../support/random-content.ts';
import { type Step, uploadStep } from './run-packaged.ts';

const KiB = 1024;
const sizes: Readonly<Record<string, number>> = {
  'a.bin': 40 * 320 * KiB,
  'b.bin': 30 * 320 * KiB,
  'sub/c.bin': 7 * 320 * KiB + 5,
  'd.txt': 900,
  'empty.txt': 0,
};

let emulator: Emulator;
afterEach(() => emulator.close());

function step(inputs: Record<string, string> = {}, files = sizes): Step {
  const settings = { destination: 'in', 'session-threshold': '320KiB', 'chunk-size': '320KiB' };
  return uploadStep(emulator, files, { inputs: { ...settings, ...inputs } });
}

/** Resolves when the emulator has seen that many requests. */
async function seen(requests: number): Promise<void> {
  while (emulator.requestLog.length < requests) await new Promise((resolve) => setTimeout(resolve, 2));
}

// Moments of a run of about 90 requests: sign-in, drive, sessions opening, amid fragments, near the end.
describe.each([
  ['SIGKILL', [1, 3, 9, 25, 60]],
  ['SIGINT', [1, 9, 60]],
  ['SIGTERM', [3, 25]],
] as const)('%s', (signal, moments) => {
  test.each(moments)(
    'after %i requests, and the next run has everything once, with nothing locked',
    async (moment) => {
      emulator = await startEmulator({ account: 'business' });
      using killed = step({ 'conflict-behavior': 'replace' });
      const main = killed.main();
      await seen(moment);
      main.kill(signal);
      await main.done;
      expect((await killed.post().done).code).toBe(0);
      // Killed between a session and its address, which then nobody knows: its name is free after 15 minutes.
      const unknown = emulator.openSessions();
      if (signal !== 'SIGKILL') expect(unknown).toEqual([]);
      for (const { receivedBytes } of unknown) expect(receivedBytes).toBe(0);
      if (unknown.length > 0) emulator.advance(15 * 60_000 + 1);
      using next = step({ 'conflict-behavior': 'fail', 'lock-wait': '0' });
      const { code, stdout } = await next.main().done;
      expect(stdout).not.toContain('::error');
      expect(code).toBe(0);
      const files = emulator.files().map(({ path, sizeBytes }) => [path, sizeBytes]);
      expect(Object.fromEntries(files)).toEqual(
        Object.fromEntries(Object.entries(sizes).map(([path, size]) => [`in/${path}`, size])),
      );
      for (const [path, size] of Object.entries(sizes)) {
        expect((await emulator.read(`in/${path}`)).equals(randomBytes(size, path))).toBe(true);
      }
    },
  );
});

test.each(['SIGKILL', 'SIGINT'] as const)(
  'a 100 MB upload ended by %s with a journal sends less than 0.6 of its bytes again',
  async (signal) => {
    emulator = await startEmulator({ account: 'business' });
    const totalBytes = 100_000_000;
    const files = { 'big.bin': totalBytes };
    const inputs = { 'chunk-size': '10MiB', 'resume-key': 'a key that the test knows' };
    using killed = step({ ...inputs, 'resume-journal': 'journal' }, files);
    emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      after: 5,
      do: { kind: 'stall', when: 'amid' },
    });
    const main = killed.main();
    await emulator.stalled();
    main.kill(signal);
    await main.done;
    emulator.clearFaults();
    await killed.post().done;
    const before = emulator.requestLog.length;
    using next = step({ ...inputs, 'resume-journal': join(killed.folder, 'journal') }, files);
    expect((await next.main().done).code).toBe(0);
    const sentBytes = emulator.requestLog
      .slice(before)
      .reduce((sum, { surface, bodyBytes }) => sum + (surface === 'upload' ? bodyBytes : 0), 0);
    expect(sentBytes).toBeLessThan(0.6 * totalBytes);
    expect((await emulator.read('in/big.bin')).equals(randomBytes(totalBytes, 'big.bin'))).toBe(true);
  },
);
