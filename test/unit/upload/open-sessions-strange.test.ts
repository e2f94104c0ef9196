/** Files that main did not leave, though the state names them. */
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  createOpenSessions,
  hasStopFile,
  readOpenSessions,
  removeOpenSessions,
  writeStopFile,
} from '../../../src/upload/open-sessions.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const onUnix = test.skipIf(process.platform === 'win32');
const asRoot = test.skipIf(process.geteuid?.() !== 0);
const name = 'onedrive-upload-01234567-89ab-cdef-0123-456789abcdef.sessions';
const url = 'https://example.sharepoint.com/upload?tempauth=one';

/** Notes at that place, of the right form. */
function planted(folder: TemporaryTree, at = name): string {
  writeFileSync(folder.pathOf(at), `+${url}\n`);
  return folder.pathOf(at);
}

describe('notes are read', () => {
  test('when they are a file of our name in the folder', () => {
    using folder = createTemporaryTree();
    expect(readOpenSessions(planted(folder), folder.path)?.uploadUrls).toEqual([url]);
  });

  onUnix('when the folder was named by a link', () => {
    using folder = createTemporaryTree();
    folder.createFolder('temp');
    folder.createLink('link', 'temp');
    planted(folder, `temp/${name}`);
    expect(readOpenSessions(folder.pathOf(`link/${name}`), folder.pathOf('temp'))?.uploadUrls).toEqual([url]);
    expect(readOpenSessions(folder.pathOf(`temp/${name}`), folder.pathOf('link'))?.uploadUrls).toEqual([url]);
  });

  test('not when they have another name', () => {
    using folder = createTemporaryTree();
    const names = ['id_rsa', `x${name}`, `${name}.stop`, name.replace('.sessions', '.json'), name.slice(1)];
    for (const other of [...names, name.replace('0123-4', 'g123-4')])
      expect(() => readOpenSessions(planted(folder, other), folder.path)).toThrow('it has another name');
    // That is told before anything is looked at.
    expect(() => readOpenSessions(folder.pathOf('none'), folder.path)).toThrow('it has another name');
  });

  test('not when they are in another folder', () => {
    using folder = createTemporaryTree();
    folder.createFolder('temp/deeper');
    for (const place of ['', 'temp/deeper/'])
      expect(() => readOpenSessions(planted(folder, `${place}${name}`), folder.pathOf('temp'))).toThrow(
        'it is in another folder',
      );
    expect(() => readOpenSessions(folder.pathOf(`temp/../${name}`), folder.pathOf('temp'))).toThrow(
      'it is in another folder',
    );
  });

  onUnix('not when they are a link, whatever it leads to', () => {
    using folder = createTemporaryTree();
    symlinkSync(planted(folder, 'real'), folder.pathOf(name));
    expect(() => readOpenSessions(folder.pathOf(name), folder.path)).toThrow('it is a symbolic link');
    expect(readlinkSync(folder.pathOf(name))).toBe(folder.pathOf('real'));
  });

  onUnix('not when they are a pipe or a folder', () => {
    using folder = createTemporaryTree();
    execFileSync('mkfifo', [folder.pathOf(name)]);
    expect(() => readOpenSessions(folder.pathOf(name), folder.path)).toThrow('it is a pipe');
    renameSync(folder.pathOf(name), folder.pathOf('pipe'));
    mkdirSync(folder.pathOf(name));
    expect(() => readOpenSessions(folder.pathOf(name), folder.path)).toThrow('it is a folder');
  });

  asRoot('not when they belong to another user', () => {
    using folder = createTemporaryTree();
    chownSync(planted(folder), 1234, 1234);
    expect(() => readOpenSessions(folder.pathOf(name), folder.path)).toThrow('it belongs to another user');
  });

  test('not when they are larger than any run makes them', () => {
    using folder = createTemporaryTree();
    truncateSync(planted(folder), 512 * 1024 * 1024 + 1);
    expect(() => readOpenSessions(folder.pathOf(name), folder.path)).toThrow('it is too large');
  });

  test('up to the first invalid line, without using more memory', () => {
    using folder = createTemporaryTree();
    writeFileSync(folder.pathOf(name), `+${url}\n+`);
    truncateSync(folder.pathOf(name), 300 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    expect(readOpenSessions(folder.pathOf(name), folder.path)?.uploadUrls).toEqual([url]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('whole, across the pieces that they are read in', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    const urls = Array.from({ length: 3000 }, (_, n) => `${url}${'x'.repeat(1000 + (n % 7))}${n}`);
    for (const one of urls) openSessions.add(one);
    for (const one of urls.slice(0, -2)) openSessions.delete(one);
    openSessions.close();
    expect(readOpenSessions(openSessions.path, folder.path)?.uploadUrls).toEqual(urls.slice(-2));
  });
});

test.skipIf(process.platform === 'win32')('notes that cannot be removed fail nothing', () => {
  using folder = createTemporaryTree();
  folder.writeFiles({ file: 1 });
  expect(() => removeOpenSessions(folder.pathOf(`file/${name}`))).not.toThrow();
  expect(hasStopFile(folder.pathOf(`file/${name}`))).toBe(false);
  mkdirSync(folder.pathOf(name));
  expect(() => removeOpenSessions(folder.pathOf(name))).not.toThrow();
});

describe('the mark that says stop', () => {
  onUnix('goes through no link, and a link there is no mark', () => {
    using folder = createTemporaryTree();
    const openSessions = planted(folder);
    writeFileSync(folder.pathOf('precious'), 'x');
    for (const target of ['precious', 'not-there']) {
      symlinkSync(target, folder.pathOf(`${name}.stop`));
      expect(() => writeStopFile(openSessions)).toThrow('EEXIST');
      expect(hasStopFile(openSessions)).toBe(false);
      removeOpenSessions(openSessions);
      expect(lstatSync(folder.pathOf(`${name}.stop`)).isSymbolicLink()).toBe(true);
      renameSync(folder.pathOf(`${name}.stop`), folder.pathOf('away'));
    }
    expect(readFileSync(folder.pathOf('precious'), 'utf8')).toBe('x');
    expect(lstatSync(folder.pathOf('not-there'), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('may be there already, and what it holds stays', () => {
    using folder = createTemporaryTree();
    const openSessions = planted(folder);
    writeFileSync(folder.pathOf('other'), 'of another name as well');
    linkSync(folder.pathOf('other'), folder.pathOf(`${name}.stop`));
    writeStopFile(openSessions);
    expect(hasStopFile(openSessions)).toBe(true);
    expect(readFileSync(folder.pathOf('other'), 'utf8')).toBe('of another name as well');
  });
});
