import fs, { appendFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { writeTemporaryFile } from '../../../src/files/temporary.ts';
import {
  createOpenSessions,
  hasStopFile,
  noOpenSessions,
  readOpenSessions,
  removeOpenSessions,
  writeStopFile,
} from '../../../src/upload/open-sessions.ts';
import { createTemporaryTree } from '../../support/temporary-tree.ts';

const one = 'https://example.sharepoint.com/upload?tempauth=one';
const two = 'https://example.sharepoint.com/upload?tempauth=two';

const openBy = (path: string) => readOpenSessions(path, dirname(path))?.uploadUrls;

describe('notes', () => {
  test.skipIf(process.platform === 'win32')('can be read only by the user', () => {
    using folder = createTemporaryTree();
    expect(statSync(createOpenSessions(folder.path).path).mode & 0o777).toBe(0o600);
  });

  test('list what is open at every moment, because the run may be killed at any', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    expect(openBy(openSessions.path)).toEqual([]);
    openSessions.add(one);
    expect(openBy(openSessions.path)).toEqual([one]);
    openSessions.add(two);
    expect(openBy(openSessions.path)).toEqual([one, two]);
    openSessions.delete(one);
    expect(openBy(openSessions.path)).toEqual([two]);
    openSessions.add(one);
    openSessions.delete(two);
    expect(openBy(openSessions.path)).toEqual([one]);
  });

  test('of two runs in one folder are two files', () => {
    using folder = createTemporaryTree();
    const [first, second] = [createOpenSessions(folder.path), createOpenSessions(folder.path)];
    first.add(one);
    second.add(two);
    expect([openBy(first.path), openBy(second.path)]).toEqual([[one], [two]]);
  });

  test('are gone when the run ends with nothing open', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    openSessions.delete(one);
    openSessions.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('stay when a session is left open', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    openSessions.add(two);
    openSessions.delete(one);
    openSessions.close();
    expect(openBy(openSessions.path)).toEqual([two]);
  });

  test('ignore a session that was never added', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.delete(two);
    openSessions.add(two);
    expect(openBy(openSessions.path)).toEqual([two]);
  });

  test('may be missing, and be removed twice', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    removeOpenSessions(openSessions.path);
    removeOpenSessions(openSessions.path);
    expect(existsSync(openSessions.path)).toBe(false);
    expect(openBy(openSessions.path)).toBeUndefined();
  });

  test('tell how the temporary folders of their run are named', async () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    const made = await writeTemporaryFile({ parent: folder.path, name: 'x' }, async () => {});
    const prefix = readOpenSessions(openSessions.path, folder.path)?.folderPrefix ?? '';
    expect(prefix).not.toBe('');
    expect(basename(dirname(made.localPath)).startsWith(prefix)).toBe(true);
    await made.dispose();
  });

  test('may be gone before the run ends', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    removeOpenSessions(openSessions.path);
    openSessions.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('do not stop the upload when the disk is full', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    const append = vi.spyOn(fs, 'appendFileSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    syncBuiltinESMExports();
    try {
      openSessions.add(two);
      openSessions.delete(one);
    } finally {
      append.mockRestore();
      syncBuiltinESMExports();
    }
    openSessions.close();
    expect(openBy(openSessions.path)).toEqual([one]);
  });

  test('have a file beside them by which post stops that run alone, any number of times', () => {
    using folder = createTemporaryTree();
    const [first, second] = [createOpenSessions(folder.path), createOpenSessions(folder.path)];
    expect([hasStopFile(first.path), hasStopFile(second.path)]).toEqual([false, false]);
    writeStopFile(first.path);
    writeStopFile(first.path);
    expect([hasStopFile(first.path), hasStopFile(second.path)]).toEqual([true, false]);
    removeOpenSessions(first.path);
    second.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('are not written by a run without a post step', () => {
    noOpenSessions.add(one);
    noOpenSessions.delete(one);
    noOpenSessions.close();
    expect(noOpenSessions).not.toHaveProperty('path');
  });
});

describe('notes of a run that was killed in the middle of a line', () => {
  test('still name the session that was being closed', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    appendFileSync(openSessions.path, `-${one.slice(0, -3)}`);
    expect(openBy(openSessions.path)).toEqual([one]);
  });

  // Half an address is another address, perhaps of another host, and post would call it.
  test('do not name the half of a session', () => {
    using folder = createTemporaryTree();
    const openSessions = createOpenSessions(folder.path);
    openSessions.add(one);
    appendFileSync(openSessions.path, `+${two.slice(0, 22)}`);
    expect(openBy(openSessions.path)).toEqual([one]);
  });
});
