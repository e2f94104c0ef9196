import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { ArchiveOutput, ByteSink, EntryBatch, ReadableEntry } from '../../../src/archive/entry.ts';
import { createGzip } from '../../../src/archive/gzip.ts';
import { writeTar } from '../../../src/archive/tar.ts';
import { writeZip } from '../../../src/archive/zip.ts';
import { createZstd } from '../../../src/archive/zstd.ts';
import { hasZstd } from '../../support/archive-tools.ts';
import { randomBytes } from '../../support/random-content.ts';

const MiB = 1024 * 1024;
type Batches = AsyncIterable<EntryBatch>;
const writers = {
  zip: writeZip,
  'tar.gz': (batches: Batches, output: ArchiveOutput) => writeTar(batches, createGzip(output)),
  'tar.zst': (batches: Batches, output: ArchiveOutput) => writeTar(batches, createZstd(output)),
} as const;
const kinds = (['zip', 'tar.gz', 'tar.zst'] as const).filter((kind) => hasZstd || kind !== 'tar.zst');

/** A file of that content. */
function file(
  name: string,
  content: ReadableEntry['content'],
  more: Partial<ReadableEntry> = {},
): ReadableEntry {
  return { kind: 'file', name, sizeBytes: MiB, mode: 0o644, modifiedSeconds: 0, content, ...more };
}

async function* only(...some: readonly ReadableEntry[]): AsyncGenerator<EntryBatch> {
  for (const entry of some) yield [entry];
}

/** So many files of 1 MiB; `closed` hears when the last one that was begun is let go. */
async function* files(count: number, closed: () => void = () => {}): AsyncGenerator<EntryBatch> {
  try {
    for (let n = 0; n < count; n += 1) {
      const content = randomBytes(MiB, n);
      yield [file(`f${n}`, n % 2 === 0 ? content : () => [content])];
    }
  } finally {
    closed();
  }
}

/** A disk that is full after so many bytes. */
function disk(roomBytes = Number.POSITIVE_INFINITY): ByteSink {
  let left = roomBytes;
  return {
    async write(bytes) {
      left -= bytes.length;
      if (left < 0) throw new Error('no room');
    },
    overwrite: async () => {},
  };
}

const how = { compressionLevel: 1, signal: new AbortController().signal };

test.each(kinds)(
  'a disk that is full ends a %s with its own error, and the file amid it is let go',
  async (kind) => {
    let closed = false;
    const some = files(20, () => {
      closed = true;
    });
    await expect(writers[kind](some, { ...how, sink: disk(5 * MiB) })).rejects.toThrow('no room');
    expect(closed).toBe(true);
  },
);

test.each(kinds)('a disk that is full at the last byte ends a %s, too', async (kind) => {
  let sizeBytes = 0;
  const counting: ByteSink = {
    async write(bytes) {
      sizeBytes += bytes.length;
    },
    overwrite: async () => {},
  };
  await writers[kind](files(2), { ...how, sink: counting });
  const writing = writers[kind](files(2), { ...how, sink: disk(sizeBytes - 1) });
  await expect(writing).rejects.toThrow('no room');
});

test.each(kinds)('a file that breaks off ends a %s with its own error', async (kind) => {
  const broken = file('broken', async function* () {
    yield randomBytes(10);
    throw new Error('bad sector');
  });
  const whole = file('whole', randomBytes(MiB));
  const writing = writers[kind](only(whole, broken), { ...how, sink: disk() });
  await expect(writing).rejects.toThrow('bad sector');
});

test.each(kinds)('a search for files that breaks off ends a %s with its own error', async (kind) => {
  async function* broken(): AsyncGenerator<EntryBatch> {
    yield* files(1);
    throw new Error('no such folder');
  }
  await expect(writers[kind](broken(), { ...how, sink: disk() })).rejects.toThrow('no such folder');
});

test.each(kinds)('a file that has not the size it said is no part of a %s', async (kind) => {
  for (const content of [Buffer.alloc(0), randomBytes(19), randomBytes(21)])
    for (const given of [content, () => [content]]) {
      const writing = writers[kind](only(file('odd', given, { sizeBytes: 20 })), { ...how, sink: disk() });
      await expect(writing).rejects.toThrow('size mismatch');
    }
});

test.each(kinds)('a run that is told to stop ends a %s amid a file', async (kind) => {
  const run = new AbortController();
  const endless = file('endless', async function* () {
    for (;;) {
      yield randomBytes(MiB);
      run.abort(new Error('told to'));
    }
  });
  const writing = writers[kind](only(endless), { ...how, sink: disk(), signal: run.signal });
  await expect(writing).rejects.toThrow('told to');
});

test.each(kinds)('a disk that is slow makes a %s wait with reading, a few pieces ahead', async (kind) => {
  let taken = 0;
  const long = file('long', function* () {
    for (; taken < 100; taken += 1) yield randomBytes(MiB, taken);
  });
  const run = new AbortController();
  const stuck: ByteSink = {
    write: () => once(run.signal, 'abort').then(() => run.signal.throwIfAborted()),
    overwrite: async () => {},
  };
  const writing = writers[kind](only(long), {
    ...how,
    compressionLevel: 1,
    sink: stuck,
    signal: run.signal,
  });
  writing.catch(() => {});
  let before = -1;
  for (let calm = 0; calm < 200; calm += 1) {
    if (taken > before) calm = 0;
    before = taken;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(taken).toBeLessThan(10);
  run.abort(new Error('told to'));
  await expect(writing).rejects.toThrow('told to');
});
