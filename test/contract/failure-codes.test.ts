import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountErrors } from '../../src/auth/aadsts-account.ts';
import { appErrors } from '../../src/auth/aadsts-app.ts';
import { failureCodes } from '../../src/core/failure-codes.ts';
import { readPages, repositoryRoot } from '../support/markdown-pages.ts';

/** Problems of inputs: each is a line of a `bad-input`, and has a section of its own. */
const inputProblems = [
  ...[
    'wrong-secret',
    'credential-not-replaced',
    'secret-white-space',
    'symlink-outside',
    'name-refused',
    'same-target',
  ],
  ...['name-for-one-file', 'unknown-placeholder', 'value-looks-secret', 'redirect-uri-invalid'],
  ...['shard-conflict', 'retain-match', 'destination-wrong', 'token-kept-nowhere', 'emulator-mismatch'],
];

/** What warnings and notices tell. */
const warnings = [
  ...['similar-names', 'file-owner-changed', 'unknown-upload-host', 'skipped-size-differs', 'file-rewritten'],
  ...['no-hash', 'journal-sealed', 'listing-incomplete', 'item-moved', 'sessions-left-open', 'date-unknown'],
  ...['clock-differs', 'item-kept', 'secret-created', 'expires-soon', 'fork-with-secrets'],
  ...['checked-out', 'extra-ca-unreadable', 'variable-not-used', 'destination-suspicious'],
];

const aadstsCodes = [...accountErrors, ...appErrors]
  .flatMap(({ codes }) => codes)
  .map((one) => `aadsts-${one}`);
const page = readPages().find(({ path }) => path === 'docs/troubleshooting.md');
const anchors: ReadonlySet<string> = page?.anchors ?? new Set();
const prose = page?.prose ?? '';

/** Headings of the third level, and the anchors before them. */
const documented = [...prose.matchAll(/^(?:### (.+)|<a id="(.+)"><\/a>)$/gm)].map(
  ([, heading, id]) => heading ?? id ?? '',
);

describe('a failure code', () => {
  test('is in kebab-case, and in the list once', () => {
    expect(failureCodes.filter((code) => !/^[a-z]+(?:-[a-z0-9]+)*$/.test(code))).toEqual([]);
    expect(failureCodes).toEqual([...new Set(failureCodes)]);
  });

  test('has its anchor in docs/troubleshooting.md', () => {
    expect([...failureCodes, ...aadstsCodes].filter((code) => !anchors.has(code))).toEqual([]);
  });

  test('is given by something in src', () => {
    const source = join(repositoryRoot, 'src');
    const text = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/^emulator|failure-codes\.ts$/.test(path))
      .map((path) => readFileSync(join(source, path), 'utf8'))
      .join('\n');
    expect(failureCodes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});

describe('docs/troubleshooting.md', () => {
  test('has no heading but codes and what warnings and problems of inputs are called', () => {
    const known = new Set<string>([...failureCodes, ...aadstsCodes, ...inputProblems, ...warnings]);
    expect(documented.filter((one) => !known.has(one))).toEqual([]);
    expect(documented).toEqual([...new Set(documented)]);
  });

  test('has a section for each warning and each problem of inputs', () => {
    expect([...inputProblems, ...warnings].filter((one) => !documented.includes(one))).toEqual([]);
  });

  test('quotes the words of the message beneath each heading', () => {
    const headings = prose.match(/^### .+$/gm) ?? [];
    const quoted = prose.match(/^### .+\n\n\*\*[^*]+\*\*$/gm) ?? [];
    expect(headings.length).toBeGreaterThan(100);
    expect(quoted).toHaveLength(headings.length);
  });
});
