/** `ls`: what it lists, what it says of unfinished backups, and that it changes nothing. */
import { describe, expect, test } from 'vitest';
import { incompleteMarkerName } from '../../../src/cleanup/marker.ts';
import { exitCode } from '../../../src/core/exit-code.ts';
import { formatListJson, formatListLines, type ListReport } from '../../../src/download/list-report.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';

const namesOf = ({ entries }: ListReport) => entries.map(({ item }) => item.name);
const jsonOf = (report: ListReport) => JSON.parse([...formatListJson(report, (text) => text)].join(''));
/** Requests that may change something; a sign-in is one of the identity platform. */
const writes = ({ emulator }: DownloadFixture) =>
  emulator.requestLog.filter(({ method, surface }) => method !== 'GET' && surface !== 'identity');

test('ls lists a folder by name, with size and time, without its subfolders, and changes nothing', async () => {
  await using fixture = await DownloadFixture.open({ account: 'business' });
  await fixture.seed({ 'b.bin': 2048, 'a.txt': 'hello', 'c/deep/d.txt': 'x' });
  const report = await fixture.list();
  expect(formatListLines(report)).toEqual([
    '  5 B  2026-11-21T14:25:01Z  a.txt',
    '2 KiB  2026-11-21T14:25:01Z  b.bin',
    '  1 B  2026-11-21T14:25:01Z  c/',
  ]);
  expect(fixture.host.lines.at(-1)).toBe('2 files, 1 folder (2.01 KiB)');
  expect(writes(fixture)).toEqual([]);
});

test('ls --json has one row for each item, and says what is complete', async () => {
  await using fixture = await DownloadFixture.open({ account: 'business' });
  await fixture.seed({ 'a.txt': 'hello', 'n-1/x': 'x', [`n-2/${incompleteMarkerName}`]: 'x' });
  const { items, ...head } = jsonOf(await fixture.list());
  const { driveId } = fixture.emulator.credentials;
  expect(head).toEqual({
    ...{ result: 'listed', emulator: true, remotePath: 'from', driveId, complete: true },
    ...{ error: null, code: null },
  });
  expect(items[0]).toEqual({
    ...{ name: 'a.txt', remotePath: 'from/a.txt', kind: 'file', size: 5, complete: true },
    ...{ modifiedAt: '2026-11-21T14:25:01Z', createdAt: '2026-11-21T14:25:01Z' },
    ...{ id: expect.any(String), eTag: expect.any(String), quickXorHash: expect.any(String) },
    webUrl: expect.stringMatching(/^https:/),
  });
  const rows = items.map(({ name, kind, complete }: Record<string, unknown>) => [name, kind, complete]);
  expect(rows.slice(1)).toEqual([
    ['n-1', 'folder', true],
    ['n-2', 'folder', false],
  ]);
});

describe('a folder with the marker of an unfinished upload', () => {
  test('is marked as incomplete in its line and in the totals', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ 'n-1/x': 'x', [`n-2/${incompleteMarkerName}`]: 'x', 'n-2/y': 'y' });
    const lines = formatListLines(await fixture.list());
    expect(lines.map((line) => line.replace(/^.*Z {2}/, ''))).toEqual([
      '            n-1/',
      'incomplete  n-2/',
    ]);
    expect(fixture.host.lines.at(-1)).toMatch(/^2 folders .*; 1 incomplete$/);
  });

  test('says so when it is listed itself, and the marker is no item of it', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ x: 'x', [incompleteMarkerName]: 'x' });
    const report = await fixture.list();
    expect(namesOf(report)).toEqual(['x']);
    expect(jsonOf(report).complete).toBe(false);
    expect(fixture.host.warnings).toContain('from is incomplete: an upload into it did not finish');
  });

  test('is of an unknown state where the service lets nobody look', async () => {
    await using fixture = await DownloadFixture.open({ account: 'business' });
    await fixture.seed({ 'closed/x': 'x' });
    const body = { error: { code: 'accessDenied', message: 'Access denied' } };
    fixture.emulator.addFault({
      on: { surface: 'graph', path: incompleteMarkerName },
      do: { kind: 'status', status: 403, body },
    });
    const report = await fixture.list();
    expect(formatListLines(report)[0]).toMatch(/ unknown {2}closed\/$/);
    expect(jsonOf(report).items[0].complete).toBe(null);
  });
});

