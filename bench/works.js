/**
 * What is measured: each work with its files, its emulator, who does it, and the bars it must reach. Knows no
 * processes; times come in as medians, in seconds.
 */
import { atLeast, atMost } from './bars.js';
import { oneFile, slowCommits, unverifiedFile } from './big-works.js';
import { action, ours, rclone, script } from './contenders.js';
import { downloadFile, downloadFiles } from './download-works.js';
import { manyPackedFiles, packedFiles, packedText } from './pack-works.js';

const GIB = 1024 ** 3;
const LATENCY_MS = 50;
/** 100 Mbit/s. */
const LINK_BYTES_PER_SECOND = 12_500_000;
const MOST_IN_FLIGHT = 16;
const BUDGET = { unitsPerMinute: 1250, minuteMs: 12_000 };

/**
 * All works. `rclones` maps a label to a binary, `hashModule` is a file that exports QuickXorHash, `quick`
 * makes everything small: the bars mean nothing then.
 */
export function works({ dist, rclones, hashModule, quick = false, nodeArgs = [] }) {
  const mine = (inputs) => ({ make: ours({ dist, inputs, nodeArgs }) });
  const rclonesWith = (args, way) =>
    Object.fromEntries(
      Object.entries(rclones).map(([label, binary]) => [
        [label, ...args].join(' '),
        { make: rclone({ binary, args, ...way }) },
      ]),
    );
  const theirs = (...args) => rclonesWith(args, {});
  const fetching = {
    mine: { make: ours({ dist, nodeArgs, isDownload: true }) },
    theirs: (...args) => rclonesWith(args, { isDownload: true }),
  };
  const big = { count: 1, sizeBytes: quick ? GIB / 8 : 2 * GIB };
  const small = { count: quick ? 100 : 1000, sizeBytes: 8192 };
  return [
    oneFile({ big, mine, theirs, hashModule }),
    unverifiedFile({ big, mine, theirs }),
    slowCommits({ big, mine, theirs }),
    downloadFile({ sizeBytes: quick ? GIB / 8 : GIB, ...fetching }),
    downloadFiles({ small, latencyMs: LATENCY_MS, inFlight: MOST_IN_FLIGHT, ...fetching }),
    smallFiles({ small, mine, theirs }),
    links({ count: quick ? 2 : 20, mine, theirs }),
    budget({ count: quick ? 800 : 2000, mine, theirs }),
    {
      name: 'start',
      title: 'Start of dist/index.js to its first request',
      data: { count: 1, sizeBytes: 1000 },
      until: 'first-request',
      rounds: quick ? 3 : 15,
      contenders: { ours: { make: action({ dist }) } },
      bars: ({ ours: one }) => [atMost('seconds', one.seconds, 0.25)],
    },
    {
      name: 'plan',
      title: '100,000 tiny files found and planned: start to the first request that writes',
      data: { count: quick ? 10_000 : 100_000, sizeBytes: 10 },
      until: 'first-write',
      contenders: { ours: mine({}) },
      bars: ({ ours: one }) => [
        atMost('seconds', one.seconds, 15),
        atMost('MiB of memory', one.peakBytes / 2 ** 20, 300),
      ],
    },
    packedFiles({ count: quick ? 1000 : 30_000, mine }),
    manyPackedFiles({ count: quick ? 2000 : 100_000, mine }),
    packedText({ sizeBytes: quick ? 3_000_000 : 300_000_000, mine }),
  ];
}

function smallFiles({ small, mine, theirs }) {
  const ideal = (small.count * LATENCY_MS) / 1000 / MOST_IN_FLIGHT;
  const faulty = 'ours, 5 % of requests fail';
  return {
    name: 'small',
    title: '1,000 files of 8 KiB, 50 ms per request; and the same with 5 % of requests failing',
    data: small,
    emulator: { latencyMs: LATENCY_MS, discard: true },
    contenders: {
      ours: mine({}),
      [faulty]: { ...mine({}), emulator: (round) => ({ faults: faultMix(round) }) },
      ...theirs('--transfers', String(MOST_IN_FLIGHT)),
      'bare loops': { make: script('puts.js') },
    },
    bars: (by) => [
      atMost(`times ${ideal.toFixed(3)} s, the whole process`, by.ours.seconds / ideal, 1.3),
      atMost('times the run without faults', by[faulty].seconds / by.ours.seconds, 1.3),
    ],
  };
}

function links({ count, mine, theirs }) {
  const data = { count, sizeBytes: 100_000_000 };
  const rounds = Math.ceil(count / MOST_IN_FLIGHT);
  const ideal = rounds * (data.sizeBytes / LINK_BYTES_PER_SECOND);
  return {
    name: 'links',
    title: '20 files of 100 MB, 50 ms per request, 100 Mbit/s per connection',
    data,
    emulator: {
      ...{ latencyMs: LATENCY_MS, bandwidthPerConnection: LINK_BYTES_PER_SECOND },
      discard: true,
    },
    contenders: { ours: mine({}), ...theirs('--transfers', String(MOST_IN_FLIGHT)) },
    bars: ({ ours: one }) => [
      atMost(
        `times ${ideal} s, ${rounds} after the other on ${MOST_IN_FLIGHT} links`,
        one.seconds / ideal,
        1.1,
      ),
    ],
  };
}

function budget({ count, mine, theirs }) {
  return {
    name: 'budget',
    title: "A tenant's budget of 1,250 units a minute, whose minute lasts 12 s",
    data: { count, sizeBytes: 1024 },
    rounds: 1,
    emulator: { latencyMs: 20, throttle: BUDGET, discard: true },
    contenders: { ours: mine({}), ...theirs('--transfers', String(MOST_IN_FLIGHT)) },
    extra: spending,
    bars: ({ ours: one }) => [
      atLeast('% of the budget used, until its last minute', one.usedShare * 100, 95),
      atMost('% of requests refused', one.refusedShare * 100, 2),
    ],
  };
}

/** How much of every whole minute was used, and how many requests were refused. */
function spending({ spent, byStatus, requests }) {
  const last = spent.at(-1)?.minute ?? 0;
  const granted = spent.filter(({ minute }) => minute < last).reduce((sum, one) => sum + one.granted, 0);
  const refused = (byStatus['graph 429'] ?? 0) + (byStatus['upload 429'] ?? 0);
  return {
    usedShare: last === 0 ? Number.NaN : granted / (last * BUDGET.unitsPerMinute),
    refusedShare: refused / requests,
  };
}

/** Every twentieth request, by chance: a 503 without a hint, a cut, or a lost reply, as often each. */
function faultMix(seed) {
  const third = 0.05 / 3;
  const kinds = [
    { kind: 'status', status: 503, code: 'serviceNotAvailable', message: 'Service unavailable' },
    { kind: 'cut', when: 'amid' },
    { kind: 'lost-reply' },
  ];
  return ['graph', 'upload'].flatMap((surface) =>
    kinds.map((mishap, index) => ({
      on: { surface },
      times: 1_000_000,
      // Each is drawn only where the ones before it were not.
      probability: third / (1 - index * third),
      seed: seed * 10 + index,
      do: mishap,
    })),
  );
}
