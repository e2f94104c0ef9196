import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Packed } from '../../../src/upload/pack.ts';
import { writeTarball } from '../../../src/upload/tarball.ts';
import { writeZip } from '../../../src/upload/zip.ts';
import { randomBytes } from '../../support/content.ts';

const MiB = 1024 * 1024;
const writers = { zip: writeZip, 'tar.gz': writeTarball } as const;
const kinds = ['zip', 'tar.gz'] as const;

/** So many files of 1 MiB; `closed` hears when the last one that was begun is let go. */
async function* files(count: number, closed: () => void = () => {}): AsyncGenerator<Packed> {
  try {
    for (let n = 0; n < count; n += 1) {
      const content = randomBytes(MiB, n);
      yield { name: `f${n}`, sizeBytes: MiB, mode: 0o644, modified: new Date(0), pieces: () => [content] };
    }
  } finally {
    closed();
  }
}

/** A disk that is full after so many bytes. */
function disk(roomBytes: number): Writable {
  let left = roomBytes;
  return new Writable({
    write(chunk: Buffer, _, done) {
      left -= chunk.length;
      done(left < 0 ? new Error('no room') : null);
    },
  });
}

const how = { level: 1, keepTimes: false, signal: new AbortController().signal };

test.each(kinds)(
  'a disk that is full ends a %s with its own error, and the file amid it is let go',
  async (kind) => {
    let closed = false;
    const some = files(20, () => {
      closed = true;
    });
    await expect(writers[kind](some, { ...how, out: disk(5 * MiB) })).rejects.toThrow('no room');
    expect(closed).toBe(true);
  },
);

test.each(kinds)('a disk that is full at the last byte ends a %s, too', async (kind) => {
  let sizeBytes = 0;
  const counting = new Writable({
    write(chunk: Buffer, _, done) {
      sizeBytes += chunk.length;
      done();
    },
  });
  await writers[kind](files(2), { ...how, out: counting });
  await expect(writers[kind](files(2), { ...how, out: disk(sizeBytes - 1) })).rejects.toThrow('no room');
});

test.each(kinds)('a file that breaks off ends a %s with its own error', async (kind) => {
  async function* broken(): AsyncGenerator<Packed> {
    yield* files(1);
    const pieces = async function* () {
      yield randomBytes(10);
      throw new Error('bad sector');
    };
    yield { name: 'broken', sizeBytes: 20, mode: 0o644, modified: new Date(0), pieces };
  }
  const out = disk(Number.POSITIVE_INFINITY);
  await expect(writers[kind](broken(), { ...how, out })).rejects.toThrow('bad sector');
  expect(out.destroyed).toBe(true);
});
