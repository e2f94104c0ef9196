import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalNames as allNames, isRefusalName } from '../../../src/emulator/core/refusals.ts';
import type { Fault, RefusalName } from '../../../src/emulator/emulator.ts';
import { runPostStep } from '../../../src/run/post.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const refusalNames = allNames.filter(isRefusalName);
/** A few dozen here; `npm run soak` does a thousand, from a seed of its own, and .ci/nightly some hundreds. */
const runs = Number(process.env.STORMS ?? 60);
const seed = Number(process.env.STORM_SEED ?? 20261121);
const sizes = {
  'empty.txt': 0,
  'small.txt': 900,
  'sub/mid.bin': 330 * KiB,
  'sub/big.bin': 3 * 320 * KiB + 17,
};

const where: fc.Arbitrary<Fault['on']> = fc.constantFrom<Fault['on']>(
  { surface: 'graph' },
  { surface: 'graph', method: 'PUT' },
  { surface: 'graph', method: 'POST' },
  { surface: 'upload' },
  { surface: 'upload', method: 'PUT' },
  { surface: 'upload', method: 'GET' },
  { surface: 'upload', method: 'DELETE' },
  { surface: 'identity' },
);

const what: fc.Arbitrary<Fault['do']> = fc.oneof(
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(400, 401, 403, 404, 409, 416, 423, 429, 507, 509),
  }),
  // Only trouble behind the front door can come after the work was done.
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(408, 500, 502, 503, 504),
    processed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(429, 503),
    retryAfter: fc.constantFrom('0', '1.5', '30'),
  }),
  fc.record({
    kind: fc.constant('cut' as const),
    when: fc.constantFrom('before' as const, 'amid' as const, 'after' as const),
  }),
  fc.record({ kind: fc.constant('partial' as const), keepBytes: fc.nat(400_000) }),
  fc.constant({ kind: 'lost-reply' as const }),
  fc.constant({ kind: 'drop-session' as const }),
  fc.constant({ kind: 'corrupt' as const }),
);

/** Refusals in the service's own words, at the place that they are known for. */
const refusal = fc.constantFrom(...refusalNames).map((name) => ({ kind: 'refusal' as const, name }));

const when = { after: fc.nat(6), times: fc.integer({ min: 1, max: 3 }) };

const storm: fc.Arbitrary<Fault[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ on: where, ...when, do: fc.oneof(what, refusal) }) },
    { weight: 1, arbitrary: fc.record({ on: fc.constant({}), ...when, do: refusal }) },
  ),
  { minLength: 1, maxLength: 6 },
);

/** Refusals that pass: the same request succeeds later, or another way does. None of them is about the file. */
const passing: fc.Arbitrary<Fault[]> = fc.uniqueArray(
  fc.record({
    on: fc.constant({}),
    after: fc.nat(6),
    // Four in all stay below the attempts that a file has, and below the two more that Bad Argument has.
    times: fc.integer({ min: 1, max: 2 }),
    do: fc
      .constantFrom<RefusalName>(
        ...(['rps-401', 'bad-argument-400', 'bare-429', 'blocked-tenant-429', 'etag-412'] as const),
        ...(['locked-file-423', 'lock-token-423', 'session-404', 'sharepoint-401', 'checked-out'] as const),
        ...(['final-201-without-item', 'final-200-without-item', 'proxy-page-200'] as const),
      )
      .map((name) => ({ kind: 'refusal' as const, name })),
  }),
  { minLength: 1, maxLength: 2, selector: (fault) => fault.do.name },
);

/** A session whose address was lost with the reply can be ended by nobody, nor one that is said to be gone. */
function lostSession(fixture: UploadFixture): boolean {
  return fixture.emulator.requestLog.some(
    ({ path, method, fault }) =>
      fault !== undefined && (path.endsWith('createUploadSession') || method === 'DELETE'),
  );
}

/** Sessions for all but the smallest file, in several fragments. */
const settings = { 'session-threshold': '320KiB', 'chunk-size': '320KiB' };

test.each(['personal', 'business'] as const)(
  'no storm of refusals that pass ends red on a %s drive',
  async (account) => {
    let met = 0;
    const property = fc.asyncProperty(
      passing,
      fc.constantFrom('replace', 'rename', 'fail', 'skip'),
      fc.constantFrom('hash', 'size', 'off'),
      async (faults, behavior, verify) => {
        await using fixture = await UploadFixture.open({ account, faults });
        fixture.writeFiles(sizes);
        const report = await fixture.run({ ...settings, 'conflict-behavior': behavior, verify });
        expect(fixture.host.errors).toEqual([]);
        expect(report.result).toBe('uploaded');
        expect((await fixture.compare()).wrong).toEqual([]);
        expect(fixture.emulator.files()).toHaveLength(4);
        met += Number(fixture.emulator.requestLog.some(({ fault }) => fault !== undefined));
      },
    );
    await fc.assert(property, { numRuns: runs, seed });
    expect(met).toBeGreaterThan(runs / 2);
  },
  runs * 1000,
);

test.each(['personal', 'business'] as const)(
  'no storm on a %s drive ends green with a wrong byte, and a red one names every file that is missing',
  async (account) => {
    let green = 0;
    let red = 0;
    const property = fc.asyncProperty(
      storm,
      fc.constantFrom('replace', 'rename', 'fail', 'skip'),
      fc.constantFrom('hash', 'size', 'off'),
      async (faults, behavior, verify) => {
        await using fixture = await UploadFixture.open({ account, faults });
        fixture.writeFiles(sizes);
        const report = await fixture.run({
          ...settings,
          'conflict-behavior': behavior,
          retries: '3',
          verify,
        });
        const { wrong } = await fixture.compare();
        const rows = fixture.fileRows();
        expect(rows.length === 4 || report.error !== undefined).toBe(true);
        const damaging = faults.some((fault) => fault.do.kind === 'corrupt');
        if (report.result === 'uploaded') {
          green += 1;
          if (verify === 'hash' || !damaging) expect(wrong).toEqual([]);
          // What arrived damaged stays, beside the copy that was sent for it.
          if (!damaging) expect(fixture.emulator.files()).toHaveLength(4);
        } else {
          red += 1;
          expect(report.result).toBe('failed');
          const named = rows.filter(({ action }) => action === 'failed').map(({ path }) => path);
          if (verify === 'hash' || !damaging) {
            for (const path of wrong)
              expect(report.error !== undefined || named.some((name) => name.endsWith(path))).toBe(true);
          }
          expect(fixture.host.errors.length).toBeGreaterThan(0);
        }
        fixture.emulator.clearFaults();
        await runPostStep(fixture.host, fixture.notesPath);
        if (!lostSession(fixture)) expect(fixture.emulator.openSessions()).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: runs, seed });
    // A property that only ever sees one of the two shows little.
    expect(green).toBeGreaterThan(5);
    expect(red).toBeGreaterThan(5);
  },
  runs * 1000,
);
