import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import { planUpload } from '../../../src/plan/plan.ts';
import { checksumsText, writeChecksums } from '../../../src/upload/checksums.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { hasTool, runTool } from '../../support/archive-tools.ts';
import { driveItem, quickXor } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { foundFiles } from '../../support/found-files.ts';
import { sha256, writeFiles } from '../../support/random-content.ts';

/** What becomes of a file with that content at `in/` + path. */
function outcome(path: string, content: Buffer, more: Partial<UploadOutcome> = {}): UploadOutcome {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const facts = { sizeBytes: content.length, quickXorHash: quickXor(content) };
  return {
    file: {
      localPath: `/w/${path}`,
      relativePath: path,
      remotePath: `in/${path}`,
      name,
      sizeBytes: content.length,
    },
    action: 'uploaded',
    item: driveItem(name, facts),
    sha256: sha256(content),
    quickXorHash: facts.quickXorHash,
    ...more,
  };
}

test.skipIf(!hasTool('sha256sum'))(
  'a list of checksums is what sha256sum -c reads, whatever the names are',
  () => {
    using host = new FakeHost();
    const names = {
      'b.txt': 'two',
      'a/ünïcödé 名前.txt': 'three',
      empty: 0,
      ' *odd name': 'x',
      'back\\slash': 'y',
      'line\nbreak\r': 'z',
    };
    const files = writeFiles(host.tempDir, names);
    const text = checksumsText(
      [...files].map(([path, content]) => outcome(path, content)),
      'in',
    );
    writeFileSync(join(host.tempDir, 'SHA256SUMS'), text);
    expect(
      runTool('sha256sum', ['--strict', '-c', 'SHA256SUMS'], host.tempDir).trim().split('\n'),
    ).toHaveLength(6);
    writeFileSync(join(host.tempDir, 'b.txt'), 'TWO');
    expect(() => runTool('sha256sum', ['-c', 'SHA256SUMS'], host.tempDir)).toThrow('b.txt: FAILED');
  },
);

test('a list of checksums escapes names as GNU does', () => {
  const text = checksumsText([outcome('a\\b\nc\rd', Buffer.from('x'))], 'in');
  expect(text).toBe(`\\${sha256(Buffer.from('x'))}  a\\\\b\\nc\\rd\n`);
});

test('a list of checksums holds what arrived and is what was sent, and nothing else', () => {
  const content = Buffer.from('content');
  const { sha256: _, ...unread } = outcome('unread', content);
  const { item: _item, ...lost } = outcome('lost', content);
  const outcomes = [
    outcome('empty', Buffer.alloc(0), { item: driveItem('empty', { sizeBytes: 0 }) }),
    outcome('z/renamed.txt', content, {
      action: 'renamed',
      item: driveItem('renamed 1.txt', { sizeBytes: 7 }),
    }),
    outcome('unchanged', content, { action: 'skipped' }),
    { ...unread, action: 'skipped' as const },
    outcome('failed', content, { action: 'failed' }),
    { ...lost, action: 'planned' as const },
    outcome('rewritten.docx', content, { item: driveItem('rewritten.docx', { sizeBytes: 9_000 }) }),
    outcome('restamped.jpg', content, {
      item: driveItem('restamped.jpg', { sizeBytes: 7, quickXorHash: 'other' }),
    }),
    outcome('hollow', Buffer.alloc(0), {
      item: driveItem('hollow', { sizeBytes: 0, quickXorHash: 'whatever that drive has for nothing' }),
    }),
    outcome('b', content),
  ];
  const lines = checksumsText(outcomes, 'in').trimEnd().split('\n');
  expect(lines.map((line) => line.slice(66))).toEqual([
    'b',
    'empty',
    'hollow',
    'unchanged',
    'z/renamed 1.txt',
  ]);
  expect(lines[3]).toBe(`${sha256(content)}  unchanged`);
});

test("paths in a list of checksums start at the destination, also when that is the drive's root", () => {
  const one = outcome('a/b', Buffer.from('x'));
  const atRoot = { ...one, file: { ...one.file, remotePath: 'a/b' } };
  expect(checksumsText([atRoot], '').slice(66)).toBe('a/b\n');
});

test('the list is a plan of one private file, and gone once it was disposed of', async () => {
  using host = new FakeHost();
  const options = { name: 'SUMS', destination: 'in', host };
  const made = await writeChecksums([outcome('a', Buffer.from('x'))], options);
  const [file] = made?.plan.files ?? [];
  expect(file).toMatchObject({ remotePath: 'in/SUMS', name: 'SUMS', sizeBytes: 68 });
  expect(readFileSync(file?.localPath ?? '', 'utf8')).toContain('  a\n');
  if (process.platform !== 'win32') expect(statSync(file?.localPath ?? '').mode & 0o777).toBe(0o600);
  await made?.dispose();
  expect(readdirSync(host.tempDir)).toEqual([]);
});

test('without files there is no list', async () => {
  using host = new FakeHost();
  const nothing = [outcome('a', Buffer.from('x'), { action: 'failed' })];
  expect(await writeChecksums(nothing, { name: 'SUMS', destination: '', host })).toBeUndefined();
  expect(readdirSync(host.tempDir)).toEqual([]);
});

test.each([
  [['SHA256SUMS', 'x'], 'SHA256SUMS', 'choose another name for the list'],
  [['sha256sums'], 'SHA256SUMS', '"/w/sha256sums" would replace the checksum list "in/SHA256SUMS"'],
  [['sums/x'], 'SUMS', 'choose another name for the list'],
  [['x'], 'a:b', 'contains :'],
])('a plan of %j refuses the list %s before anything is sent', (paths, checksums, problem) => {
  const plan = () => planUpload(foundFiles(paths), { destination: 'in', flatten: false, checksums });
  expect(plan).toThrow(UsageFailure);
  expect(plan).toThrow(problem);
});

test('a problem of the destination is reported once, not again for the list', () => {
  const plan = () => planUpload(foundFiles([]), { destination: 'a:b', flatten: false, checksums: 'SUMS' });
  expect(plan).toThrow(expect.objectContaining({ problems: [expect.stringMatching(/^destination/)] }));
});

test('a file of that name in another folder is allowed', () => {
  const options = { destination: 'in', flatten: false, checksums: 'SHA256SUMS' };
  expect(planUpload(foundFiles(['a/SHA256SUMS', 'SHA256SUMS2']), options).files).toHaveLength(2);
});