test('ls of a file lists that file alone', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.txt': 'hello', 'b.txt': 'other' });
  const report = await fixture.list('/from/a.txt');
  expect(namesOf(report)).toEqual(['a.txt']);
  expect(jsonOf(report).items[0].remotePath).toBe('from/a.txt');
});

test('a notebook has that state, and is neither complete nor incomplete', async () => {
  await using fixture = await DownloadFixture.open({ account: 'business' });
  fixture.emulator.addNotebook('from/notes');
  const report = await fixture.list();
  expect(formatListLines(report)).toEqual([expect.stringMatching(/ {2}notebook {2}notes$/)]);
  expect(jsonOf(report).items[0]).toMatchObject({ kind: 'notebook', complete: null });
});

test('ls / lists the root', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.txt': 'hello' });
  expect(namesOf(await fixture.list('/'))).toContain('from');
});

test('an empty folder has no lines, and the log says that nothing is there', async () => {
  await using fixture = await DownloadFixture.open();
  fixture.emulator.addFolder('from/x');
  const report = await fixture.list('from/x');
  expect([report.result, formatListLines(report)]).toEqual(['listed', []]);
  expect(fixture.host.lines.at(-1)).toBe('Nothing is there');
});

describe('ls fails', () => {
  test('with the path for what is not there, in JSON too', async () => {
    await using fixture = await DownloadFixture.open();
    const report = await fixture.list('from/nothing');
    expect(fixture.host.errors).toEqual([expect.stringMatching(/^from\/nothing is not on the drive/)]);
    expect(jsonOf(report)).toMatchObject({
      result: 'failed',
      complete: null,
      code: 'item-not-found',
      items: [],
    });
    expect(exitCode(report.error)).toBe(1);
  });

  test.each([
    ['nightly-*', /ls does not accept wildcards/],
    ['a/../b', /the segment \. or \.\./],
  ])('with exit code 2 for %s, and sends nothing', async (remote, words) => {
    await using fixture = await DownloadFixture.open();
    const report = await fixture.list(remote);
    expect(fixture.host.errors.join()).toMatch(words);
    expect(exitCode(report.error)).toBe(2);
    expect(fixture.emulator.requestLog).toEqual([]);
  });

  test('as a whole when the folder cannot be listed', async () => {
    await using fixture = await DownloadFixture.open({ account: 'business' });
    await fixture.seed({ a: 'a' });
    const trouble = { kind: 'status', status: 503 } as const;
    fixture.emulator.addFault({ on: { surface: 'graph', path: '/children' }, times: 99, do: trouble });
    const report = await fixture.list('from', { retries: '1' });
    expect([report.result, report.entries]).toEqual(['failed', []]);
  });
});

test('names that a terminal or a runner would obey are escaped, and come last in their line', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.txt': 'x', '::set-output name=x::y': 'x' });
  for (const entry of (await fixture.list()).entries) expect(entry.kind).toBe('file');
  const report = await fixture.list();
  const hostile = 'evil\u001b[2J\r\n::add-mask::x\u202e.txt';
  const entries = report.entries.map((entry) => ({ ...entry, item: { ...entry.item, name: hostile } }));
  for (const line of formatListLines({ entries })) {
    expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(line).toMatch(/Z {2}evil\\u001b\[2J\\u000d\\u000a::add-mask::x\\u202e\.txt$/);
  }
});

test('thousands of items are listed whole and in order, a request for each page and each folder', async () => {
  await using fixture = await DownloadFixture.open();
  const files = Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`f-${10_000 + at}`, '']));
  const folders = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`n-${1000 + at}/x`, 'x']));
  await fixture.seed({ ...files, ...folders });
  const report = await fixture.list();
  const names = namesOf(report);
  expect(names).toEqual([...Object.keys(files), ...Object.keys(folders).map((path) => path.slice(0, -2))]);
  expect(report.entries.every(({ isComplete }) => isComplete === true)).toBe(true);
  const reads = fixture.emulator.requestLog.filter(({ surface }) => surface === 'graph');
  expect(reads.length).toBeLessThan(180);
});
