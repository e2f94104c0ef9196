/** A download in which the service refuses one folder or one file: the rest comes, and the refusal has a name. */
import { expect, test } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';

const denied = {
  kind: 'status',
  status: 403,
  body: { error: { code: 'accessDenied', message: 'Access denied' } },
} as const;

test('a folder that cannot be listed is named, and all else comes', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.bin': 1000, 'closed/b.bin': 1000, 'open/c.bin': 1000 });
  // Folders are listed last in, first out: from, then the last of its folders.
  back.emulator.addFault({ on: { surface: 'graph', path: '/children' }, after: 1, do: denied });
  const report = await back.run();
  expect(report.result).toBe('failed');
  expect(readExitCode(report)).toBe(1);
  expect(back.compare().same).toHaveLength(2);
  expect(back.host.errors).toEqual([
    expect.stringMatching(
      /^from\/(open|closed) cannot be listed, so what is in it was left out: .*HTTP 403 accessDenied/,
    ),
  ]);
});

test('the folder that was asked for, when it cannot be listed, ends the run', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.bin': 1000 });
  back.emulator.addFault({ on: { surface: 'graph', path: '/children' }, times: 9, do: denied });
  const report = await back.run();
  expect([report.result, report.files]).toEqual(['failed', []]);
});

test('a service in trouble ends the listing: the folder may be there the next time', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.bin': 1000, 'b/c.bin': 1000 });
  const trouble = { kind: 'status', status: 503 } as const;
  back.emulator.addFault({
    ...{ on: { surface: 'graph', path: '/children' }, after: 1, times: 99 },
    do: trouble,
  });
  expect((await back.run({}, { retries: '1' })).files).toEqual([]);
});

test('a file that is refused is named', async () => {
  await using back = await DownloadFixture.open({ account: 'business' });
  await back.seed({ 'a.bin': 2000, 'b.bin': 1000 });
  back.addContentFault(denied, { times: 1 });
  back.emulator.addFault({ on: { surface: 'graph', path: '/content' }, do: denied });
  const report = await back.run();
  expect(report.result).toBe('failed');
  for (const { file, action, error } of report.files)
    if (action === 'failed') expect(String(error)).toContain(file.remotePath);
  expect(back.host.errors.join('\n')).toMatch(/^from\/[ab]\.bin: read the content: HTTP 403 accessDenied/m);
});
