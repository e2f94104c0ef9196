/** What the inputs do that say in which pieces, how many at once, how fast and how long files are sent. */
import { expect } from 'vitest';
import { abandonUploadSession } from '../../support/graph-requests.ts';
import { describeInputs, type InputCase, type InputRun } from '../../support/input-cases.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

/** Names of the planted files, by whether they went through an upload session. */
async function ways({ fixture, run }: InputRun): Promise<{ bySession: string[]; byPut: string[] }> {
  expect((await run({ 'chunk-size': '10MiB' })).error).toBeUndefined();
  expect((await fixture.compare()).wrong).toEqual([]);
  const puts = fixture.emulator.requestLog.filter(
    ({ method, surface }) => method === 'PUT' && surface === 'graph',
  );
  const byPut = [...fixture.localFiles.keys()].filter((name) => puts.some(({ path }) => path.includes(name)));
  expect(fixture.emulator.uploadUrls()).toHaveLength(fixture.localFiles.size - byPut.length);
  return { byPut, bySession: [...fixture.localFiles.keys()].filter((name) => !byPut.includes(name)) };
}

const fromSize = (text: string | undefined, limit: number): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `opens a session for ${limit} bytes, and for one byte less sends one request`,
  async act(scene) {
    scene.fixture.writeFiles({ enough: limit, less: limit - 1 });
    expect(await ways(scene)).toEqual({ bySession: ['enough'], byPut: ['less'] });
  },
});

/** Lengths of the fragments that a file of this size is sent in. */
const fragments = (text: string | undefined, sizeBytes: number, lengths: readonly number[]): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `sends ${sizeBytes} bytes in fragments of ${[...new Set(lengths)].join(' and ')}`,
  async act({ fixture, run }) {
    fixture.writeFiles({ 'big.bin': sizeBytes });
    expect((await run({ 'session-threshold': '0' })).error).toBeUndefined();
    expect((await fixture.compare()).wrong).toEqual([]);
    const sent = fixture.emulator.requestLog.filter(({ surface }) => surface === 'upload');
    expect(sent.map(({ contentLength }) => contentLength)).toEqual(lengths);
  },
});

/** Between how many files there are in flight at the most. */
const atOnce = (text: string | undefined, least: number, most: number): InputCase => ({
  ...(text !== undefined && { text }),
  // Long enough for all of them to be sent before the first is answered, on a busy machine, too.
  options: { latencyMs: most > 3 ? 250 : 50 },
  effect: `has ${least === most ? most : `${least} to ${most}`} files in flight`,
  async act({ fixture, run }) {
    fixture.writeFiles(
      Object.fromEntries(Array.from({ length: Math.max(6, most * 1.5) }, (_, n) => [`f${n}`, 10])),
    );
    const { requestLog: ledger, admit } = fixture.emulator;
    let peak = 0;
    fixture.emulator.admit = (request) => {
      peak = Math.max(peak, ledger.filter((one) => one.method === 'PUT' && one.status === 'pending').length);
      return admit(request);
    };
    expect((await run()).result).toBe('uploaded');
    expect(peak).toBeGreaterThanOrEqual(least);
    expect(peak).toBeLessThanOrEqual(most);
    expect((await fixture.compare()).wrong).toEqual([]);
  },
});

/** Seconds that a run of 2 MB in two files, one by session, took on its clock. */
const lasts = (text: string | undefined, least: number, most: number): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `lets 2 MB through in ${least} to ${most} seconds`,
  async act({ fixture, run }) {
    fixture.writeFiles({ 'a.bin': 1_000_000, 'b.bin': 1_000_000 });
    const beganMs = fixture.host.clock.now();
    fixture.emulator.identity.settings.accessTokenLifetimeS = 86_400;
    expect((await run({ 'session-threshold': '1MB', 'chunk-size': '320KiB' })).error).toBeUndefined();
    const seconds = (fixture.host.clock.now() - beganMs) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
    expect((await fixture.compare()).wrong).toEqual([]);
  },
});

const tries = (text: string | undefined, requests: number): InputCase => ({
  ...(text !== undefined && { text }),
  effect: `sends a file that always fails ${requests} times, and another one all the same`,
  async act({ fixture, run }) {
    fixture.writeFiles({ 'bad.txt': 10, 'good.txt': 10 });
    const on = { method: 'PUT', path: 'bad.txt' } as const;
    fixture.emulator.addFault({ on, times: 999, do: { kind: 'status', status: 503 } });
    expect((await run()).result).toBe('failed');
    const sent = fixture.emulator.requestLog.filter(
      ({ method, path }) => method === 'PUT' && path.includes('bad.txt'),
    );
    expect(sent).toHaveLength(requests);
    expect((await fixture.compare()).same).toEqual(['good.txt']);
  },
});

