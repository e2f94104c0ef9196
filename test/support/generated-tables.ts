/**
 * Tables in the documentation that are generated from code. `npm run readme` writes them; any other run compares them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { repositoryRoot } from './markdown-pages.ts';

/** Puts these lines between the page's marks of that name, or expects them there. */
export function checkGeneratedTable(page: string, name: string, rows: readonly string[]): void {
  const path = join(repositoryRoot, page);
  const text = readFileSync(path, 'utf8');
  const marks = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  expect(text).toMatch(marks);
  const made = text.replace(marks, (_, start: string, end: string) => `${start}${rows.join('\n')}\n${end}`);
  if (process.env.WRITE_README === '1') writeFileSync(path, made);
  else expect(text, 'npm run readme').toBe(made);
}
