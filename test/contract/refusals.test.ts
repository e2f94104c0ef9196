/** Refusals by name are documented, and a test shows what the client does with each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { refusalNames } from '../../src/emulator/core/refusals.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));

test('every refusal is in the table of docs/emulator.md, and nothing else is', () => {
  const page = readFileSync(join(home, 'docs/emulator.md'), 'utf8');
  const [, table = ''] = page.split('### Refusals by name');
  const rows = [...table.matchAll(/^\| `([a-z][a-z0-9]*-[a-z0-9-]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(refusalNames);
});

test('every refusal is in a test of the client', () => {
  const folder = join(home, 'test/emulated');
  const tests = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.test.ts') && !entry.parentPath.endsWith('emulator'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('');
  expect(refusalNames.filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
  expect(refusalNames.length).toBeGreaterThan(40);
});
