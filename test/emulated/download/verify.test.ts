/** `verify`, and `--checksums-file` of `download`. */
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { formatVerifyJson } from '../../../src/download/verify-report.ts';
import type { Fault } from '../../../src/emulator/emulator.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';

/** A list of what is seeded, with `change` for some paths. */
function listOf(fixture: DownloadFixture, change: Readonly<Record<string, string>> = {}): string {
  const all = new Map([...fixture.seeded].map(([path, content]) => [path, sha256(content)]));
  for (const [path, content] of Object.entries(change)) all.set(path, sha256(Buffer.from(content)));
  return [...all].map(([path, hex]) => `${hex}  ${path}\n`).join('');
}

/** Everything that was logged. */
const textOf = ({ host: { lines, notices, warnings, errors } }: DownloadFixture) =>
  [...lines, ...notices, ...warnings, ...errors].join('\n');

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

function keepList(fixture: DownloadFixture, text: string): string {
  const path = join(fixture.host.tempDir, 'kept-list');
  writeFileSync(path, text);
  return path;
}

const files = { 'a.bin': 300_000, 'deep/er/b.bin': 20_000, 'empty.txt': '', 'Ä ö.txt': 'x' };

test('a tree is read back whole, and nothing is written on this machine or the drive', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed(files);
  const before = fixture.emulator.requestLog.length;
  const report = await fixture.verify();
  expect(report).toMatchObject({ result: 'verified', errors: [] });
  expect(report.files.map(({ action }) => action)).toEqual(['verified', 'verified', 'verified', 'verified']);
  expect(report.files.map(({ sha256: hex }) => hex).sort()).toEqual(
    [...fixture.seeded.values()].map(sha256).sort(),
  );
  expect(readdirSync(fixture.host.tempDir)).toEqual([]);
  const methods = fixture.emulator.requestLog.slice(before).map(({ method }) => method);
  expect(new Set(methods)).toEqual(new Set(['GET', 'POST']));
  expect(textOf(fixture)).toContain('There is no list of checksums (SHA256SUMS)');
  expect(textOf(fixture)).toMatch(/Verified 4 files \(.+\) in 0 s/);
});

test('content that differs from the hash of the drive is named, and the other files are still read', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'bad.bin': 70_000, 'good.bin': 5000 });
  // The largest file is read first, and a second time after a mismatch.
  fixture.addContentFault({ kind: 'status', status: 200, body: 'x'.repeat(70_000) }, { times: 2 });
  const report = await fixture.verify({}, { concurrency: '1' });
  expect(readExitCode(report)).toBe(1);
  expect(report.files.map(({ action }) => action)).toEqual(['failed', 'verified']);
  expect(textOf(fixture)).toContain(
    'from/bad.bin arrived damaged: its QuickXorHash is different, although it was fetched twice',
  );
});

test.each<[string, Fault['do']]>([
  ['is cut', { kind: 'cut', when: 'amid' }],
  ['is damaged once', { kind: 'status', status: 200, body: 'x'.repeat(300_000) }],
  ['is refused once', { kind: 'status', status: 503 }],
])('a response that %s is fetched again', async (_, effect) => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.bin': 300_000 });
  fixture.addContentFault(effect);
  expect(await fixture.verify()).toMatchObject({ result: 'verified' });
});

describe('the list on the drive', () => {
  test('is compared, and a file that is not in it is a notice', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed(files);
    const list = listOf(fixture);
    await fixture.seed({ SHA256SUMS: list, 'new.txt': 'n' });
    const report = await fixture.verify();
    expect(report).toMatchObject({ result: 'verified', missing: [] });
    expect(textOf(fixture)).toContain(
      'A file is not in the list, so only the hash of the drive counts: new.txt',
    );
  });

  test('names what differs and what is missing', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed(files);
    await fixture.seed({ SHA256SUMS: listOf(fixture, { 'a.bin': 'other', 'gone/g.txt': 'g' }) });
    const report = await fixture.verify();
    expect(report).toMatchObject({ result: 'failed', missing: ['gone/g.txt'] });
    expect(readExitCode(report)).toBe(1);
    expect(textOf(fixture)).toContain('from/a.bin has another SHA-256 than in from/SHA256SUMS');
    expect(textOf(fixture)).toContain('a file of the list is not on the drive: gone/g.txt');
    expect(textOf(fixture)).toContain('Failed. Verified 4 of 5 files in 0 s (1 failed, 1 missing)');
  });

  test('of each night counts for its own folder when all nights are verified', async () => {
    await using fixture = await DownloadFixture.open();
    const line = (content: string) => `${sha256(Buffer.from(content))}  db.sql\n`;
    await fixture.seed({ 'n1/db.sql': 'one', 'n1/SHA256SUMS': line('one') });
    await fixture.seed({ 'n2/db.sql': 'two', 'n2/SHA256SUMS': line('changed') });
    const report = await fixture.verify();
    expect(
      report.files.filter(({ action }) => action === 'failed').map(({ file }) => file.remotePath),
    ).toEqual(['from/n2/db.sql']);
  });

  test('beside a single file is used, and its other lines are not missed', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed(files);
    await fixture.seed({ SHA256SUMS: listOf(fixture, { 'a.bin': 'other' }) });
    expect(await fixture.verify({ remote: 'from/empty.txt' })).toMatchObject({
      result: 'verified',
      missing: [],
    });
    expect(await fixture.verify({ remote: 'from/a.bin' })).toMatchObject({ result: 'failed' });
  });

  test('that is no list fails, and the files are still compared with the drive', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ ...files, SHA256SUMS: '<html>sign in</html>' });
    const report = await fixture.verify();
    expect(report.result).toBe('failed');
    expect(report.files.every(({ action }) => action === 'verified')).toBe(true);
    expect(textOf(fixture)).toContain('from/SHA256SUMS is no list of SHA-256 checksums: line 1');
  });
});

