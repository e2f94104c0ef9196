/** The central directory of a ZIP while it grows: a few large pieces instead of one for each entry. */
import { centralHeaderBytes, writeCentralHeader, type ZipEntry } from './zip-records.ts';

const pieceBytes = 64 * 1024;

export class CentralDirectory {
  #entryCount = 0;
  #sizeBytes = 0;
  readonly #full: Buffer[] = [];
  #piece = Buffer.allocUnsafeSlow(pieceBytes);
  #filledBytes = 0;

  add(entry: ZipEntry): void {
    const recordBytes = centralHeaderBytes(entry);
    if (this.#filledBytes + recordBytes > this.#piece.length) {
      this.#full.push(this.#piece.subarray(0, this.#filledBytes));
      this.#piece = Buffer.allocUnsafeSlow(Math.max(pieceBytes, recordBytes));
      this.#filledBytes = 0;
    }
    writeCentralHeader(this.#piece.subarray(this.#filledBytes), entry);
    this.#filledBytes += recordBytes;
    this.#sizeBytes += recordBytes;
    this.#entryCount += 1;
  }

  get entryCount(): number {
    return this.#entryCount;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  pieces(): readonly Buffer[] {
    return [...this.#full, this.#piece.subarray(0, this.#filledBytes)];
  }
}
