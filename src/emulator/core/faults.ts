/**
 * Planned faults, and which request triggers which. This module only decides; the server cuts or slows the connection.
 */
import { type FaultMatch, type FaultTarget, matchesFault } from './fault-match.ts';
import { findRefusal, type RefusalName } from './refusals.ts';

export type FaultTiming = 'before' | 'amid' | 'after';

/**
 * What is wrong with a page of a list:
 * - `no-value`: a 200 without the list.
 * - `repeat`: the next link leads to the same page. `endless`: the same, with a different address each time.
 * - `short`: the last item is missing. `empty`: all items are missing.
 * - `nameless`: the last item has no name. `idless`: it has no id. `dots`: its name is `..`.
 * - `uncounted`: folders have no child count. `zero-count`: their child count is zero.
 * - `ancient`: items were created in the year 1. `future`: in 9999.
 * - `cycle`: the folder contains itself. Applies to a folder that is listed by its id.
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

/** What a fault does to a request. */
export type FaultEffect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** A JSON value, or a string that is sent as HTML. */
      readonly body?: unknown;
      readonly code?: string;
      readonly message?: string;
      /** The route still runs. */
      readonly processed?: boolean;
      /** The error message repeats the request: its URL, its headers and the beginning of its body. */
      readonly echo?: boolean;
    }
  | { readonly kind: 'cut'; readonly when: FaultTiming }
  | { readonly kind: 'lost-reply' }
  | { readonly kind: 'partial'; readonly keepBytes: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  | { readonly kind: 'stall'; readonly when: FaultTiming }
  | { readonly kind: 'drop-session' }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'list'; readonly how: ListFault }
  | { readonly kind: 'refusal'; readonly name: RefusalName };

/** A planned fault: which requests it applies to, when, how often, and what it does. */
export interface Fault {
  /** Empty: any request; for a refusal by name, the requests that the service is known to refuse so. */
  readonly on: FaultMatch;
  /** How many matching requests pass first. Default 0. */
  readonly after?: number;
  /** How many requests fail after that. Default 1. */
  readonly times?: number;
  /** Chance that a matching request fails, drawn from `seed`. Default 1. */
  readonly probability?: number;
  readonly seed?: number;
  readonly do: FaultEffect;
}

/** Thrown to the reader of a body that was cut on purpose. `keepBytes`: how many of the bytes to keep, if any. */
export class ConnectionCut extends Error {
  readonly keepBytes: number | undefined;

  constructor(keepBytes?: number) {
    super('the connection was cut');
    this.keepBytes = keepBytes;
  }
}

interface ArmedFaultCounter extends ArmedFault {
  readonly random: () => number;
  seen: number;
  hits: number;
}

/** A planned fault, with the number of requests that matched it and the number it was applied to. */
export interface ArmedFault {
  readonly fault: Fault;
  readonly seen: number;
  readonly hits: number;
}

/** The faults of one emulator, with their counters. */
export class FaultPlan {
  #armed: ArmedFaultCounter[] = [];

  add(fault: Fault): void {
    const own = { ...fault, on: ownMatch(fault) };
    this.#armed.push({ fault: own, random: seededRandom(fault.seed ?? 1), seen: 0, hits: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** All faults, including those that are used up. */
  list(): readonly ArmedFault[] {
    return this.#armed;
  }

  /** Returns the effect for this request. The first due fault wins, and later ones do not count the request. */
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

function matches({ on, do: effect }: Fault, target: FaultTarget): boolean {
  const isMet = effect.kind === 'refusal' ? findRefusal(effect.name).isMet : undefined;
  return matchesFault(on, target) && (isMet?.(target) ?? true);
}

/** What the fault applies to, with the place of a refusal that has none of its own. */
function ownMatch({ on, do: effect }: Fault): FaultMatch {
  return effect.kind === 'refusal' && Object.keys(on).length === 0 ? findRefusal(effect.name).on : on;
}

/** mulberry32: short, and gives the same numbers on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
