/**
 * The page of sizes tells of the dist that lies beside it. A tenth is let pass: who mends a typing error in a
 * message need not measure again.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(home, 'docs/size.md'), 'utf8');

/** Kilobytes of the entry and of all the other files. */
function lying(folder: string): number[] {
  const files = readdirSync(join(home, folder)).filter((name) => name.endsWith('.js'));
  const bytes = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + statSync(join(home, folder, name)).size, 0);
  return [bytes(['index.js']), bytes(files.filter((name) => name !== 'index.js'))].map((sum) => sum / 1000);
}

test.each(['dist', 'dist/cli'])('docs/size.md tells how large the files of %s are', (folder) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${folder}\` |`)) ?? '';
  const told = row.split('|').slice(3, 5);
  expect(told).toHaveLength(2);
  for (const [i, kilobytes] of lying(folder).entries()) {
    const says = Number(told[i]?.replaceAll(',', ''));
    expect(says / kilobytes).toBeGreaterThan(0.9);
    expect(says / kilobytes).toBeLessThan(1.1);
  }
});
