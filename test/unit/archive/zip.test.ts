import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { ZipFile } from 'yazl';
import type { ArchiveWriteOptions } from '../../../src/archive/entry.ts';
import { hasTool, planArchiveOf, runTool, writeTestArchive } from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const names = Array.from({ length: 40 }, (_, n) => `f${1000 + n}`);

async function packedIn(where: TemporaryTree, host: FakeHost, how: Partial<ArchiveWriteOptions> = {}) {
  return writeTestArchive(await planArchiveOf(join(where.path, 'site'), { kind: 'zip' }), host, how);
}

describe.skipIf(!hasTool('unzip'))('unzip', () => {
  test('finds all files in their order, each whole, however many there are', async () => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    where.writeFiles(Object.fromEntries(names.map((name, n) => [`site/${name}`, n * 100])));
    await using made = await packedIn(where, host);
    expect(runTool('unzip', ['-Z1', made.localPath]).trim().split('\n')).toEqual(names);
    expect(runTool('unzip', ['-tq', made.localPath])).toContain('No errors');
  });

  test('finds a link as it is, a file compressed, and neither at level 0', async () => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    where.writeFiles({ 'site/a': 5000 });
    where.createLink('site/l', 'a');
    const listed = async (level: number) => {
      await using made = await packedIn(where, host, { compressionLevel: level });
      const lines = runTool('unzip', ['-Z', made.localPath]).split('\n');
      return lines.flatMap(
        (line) =>
          line
            .match(/^(\S+) .*(stor|defN)/)
            ?.slice(1)
            .join(' ') ?? [],
      );
    };
    expect(await listed(6)).toEqual(['-rw-r--r-- defN', 'lrwxrwxrwx stor']);
    expect(await listed(0)).toEqual(['-rw-r--r-- stor', 'lrwxrwxrwx stor']);
  });
});

test('the library, which goes through its list for each file, never has a long one', async () => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  where.writeFiles(Object.fromEntries(names.map((name) => [`site/${name}`, 1])));
  const lengths: number[] = [];
  const { addReadStreamLazy } = ZipFile.prototype;
  const adding = vi.spyOn(ZipFile.prototype, 'addReadStreamLazy').mockImplementation(function (
    this: ZipFile,
    ...what: unknown[]
  ) {
    lengths.push(Object(this).entries.length);
    return Reflect.apply(addReadStreamLazy, this, what);
  });
  try {
    await using made = await packedIn(where, host);
    expect(made.sizeBytes).toBeGreaterThan(0);
  } finally {
    adding.mockRestore();
  }
  expect(lengths).toHaveLength(names.length);
  expect(Math.max(...lengths)).toBeLessThan(5);
});

test('a library that keeps its list elsewhere is refused, for it would take minutes', async () => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  where.writeFiles({ 'site/a': 1 });
  const elsewhere = new WeakMap();
  Object.defineProperty(ZipFile.prototype, 'entries', {
    configurable: true,
    get() {
      return elsewhere.get(this);
    },
    set(list) {
      elsewhere.set(this, list);
    },
  });
  try {
    await expect(packedIn(where, host)).rejects.toThrow('keeps its entries elsewhere');
  } finally {
    Reflect.deleteProperty(ZipFile.prototype, 'entries');
  }
});

test.each([true, false])(
  'the seconds that only some zone has are in a ZIP for own times alone: %s',
  async (own) => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    where.writeFiles({ 'site/a': 1 });
    await using made = await packedIn(where, host, { preserveMtime: own });
    // The extended timestamp of Info-ZIP: UT, and five bytes of it.
    expect(made.bytes.includes(Buffer.from([0x55, 0x54, 5, 0]))).toBe(own);
  },
);
