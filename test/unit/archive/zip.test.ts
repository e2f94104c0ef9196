import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ArchiveWriteOptions } from '../../../src/archive/write.ts';
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
