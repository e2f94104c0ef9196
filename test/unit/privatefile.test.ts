import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mover, replacePrivately } from '../../src/privatefile.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'privatefile-'));
  file = join(folder, 'token');
  writeFileSync(file, 'old', { mode: 0o644 });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A system that holds the file so many times. */
function holding(times: number, code: string, isWindows: boolean): Mover & { waitedMs: number } {
  let left = times;
  return {
    isWindows,
    waitedMs: 0,
    rename(from, to) {
      left -= 1;
      if (left >= 0) throw Object.assign(new Error(`${code}: held`), { code });
      renameSync(from, to);
    },
    pause(delayMs) {
      this.waitedMs += delayMs;
    },
  };
}

describe('a private file', () => {
  test.skipIf(process.platform === 'win32')('is replaced by one that nobody else may read', () => {
    replacePrivately(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['token']);
  });

  test('is replaced although a killed run of the same pid left its beginning', () => {
    writeFileSync(`${file}.${process.pid}.new`, 'ha');
    replacePrivately(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  test.each(['EPERM', 'EACCES', 'EBUSY'])('outlasts a scanner on Windows that holds it (%s)', (code) => {
    const mover = holding(6, code, true);
    replacePrivately(file, 'new', mover);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(mover.waitedMs).toBeLessThan(2000);
  });

  test.each([
    ['held for good on Windows', holding(99, 'EPERM', true)],
    ['forbidden elsewhere, where waiting is no use', holding(1, 'EPERM', false)],
    ['impossible for another reason', holding(1, 'EISDIR', true)],
  ])('stays as it was when replacing it is %s', (_, mover) => {
    expect(() => replacePrivately(file, 'new', mover)).toThrow(/held/);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['token']);
  });
});
