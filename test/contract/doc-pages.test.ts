import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountErrors } from '../../src/auth/aadsts-account.ts';
import { appErrors, oauthErrors } from '../../src/auth/aadsts-app.ts';
import { VERBS } from '../../src/cli/commands.ts';
import { listFlags } from '../../src/cli/options/flags.ts';
import { inputEnvName } from '../../src/cli/options/inputs.ts';
import { Failure, type FailureKind } from '../../src/core/errors.ts';
import { exitCode } from '../../src/core/exit-code.ts';
import { INPUT_SPECS } from '../../src/inputs/table.ts';
import { readActionYml } from '../support/action-yml.ts';
import { type CodeBlock, readPages, repositoryRoot } from '../support/markdown-pages.ts';

const pages = readPages();
const action = readActionYml();

function page(path: string) {
  const found = pages.find((one) => one.path === path);
  if (found === undefined) throw new Error(`${path} is not there`);
  return found;
}

describe.each(pages)('$path', ({ path, links, blocks, anchors }) => {
  test('links to files and headings that are there', () => {
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(dirname(path), file);
      if (!existsSync(join(repositoryRoot, target))) return true;
      const known = target === path ? anchors : pages.find((one) => one.path === target)?.anchors;
      return anchor !== undefined && known?.has(anchor) !== true;
    });
    expect(broken).toEqual([]);
  });

  test('has YAML that is YAML as far as one sees without a parser', () => {
    for (const { text } of blocks.filter(({ language }) => language === 'yaml')) {
      expect(text).not.toMatch(/\t/);
      expect(text.match(/\$\{\{/g)?.length ?? 0).toBe(text.match(/\$\{\{[^{}]*\}\}/g)?.length ?? 0);
      expect(text.split('\n').filter((line) => /^(?: {2})* \S/.test(line))).toEqual([]);
      // A colon ends a key, wherever it stands in a text without quotes.
      expect(text.match(/^ *(?:- )?[\w-]+: (?!['"|>{[])[^#\n]*: .*$/gm)).toBeNull();
      for (const { lines } of mappings(text)) {
        const keys = lines.map((line) => line.split(':')[0]);
        expect(keys).toEqual([...new Set(keys)]);
      }
    }
  });

  test('gives our action inputs that it has, with values that it takes', () => {
    const wrong = stepsOf(blocks).flatMap((line) => {
      const [, name = '', value = ''] = /^([\w-]+): *(.*)$/.exec(line) ?? [];
      const spec = INPUT_SPECS.find((input) => input.name === name);
      if (spec === undefined || !action.inputs.has(name)) return [`${name} is no input`];
      const text = value.replace(/ #.*$/, '').replace(/^'(.*)'$/, '$1');
      return /[$|>]/.test(text) || 'value' in spec.parse(text) ? [] : [`${name} cannot be ${text}`];
    });
    expect(wrong).toEqual([]);
  });

  test('gives our command verbs, flags and variables that it has', () => {
    expect(blocks.flatMap(({ text }) => wrongCalls(text))).toEqual([]);
    const variables = blocks.flatMap(({ text }) =>
      [...text.replace(/\$\{\{.*?\}\}/g, '').matchAll(/\bONEDRIVE_[A-Z_]+/g)].map(([name]) => name),
    );
    expect(variables.filter((name) => !knownVariables.has(name))).toEqual([]);
  });
});

test('steps of our action and calls of our command are found at all', () => {
  const blocks = pages.flatMap((one) => one.blocks);
  expect(stepsOf(blocks).length).toBeGreaterThan(100);
  expect(blocks.flatMap(({ text }) => callsOf(text)).length).toBeGreaterThan(15);
});

/** Maps of one level below `with:`, `env:` and their like, each with its own lines. */
function mappings(text: string): { readonly head: string; readonly lines: string[] }[] {
  const found: { head: string; indent: number; lines: string[] }[] = [];
  for (const line of text.split('\n').filter((one) => !/^\s*(#|$)/.test(one))) {
    const indent = line.search(/\S/);
    const open = found.filter((map) => map.indent < indent).at(-1);
    for (const map of found) if (map.indent >= indent) map.indent = Number.POSITIVE_INFINITY;
    if (open !== undefined && open.indent === indent - 2) open.lines.push(line.trim());
    const head = /^\s*(?:- )?(with|env|permissions|environment|variables):(?: #.*)?$/.exec(line)?.[1];
    const own = line.search(/[^\s-]/);
    if (head !== undefined) found.push({ head, indent: own, lines: [] });
  }
  return found;
}

/** Lines of every `with:` of our own action. */
function stepsOf(blocks: readonly CodeBlock[]): string[] {
  return blocks.flatMap(({ text }) =>
    text
      .split(/^(?=\s*- )/m)
      .filter((step) => /uses: OWNER\/onedrive-upload@/.test(step))
      .flatMap((step) => mappings(step.replace(/^(\s*)- /, '$1  ')))
      .flatMap(({ head, lines }) => (head === 'with' ? lines : [])),
  );
}

/** Of each call of our command, the verb and what follows; lines go on after a backslash, or with a flag. */
const callsOf = (text: string) =>
  [
    ...text.matchAll(
      /(?:^|[\s"'/])(?:onedrive-upload(?:#[\w.]+)?|cli\/index\.js) ([a-z][a-z-]*)\b((?:\\\n|\n +--|[^\n|&])*)/gm,
    ),
  ].map(([, name = '', rest = '']) => ({ name, rest: rest.replace(/ -- .*/s, '') }));

/** What is wrong with each call of our command. */
function wrongCalls(text: string): string[] {
  return callsOf(text).flatMap(({ name, rest }) => {
    const verb = VERBS.find((one) => one.name === name);
    if (verb === undefined) return [`${name} is no verb`];
    const known = ['--help', ...listFlags(verb).flatMap((flag) => [flag.name, flag.negation])];
    const flags = [...rest.matchAll(/(?<=[\s'"])--[a-z][a-z-]*/g)].map(([flag]) => flag);
    return flags.filter((flag) => !known.includes(flag)).map((flag) => `${name} has no ${flag}`);
  });
}

const knownVariables = new Set([
  'ONEDRIVE_UPLOAD_EMULATOR',
  'ONEDRIVE_CODE_VERIFIER',
  ...INPUT_SPECS.map(({ name }) => inputEnvName(name)),
  ...INPUT_SPECS.filter(({ kind }) => kind === 'secret').map(({ name }) => `${inputEnvName(name)}_FILE`),
]);

describe('the workflows in README and docs', () => {
  const workflows = pages
    .filter(({ path }) => path === 'README.md' || path.startsWith('docs/'))
    .flatMap(({ blocks }) => blocks.map(({ text }) => text))
    .filter((text) => /^on:/m.test(text) && /^jobs:/m.test(text));

  test('are found at all', () => {
    expect(workflows.length).toBeGreaterThan(11);
  });

  test.each(workflows)('ask for no permission at the top, and pin each action by its commit', (text) => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, what = '']) => what);
    const pinned = /^[\w-]+\/[\w-]+@(?:[0-9a-f]{40}|FULL_COMMIT_SHA) # v\d+\.\d+\.\d+$/;
    expect(uses.filter((what) => !pinned.test(what))).toEqual([]);
  });

  test.each(workflows)('upload from a job behind an environment, without a checkout', (text) => {
    const jobs = text.split(/^jobs:$/m)[1]?.split(/^(?= {2}[\w-]+:(?: #.*)?$)/m) ?? [];
    const uploads = jobs.filter((job) => /onedrive-upload/.test(job));
    expect(uploads).not.toEqual([]);
    for (const job of uploads) {
      expect(job).toMatch(/^ {4}environment: \S/m);
      expect(job).not.toMatch(/actions\/checkout/);
    }
  });
});

test('docs/README.md names every page of docs', () => {
  const inDocs = pages.filter(({ path }) => path.startsWith('docs/') && path !== 'docs/README.md');
  expect([...page('docs/README.md').links].sort()).toEqual(
    expect.arrayContaining(inDocs.map(({ path }) => path.slice('docs/'.length)).sort()),
  );
});

test('docs/how-it-works.md points to files of src that are there', () => {
  const named = page('docs/how-it-works.md').spans.filter((span) => /^[\w/-]+(?:\.ts|\/)$/.test(span));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((file) => !existsSync(join(repositoryRoot, 'src', file)))).toEqual([]);
});

describe('docs/reference.md', () => {
  const { rows } = page('docs/reference.md');

  test('lists all inputs, and then goes through every one, in the order of action.yml', () => {
    const named = rows.map(([cell = '']) => /^`([a-z-]+)`$/.exec(cell)?.[1] ?? '');
    const inputs = [...action.inputs.keys()];
    expect(named.filter((name) => action.inputs.has(name))).toEqual([...inputs, ...inputs]);
  });

  test('explains every result', () => {
    const results = action.outputs.get('result')?.description?.match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
    const explained = rows.map(([cell = '']) => cell).filter((cell) => cell.startsWith('`'));
    const missing = results.filter((result) => !explained.some((cell) => cell.includes(`\`${result}\``)));
    expect(missing).toEqual(['or']);
  });
});

describe('docs/troubleshooting.md', () => {
  const { prose, rows } = page('docs/troubleshooting.md');
  // Beneath each heading, which is a code: the words of the messages.
  const messages = [...prose.matchAll(/^### .+\n\n\*\*([^*]+)\*\*$/gm)].map(([, text = '']) =>
    text.replaceAll('\n', ' '),
  );
  const codesIn = (text: string) => [...text.matchAll(/AADSTS(\d+)/g)].map(([, code]) => Number(code));
  const told = messages.map(codesIn).filter((codes) => codes.length > 0);
  const sorted = (lists: readonly (readonly number[])[]) => lists.map((codes) => codes.join(' ')).sort();
  const source = (path: string) => readFileSync(join(repositoryRoot, 'src', path), 'utf8');

  test('has a section for each cause of a refused sign-in, with its codes and no others', () => {
    expect(sorted(told)).toEqual(sorted([...accountErrors, ...appErrors].map(({ codes }) => codes)));
  });

  test('explains the words of sign-ins without a number', () => {
    expect(Object.keys(oauthErrors).filter((word) => !prose.includes(`\`${word}\``))).toEqual([]);
  });

  test('has a section for each status and word of the retry table', () => {
    const table = /const retryRules[^=]*=[\s\S]*?\n\];/.exec(source('http/retry-table.ts'))?.[0] ?? '';
    const statuses = [...new Set(table.match(/\b[45]\d\d\b/g))];
    const said = [...table.matchAll(/pattern: \/\^?\(?(.*?)\)?\$?\//g)].flatMap(([, text = '']) =>
      text.split('|'),
    );
    const plain = (text: string) => text.toLowerCase().replace(/[ ?_]/g, '');
    expect(statuses.length).toBeGreaterThan(10);
    expect(said.length).toBeGreaterThan(10);
    expect(statuses.filter((status) => !messages.some((one) => one.includes(`HTTP ${status}`)))).toEqual([]);
    expect(said.filter((word) => !plain(prose).includes(plain(word)))).toEqual([]);
  });

  test('names no code of Graph that nothing in src or docs/facts.md knows', () => {
    const files = [
      'http/retry-table.ts',
      'graph/parse.ts',
      'graph/failure-code.ts',
      'emulator/core/errors.ts',
      'emulator/identity/bearer.ts',
      'emulator/graph/json.ts',
    ];
    const texts = [page('docs/facts.md').prose, page('docs/emulator.md').prose];
    const known = [...files.map(source), ...texts].join('\n').toLowerCase();
    const codes = messages.flatMap((one) => [...one.matchAll(/`([A-Za-z]+)`/g)].map(([, code = '']) => code));
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !known.includes(code.toLowerCase()))).toEqual([]);
  });

  test('explains each way in which a proxy fails', () => {
    const codes = [...new Set(source('http/proxy-tunnel.ts').match(/PROXY_[A-Z]+/g))];
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !messages.some((one) => one.includes(code)))).toEqual([]);
  });

  test('explains each exit code', () => {
    const kinds: readonly FailureKind[] = ['usage', 'sign-in', 'service', 'cancelled'];
    const codes = [0, ...kinds.map((kind) => exitCode(new Failure('', { code: 'unexpected', kind })))].sort(
      (a, b) => a - b,
    );
    const explained = rows.map(([cell]) => cell).filter((cell) => /^\d+$/.test(cell ?? ''));
    expect(explained.map(Number)).toEqual(codes);
  });
});
