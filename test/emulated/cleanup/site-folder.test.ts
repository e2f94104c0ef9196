/** `mirror` and retention where `site-url` ends with a folder: nothing outside of it is deleted. */
import { expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const releases = 'https://contoso.sharepoint.com/sites/site/Releases';

async function openFixture() {
  const fixture = await UploadFixture.open({ account: 'sharepoint' });
  const site = fixture.emulator.tenant.sites.find(({ webUrl }) => webUrl.endsWith('/sites/site'));
  const driveId = site?.libraries.find(({ name }) => name === 'Releases')?.driveId;
  for (const path of ['keep.txt', 'builds/old.txt', 'other/keep.txt'])
    await fixture.emulator.seed(path, 'old', driveId);
  fixture.writeFiles({ 'new.txt': 'new' });
  const list = () =>
    fixture.emulator
      .files(driveId)
      .map(({ path }) => path)
      .sort();
  return { fixture, list };
}

test('mirror without a destination deletes in that folder only', async () => {
  const { fixture, list } = await openFixture();
  await using _ = fixture;
  const inputs = { 'site-url': `${releases}/builds`, destination: '', 'drive-id': '', mirror: 'true' };
  const report = await fixture.run(inputs);
  expect(fixture.host.errors).toEqual([]);
  expect(report.result).toBe('uploaded');
  expect(list()).toEqual(['builds/new.txt', 'keep.txt', 'other/keep.txt']);
});

test('mirror of a whole library is refused, and nothing is sent', async () => {
  const { fixture, list } = await openFixture();
  await using _ = fixture;
  const report = await fixture.run({ 'site-url': releases, destination: '', 'drive-id': '', mirror: 'true' });
  expect(report.result).toBe('failed');
  expect(fixture.host.errors.join()).toContain(
    "destination is the drive's root, where nothing is ever deleted",
  );
  expect(list()).toEqual(['builds/old.txt', 'keep.txt', 'other/keep.txt']);
});
