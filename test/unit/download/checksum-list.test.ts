import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChecksumList } from '../../../src/download/checksum-list.ts';
import { ExpectedChecksums } from '../../../src/download/expected-checksums.ts';
import { checksumsText } from '../../../src/upload/checksums.ts';
import { hasTool } from '../../support/archive-tools.ts';
import { outcomeOf } from '../../support/report-fixtures.ts';

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const [a, b] = [hex('a'), hex('b')];

test.each([
  ['two spaces', `${a}  dist/a.txt\n`],
  ['the mark of binary files', `${a} *dist/a.txt\n`],
  ['capitals', `${a.toUpperCase()}  dist/a.txt`],
  ['line ends of Windows', `${a}  dist/a.txt\r\n`],
  ['a byte order mark, comments and empty lines', `\uFEFF# made by hand\n\n${a}  dist/a.txt\n\n`],
  ['./ in front', `${a}  ././dist/a.txt\n`],
  ['folders as on Windows', `${a}  dist\\a.txt\n`],
  ['the form of BSD', `SHA256 (dist/a.txt) = ${a}\n`],
  ['an escaped line', `\\${a}  dist\\\\a.txt\n`],
])('a list with %s is read', (_, text) => {
  expect(parseChecksumList(text)).toEqual([{ path: 'dist/a.txt', sha256: a }]);
});

test('a line break in a name is written as \\n and comes back', () => {
  expect(parseChecksumList(`\\${a}  x\\ny\n`)).toEqual([{ path: 'x\ny', sha256: a }]);
});

test('a name with blanks at both ends and a bracket is kept', () => {
  expect(parseChecksumList(`${a}   x ) = y \n`)).toEqual([{ path: ' x ) = y ', sha256: a }]);
});

test.each([
  ['another hash', 'd41d8cd98f00b204e9800998ecf8427e  a.txt', 1],
  ['a page of HTML', `${a}  a.txt\n<html>`, 2],
  ['no path', a, 1],
  ['one space', `${a} a.txt`, 1],
])('a list with %s is refused with the number of the line', (_, text, line) => {
  expect(() => parseChecksumList(text)).toThrow(`line ${line} is not 64 hex digits`);
});

test('what checksums writes is read back, whatever the names are', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => !/[/\\]/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (names) => {
      const outcomes = names.map((one) => ({ ...outcomeOf(one), sha256: hex(one) }));
      const listed = parseChecksumList(checksumsText(outcomes, 'in'));
      expect(new Set(listed.map(({ path }) => path))).toEqual(new Set(names));
    }),
  );
});

test.skipIf(!hasTool('sha256sum') || process.platform === 'win32')('what sha256sum writes is read', () => {
  const names = ['a b', ' x', 'back\\slash', 'line\nbreak', 'Ä', '-dash'];
  const folder = mkdtempSync(join(tmpdir(), 'sums-'));
  for (const name of names) writeFileSync(join(folder, name), name);
  for (const form of [[], ['--tag'], ['--binary']]) {
    const { stdout } = spawnSync('sha256sum', [...form, '--', ...names], { cwd: folder, encoding: 'utf8' });
    expect(parseChecksumList(stdout)).toEqual(
      names.map((name) => ({ path: name.replace('\\', '/'), sha256: hex(name) })),
    );
  }
  rmSync(folder, { recursive: true });
});

describe('lists of one run', () => {
  const place = { listName: 'SHA256SUMS', folder: '' };

  test('a file that a list names twice must have one checksum', () => {
    const checksums = new ExpectedChecksums();
    checksums.add([{ path: 'x', sha256: a }], place);
    checksums.add([{ path: 'x', sha256: a }], { listName: 'other', folder: '' });
    expect(() => checksums.add([{ path: 'X', sha256: b }], { listName: 'third', folder: '' })).toThrow(
      /another checksum for X than other/,
    );
  });

  test('names are compared as the drive does: without case, composed', () => {
    const checksums = new ExpectedChecksums();
    checksums.add([{ path: 'Scho\u0308n.txt', sha256: a }], place);
    expect(checksums.has({ relativePath: 'sch\u00f6n.TXT' })).toBe(true);
    expect(checksums.findMissing([{ relativePath: 'sch\u00f6n.TXT' }])).toEqual([]);
  });

  test('a path out of the folder is missing, not looked up', () => {
    const checksums = new ExpectedChecksums();
    checksums.add([{ path: '../secret', sha256: a }], { listName: 'l', folder: 'night' });
    expect(checksums.findMissing([{ relativePath: 'secret' }])).toEqual(['night/../secret']);
  });
});