/** A business drive on which the session of a dead run holds the name of the only file, and what a run did there. */
async function locked({
  fixture,
  run,
}: InputRun): Promise<{ result: string; waitedMs: number; error: string }> {
  await abandonUploadSession(fixture.emulator, 'in/a.bin');
  fixture.writeFiles({ 'a.bin': 400 * KiB });
  const beganMs = fixture.host.clock.now();
  const { result } = await run({ 'session-threshold': '320KiB' });
  return { result, waitedMs: fixture.host.clock.now() - beganMs, error: fixture.host.errors.join('\n') };
}

const waitsFor = (
  text: string | undefined,
  arrivesThere: boolean,
  span: readonly [leastMs: number, mostMs: number, told: string],
): InputCase => ({
  ...(text !== undefined && { text }),
  options: { account: 'business' },
  effect: arrivesThere
    ? 'is long enough for a dead run’s session to end'
    : 'is how long a locked name is waited for',
  async act(scene) {
    const { result, waitedMs, error } = await locked(scene);
    expect(result).toBe(arrivesThere ? 'uploaded' : 'failed');
    expect(waitedMs).toBeGreaterThanOrEqual(span[0]);
    expect(waitedMs).toBeLessThanOrEqual(span[1]);
    if (!arrivesThere) expect(error).toMatch(/an unfinished upload has locked this name.*lock-wait/);
    expect((await scene.fixture.compare()).wrong).toEqual(arrivesThere ? [] : ['a.bin']);
    const told = scene.fixture.host.lines.flatMap((line) => /waiting up to (.*)$/.exec(line)?.[1] ?? []);
    expect(told).toEqual(span[2] === '' ? [] : [span[2]]);
  },
});

const minutes = (least: number, most: number, told: string) => [least * 60_000, most * 60_000, told] as const;

describeInputs('transfer', {
  sessionThreshold: {
    cases: [
      fromSize(undefined, 4 * MiB),
      fromSize('100kB', 100_000),
      fromSize('1.5 MiB', 1.5 * MiB),
      {
        text: '0',
        effect: 'opens a session for every file that is not empty',
        async act(scene) {
          scene.fixture.writeFiles({ one: 1, empty: 0 });
          expect(await ways(scene)).toEqual({ bySession: ['one'], byPut: ['empty'] });
        },
      },
      {
        text: '250MB',
        effect: 'sends large files in one request, too',
        async act(scene) {
          scene.fixture.writeFiles({ large: 9 * MiB });
          expect(await ways(scene)).toEqual({ bySession: [], byPut: ['large'] });
        },
      },
    ],
    bad: {
      '251MB': /too large for one request; the maximum is 250MB/,
      '10': /"10" has no unit; write 10MiB or 10MB/,
      '4mb': /unknown unit, did you mean MB\?/,
      '-1MB': /is not a size; write a number and a unit, such as 4MiB/,
    },
  },
  chunkSize: {
    cases: [
      fragments(undefined, 11 * MiB, [10 * MiB, MiB]),
      fragments('1B', 700_000, [327_680, 327_680, 44_640]),
      fragments('1MB', 2_000_000, [983_040, 983_040, 33_920]),
      fragments('59.6875MiB', 62_586_881, [62_586_880, 1]),
    ],
    bad: {
      '60MiB': /too large; the maximum is 59\.6875MiB.*, or auto/,
      '0': /0 is too small; the minimum is 320KiB/,
      big: /"big" is not a size; write a number and a unit, such as 4MiB or 10MB, or auto/,
    },
  },
  concurrency: {
    cases: [atOnce(undefined, 5, 16), atOnce('1', 1, 1), atOnce('3', 3, 3), atOnce('32', 20, 32)],
    bad: {
      '0': /write a whole number from 1 to 32, or auto/,
      '33': /from 1 to 32/,
      '2.5': /whole number/,
      max: /is "max"; write a whole number/,
    },
  },
  bandwidthLimit: {
    cases: [
      lasts(undefined, 0, 0),
      lasts('100kB/s', 18, 20),
      lasts('1 MiB / s', 1.6, 2),
      lasts('10kB/s', 190, 201),
    ],
    bad: {
      '20MB': /is not a rate; write a size and \/s, such as 20MB\/s/,
      '9kB/s': /too slow; the minimum is 10kB\/s/,
      '20/s': /is not a rate/,
      '20Mbit/s': /unknown unit/,
    },
  },
  retries: {
    cases: [tries(undefined, 7), tries('0', 1), tries('2', 3), tries('100', 101)],
    bad: {
      '101': /write a whole number from 0 to 100/,
      '-1': /whole number/,
      always: /is "always"; write a whole/,
    },
  },
  lockWait: {
    cases: [
      waitsFor(undefined, true, minutes(15, 16, '15 min 0 s')),
      waitsFor('0', false, minutes(0, 0, '')),
      waitsFor('90s', false, minutes(1.5, 2, '1 min 30 s')),
      waitsFor('5m', false, minutes(5, 5.5, '5 min 0 s')),
      waitsFor('1h', true, minutes(15, 16, '1 h 0 min')),
    ],
    bad: {
      '15': /is not a duration; write a number and s, m or h, such as 15m, or 0/,
      '15min': /is not a duration/,
      '-1m': /is not a duration/,
    },
  },
});
