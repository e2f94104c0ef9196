/** A dry run: what it prints, and that it changes nothing, whatever the run would do. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { type InputTexts, UploadFixture } from '../../support/upload-fixture.ts';

const diffOf = ({ host }: UploadFixture) => host.lines.filter((line) => /^[+~=!-] /.test(line));
const dry = { 'dry-run': 'true' };

/** Requests that could change something on the drive or at GitHub; those of the sign-in are none. */
const writes = ({ emulator }: UploadFixture) =>
  emulator.requestLog
    .filter(({ method, surface }) => surface !== 'identity' && method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);

async function openWithItems(options: EmulatorOptions = {}): Promise<UploadFixture> {
  const fixture = await UploadFixture.open(options);
  await fixture.emulator.seed('in/changed.txt', 'old text');
  await fixture.emulator.seed('in/same.txt', 'same text');
  await fixture.emulator.seed('in/gone/x.txt', 'x');
  await fixture.emulator.seed('in/gone.txt', 'gone');
  const files = { 'changed.txt': 'the newer text', 'same.txt': 'same text', 'sub/new.txt': 'new' };
  return fixture.writeFiles(files);
}

test('a dry run prints a diff by path with sizes, and totals', async () => {
  await using fixture = await openWithItems();
  const report = await fixture.run({ ...dry, mirror: 'true', 'skip-unchanged': 'true' });
  expect(diffOf(fixture)).toEqual([
    '~ in/changed.txt (8 B -> 14 B)',
    '- in/gone/ (1 item, by mirror)',
    '- in/gone.txt (4 B, by mirror)',
    '= in/same.txt (9 B)',
    '+ in/sub/new.txt (3 B)',
  ]);
  expect(fixture.host.lines.at(-1)).toMatch(
    /^Result: dry-run: 1 new \(3 B\), 1 to replace \(14 B\), 1 already there, 2 to delete in /,
  );
  expect(report.result).toBe('dry-run');
  expect(fixture.fileRows().map(({ action }) => action)).toEqual(['skipped', 'planned', 'planned']);
  expect(fixture.host.summaryText).toContain('| ~ replace |');
  expect(fixture.host.summaryText).toContain('| + new |');
});

test('a file with the same content is replaced, too, unless the run would skip it', async () => {
  await using fixture = await openWithItems();
  await fixture.run(dry);
  expect(diffOf(fixture)).toContain('~ in/same.txt (9 B)');
});

test('under rename, a file whose name is taken is new, under another name', async () => {
  await using fixture = await openWithItems();
  await fixture.run({ ...dry, 'conflict-behavior': 'rename' });
  expect(diffOf(fixture)).toContain('+ in/same.txt (9 B) under another name, because this one is taken');
});

test('under skip, files that are there are skipped', async () => {
  await using fixture = await openWithItems();
  await fixture.run({ ...dry, 'conflict-behavior': 'skip' });
  expect(diffOf(fixture)).toEqual([
    '= in/changed.txt (14 B)',
    '= in/same.txt (9 B)',
    '+ in/sub/new.txt (3 B)',
  ]);
});

test('a file that cannot take the place of a folder is told, and fails the dry run', async () => {
  await using fixture = await openWithItems();
  fixture.emulator.addFolder('in/sub/new.txt');
  const report = await fixture.run(dry);
  expect(diffOf(fixture)).toContain('! in/sub/new.txt (3 B)');
  expect(report.result).toBe('failed');
  expect(writes(fixture)).toEqual([]);
});

test('the list of checksums is a line of the diff', async () => {
  await using fixture = await openWithItems();
  await fixture.run({ ...dry, checksums: 'true' });
  expect(diffOf(fixture)).toContain('+ in/SHA256SUMS (list of checksums)');
  await fixture.emulator.seed('in/SHA256SUMS', 'x');
  fixture.host.lines.length = 0;
  await fixture.run({ ...dry, checksums: 'true' });
  expect(diffOf(fixture)).toContain('~ in/SHA256SUMS (list of checksums)');
});

