import fs, {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  checkReplaceable,
  type FileSystem,
  removeStaleTempFiles,
  replacePrivateFile,
} from '../../../src/core/private-file.ts';

const onUnix = test.skipIf(process.platform === 'win32');
/** Whoever gives files away must be root. */
const asRoot = test.skipIf(process.geteuid?.() !== 0);

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'privatefile-'));
  file = join(folder, 'token');
  writeFileSync(file, 'old', { mode: 0o644 });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A system that holds the file so many times. */
function holding(times: number, code: string, isWindows: boolean): FileSystem & { waitedMs: number } {
  let left = times;
  return {
    isWindows,
    waitedMs: 0,
    rename(from, to) {
      left -= 1;
      if (left >= 0) throw Object.assign(new Error(`${code}: held`), { code });
      renameSync(from, to);
    },
    sleep(delayMs) {
      this.waitedMs += delayMs;
    },
  };
}

describe('a private file', () => {
  onUnix('that is new is for the owner alone', () => {
    rmSync(file);
    expect(replacePrivateFile(file, 'new')).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['token']);
  });

  onUnix.each(['600', '644', '640', '400'])('keeps its mode %s', (octal) => {
    const mode = Number.parseInt(octal, 8);
    chmodSync(file, mode);
    expect(replacePrivateFile(file, 'new')).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(mode);
    expect(readdirSync(folder)).toEqual(['token']);
  });

  test('is replaced beside whatever another container with the same pid left there', () => {
    writeFileSync(`${file}.${process.pid}.new`, 'of the other one');
    replacePrivateFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readFileSync(`${file}.${process.pid}.new`, 'utf8')).toBe('of the other one');
  });

  test('may have a name as long as names can be', () => {
    const long = join(folder, 'n'.repeat(255));
    replacePrivateFile(long, 'new');
    expect(readFileSync(long, 'utf8')).toBe('new');
  });

  test.each(['EPERM', 'EACCES', 'EBUSY'])('outlasts a scanner on Windows that holds it (%s)', (code) => {
    const mover = holding(6, code, true);
    replacePrivateFile(file, 'new', mover);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(mover.waitedMs).toBeLessThan(2000);
  });

  test.each([
    ['held for good on Windows', holding(99, 'EPERM', true)],
    ['forbidden elsewhere, where waiting is no use', holding(1, 'EPERM', false)],
    ['impossible for another reason', holding(1, 'EISDIR', true)],
  ])('stays as it was when replacing it is %s', (_, mover) => {
    expect(() => replacePrivateFile(file, 'new', mover)).toThrow(/held/);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['token']);
  });
});

describe('owner and group', () => {
  asRoot('are those that the file had, though root replaces it', () => {
    chownSync(file, 1234, 4321);
    chmodSync(file, 0o640);
    expect(replacePrivateFile(file, 'new')).toBeUndefined();
    const { uid, gid, mode } = statSync(file);
    expect([uid, gid, mode & 0o777]).toEqual([1234, 4321, 0o640]);
  });

  asRoot('that cannot be given are told with what to do, and no other group may read it', () => {
    chownSync(file, 1234, 4321);
    chmodSync(file, 0o664);
    const refusing = vi.spyOn(fs, 'fchownSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
    });
    syncBuiltinESMExports();
    try {
      const warning = replacePrivateFile(file, 'new');
      expect(warning).toBe(
        `${file} now belongs to 0:0, not to 1234:4321: run chown 1234:4321 on it, or its owner may not be able to read it. Always run as that user.`,
      );
    } finally {
      refusing.mockRestore();
      syncBuiltinESMExports();
    }
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o604);
  });

  asRoot('of a group that may be given is kept, though the owner is not', () => {
    chownSync(file, 1234, 4321);
    chmodSync(file, 0o660);
    const chown = fs.fchownSync;
    const refusing = vi.spyOn(fs, 'fchownSync').mockImplementation((fd, uid, gid) => {
      if (uid !== 0) throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
      chown(fd, uid, gid);
    });
    syncBuiltinESMExports();
    try {
      expect(replacePrivateFile(file, 'new')).toContain('now belongs to 0:4321, not to 1234:4321');
    } finally {
      refusing.mockRestore();
      syncBuiltinESMExports();
    }
    expect([statSync(file).gid, statSync(file).mode & 0o777]).toEqual([4321, 0o660]);
  });
});

test('trying leaves everything as it was, and names what is in the way', () => {
  checkReplaceable(file);
  checkReplaceable(join(folder, 'new'));
  expect(readdirSync(folder)).toEqual(['token']);
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(() => checkReplaceable(join(folder, 'nowhere/token'))).toThrow('ENOENT');
});

onUnix('what a killed run left goes after a day, and nothing else', () => {
  const now = Date.now();
  const name = (letter: string) => `.onedrive-upload-${letter.repeat(24)}.new`;
  const dayMs = 24 * 3_600_000;
  const stays = [name('b'), 'x.new', `${name('a')}x`, '.onedrive-upload-short.new'];
  for (const left of [name('a'), ...stays]) {
    writeFileSync(join(folder, left), 'left');
    const at = new Date(left === name('b') ? now - dayMs + 60_000 : now - dayMs - 60_000);
    utimesSync(join(folder, left), at, at);
  }
  symlinkSync('token', join(folder, name('c')));
  mkdirSync(join(folder, name('d')));
  removeStaleTempFiles(file, now);
  expect(readdirSync(folder).sort()).toEqual([...stays, name('c'), name('d'), 'token'].sort());
});
