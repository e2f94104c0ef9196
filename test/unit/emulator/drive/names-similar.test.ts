import { expect, test } from 'vitest';
import { nameKey, similarNameKey } from '../../../../src/emulator/drive/names.ts';

test.each([
  ['Maersk.txt', 'mÆrsk.TXT'],
  ['strasse', 'Straße'],
  ['u\u0308ber', 'über'],
  ['㴈㴈', '㴈㴈㴈'],
  ['a😀', 'a'],
])('on a drive with similar names %j is %j, elsewhere it is not', (one, other) => {
  expect(similarNameKey(one)).toBe(similarNameKey(other));
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test.each([
  ['uber', 'über'],
  ['a', 'b'],
  ['A', 'Ａ'],
])('%j is not %j there either', (one, other) => {
  expect(similarNameKey(one)).not.toBe(similarNameKey(other));
});
