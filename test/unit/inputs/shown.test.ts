import { expect, test } from 'vitest';
import { shown } from '../../../src/inputs/shown.ts';

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
  expect(shown(text)).toBe(`"${text}"`);
});

test('a message shows no more than the beginning of a long text, and no control characters', () => {
  expect(shown(`${'x'.repeat(60)}tail`)).toBe(`"${'x'.repeat(60)}…"`);
  expect(shown('a\u001b[31m\nb')).toBe('"a\\u001b[31m\\u000ab"');
});
