/** Several packaged actions at once on one drive, as the legs of a matrix are. */
import { afterEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes } from '../support/random-content.ts';
import { listPathsBelow, type Step, type StepResult, uploadStep } from './run-packaged.ts';

const KiB = 1024;
let emulator: Emulator;
afterEach(() => emulator.close());

/** Runs them at once; every one has to be green. */
async function atOnce(steps: readonly Step[]): Promise<StepResult[]> {
  const running = steps.map((step) => step.main());
  const ended = await Promise.all(running.map(({ done }) => done));
  for (const { stdout, code } of ended) {
    expect(stdout).not.toContain('::error');
    expect(code).toBe(0);
  }
  expect((await steps[0]?.post().done)?.code).toBe(0);
  return ended;
}

const legs = [1, 2, 3, 4] as const;
const strategy = (index: number) => `{"job-index": ${index}, "job-total": 4, "max-parallel": 4}`;

/** 200 files in 24 folders, none of which is there; every tenth needs a session. */
const files = Object.fromEntries(
  Array.from({ length: 200 }, (_, n) => [
    `a${n % 4}/b${n % 24}/f${n}.bin`,
    n % 10 === 0 ? 700 * KiB : 40 + n,
  ]),
);

type Share = (leg: number) => Record<string, string>;

test.each<['personal' | 'business', string, Share]>([
  ['personal', '1/4 to 4/4', (leg) => ({ shard: `${leg}/4` })],
  ['business', 'auto', (leg) => ({ shard: 'auto', strategy: strategy(leg - 1) })],
])(
  'four processes on a %s drive with shard %s fill one new folder: nothing is lost or sent twice',
  async (account, _, share) => {
    emulator = await startEmulator({ account });
    const inputs = { destination: 'new/folder', 'session-threshold': '320KiB' };
    const steps = legs.map((leg) => uploadStep(emulator, files, { inputs: { ...inputs, ...share(leg) } }));
    await atOnce(steps);
    expect(listPathsBelow(emulator, 'new/folder')).toEqual(Object.keys(files).sort());
    expect(emulator.files()).toHaveLength(200);
    for (const [path, size] of Object.entries(files))
      expect((await emulator.read(`new/folder/${path}`)).equals(randomBytes(size, path)), path).toBe(true);
    expect(emulator.files().filter(({ versions }) => versions !== 1)).toEqual([]);
    const sent = steps.map((step) => Number(step.file('output').get('uploaded-count')));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(200);
    // Each has its share: a hash decides, so that none is far from 50.
    expect(Math.min(...sent)).toBeGreaterThan(25);
    expect(emulator.openSessions()).toEqual([]);
    for (const step of steps) step[Symbol.dispose]();
  },
);

const fewFiles = { 'a.txt': 10, 'sub/b.txt': 20 };
const manyFiles = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`d${n % 5}/f${n}`, 100]));

test.each([
  ['few', 'a pattern that fits both', fewFiles, 'night-*'],
  ['many', 'a pattern that fits both', manyFiles, 'night-*'],
  ['many', 'a pattern each', manyFiles, 'night-*-OS'],
] as const)(
  'two legs of a matrix with %s files, a backup each and %s keep each other’s with retain-last: 1',
  async (_files, _pattern, contents, match) => {
    // So slow that both are under way at one time: one after the other, the second would prune the first.
    emulator = await startEmulator({ account: 'business', latencyMs: 100 });
    for (const night of [1, 2]) {
      const steps = ['linux', 'windows'].map((os) =>
        uploadStep(emulator, contents, {
          inputs: {
            ...{ destination: `backups/night-{run-number}-${os}`, 'retain-last': '1' },
            ...{ 'retain-match': match.replace('OS', os), 'max-delete': '200' },
          },
          env: { GITHUB_RUN_NUMBER: String(night) },
        }),
      );
      await atOnce(steps);
      for (const step of steps) step[Symbol.dispose]();
      const whole = ['linux', 'windows'].flatMap((os) =>
        Object.keys(contents).map((path) => `night-${night}-${os}/${path}`),
      );
      expect(listPathsBelow(emulator, 'backups')).toEqual(whole.sort());
      emulator.advance(3_600_000);
    }
  },
);

test('two legs with one generation leave it whole, with no marker and none of the older ones', async () => {
  emulator = await startEmulator({ account: 'business' });
  for (const night of [1, 2]) {
    const steps = ['linux', 'windows'].map((os) =>
      uploadStep(
        emulator,
        { [`${os}/app.zip`]: 5000, [`${os}/log.txt`]: 10 },
        {
          inputs: {
            ...{ root: 'files', destination: 'backups/night-{run-number}' },
            ...{ 'retain-last': '1', 'retain-match': 'night-*' },
          },
          env: { GITHUB_RUN_NUMBER: String(night) },
        },
      ),
    );
    await atOnce(steps);
    for (const step of steps) step[Symbol.dispose]();
    const whole = ['linux', 'windows'].flatMap((os) => [`${os}/app.zip`, `${os}/log.txt`]);
    expect(listPathsBelow(emulator, `backups/night-${night}`)).toEqual(whole);
    emulator.advance(3_600_000);
  }
  expect(listPathsBelow(emulator, 'backups')).toHaveLength(4);
});
