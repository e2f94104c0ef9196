import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import type { FoundFiles } from '../../../src/files/find.ts';
import { type ArchivePlanOptions, planArchive, planArchiveUpload } from '../../../src/plan/archive-plan.ts';
import { planArchiveOf } from '../../support/archive-tools.ts';
import { foundFiles } from '../../support/found-files.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

const plain: ArchivePlanOptions = { kind: 'zip', destination: 'to', flatten: false };

async function problemsOf(
  found: FoundFiles,
  options: Partial<ArchivePlanOptions> = {},
): Promise<readonly string[]> {
  const error = await planArchive(found, { ...plain, ...options }).catch((thrown: unknown) => thrown);
  return error instanceof UsageFailure ? error.problems : [];
}

describe('the plan of an archive', () => {
  test('is one file, named after the root folder and the kind', async () => {
    const plan = await planArchive(foundFiles({ b: 2, 'a/x': 1 }), plain);
    expect(planArchiveUpload(plan, { localPath: '/tmp/made', sizeBytes: 70 })).toEqual({
      destination: 'to',
      totalBytes: 70,
      files: [
        {
          localPath: '/tmp/made',
          relativePath: 'w.zip',
          remotePath: 'to/w.zip',
          name: 'w.zip',
          sizeBytes: 70,
          isTemporary: true,
        },
      ],
    });
    expect((await planArchive(foundFiles(['x']), { ...plain, kind: 'tar.gz' })).remotePath).toBe(
      'to/w.tar.gz',
    );
    expect((await planArchive(foundFiles(['x'], { root: '/' }), plain)).remotePath).toBe('to/archive.zip');
  });

  test('has size and path of each file, also without folders', async () => {
    const { entries, totalBytes } = await planArchive(foundFiles({ 'b/y': 20, 'a/x': 1 }), {
      ...plain,
      flatten: true,
    });
    expect(totalBytes).toBe(21);
    expect(entries).toEqual([
      { kind: 'file', name: 'x', localPath: '/w/a/x', sizeBytes: 1 },
      { kind: 'file', name: 'y', localPath: '/w/b/y', sizeBytes: 20 },
    ]);
  });

  test('uses the given name unchanged', async () => {
    const plan = await planArchive(foundFiles(['x', 'y']), { ...plain, name: 'nightly', destination: '' });
    expect(plan.remotePath).toBe('nightly');
  });

  test('orders its entries by the bytes of their names, and all that is in a folder follows it', async () => {
    const names = ['é', 'z', 'a/b', 'a/b-c/x', 'a/b/c', 'a.c', 'A', '\u{1f388}', '\uffee'];
    const plan = await planArchive(foundFiles(names.filter((name) => name !== 'a/b')), plain);
    expect(plan.entries.map(({ name }) => name)).toEqual([
      'A',
      'a',
      'a/b',
      'a/b/c',
      'a/b-c',
      'a/b-c/x',
      'a.c',
      'z',
      'é',
      '\uffee',
      '\u{1f388}',
    ]);
  });

  test('has the folders that were found, and those above everything in it', async () => {
    const folders = [{ localPath: '/w/empty', relativePath: 'empty' }];
    const plan = await planArchive(foundFiles({ 'a/b/x': 1 }, { folders }), plain);
    expect(plan.entries).toEqual([
      { kind: 'folder', name: 'a', localPath: '/w/a', sizeBytes: 0 },
      { kind: 'folder', name: 'a/b', localPath: '/w/a/b', sizeBytes: 0 },
      { kind: 'file', name: 'a/b/x', localPath: '/w/a/b/x', sizeBytes: 1 },
      { kind: 'folder', name: 'empty', localPath: '/w/empty', sizeBytes: 0 },
    ]);
    const flat = await planArchive(foundFiles({ 'a/b/x': 1 }, { folders }), { ...plain, flatten: true });
    expect(flat.entries.map(({ name }) => name)).toEqual(['x']);
  });

  test('names a folder that it must not hold, and not what is in it', async () => {
    const folders = [{ localPath: '/w/a\\b', relativePath: 'a\\b' }];
    expect(await problemsOf(foundFiles(['a\\b/x', 'a\\b/c/y'], { folders }))).toEqual([
      expect.stringMatching(/^"\/w\/a\\b": a ZIP cannot contain that name/),
    ]);
  });

  test('gives a folder and what is in it the same look-alike name', async () => {
    const folders = [{ localPath: '/w/~a\\b', relativePath: '~a\\b' }];
    const options = { ...plain, invalidNames: 'replace' } as const;
    const { entries } = await planArchive(foundFiles(['~a\\b/x'], { folders }), options);
    expect(entries.map(({ name }) => name)).toEqual(['～a＼b', '～a＼b/x']);
  });

  test('checks only the name of the archive against OneDrive’s rules', async () => {
    expect(
      await problemsOf(
        foundFiles(['ab:c', 'a/b:c', 'CON', 'A/x', 'a/X', `${'d'.repeat(200)}/${'e'.repeat(250)}`]),
        {
          kind: 'tar.gz',
        },
      ),
    ).toEqual([]);
    expect(await problemsOf(foundFiles(['x']), { name: 'a:b.zip' })).toEqual([
      expect.stringContaining('contains :'),
    ]);
    const spelled = await planArchive(foundFiles(['x']), {
      ...plain,
      name: 'a:b.zip',
      invalidNames: 'replace',
    });
    expect(spelled.remotePath).toBe('to/a：b.zip');
    const respelled = [{ originalPath: 'a:b.zip', name: 'a：b.zip' }];
    expect(spelled.encodedNames).toEqual(respelled);
    expect(planArchiveUpload(spelled, { localPath: '/tmp/x', sizeBytes: 1 }).encodedNames).toEqual(respelled);
  });

  test('reports all problems at once', async () => {
    const found = foundFiles(['x/same', 'y/same', 'half\ud83d'], { problems: ['a link leads out'] });
    expect(await problemsOf(found, { flatten: true, name: 'aux' })).toEqual([
      'a link leads out',
      '"to/aux": the name is a reserved name, which OneDrive does not allow: change destination or name',
      '"/w/x/same" and "/w/y/same" would both be "same" in the archive',
      expect.stringContaining('not valid Unicode'),
    ]);
  });

  test('names the first of several files with the same name, each time', async () => {
    expect(await problemsOf(foundFiles(['x/a', 'y/a', 'z/a']), { flatten: true })).toEqual([
      '"/w/x/a" and "/w/y/a" would both be "a" in the archive',
      '"/w/x/a" and "/w/z/a" would both be "a" in the archive',
    ]);
  });

  test('keeps the name of the checksum list free', async () => {
    expect(await problemsOf(foundFiles(['x']), { name: 'sha256sums', checksums: 'SHA256SUMS' })).toEqual([
      expect.stringContaining('choose another name for the list'),
    ]);
    expect(await problemsOf(foundFiles(['SHA256SUMS']), { checksums: 'SHA256SUMS' })).toEqual([]);
  });

  test('refuses an archive that is larger than the limit of a file', async () => {
    const plan = await planArchive(foundFiles(['x']), plain);
    const sizeBytes = 268_435_456_000;
    expect(planArchiveUpload(plan, { localPath: '/tmp/x', sizeBytes }).totalBytes).toBe(sizeBytes);
    const tooLarge = () => planArchiveUpload(plan, { localPath: '/tmp/x', sizeBytes: sizeBytes + 1 });
    expect(tooLarge).toThrow('OneDrive allows at most 250 GB per file');
    expect(tooLarge).toThrow(
      expect.objectContaining({ kind: 'file', hint: expect.stringContaining('as several archives') }),
    );
  });
});

