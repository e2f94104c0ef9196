/** Contents are read from the addresses in the listing, which spares a request a file. */
import { expect, test } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';

const files = { 'a.txt': 'a', 'sub/b.bin': 70_000, 'sub/c.txt': 'c' };

/** Requests to Graph for the address of a content. */
const contentRequests = ({ emulator }: DownloadFixture) =>
  emulator.requestLog.filter(({ path }) => /\/content($|\?)/.test(path)).length;

test.each<EmulatorOptions>([
  { account: 'personal' },
  { account: 'personal', stack: 'old' },
  { account: 'business' },
  { account: 'sharepoint' },
])('no file asks Graph for its address: %j', async (options) => {
  await using fixture = await DownloadFixture.open(options);
  await fixture.seed(files);
  expect(await fixture.run()).toMatchObject({ result: 'downloaded' });
  expect(fixture.compare()).toMatchObject({ other: [] });
  expect(contentRequests(fixture)).toBe(0);
});

test.each([400, 401, 403, 404, 410])(
  'an address that is refused with %d is asked for again',
  async (status) => {
    await using fixture = await DownloadFixture.open();
    await fixture.seed(files);
    fixture.addContentFault({ kind: 'status', status });
    expect(await fixture.run({}, { concurrency: '1' })).toMatchObject({ result: 'downloaded' });
    expect(fixture.compare()).toMatchObject({ other: [] });
    expect(contentRequests(fixture)).toBe(1);
  },
);

test('an address that expired since the listing is not tried', async () => {
  await using fixture = await DownloadFixture.open();
  await fixture.seed(files);
  const { host } = fixture;
  const { log } = host;
  // The listing is complete when its totals are logged.
  const info = log.info.bind(log);
  log.info = (text) => {
    if (/^3 files/.test(text)) host.clock.advance(2 * 3_600_000);
    return info(text);
  };
  expect(await fixture.run()).toMatchObject({ result: 'downloaded' });
  expect(contentRequests(fixture)).toBe(3);
});
