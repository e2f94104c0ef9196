/** Compresses with gzip (RFC 1952), several blocks at a time. The bytes depend on the content and the level only. */
import { bytesInFlight, DeflateBlocks } from './deflate-blocks.ts';
import type { ArchiveOutput, ByteCompressor } from './entry.ts';
import { PieceQueue } from './piece-queue.ts';

/** Magic, deflate, no flags, no time, no extra flags, and 255: the operating system is unknown, the same everywhere. */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

export function createGzip({ sink, compressionLevel, signal }: ArchiveOutput): ByteCompressor {
  const queue = new PieceQueue(sink, signal);
  const blocks = new DeflateBlocks(queue, { level: compressionLevel, spare: [] });
  queue.push(header);
  return {
    write: (bytes) => blocks.write(bytes),
    ready: () => queue.drain(bytesInFlight),
    async end() {
      blocks.finish();
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(blocks.crc, 0);
      // The size modulo 2^32 (RFC 1952, ISIZE).
      trailer.writeUInt32LE(blocks.sizeBytes % 2 ** 32, 4);
      queue.push(trailer);
      await queue.drain(0);
    },
    close() {
      // Blocks that are being compressed end by themselves.
    },
  };
}
