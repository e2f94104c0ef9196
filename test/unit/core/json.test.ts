import { expect, test } from 'vitest';
import {
  asObject,
  asObjectOrEmpty,
  asString,
  formatJson,
  parseJson,
  parseJsonObject,
} from '../../../src/core/json.ts';
import { cpuTimeMs } from '../../support/cpu-time.ts';

test.each([
  ['{"a":1}', { a: 1 }],
  ['[1]', undefined],
  ['"a"', undefined],
  ['null', undefined],
  ['', undefined],
  ['<html>', undefined],
  ['{"a":1', undefined],
])('the text %s is the object %j', (text, wanted) => {
  expect(parseJsonObject(text)).toEqual(wanted);
});

test('an object is one of keys and values', () => {
  expect([asObject([]), asObject(null), asObject('x'), asObject(1), asObject({ a: 1 })]).toEqual([
    ...Array.from({ length: 4 }, () => undefined),
    { a: 1 },
  ]);
});

test('what is of another kind than expected is nothing', () => {
  expect([asObjectOrEmpty([1]), asObjectOrEmpty('x'), asObjectOrEmpty({ a: 1 })]).toEqual([{}, {}, { a: 1 }]);
  expect([asString(1), asString(undefined), asString('x')]).toEqual(['', '', 'x']);
});

const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}1${']}'.repeat(levels / 2)}`;

test('what nests deeper than any service does is no JSON', () => {
  expect(parseJsonObject(nested(64))).toBeDefined();
  expect(parseJsonObject(nested(66))).toBeUndefined();
  expect(parseJson('['.repeat(65) + ']'.repeat(65))).toBeUndefined();
});

test('brackets in texts and beside each other are no depth', () => {
  const value = { a: '[{"\\"[['.repeat(100), b: Array.from({ length: 1000 }, () => [{}]), '[\\': '"[' };
  expect(parseJson(JSON.stringify(value))).toEqual(value);
});

test.each([
  '['.repeat(2_000_000),
  '{"a":'.repeat(400_000),
  '\\"'.repeat(1_000_000),
  `"${'\\'.repeat(2_000_000)}`,
])('a text that is made to be slow is judged at once', async (text) => {
  expect(await cpuTimeMs(() => expect(parseJson(text)).toBeUndefined())).toBeLessThan(500);
});

test.each([
  ['{"a":1}', { a: 1 }],
  ['[1]', [1]],
  ['null', null],
  ['"x"', 'x'],
])('the text %s is the value %j', (text, wanted) => {
  expect(parseJson(text)).toEqual(wanted);
});

test('JSON of ours holds no character that a terminal obeys, and reads as what it was', () => {
  const name = '\u001b[2J\u0085\u009b31m\u202etxt.exe\u2066\u2028\ufeffé日';
  const json = formatJson({ name });
  expect(json).toBe(String.raw`{"name":"\u001b[2J\u0085\u009b31m\u202etxt.exe\u2066\u2028\ufeffé日"}`);
  expect(JSON.parse(json)).toEqual({ name });
});
