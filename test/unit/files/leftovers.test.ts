import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  removeFoldersWithPrefix,
  removeStaleFolders,
  temporaryFolderPrefix,
} from '../../../src/files/leftovers.ts';
import { writeTemporaryFile } from '../../../src/files/temporary.ts';
import { FakeClock } from '../../support/fake-host.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const hourMs = 3_600_000;
const clock = new FakeClock();
const asRoot = test.skipIf(process.geteuid?.() !== 0);
/** The number of a process that has ended. */
const ended = spawnSync(process.execPath, ['-e', '']).pid;
/** Somebody who runs, and is not this process. */
const running = process.ppid;
const elsewhere = temporaryFolderPrefix(ended).replace(/-[0-9a-f]{8}-$/, '-01234567-');

/** A folder with an archive in it, last heard of so many hours ago. */
function left(where: TemporaryTree, name: string, hoursAgo = 25): string {
  mkdirSync(where.pathOf(name));
  writeFileSync(join(where.pathOf(name), 'archive.zip'), 'PK');
  silent(where.pathOf(name), hoursAgo);
  return name;
}

function silent(path: string, hoursAgo: number): void {
  const at = new Date(clock.now() - hoursAgo * hourMs);
  utimesSync(path, at, at);
}

async function staysOf(where: TemporaryTree): Promise<string[]> {
  await removeStaleFolders({ tempDir: where.path, clock });
  return readdirSync(where.path).sort();
}

describe('what a killed run left', () => {
  test.each([
    ['its process is gone', `${temporaryFolderPrefix(ended)}abcDEF`],
    ['it ran in a container that is not this one', `${elsewhere}abcDEF`],
    ['the number of its process is this one’s, as in most containers', `${temporaryFolderPrefix()}abcDEF`],
    [
      'a process of that number runs here, and it ran elsewhere',
      `${elsewhere.replace(String(ended), String(running))}abcDEF`,
    ],
  ])('goes after a day when %s', async (_, name) => {
    using where = createTemporaryTree();
    left(where, name);
    expect(await staysOf(where)).toEqual([]);
  });

  test('stays while it was heard of within a day, and while its process runs', async () => {
    using where = createTemporaryTree();
    const young = left(where, `${temporaryFolderPrefix(ended)}abcDEF`, 23);
    const other = left(where, `${elsewhere}abcDEF`, 23);
    const busy = left(where, `${temporaryFolderPrefix(running)}abcDEF`, 1000);
    expect(await staysOf(where)).toEqual([young, other, busy].sort());
  });

  test('is what bears our name to the letter, and nothing else', async () => {
    using where = createTemporaryTree();
    const names = [
      'onedrive-upload-abcDEF',
      'onedrive-upload-test-abcDEF',
      `${temporaryFolderPrefix(ended)}abcDEFg`,
      `x${temporaryFolderPrefix(ended)}abcDEF`,
      `${temporaryFolderPrefix(ended)}abcDEF.json`,
      'systemd-private-0123-x.service-abcDEF',
    ].map((name) => left(where, name));
    const file = `${temporaryFolderPrefix(ended)}aFILE1`;
    writeFileSync(where.pathOf(file), 'x');
    silent(where.pathOf(file), 25);
    expect(await staysOf(where)).toEqual([...names, file].sort());
  });

  test.skipIf(process.platform === 'win32')(
    'is not looked for behind links, nor removed through them',
    async () => {
      using where = createTemporaryTree();
      const name = left(where, `${temporaryFolderPrefix(ended)}abcDEF`);
      where.writeFiles({ 'precious/deep/file': 1 });
      symlinkSync('../precious', where.pathOf(`${name}/link`));
      symlinkSync('precious', where.pathOf(`${temporaryFolderPrefix(ended)}aLINK1`));
      silent(where.pathOf(name), 25);
      silent(where.pathOf('precious'), 25);
      expect(await staysOf(where)).toEqual([`${temporaryFolderPrefix(ended)}aLINK1`, 'precious'].sort());
      expect(existsSync(where.pathOf('precious/deep/file'))).toBe(true);
    },
  );

  asRoot('by another user stays', async () => {
    using where = createTemporaryTree();
    const name = left(where, `${temporaryFolderPrefix(ended)}abcDEF`);
    chownSync(where.pathOf(name), 1234, 1234);
    expect(await staysOf(where)).toEqual([name]);
  });

  test('in a folder that is not there is nothing', async () => {
    using where = createTemporaryTree();
    await expect(removeStaleFolders({ tempDir: where.pathOf('none'), clock })).resolves.toBeUndefined();
  });
});

test('folders of one process go by its prefix, however young, and those of others stay', async () => {
  using where = createTemporaryTree();
  const prefix = temporaryFolderPrefix(4711);
  left(where, `${prefix}abcDEF`, 0);
  const others = [
    left(where, `${temporaryFolderPrefix(14711)}abcDEF`, 0),
    left(where, `${temporaryFolderPrefix(471)}abcDEF`, 0),
  ];
  if (process.platform !== 'win32') {
    where.createFolder('precious');
    symlinkSync('precious', where.pathOf(`${prefix}aLINK1`));
    others.push('precious', `${prefix}aLINK1`);
  }
  for (const wrong of ['', 'onedrive-upload-', 'precious', '../', prefix.slice(0, -1)])
    await removeFoldersWithPrefix(wrong, where.path);
  expect(existsSync(where.pathOf(`${prefix}abcDEF`))).toBe(true);
  await removeFoldersWithPrefix(prefix, where.path);
  expect(readdirSync(where.path).sort()).toEqual(others.sort());
});

describe('a run that still works', () => {
  afterEach(() => void vi.useRealTimers());

  test('is heard of each hour, by the time of its folder, until it is done', async () => {
    using where = createTemporaryTree();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: clock.now() });
    const made = await writeTemporaryFile({ parent: where.path, name: 'archive' }, async () => {});
    silent(dirname(made.localPath), 30);
    // Within a process of its own number nothing else keeps it from being removed.
    vi.advanceTimersByTime(hourMs);
    expect(await staysOf(where)).toHaveLength(1);
    await made.dispose();
    expect(vi.getTimerCount()).toBe(0);
    expect(readdirSync(where.path)).toEqual([]);
  });
});
