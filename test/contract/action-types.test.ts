/**
 * action-types.yml is written from the table of inputs and from action.yml, in the form that
 * typesafegithub/github-actions-typing reads.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InputSpec } from '../../src/inputs/kinds.ts';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { readActionYml } from '../support/action-yml.ts';

const path = new URL('../../action-types.yml', import.meta.url);

const head = [
  '# Types of inputs and outputs, for github.com/typesafegithub/github-actions-typing and what is made with it.',
  '# Written from the table of inputs and action.yml: npm run readme',
];

/** What YAML 1.1 takes for something else than a text. */
const quoted = (text: string) =>
  /^(true|false|on|off|yes|no|null|~|[\d.]+)$/i.test(text) ? `'${text}'` : text;

const enumOf = (choices: readonly string[]) => [
  'type: enum',
  'allowed-values:',
  ...choices.map((choice) => `  - ${quoted(choice)}`),
];

/** A whole number is all that it takes; `auto` in its place makes it a text. */
function isWhole({ default: fallback, parse }: InputSpec): boolean {
  const seven = parse('7');
  return fallback !== 'auto' && 'value' in seven && seven.value === 7;
}

function inputType(input: InputSpec): string[] {
  const { kind, choices } = input;
  if (kind === 'boolean')
    return input.default === 'auto' ? enumOf(['auto', 'true', 'false']) : ['type: boolean'];
  if (kind === 'choice') return enumOf(choices);
  if (kind === 'lines') return ['type: list', 'separator: "\\n"', 'list-item:', '  type: string'];
  return [isWhole(input) ? 'type: integer' : 'type: string'];
}

function outputType([name, { description = '' }]: readonly [string, Readonly<Record<string, string>>]) {
  if (name === 'result') return enumOf(description.replace(/\.$/, '').split(/, | or /));
  if (/-count$|^bytes$/.test(name)) return ['type: integer'];
  return [description.startsWith('true when ') ? 'type: boolean' : 'type: string'];
}

const entry = (name: string, type: readonly string[]) => [`  ${name}:`, ...type.map((line) => `    ${line}`)];

test('action-types.yml gives every input and output its type', () => {
  const made = [
    ...head,
    'inputs:',
    ...INPUT_SPECS.flatMap((input) => entry(input.name, inputType(input))),
    'outputs:',
    ...[...readActionYml().outputs].flatMap((output) => entry(output[0], outputType(output))),
    '',
  ].join('\n');
  if (process.env.WRITE_README === '1') writeFileSync(path, made);
  else expect(readFileSync(path, 'utf8')).toBe(made);
});
