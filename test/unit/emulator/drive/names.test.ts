/** Which names the emulated service refuses, and which it must let through. */
import { expect, test } from 'vitest';
import { nameError, nameKey, numberedName, pathError } from '../../../../src/emulator/drive/names.ts';

test.each([
  'a"b',
  'a*b',
  'a:b',
  'a<b',
  'a>b',
  'a?b',
  'a/b',
  'a\\b',
  'a|b',
  'a\u0007b',
  'a\ud800b',
  '',
  '.',
  '..',
  ' a',
  'a ',
  'a.',
  '.lock',
  'CON',
  'con.txt',
  'Nul.tar.gz',
  'COM0',
  'lpt9.log',
  'a_vti_b',
  'Desktop.ini',
  '~$report.docx',
])('refuses the name %j', (name) => {
  expect(nameError(name)?.innerCode).toBe('invalidPath');
});

test.each([
  'a b',
  '#1',
  '100%',
  "it's",
  'a+b',
  'COM',
  'COM10',
  'console',
  'ünïcode',
  '日本',
  '📄',
  'a.lock',
  '.hidden',
  '~x',
  '{x}',
  'a;b',
  'forms',
  'x&y',
  '@x',
  '=',
  '[1]',
])('takes the name %j', (name) => {
  expect(nameError(name)).toBeUndefined();
});

test('refuses forms at the root only', () => {
  expect(nameError('Forms', { root: true })?.innerCode).toBe('invalidPath');
});

test('refuses a folder that begins with a tilde in a library only', () => {
  expect(nameError('~x', { folder: true, library: true })?.innerCode).toBe('invalidPath');
  expect(nameError('~x', { folder: true })).toBeUndefined();
});

test('a segment may have 255 characters, not 256', () => {
  expect(nameError('x'.repeat(255))).toBeUndefined();
  expect(nameError('x'.repeat(256))?.innerCode).toBe('pathIsTooLong');
});

test('a path may have 400 characters, on personal drives 430', () => {
  const segments = ['x'.repeat(200), 'y'.repeat(200)];
  expect(pathError(segments, false)?.innerCode).toBe('pathIsTooLong');
  expect(pathError(segments, true)).toBeUndefined();
  expect(pathError(['x'.repeat(200), 'y'.repeat(199)], false)).toBeUndefined();
});

test('names clash without regard to case, and are not normalised', () => {
  expect(nameKey('ÄB.Bin')).toBe(nameKey('äb.bIN'));
  expect(nameKey('e\u0301')).not.toBe(nameKey('\u00e9'));
});

test('a rename puts its number before the extension', () => {
  expect(numberedName('report.tar.gz', 1)).toBe('report.tar 1.gz');
  expect(numberedName('README', 2)).toBe('README 2');
  expect(numberedName('.hidden', 1)).toBe('.hidden 1');
});
