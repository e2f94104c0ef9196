/** The fields of JSON that docs/reference.md lists are those that are printed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatResultJson } from '../../src/cli/commands/upload.ts';
import { formatUploadManifest } from '../../src/report/outputs.ts';
import { toFileRow } from '../../src/report/report.ts';
import { readPages, repositoryRoot } from '../support/markdown-pages.ts';
import { outcomeOf, reportOf } from '../support/report-fixtures.ts';

const prose = readPages().find(({ path }) => path === 'docs/reference.md')?.prose ?? '';
const fieldsOf = (mode: 'check' | 'refresh-only'): string[] =>
  Object.keys(JSON.parse(formatResultJson(reportOf([]), mode)));
const names = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');

/** The sentence about `check`, and the fields that `refresh` has not. */
const [, listed = '', first = '', last = ''] =
  /`check` prints one line with ([^.]+)\. `refresh` prints the same without the fields\s+from `(\w+)` to `(\w+)`\./.exec(
    prose,
  ) ?? [];

describe('docs/reference.md', () => {
  test('lists the fields of check --json in their order', () => {
    expect(names(listed)).toEqual(fieldsOf('check'));
  });

  test('says which of them refresh --json has not', () => {
    const documented = names(listed);
    documented.splice(documented.indexOf(first), documented.indexOf(last) - documented.indexOf(first) + 1);
    expect(documented).toEqual(fieldsOf('refresh-only'));
  });

  test('has an example of files and of the manifest with the fields that they have', () => {
    const page = readFileSync(join(repositoryRoot, 'docs/reference.md'), 'utf8');
    const [files, manifest] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text]) =>
      JSON.parse(text ?? ''),
    );
    const report = reportOf([outcomeOf('a.txt')]);
    const row = toFileRow(outcomeOf('a.txt'), report);
    const real = JSON.parse([...formatUploadManifest(report, [row])].join(''));
    expect(Object.keys(files[0])).toEqual(Object.keys(real.files[0]));
    expect(Object.keys(manifest)).toEqual(Object.keys(real));
    expect(Object.keys(manifest.totals)).toEqual(Object.keys(real.totals));
  });
});
