/** Seeded random content. It is never periodic, because periodic data cancels out in QuickXorHash. */
import { createCipheriv, createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RequestBody } from '../../src/http/message.ts';

/** The same bytes for the same seed. */
export function randomBytes(sizeBytes: number, seed: string | number = 1): Buffer {
  const key = createHash('sha256').update(String(seed)).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes));
}

/** Writes files, given as path to content or size, into a folder; answers their contents. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, number | string>>,
): Map<string, Buffer> {
  const planted = new Map<string, Buffer>();
  for (const [path, what] of Object.entries(files)) {
    const content = typeof what === 'number' ? randomBytes(what, path) : Buffer.from(what);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    planted.set(path, content);
  }
  return planted;
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Everything that a reading gives, copied as it comes: its buffers are used again. */
export async function readAll(pieces: RequestBody): Promise<Buffer> {
  const copies: Uint8Array[] = [];
  for await (const piece of pieces.read()) copies.push(Uint8Array.from(piece));
  return Buffer.concat(copies);
}
