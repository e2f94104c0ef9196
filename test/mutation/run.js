/**
 * `npm run mutate [GROUP...]`: changes the sources of each group in thousands of small ways, one at a time, and asks the
 * group's own unit tests which of these mutants they notice. Prints what survived and a table; red when less than
 * 85 % are noticed in a group. Stryker does the work (stryker-mutator.io).
 */
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const leastShare = 0.85;
const home = join(import.meta.dirname, '..', '..');

/** What is mutated, and the tests that answer for it. */
const groups = {
  retry: { sources: 'src/http/retry-table.ts', tests: 'test/unit/http/retry-table.test.ts' },
  auth: groupOf('auth', 'github'),
  upload: groupOf('upload', 'files', 'plan', 'archive'),
};

/** Folders of src with the tests that mirror them. */
function groupOf(...folders) {
  const sources = folders.map((folder) => `src/${folder}/**/*.ts`);
  const tests = folders.map((folder) => `test/unit/${folder}/**/*.test.ts`);
  return { sources, tests: tests.join(' ') };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in groups));
if (unknown.length > 0)
  throw new Error(`no such group: ${unknown.join(', ')}; there are ${Object.keys(groups)}`);

process.chdir(home);
const tables = [];
for (const [name, group] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.env.MUTATION_TESTS = group.tests;
  const mutants = await new Stryker(optionsOf(name, group)).runMutationTest();
  tables.push(tableOf(name, mutants));
}
process.stdout.write(`\n${tables.join('\n')}`);

function optionsOf(name, { sources }) {
  return {
    mutate: [sources].flat(),
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { logTests: false, reportScoreTable: false },
    jsonReporter: { fileName: `build/mutation/${name}.json` },
    tempDirName: `build/mutation/${name}`,
    ignorePatterns: ['dist', 'build', 'docs', 'bench'],
    // The project's needs no rewriting, and TypeScript 7 has nothing that could do it.
    tsconfigFile: 'none',
    warnings: { slow: false },
  };
}

/** A line a file, the group last. A mutant that ends in a time-out, an endless loop mostly, was noticed. */
function tableOf(name, mutants) {
  const valid = mutants.filter(({ status }) =>
    ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status),
  );
  const files = [...new Set(valid.map(({ fileName }) => fileName))].sort();
  const rows = files.map((file) => rowOf(file.slice(home.length + 1), ofFile(valid, file)));
  const noticed = valid.filter(isNoticed).length;
  if (noticed < leastShare * valid.length) process.exitCode = 1;
  return [...rows, rowOf(`**${name}**`, valid), ''].join('\n');
}

function ofFile(mutants, file) {
  return mutants.filter(({ fileName }) => fileName === file);
}

function isNoticed({ status }) {
  return status === 'Killed' || status === 'Timeout';
}

function rowOf(label, mutants) {
  const noticed = mutants.filter(isNoticed).length;
  const share = ((100 * noticed) / mutants.length).toFixed(1);
  return `| ${label} | ${mutants.length} | ${mutants.length - noticed} | ${share} % |`;
}
