/**
 * A request's body on its way from the socket to a route: counted, and cut, stalled, slowed or corrupted when
 * a fault says so. Reads nothing from the socket before the route does. Knows nothing of what the bytes mean.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Interruption } from '../core/faults.ts';
import type { Meter } from './meter.ts';

export interface IntakeOptions {
  /** Called when the route first asks for the body. */
  readonly onStart?: () => void;
  /** After that many bytes the connection counts as cut, or falls silent. */
  readonly limit?: {
    readonly bytes: number;
    readonly end: 'cut' | 'keep' | 'stall';
    readonly onStall?: () => void;
  };
  /** One bit of what comes first is flipped. */
  readonly corrupt?: boolean;
  readonly bytesPerSecond?: number;
  /** Paces all bodies of a connection together. */
  readonly meter?: Meter;
}

export class Intake extends Readable {
  receivedBytes = 0;
  readonly #source: IncomingMessage;
  readonly #options: IntakeOptions;
  #state: 'idle' | 'flowing' | 'limited' | 'draining' = 'idle';
  #pausedUntil: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(source: IncomingMessage, options: IntakeOptions = {}) {
    super({ highWaterMark: 256 * 1024 });
    this.#source = source;
    this.#options = options;
    // Whoever reads is told; when nobody does, a client that leaves is no error of ours.
    this.on('error', () => {});
    source.on('error', () => {});
    source.once('close', () => this.#left());
  }

  /** The answer is out: what is still coming is thrown away. */
  drain(): void {
    if (this.#state === 'limited') return;
    this.#state = 'draining';
    clearTimeout(this.#pausedUntil);
    this.#source.removeAllListeners('data');
    this.#source.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
    });
    this.#source.resume();
  }

  override _read(): void {
    if (this.#state === 'idle') this.#begin();
    else if (this.#state === 'flowing' && this.#pausedUntil === undefined) this.#source.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#pausedUntil);
    done(error);
  }

  #begin(): void {
    this.#state = 'flowing';
    this.#options.onStart?.();
    if (this.#options.limit?.bytes === 0) {
      this.#limitReached();
      return;
    }
    this.#source.on('data', (chunk: Buffer) => this.#arrived(chunk));
    this.#source.once('end', () => {
      this.#ended = true;
      if (this.#state === 'flowing' && this.#pausedUntil === undefined) this.push(null);
    });
  }

  #arrived(chunk: Buffer): void {
    const { limit, corrupt, bytesPerSecond, meter } = this.#options;
    const first = this.receivedBytes === 0;
    const room = (limit?.bytes ?? Number.POSITIVE_INFINITY) - this.receivedBytes;
    const piece = chunk.length < room ? chunk : chunk.subarray(0, room);
    this.receivedBytes += piece.length;
    if (corrupt && first) flipOneBit(piece);
    const wantsMore = this.push(piece);
    const slowMs = bytesPerSecond === undefined ? 0 : (piece.length / bytesPerSecond) * 1000;
    const delayMs = Math.max(slowMs, meter?.delayMs(piece.length) ?? 0);
    if (piece.length === room) this.#limitReached();
    else if (delayMs > 0) this.#pauseFor(delayMs);
    else if (!wantsMore) this.#source.pause();
  }

  #pauseFor(delayMs: number): void {
    this.#source.pause();
    this.#pausedUntil = setTimeout(() => {
      this.#pausedUntil = undefined;
      if (this.#ended) this.push(null);
      else this.#source.resume();
    }, delayMs);
  }

  #limitReached(): void {
    const { limit } = this.#options;
    this.#state = 'limited';
    this.#source.removeAllListeners('data');
    this.#source.pause();
    if (limit?.end === 'stall') {
      limit.onStall?.();
      return;
    }
    const keepBytes = limit?.end === 'keep' ? limit.bytes : undefined;
    this.#whenRead(() => this.destroy(new Interruption(keepBytes)));
  }

  /** Destroying throws away what is buffered, so the reader gets that first. */
  #whenRead(run: () => void): void {
    if (this.destroyed) return;
    if (this.readableLength === 0) run();
    else setImmediate(() => this.#whenRead(run));
  }

  #left(): void {
    const { limit } = this.#options;
    const cutting = this.#state === 'limited' && limit?.end !== 'stall';
    if (cutting || (this.#source.complete && this.#state !== 'limited')) return;
    if (!this.readableEnded) this.destroy(new Interruption());
  }
}

/**
 * Where depends on the content: the same bit of two fragments would cancel out in QuickXorHash, which takes
 * every 160th byte together.
 */
function flipOneBit(piece: Uint8Array): void {
  let mix = 0;
  for (const byte of piece.subarray(0, 64)) mix = (Math.imul(mix, 31) + byte) >>> 0;
  const at = mix % Math.max(1, piece.length);
  piece[at] = (piece[at] ?? 0) ^ (1 << ((mix >>> 16) & 7));
}