describe('a dry run with archive', () => {
  test.each(['zip', 'tar.gz'])('packs no %s, and says what would be in it', async (archive) => {
    await using fixture = await openWithItems();
    fixture.writeFiles({ 'big.bin': 3_000_000 });
    await fixture.run({ ...dry, archive, name: `site.${archive}` });
    expect(diffOf(fixture)).toEqual([`+ in/site.${archive} (5 items, 2.86 MiB before packing)`]);
    expect(fixture.host.lines.join('\n')).not.toContain('Packing');
    expect(fixture.host.lines.at(-1)).toMatch(/^Result: dry-run: 1 new, 0 already there in /);
    const left = readdirSync(fixture.host.tempDir).filter((name) => !name.endsWith('.json'));
    expect(left).toEqual(['files']);
    expect(fixture.fileRows()).toMatchObject([
      { remotePath: `in/site.${archive}`, size: null, action: 'planned' },
    ]);
    const manifest = JSON.parse(readFileSync(fixture.host.outputs.get('manifest') ?? '', 'utf8'));
    expect(manifest.files[0].size).toBe(null);
  });

  test('says under fail that only the packed archive can be compared', async () => {
    await using fixture = await openWithItems();
    await fixture.emulator.seed('in/site.zip', 'older');
    await fixture.run({ ...dry, archive: 'zip', name: 'site.zip', 'conflict-behavior': 'fail' });
    expect(diffOf(fixture)).toEqual(['! in/site.zip (4 items, 26 B before packing)']);
    expect(fixture.host.errors.join()).toMatch(
      /in\/site\.zip is already on the drive, and a dry run packs no archive to compare it/,
    );
  });

  test('under skip says nothing of a size that it does not know', async () => {
    await using fixture = await openWithItems();
    await fixture.emulator.seed('in/site.zip', 'older');
    await fixture.run({ ...dry, archive: 'zip', name: 'site.zip', 'conflict-behavior': 'skip' });
    expect(diffOf(fixture)).toEqual(['= in/site.zip (4 items, 26 B before packing)']);
    expect(fixture.host.notices.join()).not.toContain('differs');
  });

  test('says what it replaces, and which backups go', async () => {
    await using fixture = await openWithItems();
    for (const night of [1, 2, 3]) {
      await fixture.emulator.seed(`backups/n-${night}/data.zip`, 'older');
      fixture.host.clock.advance(86_400_000);
    }
    await fixture.run({
      ...{ ...dry, archive: 'zip', name: 'data.zip', destination: 'backups/n-3' },
      ...{ 'retain-last': '1', 'retain-match': 'n-*' },
    });
    expect(diffOf(fixture)).toEqual([
      '- backups/n-1/ (1 item, by retention)',
      '- backups/n-2/ (1 item, by retention)',
      '~ backups/n-3/data.zip (5 B -> 4 items, 26 B before packing)',
    ]);
    expect(writes(fixture)).toEqual([]);
  });
});

describe('a dry run only reads the drive', () => {
  const cases: readonly (readonly [what: string, inputs: InputTexts])[] = [
    ['in a new folder', { destination: 'a/b/c' }],
    ['with a mirror', { mirror: 'true' }],
    ['with backups', { destination: 'b/n-1', 'retain-last': '1', 'retain-match': 'n-*' }],
    ['under fail', { 'conflict-behavior': 'fail' }],
    ['under rename', { 'conflict-behavior': 'rename' }],
    ['with skip-unchanged', { 'skip-unchanged': 'true' }],
    ['with an archive and checksums', { archive: 'zip', checksums: 'true' }],
    ['with sessions for all files', { 'session-threshold': '0', 'preserve-mtime': 'true' }],
    ['with links and thumbnails', { share: 'view', 'share-scope': 'organization', thumbnails: 'small' }],
    ['with a journal', { 'resume-journal': 'journal', 'resume-key': 'k'.repeat(40) }],
  ];

  test.each(cases)('%s', async (_, inputs) => {
    await using fixture = await openWithItems({ account: 'business' });
    const before = fixture.emulator.files();
    await fixture.run({ ...dry, ...inputs });
    expect(fixture.host.outputs.get('result')).toMatch(/^(dry-run|failed)$/);
    expect(diffOf(fixture).length).toBeGreaterThan(0);
    expect(writes(fixture)).toEqual([]);
    expect(fixture.emulator.files()).toEqual(before);
    expect(fixture.emulator.uploadUrls()).toEqual([]);
  });
});

test('names that a terminal or a runner would obey are escaped in the diff', async () => {
  await using fixture = await openWithItems();
  await fixture.emulator.seed('in/::warning::x\u202e', 'x');
  await fixture.run({ ...dry, mirror: 'true' });
  expect(diffOf(fixture)).toContain('- in/::warning::x\\u202e (1 B, by mirror)');
});
