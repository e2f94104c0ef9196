import { chmodSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { basename, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { hasTool, planArchiveOf, runTool, writeTestArchive } from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { canListOpenFiles, listOpenFiles } from '../../support/open-files.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const kinds = ['zip', 'tar.gz'] as const;

function site(where: TemporaryTree): string {
  where.writeFiles({ 'site/a.txt': 3, 'site/b.txt': 30 });
  return join(where.path, 'site');
}

test.each(['', 'now', '1700000000s', '@1700000000', '-1', '1.5', '17000000000'])(
  'a SOURCE_DATE_EPOCH of %j, no number of seconds, is as none',
  async (epoch) => {
    using where = createTemporaryTree();
    using plain = new FakeHost();
    using odd = new FakeHost({ env: { SOURCE_DATE_EPOCH: epoch } });
    const plan = await planArchiveOf(site(where), { kind: 'tar.gz' });
    await using expected = await writeTestArchive(plan, plain);
    await using made = await writeTestArchive(plan, odd);
    expect(made.bytes.equals(expected.bytes)).toBe(true);
  },
);

test.skipIf(process.platform === 'win32')(
  'a file that was opened is packed, even if its name is gone',
  async () => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    const folder = site(where);
    const plan = await planArchiveOf(folder, { kind: 'tar.gz' });
    await using expected = await writeTestArchive(plan, host);
    const platform = vi.spyOn(os, 'platform').mockImplementation(() => {
      rmSync(join(folder, 'a.txt'), { force: true });
      return 'linux';
    });
    syncBuiltinESMExports();
    try {
      await using made = await writeTestArchive(plan, host);
      expect(made.bytes.equals(expected.bytes)).toBe(true);
    } finally {
      platform.mockRestore();
      syncBuiltinESMExports();
    }
  },
);

test.each(kinds)('a %s says by its name what it is, and knows its size', async (kind) => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  await using made = await writeTestArchive(await planArchiveOf(site(where), { kind }), host);
  expect(basename(made.localPath)).toBe(`archive.${kind}`);
  expect(made.sizeBytes).toBe(made.bytes.length);
});

test.skipIf(!hasTool('tar') || process.platform === 'win32')(
  'on Windows, which knows no modes, whoever unpacks may read every file and run none',
  async () => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    const folder = site(where);
    chmodSync(join(folder, 'a.txt'), 0o777);
    const plan = await planArchiveOf(folder, { kind: 'tar.gz' });
    const modes = async () => {
      await using made = await writeTestArchive(plan, host);
      return runTool('tar', ['tvzf', made.localPath, 'a.txt']).slice(0, 10);
    };
    expect(await modes()).toBe('-rwxrwxrwx');
    const platform = vi.spyOn(os, 'platform').mockReturnValue('win32');
    syncBuiltinESMExports();
    try {
      expect(await modes()).toBe('-rw-r--r--');
    } finally {
      platform.mockRestore();
      syncBuiltinESMExports();
    }
  },
);

test.skipIf(!canListOpenFiles).each(kinds)('the files of a %s are closed when it is made', async (kind) => {
  using where = createTemporaryTree();
  using host = new FakeHost();
  await using made = await writeTestArchive(await planArchiveOf(site(where), { kind }), host);
  expect(made.sizeBytes).toBeGreaterThan(0);
  expect([...listOpenFiles(where.path), ...listOpenFiles(host.tempDir)]).toEqual([]);
});
