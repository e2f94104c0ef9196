/** The fields of JSON that docs/reference.md lists are those that are printed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatResultJson } from '../../src/cli/commands/upload.ts';
import { formatListJson } from '../../src/download/list-report.ts';
import { formatVerifyJson } from '../../src/download/verify-report.ts';
import { formatUploadManifest } from '../../src/report/outputs.ts';
import { toFileRow } from '../../src/report/report.ts';
import { DownloadFixture } from '../support/download-fixture.ts';
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

  test('lists the fields of ls --json and of its items in their order', async () => {
    const [, head = '', rows = ''] =
      /`--json` prints (`result`[^.]*?), and `items`: for each ([^.]+)\./.exec(prose) ?? [];
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ 'a.txt': 'x' });
    const { items, ...others } = JSON.parse([...formatListJson(await fixture.list(), String)].join(''));
    expect(names(head)).toEqual(Object.keys(others));
    const values = ['file', 'folder', 'notebook', 'shortcut'];
    expect(names(rows).filter((name) => !values.includes(name))).toEqual(Object.keys(items[0]));
  });

  test('lists the fields of verify --json and of its files in their order', async () => {
    const [, head = '', rows = ''] =
      /`--json` prints (`result` \(`verified`[^.]*?), and `files`: for each ([^.]+)\./.exec(prose) ?? [];
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ 'a.txt': 'x' });
    const { files, ...others } = JSON.parse([...formatVerifyJson(await fixture.verify(), String)].join(''));
    const values = ['verified', 'failed', 'cancelled'];
    expect(names(head).filter((name) => !values.includes(name))).toEqual(Object.keys(others));
    expect(names(rows).filter((name) => !values.includes(name))).toEqual(Object.keys(files[0]));
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
