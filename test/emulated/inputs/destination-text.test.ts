/** What a run makes of a destination that is probably meant otherwise. */
import { describe, expect, test } from 'vitest';
import { runDownload } from '../../../src/run/download.ts';
import { listFilePaths } from '../../support/emulated-cleanup.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

test.each(['https://example.com/x', '~/x', '"builds"', 'onedrive:x', '${{ github.ref'])(
  'a destination that can be no folder is one problem, and nothing is sent: %s',
  async (destination) => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.txt': 5 });
    const report = await fixture.run({ destination });
    expect(report.error).toMatchObject({ kind: 'usage' });
    expect(fixture.host.errors.join().match(/^ {2}- /gm)).toHaveLength(1);
    expect(fixture.emulator.requestLog).toEqual([]);
  },
);

test.each([
  ['backup-$(date +%F)', 'backup-$(date +%F)/a.txt'],
  ['$NAME', '$NAME/a.txt'],
  ['01.%20Name', '01.%20Name/a.txt'],
  ["'builds'", "'builds'/a.txt"],
])('a destination that looks like something else is used, with a warning: %s', async (destination, path) => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 5 });
  expect((await fixture.run({ destination })).result).toBe('uploaded');
  expect(listFilePaths(fixture)).toEqual([path]);
  expect(fixture.host.warnings.join('\n')).toMatch(/^destination .*looks /m);
});

test('./x is x, in retain-in and in the path of a download too', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.txt': 5 });
  const retain = { 'retain-last': '1', 'retain-match': '*', 'retain-in': './in' };
  expect((await fixture.run({ destination: './in/x', ...retain })).result).toBe('uploaded');
  expect(listFilePaths(fixture)).toEqual(['in/x/a.txt']);
  const inputs = fixture.inputs({ destination: '', path: '' });
  const download = (remote: string) =>
    runDownload({
      ...{ remote, localDir: 'back', overwrite: false, host: fixture.host },
      source: {
        value: (name) => (name === 'mode' ? 'check' : inputs[name]),
        presentNames: () => [],
        emulator: true,
      },
    });
  expect((await download('./in/x')).result).toBe('downloaded');
  const sent = fixture.emulator.requestLog.length;
  expect((await download('in/*.txt')).errors).toEqual([
    expect.objectContaining({
      kind: 'usage',
      problems: [
        'download does not accept wildcards, but the remote path is "in/*.txt": name a folder or one file',
      ],
    }),
  ]);
  expect((await download('https://example.com/x')).errors[0]).toMatchObject({ kind: 'usage' });
  expect(fixture.emulator.requestLog).toHaveLength(sent);
});

describe('the last folder of the destination', () => {
  test('is asked about if it has the name of the only file', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'report.pdf': 5 });
    expect((await fixture.run({ destination: 'docs/report.pdf' })).result).toBe('uploaded');
    expect(listFilePaths(fixture)).toEqual(['docs/report.pdf/report.pdf']);
    expect(fixture.host.warnings).toContain(
      'destination is a folder: the file will be at "docs/report.pdf/report.pdf"; if you meant "docs/report.pdf", set destination to "docs".',
    );
  });

  test('is asked about if it has the name of the archive', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.txt': 5, 'b.txt': 5 });
    await fixture.run({ destination: 'out.zip', archive: 'zip', name: 'out.zip' });
    expect(fixture.host.warnings.join()).toContain('the file will be at "out.zip/out.zip"');
  });

  test('is not asked about if there are more files', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ in: 5, 'b.txt': 5 });
    await fixture.run({ destination: 'in' });
    expect(fixture.host.warnings.join()).not.toContain('destination is a folder');
  });
});

describe("a library's own name as the first folder", () => {
  test('is a warning with site-url and with library, and the files go where it says', async () => {
    await using fixture = await UploadFixture.open({ account: 'sharepoint' });
    fixture.writeFiles({ 'a.txt': 5 });
    const siteUrl = fixture.emulator.tenant.sites[0]?.webUrl ?? '';
    for (const [destination, more] of [
      ['Documents/x', {}],
      ['Shared Documents/x', {}],
      ['releases/x', { library: 'Releases' }],
    ] as const) {
      fixture.host.warnings.length = 0;
      const report = await fixture.run({ 'drive-id': '', 'site-url': siteUrl, destination, ...more });
      expect(report.result).toBe('uploaded');
      expect(fixture.host.warnings.join('\n')).toMatch(
        /^destination starts with "(Documents|Shared Documents|releases)", which is the name of the library/m,
      );
    }
  });

  test('is none in the own drive, and none of another library', async () => {
    await using fixture = await UploadFixture.open({ account: 'sharepoint' });
    fixture.writeFiles({ 'a.txt': 5 });
    const siteUrl = fixture.emulator.tenant.sites[0]?.webUrl ?? '';
    await fixture.run({ 'drive-id': '', destination: 'Documents/x' });
    await fixture.run({ 'drive-id': '', 'site-url': siteUrl, destination: 'Releases/x' });
    expect(fixture.host.warnings.join()).not.toContain('name of the library');
  });
});
