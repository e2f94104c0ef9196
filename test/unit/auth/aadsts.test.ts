import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adviceFor, refusesSecret } from '../../../src/auth/aadsts.ts';

const source = readFileSync(new URL('../../../src/auth/aadsts.ts', import.meta.url), 'utf8');
/** Every code that the table names, as often as it does. */
const codes = [...source.matchAll(/codes: \[([\d, ]+)\]/g)].flatMap(([, list = '']) =>
  list.split(',').map(Number),
);

/** What users meet with a refresh token, by the table of the reference for sign-in errors. */
const met = `
  700082 70008 700084 50173 70043 70000 50089 50132 50133 50078 50076 50079 50072 50074 50158 53003 530032 53000
  53001 50131 530035 65001 90094 90095 65004 650052 650056 650057 65005 7000215 70002 7000222 7000218 700025 90023
  9002327 700016 700011 70001 7000112 90002 50059 90019 900023 90038 900382 90051 50194 9002331 9002332 90130 90124
  50020 500208 16000 50034 51004 50057 50055 50144 50053 50105 9002313 90014 900144 90100 90102 900561 70011 28000
  28002 28003 700022 90009 500011 50196`;

/** Deliberately without advice, as long as what they are about is not built: each with its reason. */
const leftOut: Record<string, string> = {
  'client credentials on an alias': '9001023',
  'the redirect of a browser': '50011 500113 900971 70004',
  'the authorization code': '54005 501481 50147 501491 700005',
  'a grant that we never ask for': '70003',
  'federated credentials and assertions': '700213 7002138 70021 500133 700024 700027',
  'the device code': '70016 70018 70019',
  'throttling and passing trouble, which a retry settles':
    '90055 90033 90024 90006 90012 50033 90090 90091 70012 40010 50087',
  'errors of the service itself': '90036 50000 90092 50086',
};

const numbers = (text: string) => text.trim().split(/\s+/).map(Number);

describe('the table of sign-in errors', () => {
  test('was read whole', () => {
    expect(codes.length).toBeGreaterThan(60);
  });

  test('names each code once', () => {
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  test('has a meaning and an advice for each', () => {
    for (const code of codes) {
      const advice = adviceFor([code]);
      expect(advice?.means.length, String(code)).toBeGreaterThan(10);
      expect(advice?.todo.length, String(code)).toBeGreaterThan(7);
      // `explain` sets the full stop before, and makes a sentence of it.
      expect(advice?.todo, String(code)).toMatch(/^[a-z].*[^.]$/);
    }
  });

  test.each(numbers(met))('knows AADSTS%i', (code) => {
    expect(adviceFor([code])).toBeDefined();
  });

  test.each(Object.entries(leftOut))('leaves out %s', (_, list) => {
    expect(numbers(list).filter((code) => adviceFor([code]) !== undefined)).toEqual([]);
  });

  test('holds nothing that neither list knows', () => {
    expect(codes.filter((code) => !numbers(met).includes(code))).toEqual([]);
  });
});

describe('an advice', () => {
  test('is none for codes that nobody knows', () => {
    expect(adviceFor([])).toBeUndefined();
    expect(adviceFor([1, 2])).toBeUndefined();
  });

  test('is that of the known code among unknown ones', () => {
    expect(adviceFor([1, 7000222])).toEqual(adviceFor([7000222]));
  });

  // The table's order decides instead: the code of the answer's own text comes first in `codes`.
  test('is that of the first known code', () => {
    expect(adviceFor([50194, 70000])).toEqual(adviceFor([50194]));
  });

  test.each([
    [700082, /signing in again/],
    [7000215, /secret's Value/],
    [700025, /remove client-secret/],
    [90002, /tenant-id/],
    [53003, /administrator/],
  ])('for AADSTS%i says what helps', (code, todo) => {
    expect(adviceFor([code])?.todo).toMatch(todo);
  });
});

test.each([
  [[700025], true],
  [[90023], true],
  [[7000218, 700025], true],
  [[7000215], false],
  [[], false],
])('the codes %j refuse a secret: %s', (given, wanted) => {
  expect(refusesSecret(given)).toBe(wanted);
});