describe('a link in an archive', () => {
  test('is kept as it is, wherever it leads', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/d/x': 1 });
    const targets = ['../y', '../../y', '/', 'loop', './x/..', 'l'.repeat(1000)];
    for (const [n, target] of targets.entries()) where.createLink(`w/d/link-${n}`, target);
    const { entries, warnings, unseen } = await planArchiveOf(join(where.path, 'w'), { kind: 'tar.gz' });
    const links = entries.filter(({ kind }) => kind === 'link');
    expect(links.map(({ linkTarget }) => String(linkTarget))).toEqual(targets);
    expect([warnings, unseen]).toEqual([[], []]);
  });

  test.skipIf(process.platform === 'win32')('keeps a target that is not UTF-8', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1 });
    const target = Buffer.from([0x61, 0xff, 0xfe]);
    symlinkSync(target, where.pathOf('w/link'));
    const { entries } = await planArchiveOf(where.pathOf('w'), { kind: 'zip' });
    expect(entries.flatMap(({ linkTarget = [] }) => [...linkTarget])).toEqual([...target]);
  });

  test('is refused beside a folder that is the same name where case is ignored', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/Bin/tool': 1 });
    where.createLink('w/bin', '/usr/bin');
    if (readdirSync(where.pathOf('w')).length < 2) return;
    await expect(planArchiveOf(where.pathOf('w'), { kind: 'zip' })).rejects.toThrow(
      /link ".*\/w\/bin" and folder ".*\/w\/Bin" have one name on a disk that ignores case/,
    );
  });

  test('that was deleted in the meantime is left out', async () => {
    const links = [{ localPath: '/nowhere/at/all', relativePath: 'all' }];
    const { entries, warnings, unseen } = await planArchive(
      foundFiles(['x'], { links, unseen: ['y'] }),
      plain,
    );
    expect(entries.map(({ name }) => name)).toEqual(['x']);
    expect(warnings).toEqual(['link "/nowhere/at/all" cannot be read (ENOENT) and is left out']);
    expect(unseen).toEqual(['y', 'link "/nowhere/at/all" cannot be read (ENOENT)']);
  });

  test.skipIf(process.platform === 'win32')('is refused by a name that a ZIP cannot hold', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/x': 1 });
    where.createLink('w/a\\b', 'x');
    const planning = (kind: ArchivePlanOptions['kind']) => planArchiveOf(join(where.path, 'w'), { kind });
    await expect(planning('zip')).rejects.toThrow('a ZIP cannot contain that name');
    expect((await planning('tar.gz')).entries).toHaveLength(2);
  });

  test('is left out with flatten, because it would point to another place', async () => {
    using where = createTemporaryTree();
    where.writeFiles({ 'w/d/x': 1 });
    where.createLink('w/d/l', 'x');
    const { entries, warnings } = await planArchiveOf(join(where.path, 'w'), { kind: 'zip', flatten: true });
    expect(entries.map(({ name }) => name)).toEqual(['x']);
    expect(warnings).toEqual([expect.stringMatching(/^link ".*\/w\/d\/l" is left out: with flatten/)]);
  });
});
