/** No input without cases: the sections that are walked are the whole table, and each has its file. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InputSpec } from '../../../src/inputs/kinds.ts';
import { INPUT_SPECS } from '../../../src/inputs/table.ts';
import { SECTIONS } from '../../support/input-cases.ts';

test('every input of the table is in exactly one section', () => {
  const rows = Object.values(SECTIONS).flatMap((section) => Object.values<InputSpec>(section));
  expect(rows.map(({ name }) => name).sort()).toEqual(INPUT_SPECS.map(({ name }) => name).sort());
});

test.each(Object.keys(SECTIONS))('the section %s is walked by a file of its own', (section) => {
  const file = readFileSync(new URL(`${section}.test.ts`, import.meta.url), 'utf8');
  expect(file).toContain(`describeInputs('${section}', {`);
});
