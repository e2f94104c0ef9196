/** What a run with skip-unchanged asks of the service when many files are there already, counted to the last request. */
import { expect, test } from 'vitest';
import { countListingPages, manyFiles } from '../../support/many-files.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const files = process.env.SCALE === '1' ? manyFiles(20_000, 300) : manyFiles(600, 20);
const paths = Object.keys(files);

test.each(['personal', 'business'] as const)(
  'a second run on a %s drive asks for a page of 200 children a folder, and at most ten requests more',
  { timeout: 300_000 },
  async (account) => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles(files);
    const { driveId } = fixture.emulator.credentials;
    for (const [path, content] of Object.entries(files))
      await fixture.emulator.seed(`in/${path}`, content, driveId);
    const changed = ['d7/file-0.txt', paths.at(-1) ?? ''];
    for (const path of changed) await fixture.emulator.seed(`in/${path}`, 'x'.repeat(16), driveId);
    const report = await fixture.run({ 'skip-unchanged': 'true' });
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    expect(fixture.host.outputs.get('skipped-count')).toBe(String(paths.length - changed.length));
    const { requestLog: ledger } = fixture.emulator;
    expect(ledger.filter(({ method }) => method === 'PUT')).toHaveLength(changed.length);
    expect(ledger.length).toBeLessThanOrEqual(countListingPages(paths) + 10);
    expect((await fixture.compare()).wrong).toEqual([]);
  },
);

test('more than 2,000 files are told how long they take, once and before the first', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles(manyFiles(2001, 10));
  expect((await fixture.run({ 'dry-run': 'true' })).result).toBe('dry-run');
  expect(
    fixture.host.notices.filter((notice) => notice.includes('need at least as many requests')),
  ).toHaveLength(1);
});
