/**
 * Reads what `go test -v` printed, and tells each test's outcome in a line: PASS, FAIL or SKIP, its name, and for a failure the
 * first words of the error, between tabs. A test that consists of others is told by them, unless it alone failed.
 * Usage: go-tests.js LOG
 */
import { readFileSync } from 'node:fs';

const outcomes = new Map();
const words = new Map();
let running = '';
let panic;
/** PASS or FAIL at the end of the log. */
let end = '';
for (const line of readFileSync(process.argv[2] ?? '', 'utf8').split('\n')) {
  const state = /^=== (?:RUN|CONT|NAME) +(\S+)/.exec(line);
  const outcome = /^ *--- (PASS|FAIL|SKIP): (\S+) /.exec(line);
  if (state) running = state[1] ?? '';
  else if (outcome) outcomes.set(outcome[2], outcome[1]);
  else if (line.startsWith('panic: ')) panic ??= { test: running, words: line };
  else if (/^(PASS|FAIL)$/.test(line)) end = line;
  // testify prints "Error:" and the error after it, often only in the next line.
  const said = /^\s+\t(?:Error:)?\s+\t(?!.*\.(?:go|s):\d+$)(\S.*)/.exec(line);
  if (said && said[1] !== 'Received unexpected error:' && !words.has(running)) words.set(running, said[1]);
}
if (panic) {
  outcomes.set(panic.test, 'FAIL');
  words.set(panic.test, panic.words);
} else if (end === '' || (end === 'FAIL' && ![...outcomes.values()].includes('FAIL'))) {
  outcomes.set('the run itself', 'FAIL');
}
const names = [...outcomes.keys()];
for (const [name, outcome] of outcomes) {
  const parts = names.filter((other) => other.startsWith(`${name}/`));
  const isTold = outcome === 'FAIL' ? parts.some((part) => outcomes.get(part) === 'FAIL') : parts.length > 0;
  if (!isTold)
    console.log([outcome, name, ...(outcome === 'FAIL' ? [words.get(name) ?? ''] : [])].join('\t'));
}
