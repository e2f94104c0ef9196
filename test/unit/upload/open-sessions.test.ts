import fs, { appendFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { temporaryFile } from '../../../src/files/temporary.ts';
import {
  beginNotes,
  isStopMarked,
  leaveStopMark,
  noNotes,
  readNotes,
  removeNotes,
} from '../../../src/upload/open-sessions.ts';
import { tree } from '../../support/tree.ts';

const one = 'https://example.sharepoint.com/upload?tempauth=one';
const two = 'https://example.sharepoint.com/upload?tempauth=two';

const openBy = (path: string) => readNotes(path, dirname(path))?.uploadUrls;

describe('notes', () => {
  test.skipIf(process.platform === 'win32')('are for the eyes of the user alone', () => {
    using folder = tree();
    expect(statSync(beginNotes(folder.path).path).mode & 0o777).toBe(0o600);
  });

  test('hold what is open at every moment, because the run may be killed at any', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    expect(openBy(notes.path)).toEqual([]);
    notes.opened(one);
    expect(openBy(notes.path)).toEqual([one]);
    notes.opened(two);
    expect(openBy(notes.path)).toEqual([one, two]);
    notes.closed(one);
    expect(openBy(notes.path)).toEqual([two]);
    notes.opened(one);
    notes.closed(two);
    expect(openBy(notes.path)).toEqual([one]);
  });

  test('of two runs in one folder are two files', () => {
    using folder = tree();
    const [first, second] = [beginNotes(folder.path), beginNotes(folder.path)];
    first.opened(one);
    second.opened(two);
    expect([openBy(first.path), openBy(second.path)]).toEqual([[one], [two]]);
  });

  test('are gone when the run ends with nothing open', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    notes.closed(one);
    notes.end();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('stay when a session is left open', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    notes.opened(two);
    notes.closed(one);
    notes.end();
    expect(openBy(notes.path)).toEqual([two]);
  });

  test('take no notice of a session that they never knew', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.closed(two);
    notes.opened(two);
    expect(openBy(notes.path)).toEqual([two]);
  });

  test('may be missing, and be removed twice', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    removeNotes(notes.path);
    removeNotes(notes.path);
    expect(existsSync(notes.path)).toBe(false);
    expect(openBy(notes.path)).toBeUndefined();
  });

  test('tell how the temporary folders of their run are named', async () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    const made = await temporaryFile({ parent: folder.path, name: 'x' }, async () => {});
    const prefix = readNotes(notes.path, folder.path)?.folderPrefix ?? '';
    expect(prefix).not.toBe('');
    expect(basename(dirname(made.path)).startsWith(prefix)).toBe(true);
    await made.dispose();
  });

  test('may be gone before the run ends', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    removeNotes(notes.path);
    notes.end();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('keep nothing from being sent by a disk that is full', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    const append = vi.spyOn(fs, 'appendFileSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    syncBuiltinESMExports();
    try {
      notes.opened(two);
      notes.closed(one);
    } finally {
      append.mockRestore();
      syncBuiltinESMExports();
    }
    notes.end();
    expect(openBy(notes.path)).toEqual([one]);
  });

  test('have a place beside them where post says stop, to that run alone, as often as it likes', () => {
    using folder = tree();
    const [first, second] = [beginNotes(folder.path), beginNotes(folder.path)];
    expect([isStopMarked(first.path), isStopMarked(second.path)]).toEqual([false, false]);
    leaveStopMark(first.path);
    leaveStopMark(first.path);
    expect([isStopMarked(first.path), isStopMarked(second.path)]).toEqual([true, false]);
    removeNotes(first.path);
    second.end();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('are not written by a run without a post step', () => {
    noNotes.opened(one);
    noNotes.closed(one);
    noNotes.end();
    expect(noNotes).not.toHaveProperty('path');
  });
});

describe('notes of a run that was killed in the middle of a line', () => {
  test('still name the session that was being closed', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    appendFileSync(notes.path, `-${one.slice(0, -3)}`);
    expect(openBy(notes.path)).toEqual([one]);
  });

  // Half an address is another address, perhaps of another host, and post would call it.
  test('do not name the half of a session', () => {
    using folder = tree();
    const notes = beginNotes(folder.path);
    notes.opened(one);
    appendFileSync(notes.path, `+${two.slice(0, 22)}`);
    expect(openBy(notes.path)).toEqual([one]);
  });
});
