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
  test.skipIf(process.platform === 'win32')('are for the eyes of the user alone', () => {
    using folder = createTemporaryTree();
    expect(statSync(createOpenSessions(folder.path).path).mode & 0o777).toBe(0o600);
  });

  test('hold what is open at every moment, because the run may be killed at any', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    expect(openBy(notes.path)).toEqual([]);
    notes.add(one);
    expect(openBy(notes.path)).toEqual([one]);
    notes.add(two);
    expect(openBy(notes.path)).toEqual([one, two]);
    notes.delete(one);
    expect(openBy(notes.path)).toEqual([two]);
    notes.add(one);
    notes.delete(two);
    expect(openBy(notes.path)).toEqual([one]);
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
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    notes.delete(one);
    notes.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('stay when a session is left open', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    notes.add(two);
    notes.delete(one);
    notes.close();
    expect(openBy(notes.path)).toEqual([two]);
  });

  test('take no notice of a session that they never knew', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    notes.delete(two);
    notes.add(two);
    expect(openBy(notes.path)).toEqual([two]);
  });

  test('may be missing, and be removed twice', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    removeOpenSessions(notes.path);
    removeOpenSessions(notes.path);
    expect(existsSync(notes.path)).toBe(false);
    expect(openBy(notes.path)).toBeUndefined();
  });

  test('tell how the temporary folders of their run are named', async () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    const made = await writeTemporaryFile({ parent: folder.path, name: 'x' }, async () => {});
    const prefix = readOpenSessions(notes.path, folder.path)?.folderPrefix ?? '';
    expect(prefix).not.toBe('');
    expect(basename(dirname(made.localPath)).startsWith(prefix)).toBe(true);
    await made.dispose();
  });

  test('may be gone before the run ends', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    removeOpenSessions(notes.path);
    notes.close();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('keep nothing from being sent by a disk that is full', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    const append = vi.spyOn(fs, 'appendFileSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    syncBuiltinESMExports();
    try {
      notes.add(two);
      notes.delete(one);
    } finally {
      append.mockRestore();
      syncBuiltinESMExports();
    }
    notes.close();
    expect(openBy(notes.path)).toEqual([one]);
  });

  test('have a place beside them where post says stop, to that run alone, as often as it likes', () => {
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
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    appendFileSync(notes.path, `-${one.slice(0, -3)}`);
    expect(openBy(notes.path)).toEqual([one]);
  });

  // Half an address is another address, perhaps of another host, and post would call it.
  test('do not name the half of a session', () => {
    using folder = createTemporaryTree();
    const notes = createOpenSessions(folder.path);
    notes.add(one);
    appendFileSync(notes.path, `+${two.slice(0, 22)}`);
    expect(openBy(notes.path)).toEqual([one]);
  });
});
