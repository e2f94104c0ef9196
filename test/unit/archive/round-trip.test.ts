/** Random trees, packed by us and by the system's own tools, are the same trees when they are unpacked. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  hasTool,
  hasZstd,
  planArchiveOf,
  runTool,
  unpack,
  writeTestArchive,
} from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { createRandomTree, describeTree, type TreeView } from '../../support/random-tree.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

/** The nightly run sets 1000. */
const treeCount = Number(process.env.ARCHIVE_TREES ?? 24);
const firstSeed = Number(process.env.ARCHIVE_SEED ?? 1);

const timesOfZip = [0, 1, 315_532_800, 1_600_000_001, 1_700_000_000, -86_400 * 400, 2 ** 31 - 2];
const timesOfTar = [...timesOfZip, 2 ** 31 + 100, 9_999_999_999, -(2 ** 32)];

/** unzip leaves out the bits above the permissions, and the times of links. */
const viewOfZip: TreeView = { modeMask: 0o777, hasLinkTimes: false, hasHardLinks: false };
const viewOfTar: TreeView = { modeMask: 0o7777, hasLinkTimes: true, hasHardLinks: true };

const formats = [
  { kind: 'tar.gz', tool: 'tar', seconds: timesOfTar, view: viewOfTar },
  { kind: 'tar.zst', tool: 'zstd', seconds: timesOfTar, view: viewOfTar },
  { kind: 'zip', tool: 'zip', seconds: timesOfZip, view: viewOfZip },
] as const;

const isPosix = process.platform === 'linux';

/** What GNU tar or Info-ZIP makes of the tree. */
function packByTool(kind: 'zip' | 'tar.gz' | 'tar.zst', source: string, archive: string): void {
  if (kind === 'zip') runTool('zip', ['-qry', archive, '.'], source);
  else
    runTool(
      'tar',
      [kind === 'tar.gz' ? 'czf' : '--zstd', ...(kind === 'tar.gz' ? [] : ['-cf']), archive, '.'],
      source,
    );
}

describe.each(formats)('a random tree in a $kind', ({ kind, tool, seconds, view }) => {
  const cannotRun = !isPosix || !hasTool(tool) || !hasTool('unzip') || (kind === 'tar.zst' && !hasZstd);

  test.skipIf(cannotRun)(
    `comes out as it went in, and as it does from ${tool}`,
    async () => {
      using host = new FakeHost();
      for (let seed = firstSeed; seed < firstSeed + treeCount; seed += 1) {
        using where = createTemporaryTree();
        const source = join(where.path, 'tree');
        createRandomTree(source, seed, { seconds, hasHardLinks: kind !== 'zip' });
        const expected = describeTree(source, view);
        if (expected.length === 0) continue;
        await using made = await writeTestArchive(await planArchiveOf(source, { kind }), host);
        unpack(kind, made.localPath, join(where.path, 'ours'));
        expect(describeTree(join(where.path, 'ours'), view), `seed ${seed}`).toEqual(expected);
        packByTool(kind, source, join(where.path, `theirs.${kind}`));
        unpack(kind, join(where.path, `theirs.${kind}`), join(where.path, 'theirs'));
        expect(describeTree(join(where.path, 'theirs'), view), `seed ${seed}`).toEqual(expected);
        rmSync(source, { recursive: true });
      }
    },
    2_000 * treeCount + 60_000,
  );
});
