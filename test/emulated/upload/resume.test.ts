import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes } from '../../support/random-content.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const settings = {
  'resume-journal': 'journal',
  'session-threshold': '0',
  'chunk-size': '320KiB',
};

/** A run that is cancelled amid its third fragment of five. */
async function diedAt(
  account: 'personal' | 'business',
  texts: Record<string, string> = {},
): Promise<UploadFixture> {
  const fixture = await UploadFixture.open({ account });
  fixture.writeFiles({ 'a.bin': 5 * 320 * KiB });
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    after: 2,
    do: { kind: 'stall', when: 'amid' },
  });
  const running = fixture.run({ ...settings, ...texts });
  await fixture.emulator.stalled();
  fixture.host.cancel(new CancelledFailure());
  expect((await running).result).toBe('cancelled');
  fixture.emulator.clearFaults();
  return fixture;
}

/** The next run, on a fresh runner: a world of its own, in the same folder. It is disposed of by then, and remembers. */
async function next(fixture: UploadFixture, texts: Record<string, string> = {}) {
  using host = new FakeHost({ cwd: fixture.folder });
  const before = fixture.emulator.requestLog.length;
  const report = await fixture.run({ ...settings, ...texts }, host);
  const requests = fixture.emulator.requestLog.slice(before).filter(({ surface }) => surface === 'upload');
  const starts = requests.flatMap(({ contentRange }) => /bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? []);
  return { report, host, starts: starts.map(Number) };
}

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test('the next run goes on where the server stands, although the file is newer', async () => {
    await using fixture = await diedAt(account);
    expect(fixture.emulator.openSessions()).toHaveLength(1);
    writeFileSync(join(fixture.folder, 'files/a.bin'), fixture.localFiles.get('a.bin') ?? '');
    const { report, host, starts } = await next(fixture);
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(2 * 320 * KiB);
    expect((await fixture.compare()).wrong).toEqual([]);
    expect(fixture.fileRows(host)[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(fixture.emulator.openSessions()).toEqual([]);
  });

  test('a file with other content starts over', async () => {
    await using fixture = await diedAt(account);
    const other = randomBytes(5 * 320 * KiB, 'other');
    writeFileSync(join(fixture.folder, 'files/a.bin'), other);
    fixture.localFiles.set('a.bin', other);
    const { report, starts } = await next(fixture);
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(0);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('a file that differs only behind what was sent goes on, and arrives as it is now', async () => {
    await using fixture = await diedAt(account);
    const other = Buffer.from(fixture.localFiles.get('a.bin') ?? '');
    other[4 * 320 * KiB] = (other[4 * 320 * KiB] ?? 0) ^ 255;
    writeFileSync(join(fixture.folder, 'files/a.bin'), other);
    fixture.localFiles.set('a.bin', other);
    const { starts } = await next(fixture);
    expect(starts[0]).toBe(2 * 320 * KiB);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('a session that is over by then is no harm', async () => {
    await using fixture = await diedAt(account);
    fixture.host.clock.advance(8 * 24 * 3_600_000);
    using host = new FakeHost({ cwd: fixture.folder });
    host.clock.advance(8 * 24 * 3_600_000);
    expect((await fixture.run(settings, host)).result).toBe('uploaded');
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('another destination does not go on with it', async () => {
    await using fixture = await diedAt(account);
    const { report, starts } = await next(fixture, { destination: 'elsewhere' });
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(0);
    expect((await fixture.compare('elsewhere')).wrong).toEqual([]);
  });

  test('with another key the journal is put aside with a warning', async () => {
    await using fixture = await diedAt(account, { 'resume-key': 'one key, long enough' });
    const { host, report } = await next(fixture, {
      'resume-key': 'another key, long enough',
      destination: 'b',
    });
    expect(report.result).toBe('uploaded');
    expect(host.warnings.join()).toContain('cannot be opened with this key');
  });

  test('without a journal nothing stays open', async () => {
    await using fixture = await diedAt(account, { 'resume-journal': '' });
    expect(fixture.emulator.openSessions()).toEqual([]);
  });
});

test('the journal is sealed, 0600, and holds no address in the clear', async () => {
  await using fixture = await diedAt('business');
  const path = join(fixture.folder, 'journal');
  const sealed = readFileSync(path).toString('latin1');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(fixture.emulator.uploadUrls()).toHaveLength(1);
  for (const words of ['127.0.0.1', 'uploadSession', 'tempauth', 'a.bin'])
    expect(sealed).not.toContain(words);
});

test.each([0, 30, 50, 80])(
  'a journal whose byte %i was changed opens nothing and stops nothing',
  async (at) => {
    await using fixture = await diedAt('personal');
    const path = join(fixture.folder, 'journal');
    const sealed = readFileSync(path);
    sealed[at] = (sealed[at] ?? 0) ^ 1;
    writeFileSync(path, sealed);
    const { report, host, starts } = await next(fixture);
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(0);
    expect(host.warnings.join()).toContain('cannot be opened with this key');
  },
);

test('a public client without resume-key is told to set one', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 10 });
  const { publicClientId, publicRefreshToken } = fixture.emulator.credentials;
  const texts = { 'client-id': publicClientId, 'client-secret': '', 'refresh-token': publicRefreshToken };
  const report = await fixture.run({ ...settings, ...texts });
  expect(report.error).toMatchObject({ kind: 'usage' });
  expect(fixture.host.errors[0]).toContain('set resume-key');
});

test('what arrived whole is not in the journal any more', async () => {
  await using fixture = await diedAt('business');
  await next(fixture);
  const { starts } = await next(fixture);
  expect(starts[0]).toBe(0);
});

test('a journal that cannot be written is a warning, and everything arrives', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 5 * 320 * KiB });
  // Nothing can be made behind a link that leads to nowhere.
  symlinkSync('nowhere/deep', join(fixture.folder, 'kept'));
  const report = await fixture.run({ ...settings, 'resume-journal': 'kept/journal' });
  expect(report.result).toBe('uploaded');
  expect((await fixture.compare()).wrong).toEqual([]);
  const told = fixture.host.warnings.filter((line) =>
    /journal cannot be written to .*kept.journal \(E/.test(line),
  );
  expect(told).toHaveLength(1);
});
