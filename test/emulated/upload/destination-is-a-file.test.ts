/** A file on the drive where the destination, or a folder above it or below it, must be a folder. */
import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

async function withFile(path: string): Promise<UploadFixture> {
  const fixture = await UploadFixture.open();
  await fixture.emulator.seed(path, 'mine');
  fixture.writeFiles({ 'a.txt': 5, 'b.bin': 400 * 1024 });
  return fixture;
}

/** Requests to Graph or the upload host that change something. */
const changes = ({ emulator }: UploadFixture) =>
  emulator.requestLog.filter(({ method, surface }) => method !== 'GET' && surface !== 'identity');

describe.each([
  [
    'docs/report.pdf',
    /destination "docs\/report\.pdf" is a file on the drive, and it must be a folder\. Choose another destination, or move that file away; to replace that file, set destination to "docs" and name to "report\.pdf"/,
  ],
  [
    'docs/report.pdf/2026/11',
    /destination "docs\/report\.pdf\/2026\/11" leads through "docs\/report\.pdf", which is a file on the drive\. Choose another destination, or move that file away/,
  ],
])('a destination %s', (destination, words) => {
  test.each([
    ['an upload', {}],
    ['an upload by sessions', { 'session-threshold': '0' }],
    ['an archive', { archive: 'zip' }],
    ['a dry run', { 'dry-run': 'true' }],
    ['a mirror', { mirror: 'true' }],
    ['a check', { mode: 'check' }],
  ])('that has a file in it ends %s at once, before the first byte', async (_, inputs) => {
    await using fixture = await withFile('docs/report.pdf');
    const startedMs = fixture.host.clock.now();
    const report = await fixture.run({ destination, ...inputs });
    expect(report.error).toMatchObject({ code: 'not-a-folder', kind: 'usage' });
    expect(fixture.host.errors.join('\n')).toMatch(words);
    expect(changes(fixture)).toEqual([]);
    expect(fixture.host.clock.now() - startedMs).toBeLessThan(1000);
    expect(fixture.emulator.files()).toHaveLength(1);
    expect(fixture.host.errors).toHaveLength(1);
  });
});

test('a file where a planned subfolder must be fails the files below it, in words of its own', async () => {
  await using fixture = await withFile('in/sub');
  fixture.writeFiles({ 'sub/x.txt': 7 });
  expect((await fixture.run({ retries: '1' })).result).toBe('failed');
  const failed = fixture.fileRows().filter(({ action }) => action === 'failed');
  expect(failed.map(({ remotePath, code, error }) => [remotePath, code, error])).toEqual([
    [
      'in/sub/x.txt',
      'not-a-folder',
      'in/sub/x.txt: "in/sub" is a file on the drive, and it must be a folder. Rename the local folder, or move that file away',
    ],
  ]);
});

test('a check creates no folder, and tests the nearest one that is there', async () => {
  await using fixture = await UploadFixture.open();
  await fixture.emulator.seed('backups/old.txt', 'x');
  // A folder that the first check left behind would be the place of the second one.
  for (const _ of [1, 2]) {
    const before = fixture.emulator.requestLog.length;
    expect((await fixture.run({ mode: 'check', destination: 'backups/2026/11' })).result).toBe('checked');
    const sessions = fixture.emulator.requestLog
      .slice(before)
      .filter(({ path }) => path.includes('createUploadSession'));
    expect(sessions.map(({ path }) => decodeURI(path).replace(/-check-.*/, ''))).toEqual([
      expect.stringMatching(/:\/backups\/onedrive-upload$/),
    ]);
  }
  expect(fixture.host.lines).toContain(
    'backups/2026/11 is not there yet, so backups was tested: an upload creates it',
  );
  expect(fixture.emulator.openSessions()).toEqual([]);
});
