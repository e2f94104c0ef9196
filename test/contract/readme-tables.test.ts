import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { type Entry, readActionYml } from '../support/action-yml.ts';
import { checkGeneratedTable } from '../support/generated-tables.ts';
import { readPages } from '../support/markdown-pages.ts';

const path = new URL('../../README.md', import.meta.url);
const action = readActionYml();

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
  (name, rows) => checkGeneratedTable('README.md', name, rows),
);

test('README is a page that one reads', () => {
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(250);
});

test('README has six recipes, each with a link to its workflow and inputs that take what stands there', () => {
  const rows = readPages().find((page) => page.path === 'README.md')?.rows ?? [];
  const recipes = rows.filter(([name = '']) => name.includes('](docs/recipes.md#'));
  expect(recipes.length).toBe(6);
  for (const [, lines = ''] of recipes) {
    const given = lines.split('<br>').map((line) => /^`([a-z-]+): (.+)`$/.exec(line)?.slice(1) ?? [line]);
    const wrong = given.filter(([name, value = '']) => {
      const spec = INPUT_SPECS.find((input) => input.name === name);
      const text = value.replace(/^'(.*)'$/, '$1');
      return spec === undefined || !(text.includes('${{') || 'value' in spec.parse(text));
    });
    expect(wrong).toEqual([]);
  }
});
