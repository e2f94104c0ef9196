/** A new file that an archive is written to, in large pieces. */
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSink } from './entry.ts';

const bufferBytes = 1024 * 1024;

export class FileSink implements ByteSink {
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #bufferedBytes = 0;
  /** Bytes of the file, without those in the buffer. */
  #writtenBytes = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Fails when the file is there. Nobody else can read it. */
  static async create(localPath: string): Promise<FileSink> {
    return new FileSink(await open(localPath, 'wx', 0o600));
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#bufferedBytes + bytes.length > bufferBytes) return this.#writeThrough(bytes);
    this.#buffer.set(bytes, this.#bufferedBytes);
    this.#bufferedBytes += bytes.length;
    return undefined;
  }

  async overwrite(position: number, bytes: Uint8Array): Promise<void> {
    const inBuffer = position - this.#writtenBytes;
    if (inBuffer >= 0) this.#buffer.set(bytes, inBuffer);
    else {
      await this.#flush();
      await this.#writeAll(bytes, position);
    }
  }

  /** Writes the rest and closes the file. Returns its size. */
  async finish(): Promise<number> {
    await this.#flush();
    return this.#writtenBytes;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #writeThrough(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    if (bytes.length <= bufferBytes) return this.write(bytes);
    await this.#writeAll(bytes, this.#writtenBytes);
    this.#writtenBytes += bytes.length;
  }

  async #flush(): Promise<void> {
    await this.#writeAll(this.#buffer.subarray(0, this.#bufferedBytes), this.#writtenBytes);
    this.#writtenBytes += this.#bufferedBytes;
    this.#bufferedBytes = 0;
  }

  async #writeAll(bytes: Uint8Array, position: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at, position + at);
      at += bytesWritten;
    }
  }
}
