import { expect, test } from 'vitest';
import { pathShapeClause } from '../../../src/files/path-shape.ts';

test.each([
  ['a,b', /looks like a list:/],
  ['dist/*.js, dist/*.css', /looks like a list:/],
  ['a;b', /looks like a list:/],
  ['"dist"', /has quotes around it/],
  ["'dist/**'", /has quotes around it/],
  ['dist/*.{js,css}', /braces/],
  ['- dist', /item of a list in YAML/],
  ['dist\\*', /a backslash before a character/],
  ['$HOME/dist', /nothing replaces a variable/],
  [`$${'{DIST}'}/x`, /nothing replaces a variable/],
  ['%TEMP%/x', /nothing replaces a variable/],
  ['!a,b', /looks like a list:/],
])('the path %s that finds nothing is told what it looks like', (text, shape) => {
  expect(pathShapeClause(text, 'linux')).toMatch(shape);
});

test.each(['dist', 'dist/**/*.js', 'a b', 'a-b', '-x', "it's", 'a,', '[ab].txt', '100%', '$', '{a}'])(
  'the path %s looks like nothing else',
  (text) => {
    expect(pathShapeClause(text, 'linux')).toBe('');
  },
);

test('a backslash is a separator on Windows', () => {
  expect(pathShapeClause('dist\\*', 'win32')).toBe('');
});
