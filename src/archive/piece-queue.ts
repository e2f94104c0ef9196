/** Writes pieces of an archive in order while later ones are still being compressed. */
import type { ByteSink } from './entry.ts';

/** A piece, and what to do when its place in the archive is known. */
interface QueuedPiece {
  readonly bytes: Uint8Array | Promise<Uint8Array>;
  readonly written?: ((positionBytes: number, sizeBytes: number) => void) | undefined;
}

export class PieceQueue {
  readonly #sink: ByteSink;
  readonly #signal: AbortSignal;
  readonly #pieces: QueuedPiece[] = [];
  #writtenBytes = 0;
  /** Pieces that are compressed at the moment. */
  #promised = 0;

  constructor(sink: ByteSink, signal: AbortSignal) {
    this.#sink = sink;
    this.#signal = signal;
  }

  /** Adds a piece. `written` is called with its position and size when it is in the sink. */
  push(bytes: QueuedPiece['bytes'], written?: QueuedPiece['written']): void {
    if (bytes instanceof Promise) {
      this.#promised += 1;
      // It is awaited later, or never after another error.
      bytes.catch(() => {});
    }
    this.#pieces.push({ bytes, written });
  }

  /** Writes what is ready, and waits until at most `limit` pieces are being compressed. Throws the first error. */
  async drain(limit: number): Promise<void> {
    this.#signal.throwIfAborted();
    while (this.#pieces.length > 0 && (this.#promised > limit || !(this.#first instanceof Promise)))
      await this.#writeFirst();
    // Without a write nothing above waited: signals and timers get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal.throwIfAborted();
  }

  get #first(): QueuedPiece['bytes'] | undefined {
    return this.#pieces[0]?.bytes;
  }

  async #writeFirst(): Promise<void> {
    const piece = this.#pieces.shift();
    if (piece === undefined) return;
    if (piece.bytes instanceof Promise) this.#promised -= 1;
    const bytes = await piece.bytes;
    this.#signal.throwIfAborted();
    await this.#sink.write(bytes);
    const position = this.#writtenBytes;
    this.#writtenBytes += bytes.length;
    piece.written?.(position, bytes.length);
  }

  /** Replaces bytes that were written. */
  async overwrite(positionBytes: number, bytes: Uint8Array): Promise<void> {
    await this.#sink.overwrite(positionBytes, bytes);
  }

  /** Bytes in the sink. After `drain(0)` it is where the next piece will be. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }
}
