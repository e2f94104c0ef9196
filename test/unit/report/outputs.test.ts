import { readFileSync, rmSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import { formatUploadManifest, writeOutputs } from '../../../src/report/outputs.ts';
import { type RunReport, toFileRow } from '../../../src/report/report.ts';
import { readActionYml } from '../../support/action-yml.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { pendingDeletion } from '../../support/pending-deletions.ts';
import { outcomeOf, outcomesOf, reportOf } from '../../support/report-fixtures.ts';

/** All outputs, and apart from them the list, whether it was truncated, and what the manifest holds. */
async function outputsOf(report: RunReport) {
  using host = new FakeHost();
  await writeOutputs(host, report);
  const told = (name: string) => host.outputs.get(name) ?? '';
  const manifest = readFileSync(told('manifest'), 'utf8');
  const all = Object.fromEntries(host.outputs);
  return { all, files: told('files'), truncated: told('files-truncated'), manifestText: manifest };
}

describe('outputs', () => {
  test('of one file tell that file', async () => {
    const { all, files } = await outputsOf(reportOf([outcomeOf('a.txt')]));
    expect(all).toMatchObject({
      result: 'uploaded',
      'files-truncated': 'false',
      'file-count': '1',
      'uploaded-count': '1',
      'skipped-count': '0',
      'failed-count': '0',
      bytes: '10',
      'folder-id': 'id-of-in',
      'folder-url': 'https://contoso.sharepoint.com/in',
      'drive-id': 'drive-1',
      url: 'https://example.sharepoint.com/a.txt',
      id: 'id-of-a.txt',
      sha256: 'abc',
      'refresh-token-rotated': 'false',
    });
    expect(JSON.parse(files)).toEqual([toFileRow(outcomeOf('a.txt'), reportOf([]))]);
  });

  test('of several files tell their folder', async () => {
    const outcomes = [...outcomesOf(2), outcomeOf('s', 'skipped'), outcomeOf('x', 'failed')];
    expect((await outputsOf(reportOf(outcomes))).all).toMatchObject({
      result: 'failed',
      'file-count': '4',
      'uploaded-count': '2',
      'skipped-count': '1',
      'failed-count': '1',
      url: 'https://contoso.sharepoint.com/in',
      id: '',
      sha256: '',
    });
  });

  test('of a run that came to nothing are there, too', async () => {
    const more = { drive: undefined, folder: undefined, result: 'failed', error: new Error('x') } as const;
    const { all } = await outputsOf(reportOf([], more));
    expect(all).toMatchObject({
      files: '[]',
      'files-truncated': 'false',
      url: '',
      'drive-id': '',
      'folder-id': '',
    });
    expect((await outputsOf(reportOf([], { refreshTokenRotated: true }))).all).toMatchObject({
      'refresh-token-rotated': 'true',
    });
  });

  test('are those that action.yml names', async () => {
    const { all } = await outputsOf(reportOf(outcomesOf(2)));
    const named = [...readActionYml().outputs.keys()];
    expect(Object.keys(all).filter((name) => !named.includes(name))).toEqual([]);
  });

  test('leave a list of more than 256 KiB to the manifest', async () => {
    const saying = (message: string) => [
      { ...outcomeOf('a', 'failed'), error: new Failure(message, { code: 'unexpected', kind: 'file' }) },
    ];
    const empty = JSON.stringify(saying('').map((outcome) => toFileRow(outcome, reportOf([]))));
    // Letters of two bytes: the limit counts bytes.
    const room = 256 * 1024 - Buffer.byteLength(empty);
    const most = 'é'.repeat(Math.floor(room / 2)) + 'e'.repeat(room % 2);
    const fits = await outputsOf(reportOf(saying(most)));
    expect([Buffer.byteLength(fits.files), fits.truncated]).toEqual([256 * 1024, 'false']);
    const over = await outputsOf(reportOf(saying(`${most}e`)));
    expect([over.files, over.truncated]).toEqual(['[]', 'true']);
    expect(JSON.parse(over.manifestText).files[0].error).toBe(`${most}e`);
  });

  // The manifest is written first and its failure takes all outputs along; the contract sets them on failure too.
  test('are there even when the manifest cannot be written', async () => {
    using host = new FakeHost();
    rmSync(host.tempDir, { recursive: true });
    await writeOutputs(host, reportOf([outcomeOf('a.txt')])).catch(() => {});
    expect(host.outputs.get('result')).toBe('uploaded');
  });
});

describe('the manifest', () => {
  test.each([0, 1, 3000])('of %i files is JSON with totals, one file a line', (count) => {
    const report = reportOf(outcomesOf(count), { emulator: true });
    const rows = report.outcomes.map((outcome) => toFileRow(outcome, reportOf([])));
    const text = [...formatUploadManifest(report, rows)].join('');
    expect(JSON.parse(text)).toEqual({
      result: 'uploaded',
      emulator: true,
      driveId: 'drive-1',
      destination: 'in',
      folderId: 'id-of-in',
      folderUrl: 'https://contoso.sharepoint.com/in',
      startedAt: '2026-11-21T14:25:01.500Z',
      endedAt: '2026-11-21T14:25:03.500Z',
      totals: {
        files: count,
        uploaded: count,
        skipped: 0,
        failed: 0,
        planned: 0,
        deleted: 0,
        plannedDeletions: 0,
        bytes: 10 * count,
      },
      errors: [],
      codes: [],
      deletions: [],
      files: rows,
    });
    expect(text.split('\n').filter((line) => line.includes('"remotePath"'))).toHaveLength(count);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('has nulls for what nobody knows', () => {
    const text = [...formatUploadManifest(reportOf([], { drive: undefined, folder: undefined }), [])].join(
      '',
    );
    expect(text).toMatch(/"files": \[\]\n\}\n$/);
    expect(JSON.parse(text)).toMatchObject({ driveId: null, folderId: null, folderUrl: null });
  });

  test('lists what was deleted and what stays, and everything that went wrong', async () => {
    const going = [pendingDeletion('b/old', 3), pendingDeletion('in/x', undefined, 'mirror')];
    const left = [{ path: 'b/other', reason: 'it changed' }];
    const more = {
      ...{ deletedCount: 4, deletions: { isDryRun: false, items: going, kept: left } },
      ...{
        error: new Error('x'),
        failures: [new Failure('no', { code: 'name-locked', kind: 'service', hint: 'do' })],
      },
    };
    const told = JSON.parse((await outputsOf(reportOf(outcomesOf(1), more))).manifestText);
    expect(told.totals).toMatchObject({ deleted: 4, plannedDeletions: 0 });
    expect(told.errors).toEqual(['unexpected Error: x', 'no. Do']);
    expect(told.codes).toEqual(['unexpected', 'name-locked']);
    expect(told.deletions).toEqual([
      { path: 'b/old', items: 3, action: 'deleted', reason: 'retention' },
      { path: 'in/x', items: 1, action: 'deleted', reason: 'mirror' },
      { path: 'b/other', items: null, action: 'left', reason: 'it changed' },
    ]);
  });

  test('of a dry run lists what would be deleted', async () => {
    const deletions = { isDryRun: true, items: [pendingDeletion('b/old', 3)], kept: [] };
    const told = JSON.parse(
      (await outputsOf(reportOf(outcomesOf(2, 'planned'), { deletions }))).manifestText,
    );
    expect(told.totals).toMatchObject({ planned: 2, deleted: 0, plannedDeletions: 3 });
    expect(told.deletions).toEqual([{ path: 'b/old', items: 3, action: 'planned', reason: 'retention' }]);
  });

  test('alone has the addresses of thumbnails', async () => {
    const thumbnails = new Map([['id-of-f0.bin', 'https://x.com/secret-thumb']]);
    const { all, manifestText: text } = await outputsOf(reportOf(outcomesOf(2), { thumbnails }));
    const urls = JSON.parse(text).files.map(
      ({ thumbnailUrl }: { thumbnailUrl: string | null }) => thumbnailUrl,
    );
    expect(urls).toEqual(['https://x.com/secret-thumb', null]);
    expect(JSON.stringify(all)).not.toContain('secret-thumb');
    expect((await outputsOf(reportOf(outcomesOf(1)))).manifestText).not.toContain('thumbnailUrl');
  });

  test('is JSON whatever the names are', () => {
    const report = reportOf([outcomeOf('"\n\u2028\\]}\u{1f44d}')]);
    const rows = report.outcomes.map((outcome) => toFileRow(outcome, report));
    expect(JSON.parse([...formatUploadManifest(report, rows)].join('')).files).toEqual(rows);
  });

  test.skipIf(process.platform === 'win32')('is the user’s own, and another one for each step', async () => {
    using host = new FakeHost();
    await writeOutputs(host, reportOf([]));
    const first = host.outputs.get('manifest') ?? '';
    await writeOutputs(host, reportOf([]));
    expect(host.outputs.get('manifest')).not.toBe(first);
    expect(statSync(first).mode & 0o777).toBe(0o600);
  });
});
