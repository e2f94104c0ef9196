import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localNameKey, localNameProblem } from '../../../src/download/names.ts';
import { readRemoteTree } from '../../../src/download/tree.ts';
import type { DriveItem } from '../../../src/graph/parse.ts';
import { driveItem } from '../../support/fake-drive.ts';

const systems = ['linux', 'darwin', 'win32'] as const;

describe('a name on this machine', () => {
  test.each(['', '.', '..', 'a/b', '/etc/passwd', 'a\0b', '\ud800x', 'x'.repeat(256)])(
    '%j is none anywhere',
    (name) => {
      for (const system of systems) expect(localNameProblem(name, system)).toBeTypeOf('string');
    },
  );

  test.each([
    'con',
    'AUX.txt',
    'com1',
    'LPT9.tar.gz',
    'com¹',
    'nul ',
    'CONIN$',
    'a:b',
    'a\\b',
    'a.',
    'a ',
    'a?',
    'a\nb',
  ])('%j is none on Windows, and one elsewhere', (name) => {
    expect(localNameProblem(name, 'win32')).toBeTypeOf('string');
    expect(localNameProblem(name, 'linux')).toBeUndefined();
    expect(localNameProblem(name, 'darwin')).toBeUndefined();
  });

  test.each(['a', '.hidden', '..a', 'console', 'com10', 'ä．txt', '$x', "it's", 'a b', '\u{1f600}'])(
    '%j is one everywhere',
    (name) => {
      for (const system of systems) expect(localNameProblem(name, system)).toBeUndefined();
    },
  );

  test.each([
    '.GIT',
    '.Git',
    'GIT~1',
    'git~2',
    '.g\u200cit',
    '\ufeff.git',
    '.git\u206f',
    '.git.',
    '.git ',
    'git~1. .',
  ])('%j is none anywhere: it may be taken for .git', (name) => {
    for (const system of systems) expect(localNameProblem(name, system)).toContain('.git');
  });

  test.each(['.git', 'x.git', '.github', '.gitignore', 'git', 'git~', 'my git~1', '.\u0121it', 'a~1.txt'])(
    '%j is one everywhere: it is what was backed up',
    (name) => {
      for (const system of systems) expect(localNameProblem(name, system)).toBeUndefined();
    },
  );

  test('is counted in bytes on Linux only', () => {
    expect(localNameProblem('ä'.repeat(200), 'linux')).toContain('400 bytes');
    expect(localNameProblem('ä'.repeat(200), 'win32')).toBeUndefined();
  });

  test('is the same as another of other case, on macOS of other composition as well', () => {
    expect(localNameKey('README', 'linux')).toBe(localNameKey('readme', 'linux'));
    expect(localNameKey('e\u0301', 'darwin')).toBe(localNameKey('é', 'darwin'));
    expect(localNameKey('\u200ca\u206a\ufeff', 'darwin')).toBe('a');
    expect(localNameKey('a\u200d', 'linux')).not.toBe(localNameKey('a', 'linux'));
    expect(localNameKey('e\u0301', 'linux')).not.toBe(localNameKey('é', 'linux'));
  });
});

type Folders = Readonly<Record<string, readonly DriveItem[]>>;

/** The tree below a folder whose children are listed by the folders' ids; the one that comes is `top`. */
function treeOf(folders: Folders, platform: NodeJS.Platform = 'linux') {
  const drive = {
    listChildrenById: async (id: string) => (Object.hasOwn(folders, id) ? [...(folders[id] ?? [])] : []),
  };
  return readRemoteTree({ drive, item: folder('top'), remotePath: 'from', platform });
}

function folder(name: string, more: Partial<DriveItem> = {}): DriveItem {
  return driveItem(name, { id: name, isFolder: true, sizeBytes: 0, ...more });
}

