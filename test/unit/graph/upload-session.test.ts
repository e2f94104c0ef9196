import { describe, expect, test } from 'vitest';
import { parseNextExpectedByte } from '../../../src/graph/upload-session.ts';

describe('the position of the server', () => {
  test.each<[string, unknown, number | undefined]>([
    ['an open range', ['26-'], 26],
    ['the very start', ['0-'], 0],
    ['a closed range', ['327680-655359'], 327_680],
    ['the first of several', ['12-15', '20-'], 12],
    ['a large number', ['268435455999-'], 268_435_455_999],
    ['an empty list', [], undefined],
    ['a text instead of a list', '26-', undefined],
    ['a bare number', ['26'], undefined],
    ['a negative one', ['-26'], undefined],
    ['words', ['26-x'], undefined],
    ['blanks', [' 26-'], undefined],
    ['a number in the list', [26], undefined],
    ['null', null, undefined],
    ['nothing', undefined, undefined],
  ])('is read from %s', (_, nextExpectedRanges, wanted) => {
    expect(parseNextExpectedByte({ nextExpectedRanges })).toBe(wanted);
  });

  test('is unknown without a body', () => {
    expect(parseNextExpectedByte(undefined)).toBeUndefined();
  });
});
