/** Limits the bandwidth of a connection. */
import type { Socket } from 'node:net';

/**
 * Timers fire late. Up to this much of a delay is made up by shorter delays afterwards, and no more idle time is saved.
 */
const burstMs = 50;

/** Computes how long to wait so that the bytes stay within the bandwidth. */
export class BandwidthLimiter {
  readonly #bytesPerSecond: number;
  readonly #now: () => number;
  #freeMs = 0;

  constructor(bytesPerSecond: number, now: () => number = () => performance.now()) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#now = now;
  }

  /** How long to wait before reading on, after these bytes were read. */
  delayMs(sizeBytes: number): number {
    const nowMs = this.#now();
    this.#freeMs = Math.max(this.#freeMs, nowMs - burstMs) + (sizeBytes / this.#bytesPerSecond) * 1000;
    return Math.max(0, this.#freeMs - nowMs);
  }
}

const limiters = new WeakMap<Socket, BandwidthLimiter>();

/** The limiter of a connection, shared by all its requests. */
export function bandwidthLimiterFor(socket: Socket, bytesPerSecond: number): BandwidthLimiter {
  const known = limiters.get(socket) ?? new BandwidthLimiter(bytesPerSecond);
  limiters.set(socket, known);
  return known;
}
