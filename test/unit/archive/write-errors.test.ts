import { once } from 'node:events';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { ReadableEntry } from '../../../src/archive/entry.ts';
import { writeTarball } from '../../../src/archive/tar.ts';
import { writeZip } from '../../../src/archive/zip.ts';
import { randomBytes } from '../../support/random-content.ts';

const MiB = 1024 * 1024;
const writers = { zip: writeZip, 'tar.gz': writeTarball } as const;
const kinds = ['zip', 'tar.gz'] as const;

/** A file of that content. */
function file(name: string, pieces: ReadableEntry['read'], more: Partial<ReadableEntry> = {}): ReadableEntry {
  return { name, sizeBytes: MiB, mode: 0o644, modified: new Date(0), read: pieces, ...more };
}

async function* only(...some: readonly ReadableEntry[]): AsyncGenerator<ReadableEntry> {
  yield* some;
}

/** So many files of 1 MiB; `closed` hears when the last one that was begun is let go. */
async function* files(count: number, closed: () => void = () => {}): AsyncGenerator<ReadableEntry> {
  try {
    for (let n = 0; n < count; n += 1) {
      const content = randomBytes(MiB, n);
      yield file(`f${n}`, () => [content]);
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

const how = { compressionLevel: 1, preserveMtime: false, signal: new AbortController().signal };

test.each(kinds)(
  'a disk that is full ends a %s with its own error, and the file amid it is let go',
  async (kind) => {
    let closed = false;
    const some = files(20, () => {
      closed = true;
    });
    await expect(writers[kind](some, { ...how, stream: disk(5 * MiB) })).rejects.toThrow('no room');
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
  await writers[kind](files(2), { ...how, stream: counting });
  await expect(writers[kind](files(2), { ...how, stream: disk(sizeBytes - 1) })).rejects.toThrow('no room');
});

test.each(kinds)('a file that breaks off ends a %s with its own error', async (kind) => {
  const broken = file('broken', async function* () {
    yield randomBytes(10);
    throw new Error('bad sector');
  });
  const whole = file('whole', () => [randomBytes(MiB)]);
  const out = disk(Number.POSITIVE_INFINITY);
  await expect(writers[kind](only(whole, broken), { ...how, stream: out })).rejects.toThrow('bad sector');
  expect(out.destroyed).toBe(true);
});

test.each(kinds)('a search for files that breaks off ends a %s with its own error', async (kind) => {
  async function* broken(): AsyncGenerator<ReadableEntry> {
    yield* files(1);
    throw new Error('no such folder');
  }
  const out = disk(Number.POSITIVE_INFINITY);
  await expect(writers[kind](broken(), { ...how, stream: out })).rejects.toThrow('no such folder');
  expect(out.destroyed).toBe(true);
});

test.each(kinds)('a disk that fails between two files ends a %s with its own error', async (kind) => {
  const out = disk(MiB / 2);
  async function* slow(): AsyncGenerator<ReadableEntry> {
    const failed = once(out, 'error');
    yield* files(1);
    await failed;
    yield* files(1);
  }
  await expect(writers[kind](slow(), { ...how, stream: out })).rejects.toThrow('no room');
});

test.each(kinds)('a file that has not the size it said is no part of a %s', async (kind) => {
  for (const content of [Buffer.alloc(0), randomBytes(19), randomBytes(21)]) {
    const odd = file('odd', () => [content], { sizeBytes: 20 });
    const out = disk(Number.POSITIVE_INFINITY);
    await expect(writers[kind](only(odd), { ...how, stream: out })).rejects.toThrow(
      /unexpected number|mismatch/,
    );
    expect(out.destroyed).toBe(true);
  }
});

test.each(kinds)('a run that is told to stop ends a %s amid a file', async (kind) => {
  const run = new AbortController();
  const endless = file('endless', async function* () {
    for (;;) {
      yield randomBytes(MiB);
      run.abort();
    }
  });
  const out = disk(Number.POSITIVE_INFINITY);
  const writing = writers[kind](only(endless), { ...how, stream: out, signal: run.signal });
  await expect(writing).rejects.toThrow();
  expect(out.destroyed).toBe(true);
});

test.each(kinds)('a disk that is slow makes a %s wait with reading, a few pieces ahead', async (kind) => {
  let taken = 0;
  const long = file('long', function* () {
    for (; taken < 100; taken += 1) yield randomBytes(MiB, taken);
  });
  const run = new AbortController();
  const stuck = new Writable({ write: () => {} });
  const writing = writers[kind](only(long), {
    ...how,
    compressionLevel: 0,
    stream: stuck,
    signal: run.signal,
  });
  let before = -1;
  for (let calm = 0; calm < 100; calm += 1) {
    if (taken > before) calm = 0;
    before = taken;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(taken).toBeLessThan(10);
  run.abort();
  await expect(writing).rejects.toThrow();
});
