import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Entry, readActionYml } from '../support/actionyml.ts';

const path = new URL('../../README.md', import.meta.url);
const action = readActionYml();

/** `npm run readme` writes the tables, and everything else compares them. */
const write = process.env.WRITE_README === '1';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('{{', '`{{`');

function inputRow([name, entry]: [string, Entry]): string {
  const fallback = entry.required === 'true' ? '*required*' : entry.default ? `\`${entry.default}\`` : '';
  return `| \`${name}\` | ${fallback} | ${cell(entry.description ?? '')} |`;
}

const tables = {
  inputs: ['| input | default | meaning |', '|---|---|---|', ...[...action.inputs].map(inputRow)],
  outputs: [
    '| output | holds |',
    '|---|---|',
    ...[...action.outputs].map(([name, { description = '' }]) => `| \`${name}\` | ${cell(description)} |`),
  ],
};

test.each(Object.entries(tables))(
  'the table of %s in README is the one of action.yml (npm run readme)',
  (name, rows) => {
    const readme = readFileSync(path, 'utf8');
    const marks = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    const made = readme.replace(
      marks,
      (_, start: string, end: string) => `${start}${rows.join('\n')}\n${end}`,
    );
    expect(readme).toMatch(marks);
    if (write) writeFileSync(path, made);
    else expect(readme).toBe(made);
  },
);

test('README is a page that one reads', () => {
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(250);
});
