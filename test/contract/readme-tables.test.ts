import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { type Entry, readActionYml } from '../support/action-yml.ts';
import { checkGeneratedTable } from '../support/generated-tables.ts';
import { readPages } from '../support/markdown-pages.ts';

const path = new URL('../../README.md', import.meta.url);
const action = readActionYml();

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('{{', '`{{`');

/** The names of the groups in action.yml, each above its first input. */
const groups = new Map(
  [
    ...readFileSync(new URL('../../action.yml', import.meta.url), 'utf8').matchAll(
      /^ {2}# (.+)\n {2}([a-z-]+):/gm,
    ),
  ].map(([, group = '', input = '']) => [input, group]),
);

function inputRows([name, entry]: [string, Entry]): string[] {
  const group = groups.get(name);
  const fallback = entry.required === 'true' ? '*required*' : entry.default ? `\`${entry.default}\`` : '';
  return [
    ...(group === undefined ? [] : [`| **${group}** | | |`]),
    `| \`${name}\` | ${fallback} | ${cell(entry.description ?? '')} |`,
  ];
}

const tables = {
  inputs: ['| input | default | meaning |', '|---|---|---|', ...[...action.inputs].flatMap(inputRows)],
  outputs: [
    '| output | holds |',
    '|---|---|',
    ...[...action.outputs].map(([name, { description = '' }]) => `| \`${name}\` | ${cell(description)} |`),
  ],
};

test.each([
  ['docs/reference.md', 'inputs'],
  ['README.md', 'outputs'],
] as const)('the table in %s of %s is the one of action.yml (npm run readme)', (page, name) => {
  checkGeneratedTable(page, name, tables[name]);
});

test('each group of action.yml begins with an input', () => {
  const marks =
    readFileSync(new URL('../../action.yml', import.meta.url), 'utf8').match(/^ {2}# .+$/gm) ?? [];
  expect([...groups.values()]).toEqual(marks.map((mark) => mark.slice(4)));
});

test('README is a page that one reads', () => {
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(250);
});

test('README has an example of each usual input, with a value that it takes', () => {
  const rows = readPages().find((page) => page.path === 'README.md')?.rows ?? [];
  const first = rows.findIndex((cells) => cells.join() === 'input,example,meaning') + 2;
  const next = rows.findIndex((cells, at) => at > first && /^-+$/.test(cells[0] ?? '')) - 1;
  const examples = rows
    .slice(first, next)
    .map(([cell = '', example = '']) => [cell.replace(/^`(.*)`$/, '$1'), example] as const);
  expect(examples.length).toBeGreaterThan(12);
  expect(examples.filter(([name, example]) => !isAccepted(name, example))).toEqual([]);
});

/** Whether the cell is `NAME: VALUE` with a value that the input takes. */
function isAccepted(name: string, example: string): boolean {
  const [, given, value = ''] = /^`([a-z-]+): (.+)`$/.exec(example) ?? [];
  const spec = INPUT_SPECS.find((input) => input.name === name);
  return given === name && spec !== undefined && 'value' in spec.parse(value.replace(/^'(.*)'$/, '$1'));
}

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
