import { expect, test } from 'vitest';
import { fields, parsed, record, text } from '../../src/json.ts';

test.each([
  ['{"a":1}', { a: 1 }],
  ['[1]', undefined],
  ['"a"', undefined],
  ['null', undefined],
  ['', undefined],
  ['<html>', undefined],
  ['{"a":1', undefined],
])('the text %s is the object %j', (text, wanted) => {
  expect(parsed(text)).toEqual(wanted);
});

test('an object is one of keys and values', () => {
  expect([record([]), record(null), record('x'), record(1), record({ a: 1 })]).toEqual([
    ...Array.from({ length: 4 }, () => undefined),
    { a: 1 },
  ]);
});

test('what is of another kind than expected is nothing', () => {
  expect([fields([1]), fields('x'), fields({ a: 1 })]).toEqual([{}, {}, { a: 1 }]);
  expect([text(1), text(undefined), text('x')]).toEqual(['', '', 'x']);
});
