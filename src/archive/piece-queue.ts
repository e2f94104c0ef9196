/** Writes pieces of an archive in order while later ones are still being compressed. */
import type { ByteSink } from './entry.ts';

/** Bytes, in one or several parts. */
export type PieceBytes = Uint8Array | readonly Uint8Array[];

/** Called with the piece's position in the archive when it is in the sink, and its size. */
type Written = (positionBytes: number, sizeBytes: number) => void;

interface QueuedPiece {
  readonly bytes: PieceBytes | Promise<PieceBytes>;
  /** Memory that it needs until it is compressed; 0 for a piece that is ready. */
  readonly heldBytes: number;
  readonly written: Written | undefined;
}

const donePiece: QueuedPiece = { bytes: new Uint8Array(0), heldBytes: 0, written: undefined };

export class PieceQueue {
  readonly #sink: ByteSink;
  readonly #signal: AbortSignal;
  #pieces: QueuedPiece[] = [];
  #first = 0;
  #writtenBytes = 0;
  #heldBytes = 0;

  constructor(sink: ByteSink, signal: AbortSignal) {
    this.#sink = sink;
    this.#signal = signal;
  }

  push(bytes: PieceBytes, written?: Written): void {
    this.#pieces.push({ bytes, heldBytes: 0, written });
  }

  /** Adds a piece that is being compressed, from so many bytes. */
  pushLater(bytes: Promise<PieceBytes>, heldBytes: number, written?: Written): void {
    // It is awaited later, or never after another error.
    bytes.catch(() => {});
    this.#heldBytes += heldBytes;
    this.#pieces.push({ bytes, heldBytes, written });
  }

  /** Writes what is ready, and waits until at most so many bytes are being compressed. Throws the first error. */
  async drain(limitBytes: number): Promise<void> {
    this.#signal.throwIfAborted();
    for (;;) {
      const piece = this.#pieces[this.#first];
      if (piece === undefined || (piece.heldBytes > 0 && this.#heldBytes <= limitBytes)) break;
      // Old lists are collected late, and must hold nothing.
      this.#pieces[this.#first] = donePiece;
      this.#first += 1;
      this.#heldBytes -= piece.heldBytes;
      await this.#write(piece);
    }
    this.#pieces = this.#pieces.slice(this.#first);
    this.#first = 0;
    // Without a write nothing above waited: signals and timers get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal.throwIfAborted();
  }

  async #write(piece: QueuedPiece): Promise<void> {
    const bytes = piece.bytes instanceof Promise ? await piece.bytes : piece.bytes;
    this.#signal.throwIfAborted();
    let sizeBytes = 0;
    for (const part of bytes instanceof Uint8Array ? [bytes] : bytes) {
      const writing = this.#sink.write(part);
      // Most parts only go into a buffer.
      if (writing !== undefined) await writing;
      sizeBytes += part.length;
    }
    piece.written?.(this.#writtenBytes, sizeBytes);
    this.#writtenBytes += sizeBytes;
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
