import { expect, test } from 'vitest';
import {
  escapeUnlessSecret,
  pathUnlessSecret,
  quotePathUnlessSecret,
  quoteUnlessSecret,
} from '../../../src/inputs/quote-unless-secret.ts';

test.each([
  'germany',
  'contoso.onmicrosoft.com',
  '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5g',
  'https://contoso.sharepoint.com/sites/Team2026/Docs',
  'Backups/2026-11-29/Server01/Weekly-Full',
  '/home/Ada/Secrets/onedrive-token-2026',
  'environment:Production2',
  'Files.ReadWrite.All offline_access "x"',
  'b!0123456789',
])('a message shows %s', (text) => {
  expect(quoteUnlessSecret(text)).toBe(`"${text}"`);
});

test('a message shows only the start of a long text, and no control characters', () => {
  expect(quoteUnlessSecret(`${'x'.repeat(60)}tail`)).toBe(`"${'x'.repeat(60)}…"`);
  expect(quoteUnlessSecret('a\u001b[31m\nb')).toBe('"a\\u001b[31m\\u000ab"');
});

/** As they come, and none of them is a real one. */
const secrets = [
  'M.C5_BAY.0.U.-CanaryCanaryCanary',
  `1.A${'Xyz9-_'.repeat(20)}`,
  'Abc8Q~x9YzKlMnOpQrStUvWxYz01234567',
  'eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJhdWQiOiJ4In0.c2ln',
  `ghp_${'aB3'.repeat(12)}`,
  'https://localhost/?code=0123456789abcdefghijklmnop&state=x',
  'https://me:password@contoso.sharepoint.com/sites/x',
];

test.each(secrets)('no message shows %s, wherever in a path it stands', (secret) => {
  for (const text of [secret, `dist/${secret}`, `${secret}?:*`]) {
    const what = `a text of ${text.length} characters that may be a secret`;
    expect(
      [quoteUnlessSecret, escapeUnlessSecret, quotePathUnlessSecret, pathUnlessSecret].map((show) =>
        show(text),
      ),
    ).toEqual(Array(4).fill(what));
  }
});

test.each([
  'night_backups_2026/high_resolution.jpg',
  '1.Annual-Report-of-2026-and-what-Follows.pdf',
  'code=US/token=1/part-0001.parquet',
  'FILM.A_Long_Take.mkv',
  'keyJointsOfTheLeftHand.png',
  'Quarterly-Report_2026-11-29T120000Z-Final.Signed-v2.pdf',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00A08',
  `${'Long9'.repeat(40)}/**/*.txt`,
])('a path such as %s is shown whole', (path) => {
  expect([quotePathUnlessSecret(path), pathUnlessSecret(path)]).toEqual([`"${path}"`, path]);
});

test('a word of a command line is shown without quotes and shortened', () => {
  expect(escapeUnlessSecret('uplaod')).toBe('uplaod');
  expect(escapeUnlessSecret(`a\u001b${'x'.repeat(80)}`)).toBe(`a\\u001b${'x'.repeat(58)}…`);
});
