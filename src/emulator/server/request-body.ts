/**
 * The body of a request, from the socket to the route. Counts the bytes, and cuts, stalls, slows or corrupts them if a
 * fault says so. It reads nothing from the socket before the route reads the body.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ConnectionCut } from '../core/faults.ts';
import type { BandwidthLimiter } from './bandwidth-limiter.ts';

export interface RequestBodyOptions {
  /** Called when the route first reads the body. */
  readonly onStart?: () => void;
  /** After this many bytes, the connection counts as cut, or stalls. */
  readonly limit?: {
    readonly bytes: number;
    readonly end: 'cut' | 'keep' | 'stall';
    readonly onStall?: () => void;
  };
  /** Flips one bit of the first chunk. */
  readonly corrupt?: boolean;
  readonly bytesPerSecond?: number;
  /** Limits all bodies of a connection together. */
  readonly limiter?: BandwidthLimiter;
}

export class RequestBody extends Readable {
  receivedBytes = 0;
  readonly #source: IncomingMessage;
  readonly #options: RequestBodyOptions;
  #state: 'idle' | 'flowing' | 'limited' | 'draining' = 'idle';
  #pauseTimer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(source: IncomingMessage, options: RequestBodyOptions = {}) {
    super({ highWaterMark: 256 * 1024 });
    this.#source = source;
    this.#options = options;
    // A reader gets the error. Without a reader, a client that disconnects must not raise an unhandled error.
    this.on('error', () => {});
    source.on('error', () => {});
    source.once('close', () => this.#onClose());
  }

  /** The reply has been sent: discard the rest of the body. */
  drain(): void {
    if (this.#state === 'limited') return;
    this.#state = 'draining';
    clearTimeout(this.#pauseTimer);
    this.#source.removeAllListeners('data');
    this.#source.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
    });
    this.#source.resume();
  }

  override _read(): void {
    if (this.#state === 'idle') this.#start();
    else if (this.#state === 'flowing' && this.#pauseTimer === undefined) this.#source.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#pauseTimer);
    done(error);
  }

  #start(): void {
    this.#state = 'flowing';
    this.#options.onStart?.();
    if (this.#options.limit?.bytes === 0) {
      this.#limitReached();
      return;
    }
    this.#source.on('data', (chunk: Buffer) => this.#onData(chunk));
    this.#source.once('end', () => {
      this.#ended = true;
      if (this.#state === 'flowing' && this.#pauseTimer === undefined) this.push(null);
    });
  }

  #onData(chunk: Buffer): void {
    const { limit, corrupt, bytesPerSecond, limiter } = this.#options;
    const first = this.receivedBytes === 0;
    const room = (limit?.bytes ?? Number.POSITIVE_INFINITY) - this.receivedBytes;
    const piece = chunk.length < room ? chunk : chunk.subarray(0, room);
    this.receivedBytes += piece.length;
    if (corrupt && first) flipOneBit(piece);
    const wantsMore = this.push(piece);
    const slowMs = bytesPerSecond === undefined ? 0 : (piece.length / bytesPerSecond) * 1000;
    const delayMs = Math.max(slowMs, limiter?.delayMs(piece.length) ?? 0);
    if (piece.length === room) this.#limitReached();
    else if (delayMs > 0) this.#pauseFor(delayMs);
    else if (!wantsMore) this.#source.pause();
  }

  #pauseFor(delayMs: number): void {
    this.#source.pause();
    this.#pauseTimer = setTimeout(() => {
      this.#pauseTimer = undefined;
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
    this.#afterRead(() => this.destroy(new ConnectionCut(keepBytes)));
  }

  /** Lets the reader read what is buffered first: destroying the stream would discard it. */
  #afterRead(run: () => void): void {
    if (this.destroyed) return;
    if (this.readableLength === 0) run();
    else setImmediate(() => this.#afterRead(run));
  }

  #onClose(): void {
    const { limit } = this.#options;
    const cutting = this.#state === 'limited' && limit?.end !== 'stall';
    if (cutting || (this.#source.complete && this.#state !== 'limited')) return;
    if (!this.readableEnded) this.destroy(new ConnectionCut());
  }
}

/**
 * The position depends on the content. The same bit of two fragments could cancel out in QuickXorHash, which combines
 * every 160th byte.
 */
function flipOneBit(piece: Uint8Array): void {
  let mix = 0;
  for (const byte of piece.subarray(0, 64)) mix = (Math.imul(mix, 31) + byte) >>> 0;
  const at = mix % Math.max(1, piece.length);
  piece[at] = (piece[at] ?? 0) ^ (1 << ((mix >>> 16) & 7));
}
