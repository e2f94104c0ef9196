import { expect, test } from 'vitest';
import { nameKey, similarKey } from '../../../../src/emulator/drive/names.ts';

test.each([
  ['Maersk.txt', 'mÆrsk.TXT'],
  ['strasse', 'Straße'],
  ['u\u0308ber', 'über'],
  ['㴈㴈', '㴈㴈㴈'],
  ['a😀', 'a'],
])('on a drive with similar names %j is %j, elsewhere it is not', (one, other) => {
  expect(similarKey(one)).toBe(similarKey(other));
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test.each([
  ['uber', 'über'],
  ['a', 'b'],
  ['A', 'Ａ'],
])('%j is not %j there either', (one, other) => {
  expect(similarKey(one)).not.toBe(similarKey(other));
});