describe('--checksums-file', () => {
  test('is used in place of a list on the drive, which somebody may have changed with the files', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ 'a.txt': 'true' });
    const kept = keepList(fixture, listOf(fixture));
    await fixture.seed({ 'a.txt': 'forged' });
    await fixture.seed({ SHA256SUMS: listOf(fixture) });
    expect(await fixture.verify()).toMatchObject({ result: 'verified' });
    const report = await fixture.verify({ checksumsFile: kept });
    expect(report).toMatchObject({ result: 'failed' });
    expect(textOf(fixture)).toContain('from/a.txt has another SHA-256 than in ');
  });

  test.each([
    ['is missing', undefined, /cannot be read \(ENOENT\)/],
    ['is empty', '', /lists no file/],
    ['is no list', 'hello', /is no list of SHA-256 checksums: line 1/],
    ['contradicts itself', `${'0'.repeat(64)}  a\n${'1'.repeat(64)}  a\n`, /another checksum for a/],
  ])('that %s is exit 2 before anything is sent', async (_, text, message) => {
    await using fixture = await DownloadFixture.open();
    const path = text === undefined ? join(fixture.host.tempDir, 'nowhere') : keepList(fixture, text);
    for (const report of [
      await fixture.verify({ checksumsFile: path }),
      await fixture.run({ checksumsFile: path }),
    ]) {
      expect(readExitCode(report)).toBe(2);
      expect(textOf(fixture)).toMatch(message);
    }
    expect(fixture.emulator.requestLog).toEqual([]);
  });

  test('of a download: a file that differs is not kept, a missing one fails the run', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed(files);
    const kept = keepList(fixture, listOf(fixture, { 'a.bin': 'other', 'gone.txt': 'g' }));
    const report = await fixture.run({ checksumsFile: kept });
    expect(readExitCode(report)).toBe(1);
    expect(fixture.compare()).toMatchObject({ other: [] });
    expect(fixture.compare().same.sort()).toEqual(['deep/er/b.bin', 'empty.txt', 'Ä ö.txt'].sort());
    expect(textOf(fixture)).toContain('a file of the list is not on the drive: gone.txt');
  });

  test('of a download also counts for files that are here already', async () => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed({ 'a.txt': 'here' });
    expect(await fixture.run()).toMatchObject({ result: 'downloaded' });
    const kept = keepList(fixture, listOf(fixture, { 'a.txt': 'other' }));
    expect(await fixture.run({ checksumsFile: kept })).toMatchObject({ result: 'failed' });
  });
});

test('a folder without files is no proof of a backup', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ '.onedrive-upload-incomplete': '' });
  const report = await fixture.verify();
  expect(readExitCode(report)).toBe(1);
  expect(textOf(fixture)).toContain('there is no file in from');
  expect(textOf(fixture)).toContain(
    'shows that an upload into its folder did not finish: files may be missing there',
  );
});

test('the JSON has every file with its hashes, and what is missing', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.txt': 'x' });
  await fixture.seed({ SHA256SUMS: listOf(fixture, { 'gone.txt': 'g' }) });
  const json = JSON.parse([...formatVerifyJson(await fixture.verify(), String)].join(''));
  expect(json).toMatchObject({
    ...{ result: 'failed', code: 'checksum-file-missing', missing: ['gone.txt'] },
    totals: { files: 2, verified: 2, failed: 0, missing: 1 },
  });
  expect(json.files[1]).toMatchObject({
    remotePath: 'from/a.txt',
    action: 'verified',
    sha256: sha256(Buffer.from('x')),
  });
});

test('names that this system does not allow are verified, too', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed({ 'a.txt': '1', 'B.txt': '2', 'aux.txt': '3' });
  expect(await fixture.verify()).toMatchObject({ result: 'verified' });
});
