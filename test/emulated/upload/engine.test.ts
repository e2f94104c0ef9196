import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const small = { 'session-threshold': '320KiB', 'chunk-size': '320KiB' };

test.each(['xlsx', 'DOCX', 'pptx'])(
  'an Office file that SharePoint refuses to replace by session goes by one PUT (%s)',
  async (type) => {
    await using fixture = await UploadFixture.open({ account: 'sharepoint' });
    fixture.emulator.settings.officeReplaceBug = true;
    fixture.writeFiles({ [`report.${type}`]: 2 * 320 * KiB });
    await fixture.emulator.seed(`in/report.${type}`, 'old', fixture.emulator.credentials.driveId);
    const report = await fixture.run(small);
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  },
);

test('what SharePoint rewrites is a warning that says so, and anything else an error', async () => {
  await using fixture = await UploadFixture.open({ account: 'sharepoint' });
  fixture.emulator.settings.enrichOffice = true;
  fixture.writeFiles({ 'a.docx': 2000, 'page.html': 3 * 320 * KiB, 'b.bin': 100 });
  const report = await fixture.run(small);
  expect(report.result).toBe('uploaded');
  expect(fixture.host.warnings.filter((line) => line.includes('rewrites'))).toHaveLength(2);
});

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test('preserve-mtime keeps the second in which a file was modified, without a second version', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'empty.txt': 0, 'small.txt': 10, 'big.bin': 3 * 320 * KiB });
    for (const name of fixture.localFiles.keys())
      utimesSync(join(fixture.folder, 'files', name), 1_700_000_000.9, 1_600_000_000.9);
    await fixture.run({ ...small, 'preserve-mtime': 'true' });
    expect(fixture.host.errors).toEqual([]);
    const token = await tokenOf(fixture);
    for (const name of fixture.localFiles.keys()) {
      const path = `/v1.0/drives/${fixture.emulator.credentials.driveId}/root:/in/${name}`;
      const reply = await fetch(fixture.emulator.url + path, {
        headers: { authorization: `Bearer ${token}` },
      });
      const item: { fileSystemInfo?: { lastModifiedDateTime?: string } } = JSON.parse(await reply.text());
      expect(item.fileSystemInfo?.lastModifiedDateTime).toMatch(/^2020-09-13T12:26:40/);
    }
    // An empty file has no session to carry its time.
    const versions = fixture.emulator.files().flatMap((file) => (file.sizeBytes > 0 ? [file.versions] : []));
    expect(versions).toEqual([1, 1]);
  });

  test('readback sees a damage that no hash tells of', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.bin': 400 * KiB, 'b.txt': 100 });
    fixture.emulator.settings.omitHashes = true;
    fixture.emulator.addFault({ on: { surface: 'graph', method: 'PUT' }, do: { kind: 'corrupt' } });
    const report = await fixture.run({ ...small, verify: 'readback' });
    expect(report.result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('a file whose session is forgotten four times still arrives', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.bin': 400 * KiB });
    const times = 4;
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      times,
      do: { kind: 'drop-session' },
    });
    expect((await fixture.run(small)).result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(fixture.emulator.openSessions()).toEqual([]);
  });

  test('a file that stays damaged is red, and what arrived stays', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'a.bin': 400 * KiB });
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      times: 99,
      do: { kind: 'corrupt' },
    });
    const report = await fixture.run({ ...small, verify: 'readback' });
    expect(report.result).toBe('failed');
    expect(fixture.host.errors[0]).toContain('arrived damaged');
    expect(fixture.emulator.files()).toHaveLength(1);
  });

  test('without a hash the size is compared, and a notice says that it was only that', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.emulator.settings.omitHashes = true;
    fixture.writeFiles({ 'a.bin': 400 * KiB });
    expect((await fixture.run(small)).result).toBe('uploaded');
    expect(fixture.host.notices.join()).toContain('only the size was compared');
  });

  test('a full drive ends the run at once and says how to go on', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.emulator.settings.quotaBytes = 1_000_000;
    fixture.writeFiles({ 'a.bin': 900_000, 'b.bin': 800_000, 'c.txt': 10, 'd.txt': 10 });
    const report = await fixture.run({ ...small, concurrency: '1' });
    expect(report.result).toBe('failed');
    expect(fixture.host.warnings.join()).toMatch(/free, but the upload needs 1\.\d+ MiB/);
    expect(fixture.host.errors.join('\n')).toContain('Free space on the drive');
    expect(fixture.fileRows().filter(({ error }) => error?.includes('not tried')).length).toBeGreaterThan(0);
    expect(fixture.emulator.openSessions()).toEqual([]);
  });
});

test('lock-wait: 0 fails at once for a locked name, and says what holds it', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.bin': 400 * KiB });
  fixture.emulator.addFault({ on: { surface: 'upload' }, times: 99, do: { kind: 'cut', when: 'before' } });
  await fixture.run({ ...small, retries: '0' });
  fixture.emulator.clearFaults();
  expect(fixture.emulator.openSessions()).toHaveLength(1);
  const startMs = fixture.host.clock.now();
  await fixture.run({ ...small, 'lock-wait': '0' });
  expect(fixture.host.errors.at(-1)).toContain('an unfinished upload has locked this name');
  expect(fixture.host.clock.now() - startMs).toBeLessThan(1000);
});

test('auto fragments grow on a link that is quick, and shrink after a cut', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 80 * 1024 * KiB });
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    after: 1,
    do: { kind: 'cut', when: 'amid' },
  });
  await fixture.run();
  expect((await fixture.compare()).wrong).toEqual([]);
  const lengths = fixture.emulator.requestLog.flatMap(({ contentRange, contentLength = 0 }) =>
    contentRange ? [contentLength] : [],
  );
  expect(lengths.slice(0, 3)).toEqual([10, 20, 10].map((mebibytes) => mebibytes * 1024 * KiB));
  for (const length of lengths.slice(0, -1)) expect(length % (320 * KiB)).toBe(0);
});

async function tokenOf(fixture: UploadFixture): Promise<string> {
  return fixture.emulator.identity.issuedAccessTokens.at(-1) ?? '';
}
