/**
 * What the workflows promise and no linter looks at: one pin for each action, in workflows and in documents;
 * a gate that names every job; inputs that exist. Reads them as lines, in the form this project writes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readActionYml } from '../support/action-yml.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(home, path), 'utf8');

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

/** The blocks below each key of one indentation, by key; everything that comes before the first key is left out. */
function blocks(text: string, indent: string): Map<string, string> {
  const parts = text.split(new RegExp(`^${indent}(?=[\\w-]+:)`, 'm')).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(':')), part]));
}

const jobsOf = (text: string) => blocks(blocks(text, '').get('jobs') ?? '', '  ');
const workflows = filesIn('.github/workflows', /\.yml$/);
const all = [...workflows, 'test/workflow/self-test.yml'];
const uses = (path: string) =>
  [...read(path).matchAll(/\buses: +(\S+)(.*)$/gm)].map(([, what = '', rest = '']) => ({ path, what, rest }));

test('there are five workflows, each with one purpose', () => {
  expect(workflows.map((path) => path.replace(/^.*\/|\.yml$/g, ''))).toEqual([
    'ci',
    'codeql',
    'nightly',
    'release',
    'scorecard',
  ]);
});

describe.each(all)('%s', (path) => {
  const text = read(path);
  const jobs = [...jobsOf(text)];

  test('grants nothing for all of it, and says what happens to runs that overtake each other', () => {
    const top = blocks(text, '');
    expect(top.get('permissions')?.trim()).toBe('permissions: {}');
    expect(top.get('concurrency')).toMatch(/^ {2}cancel-in-progress: (true|false)$/m);
  });

  test('ends every job in time', () => {
    expect(jobs).not.toEqual([]);
    for (const [, job] of jobs) expect(job).toMatch(/^ {4}timeout-minutes: [1-9]\d?$/m);
  });

  test('pins every action to a commit, and names the version it is', () => {
    const loose = uses(path).filter(
      ({ what, rest }) => what !== './' && !(/@[0-9a-f]{40}$/.test(what) && /^ # v\d+\.\d+\.\d+$/.test(rest)),
    );
    expect(loose).toEqual([]);
  });

  test('leaves no credentials behind after a checkout', () => {
    const checkouts = text.split('actions/checkout@').slice(1);
    for (const after of checkouts)
      expect(after).toMatch(/^[^\n]*\n +with:\n(?: +[^\n]*\n)*? +persist-credentials: false\n/);
  });

  test('puts no expression into a shell', () => {
    const scripts = [...text.matchAll(/^( *)(?:- )?run: (?:\|\n((?:\1 +.*\n|\n)+)|(.*)$)/gm)];
    const shells = scripts.map(([, , block, line]) => block ?? line ?? '');
    expect(shells.length).toBe(text.match(/^ *(?:- )?run: /gm)?.length ?? 0);
    expect(shells.filter((shell) => shell.includes('${' + '{'))).toEqual([]);
  });

  test('gives this action only inputs that it has', () => {
    const known = readActionYml().inputs;
    const steps = text.split(/^ {6}- /m).filter((step) => /\buses: \.\//.test(step));
    const given = steps.flatMap((step) =>
      [...(/^ {8}with:\n((?: {10}.*\n)+)/m.exec(step)?.[1]?.matchAll(/^ {10}([a-z-]+):/gm) ?? [])].map(
        ([, name = '']) => name,
      ),
    );
    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });
});

test('one action has one pin, in workflows, README, docs and what login prints', () => {
  const pages = [
    'src/cli/login/workflow-snippet.ts',
    'README.md',
    ...filesIn('docs', /\.md$/),
    ...filesIn('.github', /\.yml$/),
    ...all,
  ];
  const pins = new Map<string, Set<string>>();
  for (const { what, rest } of [...new Set(pages)].flatMap(uses)) {
    const [, action, commit] = /^([\w-]+\/[\w-]+)[\w/-]*@([0-9a-f]{40})$/.exec(what) ?? [];
    if (action === undefined) continue;
    pins.set(action, (pins.get(action) ?? new Set()).add(`${commit} ${/# v[\d.]+/.exec(rest)?.[0]}`));
  }
  expect(pins.size).toBeGreaterThan(5);
  expect([...pins].filter(([, some]) => some.size > 1)).toEqual([]);
});

test('ok needs every other job of ci', () => {
  const jobs = jobsOf(read('.github/workflows/ci.yml'));
  const needs = /needs: \[(.*)\]/.exec(jobs.get('ok') ?? '')?.[1]?.split(', ');
  expect(needs).toEqual([...jobs.keys()].filter((name) => name !== 'ok'));
});

test('ci grants its jobs no more than to read', () => {
  const granted = [...jobsOf(read('.github/workflows/ci.yml')).values()].map(
    (job) =>
      /^ {4}permissions:(.*(?:\n {6}.*)*)/m.exec(job)?.[1]?.replace(/#.*$/gm, '').trim() ?? 'inherited',
  );
  expect(new Set(granted)).toEqual(new Set(['contents: read', '{}']));
});

test('a release writes only behind its environment, and publishes before it moves the major tag', () => {
  const jobs = jobsOf(read('.github/workflows/release.yml'));
  const writing = [...jobs].filter(([, job]) => /: write\b/.test(job));
  expect(writing.map(([name]) => name)).toEqual(['publish']);
  const publish = jobs.get('publish') ?? '';
  expect(publish).toMatch(/^ {4}environment: release$/m);
  const order = [
    'attest-build-provenance@',
    'refs/tags/v$VERSION',
    '--draft=false',
    '.immutable',
    '--method PATCH',
  ];
  const places = order.map((words) => publish.indexOf(words));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(-1);
});

test('what act is told to be is what the gate installs', () => {
  const installed = /\bact=(\d+\.\d+\.\d+)/.exec(read('.ci/workflows'))?.[1];
  expect(read('test/workflow/run.sh')).toContain(`github.com/nektos/act@v${installed}`);
});

test('the issue forms ask for a version, a place, an account and a log', () => {
  const ids = [...read('.github/ISSUE_TEMPLATE/bug.yml').matchAll(/^ {4}id: (.*)$/gm)].map(([, id]) => id);
  expect(ids).toEqual(['version', 'ci', 'system', 'account', 'happened', 'workflow', 'log']);
  expect(read('.github/ISSUE_TEMPLATE/config.yml')).toContain('/security/advisories/new');
  expect(existsSync(join(home, '.github/PULL_REQUEST_TEMPLATE.md'))).toBe(true);
});
