import { chmodSync, mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasTool, planArchiveOf, runTool, writeTestArchive } from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

test.skipIf(process.platform === 'win32' || !hasTool('tar'))(
  'a file loses its set-user and set-group bits, which is counted, and a folder keeps its own',
  async () => {
    using where = createTemporaryTree();
    using host = new FakeHost();
    where.writeFiles({ 'site/group': 1, 'site/plain': 1, 'site/user': 1 });
    mkdirSync(where.pathOf('site/shared'));
    for (const [name, mode] of [
      ['group', 0o2755],
      ['user', 0o4711],
      ['plain', 0o640],
      ['shared', 0o3775],
    ] as const)
      chmodSync(where.pathOf(`site/${name}`), mode);
    await using made = await writeTestArchive(
      await planArchiveOf(where.pathOf('site'), { kind: 'tar.gz' }),
      host,
    );
    expect(made.setUserBitCount).toBe(2);
    const lines = runTool('tar', ['tvzf', made.localPath]).trim().split('\n');
    expect(lines.map((line) => line.slice(0, 10))).toEqual([
      '-rwxr-xr-x', // group
      '-rw-r-----', // plain
      'drwxrwsr-t', // shared
      '-rwx--x--x', // user
    ]);
  },
);