describe('the tree that is to come', () => {
  test('has files with their places, biggest first, and folders before what is in them', async () => {
    const tree = await treeOf({
      top: [folder('b'), driveItem('x', { sizeBytes: 1 })],
      b: [folder('a'), driveItem('y', { sizeBytes: 9 })],
    });
    expect(tree.folders).toEqual(['', 'b', 'b/a']);
    expect(tree.files.map(({ relativePath, remotePath }) => [relativePath, remotePath])).toEqual([
      ['b/y', 'from/b/y'],
      ['x', 'from/x'],
    ]);
    expect(tree.totalBytes).toBe(10);
  });

  test('never has two of a name, but for its case: neither comes', async () => {
    const tree = await treeOf({
      top: [driveItem('Readme'), folder('README'), driveItem('other')],
      README: [driveItem('in')],
    });
    expect(tree.files.map(({ name }) => name)).toEqual(['other']);
    expect(tree.refused.map(({ file }) => file.name)).toEqual(['Readme', 'README']);
  });

  test('has a repository and its working folder as they were backed up, but nothing that only looks like one', async () => {
    const tree = await treeOf({
      top: [folder('.git'), folder('x.git'), folder('GIT~1'), folder('.g\u200cit'), driveItem('other')],
      ...{ '.git': [driveItem('config')], 'x.git': [driveItem('HEAD')] },
      ...{ 'GIT~1': [driveItem('hooks')], '.g\u200cit': [driveItem('hooks')] },
    });
    expect(tree.files.map(({ relativePath }) => relativePath).sort()).toEqual([
      ...['.git/config', 'other', 'x.git/HEAD'],
    ]);
    expect(tree.refused.map(({ file, reason: why }) => [file.name, why])).toEqual([
      ['GIT~1', 'has a name that Git or a file system may treat as ".git"'],
      ['.g\u200cit', 'has a name that Git or a file system may treat as ".git"'],
    ]);
  });

  test('has neither of two names that macOS takes for one', async () => {
    const top = [driveItem('a\u200cb'), driveItem('ab'), driveItem('c')];
    const on = async (system: NodeJS.Platform) =>
      (await treeOf({ top }, system)).files.map(({ name }) => name);
    expect(await on('darwin')).toEqual(['c']);
    expect(await on('linux')).toEqual(['ab', 'a\u200cb', 'c']);
  });

  test('has nothing of a folder whose name leads elsewhere', async () => {
    const tree = await treeOf({ top: [folder('..'), driveItem('a/../../b')], '..': [driveItem('in')] });
    expect(tree).toMatchObject({ files: [], folders: [''] });
    expect(tree.refused.map(({ file }) => file.name)).toEqual(['..', 'a/../../b']);
  });

  test('has folders whose size the drive does not tell, but no such files', async () => {
    const size = { sizeBytes: Number.NaN };
    const tree = await treeOf({ top: [folder('b', size), driveItem('x', size)], b: [driveItem('in')] });
    expect(tree.files.map(({ relativePath }) => relativePath)).toEqual(['b/in']);
    expect(tree.refused).toMatchObject([{ file: { name: 'x' }, reason: /size/ }]);
  });

  test('leaves notebooks, shortcuts and the marker out, and names them', async () => {
    const remote = { driveId: 'd', id: 'i', isFolder: true };
    const tree = await treeOf({
      top: [
        folder('n', { isPackage: true }),
        driveItem('s', { remoteItem: remote }),
        driveItem('.onedrive-upload-incomplete'),
      ],
    });
    expect(tree.leftOut.map(({ kind: what }) => what)).toEqual(['notebook', 'shortcut', 'marker']);
    expect(tree).toMatchObject({ files: [], folders: [''], refused: [] });
  });

  test.each([
    ['a name', driveItem('')],
    ['an id', driveItem('b', { id: '' })],
    ['either, be it a folder', driveItem('', { id: '', isFolder: true })],
  ])('does without an item that has not %s, and says so', async (_, odd) => {
    const tree = await treeOf({ top: [driveItem('a'), odd] }, 'linux');
    expect(tree.files.map(({ name }) => name)).toEqual(['a']);
    expect(tree.folders).toEqual(['']);
    expect(tree.refused).toMatchObject([{ reason: 'has no name or no id, so it cannot be read' }]);
  });

  test.each([
    [undefined, []],
    [0, []],
    [1, []],
    [2, [{ remotePath: 'from/b', kind: 'unlisted' }]],
  ])('doubts a folder of one that says it holds %s: %j', async (childCount, left) => {
    const more = childCount === undefined ? {} : { childCount };
    const tree = await treeOf({ top: [folder('b', more)], b: [driveItem('x')] });
    expect(tree.leftOut).toEqual(left);
    expect(tree.files.map(({ remotePath }) => remotePath)).toEqual(['from/b/x']);
  });

  test('does not doubt a drive’s root, which may hold what is the service’s own', async () => {
    const drive = { listChildrenById: async () => [driveItem('x')] };
    const item = folder('root', { childCount: 2, isDriveRoot: true });
    expect((await readRemoteTree({ drive, item, remotePath: '', platform: 'linux' })).leftOut).toEqual([]);
  });

  test('stays below its folder whatever the drive says things are called', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '\0', ':') }), fc.string())),
        fc.constantFrom(...systems),
        async (names, system) => {
          const tree = await treeOf({ top: names.map((name) => folder(name)) }, system);
          for (const path of tree.folders.filter((one) => one !== ''))
            expect(path).not.toMatch(system === 'win32' ? /[/\\:\0]|^\.{1,2}$/ : /[/\0]|^\.{1,2}$/);
          expect(tree.folders.length + tree.refused.length).toBe(names.length + 1);
        },
      ),
    ));
});
