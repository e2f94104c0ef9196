/** What the inputs do that let the next run go on where this one died. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { describeInputs, type InputRun } from '../../support/input-cases.ts';
import type { InputTexts } from '../../support/upload-fixture.ts';

const KiB = 1024;
const business = { account: 'business' } as const;
const bySession = { 'session-threshold': '320KiB', 'chunk-size': '320KiB' };

/** Runs on a fresh runner after one that was cancelled amid its third fragment of five; answers where it began. */
async function wentOn({ fixture, run }: InputRun, texts: InputTexts = {}): Promise<number> {
  fixture.writeFiles({ 'a.bin': 5 * 320 * KiB });
  const on = { surface: 'upload', method: 'PUT' } as const;
  fixture.emulator.addFault({ on, after: 2, do: { kind: 'stall', when: 'amid' } });
  using dying = new FakeHost({ cwd: fixture.folder });
  const running = run({ ...bySession, ...texts }, dying);
  await Promise.race([fixture.emulator.stalled(), running]);
  dying.cancel(new CancelledFailure());
  expect((await running).result).toBe('cancelled');
  fixture.emulator.clearFaults();
  const before = fixture.emulator.requestLog.length;
  expect((await run({ ...bySession, ...texts })).result).toBe('uploaded');
  expect((await fixture.compare()).wrong).toEqual([]);
  const sent = fixture.emulator.requestLog
    .slice(before)
    .filter(({ contentRange }) => contentRange !== undefined);
  return Number(/\d+/.exec(sent[0]?.contentRange ?? '')?.[0]);
}

const journal = { 'resume-journal': 'journal' };

describeInputs('resume', {
  resumeJournal: {
    cases: [
      {
        effect: 'deletes the session of a failed run, and the next run starts again',
        async act(scene) {
          expect(await wentOn(scene)).toBe(0);
          expect(scene.fixture.emulator.uploadUrls()).toHaveLength(2);
        },
      },
      {
        text: 'cache/of/it/my journal',
        options: business,
        effect:
          'is the file by which the next run goes on, made with its folders, readable for its owner alone',
        async act(scene) {
          expect(await wentOn(scene)).toBe(2 * 320 * KiB);
          expect(statSync(join(scene.fixture.folder, 'cache/of/it/my journal')).mode & 0o777).toBe(0o600);
          expect(scene.fixture.emulator.uploadUrls()).toHaveLength(1);
        },
      },
    ],
    bad: { files: /resume-journal .*files is a folder, not a file\. Use a file/ },
  },
  resumeKey: {
    cases: [
      {
        effect: 'is the client secret by default, and required without one',
        async act(scene) {
          expect(await wentOn(scene, journal)).toBe(2 * 320 * KiB);
          const { publicClientId, publicRefreshToken } = scene.fixture.emulator.credentials;
          const open = {
            'client-id': publicClientId,
            'client-secret': '',
            'refresh-token': publicRefreshToken,
          };
          expect((await scene.run({ ...journal, ...open })).result).toBe('failed');
          expect(scene.fixture.host.errors.join()).toMatch(
            /resume-journal needs a key: set resume-key to a random text/,
          );
        },
      },
      {
        text: 'a long random text, with blanks',
        effect: 'decrypts the journal, and another key does not',
        async act(scene) {
          expect(await wentOn(scene, journal)).toBe(2 * 320 * KiB);
          expect(scene.fixture.host.masked).toContain('a long random text, with blanks');
          using stranger = new FakeHost({ cwd: scene.fixture.folder });
          await scene.fixture.run({ ...journal, ...bySession, 'resume-key': 'another' }, stranger);
          expect(stranger.warnings.join()).toContain('cannot be opened with this key');
        },
      },
    ],
  },
});
