/**
 * Judges what compatibility.sh wrote of each client and drive, and tells it. A failure needs a row in explained.json, whose
 * reason has a source; one without makes the run fail, and so does a row whose test passes. With --write, the table becomes
 * docs/compatibility.md. Usage: compatibility.js RESULTS [--write]
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [results = '.', write] = process.argv.slice(2);
const PAGE = 'docs/compatibility.md';
const DRIVES = {
  personal: 'personal',
  'personal-old': 'personal, old stack',
  business: 'business',
};

/** Rows of { suite, drives, test, reason, source }; `test` is the name, or ends with `*`. */
const explained = JSON.parse(readFileSync(new URL('explained.json', import.meta.url), 'utf8'));

/** A suite on one kind of drive: { suite, version, drive, passed, skipped, failed } with names, and reasons where told. */
function readSuites() {
  const files = readdirSync(results).filter((name) => name.endsWith('.tsv'));
  return files.flatMap((file) => {
    const [part = '', drive = ''] = file.split('.');
    const suites = [];
    const add = (suite, version) =>
      suites.push({ suite, version, drive, passed: [], skipped: [], failed: [] });
    for (const line of readFileSync(join(results, file), 'utf8').split('\n')) {
      const [kind, name = '', words = ''] = line.split('\t');
      if (kind === 'SUITE') add(name, words);
      // What fails before a suite says its name, such as the emulator, is the part's.
      else if (kind !== '' && suites.length === 0) add(part, '');
      const here = suites.at(-1);
      if (kind === 'PASS') here?.passed.push(name);
      if (kind === 'SKIP') here?.skipped.push({ name, words });
      if (kind === 'FAIL') here?.failed.push({ name, words });
    }
    if (suites.length === 0) add(part, '');
    for (const { passed, skipped, failed } of suites)
      if (passed.length + skipped.length + failed.length === 0)
        failed.push({ name: 'the run itself', words: 'nothing was checked' });
    return suites;
  });
}

function explanationOf(suite, drive, name) {
  return explained.find(
    (row) =>
      suite.startsWith(row.suite) &&
      row.drives.includes(drive) &&
      (row.test.endsWith('*') ? name.startsWith(row.test.slice(0, -1)) : name === row.test),
  );
}

/** What came from outside, in a cell of a table. */
function cell(text) {
  return text.replace(/[\\|`*_<>[\]]/g, (character) => `\\${character}`);
}

const suites = readSuites().sort(
  (one, other) =>
    one.suite.localeCompare(other.suite, 'en') ||
    Object.keys(DRIVES).indexOf(one.drive) - Object.keys(DRIVES).indexOf(other.drive),
);
let isRed = false;
const rows = suites.map(({ suite, version, drive, passed, skipped, failed }) => {
  const why = new Set(skipped.filter(({ words }) => words !== '').map(({ words }) => words));
  for (const { name, words } of failed) {
    const row = explanationOf(suite, drive, name);
    if (row) why.add(`${row.reason} (${row.source})`);
    else {
      isRed = true;
      console.log(`UNEXPLAINED ${suite}, ${drive}: ${name}: ${words}`);
      why.add(`not explained: ${name}`);
    }
  }
  for (const row of explained) {
    if (!row.drives.includes(drive) || !suite.startsWith(row.suite) || row.test.endsWith('*')) continue;
    if (!passed.includes(row.test)) continue;
    isRed = true;
    console.log(`EXPLAINED, BUT IT PASSES ${suite}, ${drive}: ${row.test}`);
  }
  const counts = [passed.length, failed.length, skipped.length];
  console.log(`${suite} ${version}, ${drive}: ${counts.join(' / ')} passed / failed / skipped`);
  const cells = [suite, version, DRIVES[drive] ?? drive, ...counts.map(String), [...why].join('; ')];
  return `| ${cells.map(cell).join(' | ')} |`;
});

for (const file of readdirSync(results).filter((name) => name.endsWith('.skipped'))) {
  const why = readFileSync(join(results, file), 'utf8').trim();
  rows.push(`| ${cell(file.replace('.skipped', ''))} | | | | | | not run: ${cell(why)} |`);
}

if (write === '--write') {
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const [head = ''] = before.split('<!-- the table: npm run compatibility -->');
  const date = new Date().toISOString().slice(0, 10);
  const table = [
    `${head}<!-- the table: npm run compatibility -->`,
    '',
    `Measured on ${date}.`,
    '',
    '| client or suite | version | drive | passed | failed | skipped | why not all |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
  writeFileSync(PAGE, table.join('\n'));
}
process.exitCode = isRed ? 1 : 0;
