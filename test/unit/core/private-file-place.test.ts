import { execFileSync } from 'node:child_process';
import fs, {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import { checkReplaceable, replaceFailure, replacePrivateFile } from '../../../src/core/private-file.ts';

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

describe('a private file behind a link', () => {
  onUnix.each(['relative', 'absolute', 'two of them'])(
    'is replaced where the link leads, and the link stays (%s)',
    (how) => {
      mkdirSync(join(folder, 'real'));
      mkdirSync(join(folder, 'links'));
      const target = join(folder, 'real/token');
      writeFileSync(target, 'old', { mode: 0o640 });
      const link = join(folder, 'links/token');
      if (how === 'two of them') symlinkSync('../real', join(folder, 'links/in'));
      const leads = { relative: '../real/token', absolute: target, 'two of them': 'in/token' }[how] ?? '';
      symlinkSync(leads, link);
      replacePrivateFile(link, 'new');
      expect(readFileSync(target, 'utf8')).toBe('new');
      expect(readlinkSync(link)).toBe(leads);
      expect(readdirSync(join(folder, 'links')).sort()).toEqual(
        how === 'two of them' ? ['in', 'token'] : ['token'],
      );
      expect(readdirSync(join(folder, 'real'))).toEqual(['token']);
      if (process.platform !== 'win32') expect(statSync(target).mode & 0o777).toBe(0o640);
    },
  );

  onUnix('a parent folder that is a link counts as where it leads, for what goes up from it', () => {
    mkdirSync(join(folder, 'a/deep'), { recursive: true });
    symlinkSync('a/deep', join(folder, 'short'));
    symlinkSync('../token', join(folder, 'a/deep/token'));
    replacePrivateFile(join(folder, 'short/token'), 'new');
    expect(readFileSync(join(folder, 'a/token'), 'utf8')).toBe('new');
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  onUnix('that leads to nothing yet is made there, 0600', () => {
    const link = join(folder, 'link');
    symlinkSync('not-there-yet', link);
    replacePrivateFile(link, 'new');
    expect(readlinkSync(link)).toBe('not-there-yet');
    expect(statSync(join(folder, 'not-there-yet')).mode & 0o777).toBe(0o600);
  });

  onUnix('that leads in a circle is an error of the system', () => {
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    expect(() => replacePrivateFile(join(folder, 'a'), 'new')).toThrow('ELOOP');
  });
});

describe('what is not replaced', () => {
  test('a folder, whatever the name says', () => {
    mkdirSync(join(folder, 'd'));
    expect(() => replacePrivateFile(join(folder, 'd'), 'new')).toThrow('is a folder, not a file');
    expect(() => checkReplaceable(join(folder, 'd'))).toThrow('is a folder, not a file');
    expect(readdirSync(folder).sort()).toEqual(['d', 'token']);
  });

  onUnix('a pipe, through a link as well', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('pipe', join(folder, 'link'));
    for (const name of ['pipe', 'link'])
      expect(() => replacePrivateFile(join(folder, name), 'new')).toThrow(`${name} is a pipe, not a file`);
    expect(statSync(join(folder, 'pipe')).isFIFO()).toBe(true);
  });

  asRoot.each(['a link', 'a file'])('%s that another user put into a folder for everybody', (what) => {
    const open = join(folder, 'tmp');
    const at = join(open, 'token');
    mkdirSync(open);
    chmodSync(open, 0o1777);
    if (what === 'a link') symlinkSync(file, at);
    else writeFileSync(at, 'theirs');
    fs.lchownSync(at, 1234, 1234);
    expect(() => replacePrivateFile(at, 'new')).toThrow('was created by another user');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(open)).toEqual(['token']);
    // The folder's owner may decide about what lies in it.
    chownSync(open, 1234, 1234);
    replacePrivateFile(at, 'new');
    expect(readFileSync(at, 'utf8')).toBe('new');
  });

  test.each([
    ['EBUSY', 'mount its folder instead'],
    ['EACCES', 'make its folder writable'],
    ['EROFS', 'that file system is read-only'],
    ['ENOSPC', 'free space on this disk'],
    ['EDQUOT', 'your quota on this disk is used up'],
    ['EIO', 'the disk or the network share failed'],
  ])('is told with what to do about it (%s)', (code, advice) => {
    const failure = replaceFailure('the token', file, Object.assign(new Error('x'), { code }));
    expect(failure.message).toBe(`the token cannot be written to ${file} (${code})`);
    expect(failure.hint).toContain(advice);
  });

  test('is told with the reason when it is no file', () => {
    let told = '';
    try {
      replacePrivateFile(folder, 'new');
    } catch (error) {
      told = formatError(replaceFailure('the token', folder, error));
    }
    expect(told).toBe(
      `the token cannot be written: ${folder} is a folder, not a file. Give a file path; it need not exist yet`,
    );
  });
});

onUnix(
  'a file that is mounted by itself is told before it is replaced, by the names that Linux lists',
  () => {
    const odd = join(folder, 'a b\\c');
    writeFileSync(odd, 'old');
    const escaped = join(realpathSync(folder), 'a\\040b\\134c');
    const read = fs.readFileSync;
    const listing = vi
      .spyOn(fs, 'readFileSync')
      .mockImplementation((path, options) =>
        path === '/proc/self/mountinfo'
          ? `22 28 0:21 / /proc rw - proc proc rw\n36 35 98:0 /x ${escaped} rw - ext4 /dev/x rw\n`
          : read(path, options),
      );
    syncBuiltinESMExports();
    try {
      expect(() => checkReplaceable(odd)).toThrow(expect.objectContaining({ code: 'EBUSY' }));
      checkReplaceable(file);
      checkReplaceable(join(folder, 'new'));
    } finally {
      listing.mockRestore();
      syncBuiltinESMExports();
    }
    checkReplaceable(odd);
  },
);
