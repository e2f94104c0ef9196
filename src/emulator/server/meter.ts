/**
 * The pace of one connection: how long to wait after so many bytes. Knows time, not sockets' contents.
 */
import type { Socket } from 'node:net';

/** Timers fire late: that much of a delay is made good by shorter ones afterwards, and no idle time is saved up beyond it. */
const burstMs = 50;

/** Counts bytes against the time they may take. */
export class BandwidthLimiter {
  readonly #bytesPerSecond: number;
  readonly #now: () => number;
  #freeMs = 0;

  constructor(bytesPerSecond: number, now: () => number = () => performance.now()) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#now = now;
  }

  /** How long nothing more may be read, now that these bytes are. */
  delayMs(sizeBytes: number): number {
    const nowMs = this.#now();
    this.#freeMs = Math.max(this.#freeMs, nowMs - burstMs) + (sizeBytes / this.#bytesPerSecond) * 1000;
    return Math.max(0, this.#freeMs - nowMs);
  }
}

const limiters = new WeakMap<Socket, BandwidthLimiter>();

/** The connection's meter, the same for all its requests. */
export function bandwidthLimiterFor(socket: Socket, bytesPerSecond: number): BandwidthLimiter {
  const known = limiters.get(socket) ?? new BandwidthLimiter(bytesPerSecond);
  limiters.set(socket, known);
  return known;
}
