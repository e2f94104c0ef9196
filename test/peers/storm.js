/**
 * A storm: the mixed faults that a seed stands for, of the kinds and spread of test/emulated/upload/random-faults.test.ts.
 * Knows faults as the emulator takes them, nothing of who meets them.
 */

/** Clocks are real here: nobody can wait out a Retry-After of 30 s a thousand times. */
const WAITS = ['0', '1.5'];

/**
 * Where faults strike, and the refusals that may come there in a fair comparison: those that the retry table
 * (docs/facts.md) takes for passing. The others are final by the service's own documentation (400, 403 from
 * Graph, 507 …), and a client that gives up at once is right; rclone survives them only because it begins the
 * whole copy again, three times, whatever went wrong. A body is damaged only where it is a file's, and once:
 * ours sends a damaged file once more and then says so, rclone sends it three times.
 */
const PLACES = [
  { on: { surface: 'graph' }, refusals: [401, 429, 509] },
  { on: { surface: 'graph', method: 'PUT' }, refusals: [401, 404, 423, 429, 509], isContent: true },
  { on: { surface: 'graph', method: 'POST' }, refusals: [401, 404, 423, 429, 509] },
  { on: { surface: 'upload' }, refusals: [401, 403, 404, 409, 416, 429, 509] },
  {
    on: { surface: 'upload', method: 'PUT' },
    refusals: [401, 403, 404, 409, 416, 423, 429, 509],
    isContent: true,
  },
  { on: { surface: 'upload', method: 'GET' }, refusals: [401, 403, 404, 409, 429, 509] },
  { on: { surface: 'upload', method: 'DELETE' }, refusals: [401, 403, 404, 409, 429, 509] },
  { on: { surface: 'identity' }, refusals: [429, 509] },
];
const ALL_REFUSALS = [400, 401, 403, 404, 409, 416, 423, 429, 507, 509];

/**
 * The faults of a storm, the same for a seed on every machine; `isWild`: any refusal anywhere, and damage to any
 * body.
 */
export function storm(seed, { isWild = false } = {}) {
  const dice = diceOf(seed);
  const faults = Array.from({ length: 1 + dice.upTo(5) }, () => {
    const place = dice.of(PLACES);
    const refusals = isWild ? ALL_REFUSALS : place.refusals;
    const mishaps = [
      () => ({ kind: 'status', status: dice.of(refusals) }),
      () => ({ kind: 'status', status: dice.of([408, 500, 502, 503, 504]), processed: dice.upTo(1) === 1 }),
      () => ({ kind: 'status', status: dice.of([429, 503]), retryAfter: dice.of(WAITS) }),
      () => ({ kind: 'cut', when: dice.of(['before', 'amid', 'after']) }),
      () => ({ kind: 'partial', keepBytes: dice.upTo(400_000) }),
      () => ({ kind: 'lost-reply' }),
      () => ({ kind: 'drop-session' }),
      () => ({ kind: isWild || place.isContent ? 'corrupt' : 'lost-reply' }),
    ];
    return { on: place.on, after: dice.upTo(6), times: 1 + dice.upTo(2), do: dice.of(mishaps)() };
  });
  if (isWild) return faults;
  const damage = faults.find((fault) => fault.do.kind === 'corrupt');
  return faults
    .filter((fault) => fault === damage || fault.do.kind !== 'corrupt')
    .map((fault) => (fault === damage ? { ...fault, times: 1 } : fault));
}

/** mulberry32. */
function diceOf(seed) {
  let state = Math.imul(seed, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (most) => Math.floor(next() * (most + 1));
  return { upTo, of: (list) => list[upTo(list.length - 1)] };
}
