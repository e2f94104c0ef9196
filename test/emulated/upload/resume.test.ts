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
  const stage = await UploadFixture.open({ account });
  stage.writeFiles({ 'a.bin': 5 * 320 * KiB });
  stage.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    after: 2,
    do: { kind: 'stall', when: 'amid' },
  });
  const running = stage.run({ ...settings, ...texts });
  await stage.emulator.stalled();
  stage.host.cancel(new CancelledFailure());
  expect((await running).result).toBe('cancelled');
  stage.emulator.clearFaults();
  return stage;
}

/** The next run, on a fresh runner: a world of its own, in the same folder. It is disposed of by then, and remembers. */
async function next(stage: UploadFixture, texts: Record<string, string> = {}) {
  using world = new FakeHost({ cwd: stage.folder });
  const before = stage.emulator.requestLog.length;
  const report = await stage.run({ ...settings, ...texts }, world);
  const requests = stage.emulator.requestLog.slice(before).filter(({ surface }) => surface === 'upload');
  const starts = requests.flatMap(({ contentRange }) => /bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? []);
  return { report, world, starts: starts.map(Number) };
}

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  test('the next run goes on where the server stands, although the file is newer', async () => {
    await using stage = await diedAt(account);
    expect(stage.emulator.openSessions()).toHaveLength(1);
    writeFileSync(join(stage.folder, 'files/a.bin'), stage.localFiles.get('a.bin') ?? '');
    const { report, world, starts } = await next(stage);
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(2 * 320 * KiB);
    expect((await stage.compare()).wrong).toEqual([]);
    expect(stage.fileRows(world)[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(stage.emulator.openSessions()).toEqual([]);
  });

  test('a file with other content starts over', async () => {
    await using stage = await diedAt(account);
    const other = randomBytes(5 * 320 * KiB, 'other');
    writeFileSync(join(stage.folder, 'files/a.bin'), other);
    stage.localFiles.set('a.bin', other);
    const { report, starts } = await next(stage);
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(0);
    expect((await stage.compare()).wrong).toEqual([]);
  });

  test('a file that differs only behind what was sent goes on, and arrives as it is now', async () => {
    await using stage = await diedAt(account);
    const other = Buffer.from(stage.localFiles.get('a.bin') ?? '');
    other[4 * 320 * KiB] = (other[4 * 320 * KiB] ?? 0) ^ 255;
    writeFileSync(join(stage.folder, 'files/a.bin'), other);
    stage.localFiles.set('a.bin', other);
    const { starts } = await next(stage);
    expect(starts[0]).toBe(2 * 320 * KiB);
    expect((await stage.compare()).wrong).toEqual([]);
  });

  test('a session that is over by then is no harm', async () => {
    await using stage = await diedAt(account);
    stage.host.clock.advance(8 * 24 * 3_600_000);
    using world = new FakeHost({ cwd: stage.folder });
    world.clock.advance(8 * 24 * 3_600_000);
    expect((await stage.run(settings, world)).result).toBe('uploaded');
    expect((await stage.compare()).wrong).toEqual([]);
  });

  test('another destination does not go on with it', async () => {
    await using stage = await diedAt(account);
    const { report, starts } = await next(stage, { destination: 'elsewhere' });
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(0);
    expect((await stage.compare('elsewhere')).wrong).toEqual([]);
  });

  test('with another key the journal is put aside with a warning', async () => {
    await using stage = await diedAt(account, { 'resume-key': 'one key, long enough' });
    const { world, report } = await next(stage, {
      'resume-key': 'another key, long enough',
      destination: 'b',
    });
    expect(report.result).toBe('uploaded');
    expect(world.warnings.join()).toContain('cannot be opened with this key');
  });

  test('without a journal nothing stays open', async () => {
    await using stage = await diedAt(account, { 'resume-journal': '' });
    expect(stage.emulator.openSessions()).toEqual([]);
  });
});

test('the journal is sealed, 0600, and holds no address in the clear', async () => {
  await using stage = await diedAt('business');
  const path = join(stage.folder, 'journal');
  const sealed = readFileSync(path).toString('latin1');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(stage.emulator.uploadUrls()).toHaveLength(1);
  for (const words of ['127.0.0.1', 'uploadSession', 'tempauth', 'a.bin'])
    expect(sealed).not.toContain(words);
});

test.each([0, 30, 50, 80])(
  'a journal whose byte %i was changed opens nothing and stops nothing',
  async (at) => {
    await using stage = await diedAt('personal');
    const path = join(stage.folder, 'journal');
    const sealed = readFileSync(path);
    sealed[at] = (sealed[at] ?? 0) ^ 1;
    writeFileSync(path, sealed);
    const { report, world, starts } = await next(stage);
    expect(report.result).toBe('uploaded');
    expect(starts[0]).toBe(0);
    expect(world.warnings.join()).toContain('cannot be opened with this key');
  },
);

test('a public client without resume-key is told to set one', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles({ 'a.bin': 10 });
  const { publicClientId, publicRefreshToken } = stage.emulator.credentials;
  const texts = { 'client-id': publicClientId, 'client-secret': '', 'refresh-token': publicRefreshToken };
  const report = await stage.run({ ...settings, ...texts });
  expect(report.error).toMatchObject({ kind: 'usage' });
  expect(stage.host.errors[0]).toContain('set resume-key');
});

test('what arrived whole is not in the journal any more', async () => {
  await using stage = await diedAt('business');
  await next(stage);
  const { starts } = await next(stage);
  expect(starts[0]).toBe(0);
});

test('a journal that cannot be written is a warning, and everything arrives', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles({ 'a.bin': 5 * 320 * KiB });
  // Nothing can be made behind a link that leads to nowhere.
  symlinkSync('nowhere/deep', join(stage.folder, 'kept'));
  const report = await stage.run({ ...settings, 'resume-journal': 'kept/journal' });
  expect(report.result).toBe('uploaded');
  expect((await stage.compare()).wrong).toEqual([]);
  const told = stage.host.warnings.filter((line) =>
    /journal cannot be written to .*kept.journal \(E/.test(line),
  );
  expect(told).toHaveLength(1);
});
