/**
 * Which mishaps are planned, and which request meets which. Decides only: how a connection is cut or slowed
 * is the server's business. Knows nothing of Graph.
 */

/** The rooms of the emulator, as faults and the ledger name them. */
export type Surface = 'identity' | 'graph' | 'upload' | 'github';

export type FaultTiming = 'before' | 'amid' | 'after';

/**
 * What is wrong with a page of a list:
 * - `no-value`: a 200 without the list.
 * - `repeat`: the next link leads to the same page; `endless`: by another address each time.
 * - `short`: the last item is left out; `empty`: all of them are.
 * - `nameless`: the last item comes without its name; `idless`: without its id; `dots`: with the name `..`.
 * - `uncounted`: folders do not say how many items they hold; `zero-count`: they say none.
 * - `ancient`: items were created in the year 1; `future`: in 9999.
 * - `cycle`: the folder holds itself; for one that is listed by its id.
 */
export type ListFault = (typeof listFaults)[number];
export const listFaults = [
  'no-value',
  'repeat',
  'endless',
  'short',
  'empty',
  'nameless',
  'idless',
  'dots',
  'uncounted',
  'zero-count',
  'ancient',
  'future',
  'cycle',
] as const;

/** What happens to a request. */
export type FaultEffect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** A JSON value, or a text that is sent as HTML. */
      readonly body?: unknown;
      readonly code?: string;
      readonly message?: string;
      /** The request is carried out all the same. */
      readonly processed?: boolean;
      /** The error's message says back the request: its URL, its headers and the beginning of its body. */
      readonly echo?: boolean;
    }
  | { readonly kind: 'cut'; readonly when: FaultTiming }
  | { readonly kind: 'lost-reply' }
  | { readonly kind: 'partial'; readonly keepBytes: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  | { readonly kind: 'stall'; readonly when: FaultTiming }
  | { readonly kind: 'drop-session' }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'list'; readonly how: ListFault };

/** A planned mishap: which requests, from which one on, how often, what. */
export interface Fault {
  readonly on: {
    readonly surface?: Surface;
    readonly method?: string;
    /** Part of the decoded path (on the upload host also of the file's path), or `/regex/`. */
    readonly path?: string;
  };
  /** Matching requests that pass unharmed first; default 0. */
  readonly after?: number;
  /** How many are hit then; default 1. */
  readonly times?: number;
  /** Chance that a matching request is hit, drawn from `seed`; default 1. */
  readonly probability?: number;
  readonly seed?: number;
  readonly do: FaultEffect;
}

/** Thrown into whoever reads a body that was cut on purpose. `keepBytes` is set when what was read so far is to stay. */
export class ConnectionCut extends Error {
  readonly keepBytes: number | undefined;

  constructor(keepBytes?: number) {
    super('the connection was cut');
    this.keepBytes = keepBytes;
  }
}

/** What a fault is matched against. */
export interface FaultTarget {
  readonly surface: string;
  readonly method: string;
  readonly paths: readonly string[];
}

interface ArmedFaultCounter extends ArmedFault {
  readonly random: () => number;
  seen: number;
  hits: number;
}

/** A planned fault, how many requests matched it so far, and how many it struck. */
export interface ArmedFault {
  readonly fault: Fault;
  readonly seen: number;
  readonly hits: number;
}

/** The faults of one emulator and how far each has got. */
export class FaultPlan {
  #armed: ArmedFaultCounter[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, random: seededRandom(fault.seed ?? 1), seen: 0, hits: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** All of them, those that are through as well. */
  list(): readonly ArmedFault[] {
    return this.#armed;
  }

  /** The mishap this request meets: of several, the one added first that is due. Later ones don't count the request then. */
  next(target: FaultTarget): FaultEffect | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!matches(fault, target) || armed.hits >= (fault.times ?? 1)) continue;
      armed.seen++;
      if (armed.seen <= (fault.after ?? 0)) continue;
      if (fault.probability !== undefined && armed.random() >= fault.probability) continue;
      armed.hits++;
      return fault.do;
    }
    return undefined;
  }
}

function matches(fault: Fault, target: FaultTarget): boolean {
  const { surface, method, path } = fault.on;
  if (surface !== undefined && surface !== target.surface) return false;
  if (method !== undefined && method.toUpperCase() !== target.method) return false;
  if (path === undefined) return true;
  const pattern = pathPattern(path);
  return target.paths.some((text) => pattern?.test(text) ?? text.includes(path));
}

/** The expression of a path in the form `/expression/flags`; undefined for any other text. Throws a SyntaxError. */
export function pathPattern(path: string): RegExp | undefined {
  const parts = /^\/(.+)\/([imsu]*)$/.exec(path);
  return parts === null ? undefined : new RegExp(parts[1] ?? '', parts[2]);
}

/** mulberry32: small, and the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
