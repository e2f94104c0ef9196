/** What a run does on a personal drive is the same on today's storage service and on the one before. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancelledFailure, formatError } from '../../../src/core/errors.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
const files = { 'small.txt': 'small', 'large.bin': 900 * KiB, 'a%41b/é é.bin': 5, 'a%41b/odd': 7, empty: '' };
/** Every file but the empty one goes through a session. */
const inSessions = { 'session-threshold': '0', 'chunk-size': '320KiB', concurrency: '1' };
/** The drive of the sign-in, whose id comes in lower case on the new stack. */
const ownDrive = { 'drive-id': '' };

describe.each(['new', 'old'] as const)('on the %s stack', (stack) => {
  test.each(['by id', 'of the sign-in'])(
    'files arrive, are told again and read back on the drive %s',
    async (which) => {
      await using fixture = await UploadFixture.open({ stack });
      fixture.writeFiles(files);
      const texts = { ...inSessions, ...(which === 'by id' ? {} : ownDrive), verify: 'readback' };
      const first = await fixture.run(texts);
      expect([first.result, first.outcomes.map(({ error }) => error).filter(Boolean)]).toEqual([
        'uploaded',
        [],
      ]);
      expect((await fixture.compare()).wrong).toEqual([]);
      using again = new FakeHost({ cwd: fixture.folder });
      expect((await fixture.run({ ...texts, 'skip-unchanged': 'true' }, again)).result).toBe('unchanged');
      using failing = new FakeHost({ cwd: fixture.folder });
      const last = await fixture.run({ ...texts, 'conflict-behavior': 'fail' }, failing);
      expect([last.result, fixture.fileRows(failing).map(({ action }) => action)]).toEqual([
        'unchanged',
        Array.from(Object.keys(files), () => 'skipped'),
      ]);
    },
  );

  test('a run that was cancelled goes on with the same session', async () => {
    await using fixture = await UploadFixture.open({ stack });
    fixture.writeFiles({ 'a.bin': 5 * 320 * KiB });
    const texts = { ...inSessions, 'resume-journal': 'journal' };
    fixture.emulator.addFault({
      on: { surface: 'upload', method: 'PUT' },
      after: 2,
      do: { kind: 'stall', when: 'amid' },
    });
    const running = fixture.run(texts);
    await fixture.emulator.stalled();
    fixture.host.cancel(new CancelledFailure());
    expect((await running).result).toBe('cancelled');
    fixture.emulator.clearFaults();
    const before = fixture.emulator.requestLog.length;
    using host = new FakeHost({ cwd: fixture.folder });
    expect((await fixture.run(texts, host)).result).toBe('uploaded');
    const sent = fixture.emulator.requestLog
      .slice(before)
      .flatMap(({ contentRange }) => (contentRange === undefined ? [] : [contentRange]));
    expect(sent[0]).toMatch(/^bytes 655360-/);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test.each([
    ['a reply that is lost', { kind: 'lost-reply' }],
    ['a session that is gone', { kind: 'drop-session' }],
    ['a fragment that breaks off', { kind: 'partial', keepBytes: 1000 }],
  ] as const)('%s costs no file', async (_, mishap) => {
    await using fixture = await UploadFixture.open({ stack });
    fixture.writeFiles({ 'a.bin': 3 * 320 * KiB });
    fixture.emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, after: 1, do: mishap });
    expect((await fixture.run(inSessions)).result).toBe('uploaded');
    expect((await fixture.compare()).same).toEqual(['a.bin']);
  });

  test('mirror and retention delete what is over, and nothing else', async () => {
    await using fixture = await UploadFixture.open({ stack });
    fixture.writeFiles({ 'keep.bin': 10, 'd%41/keep': 5 });
    for (const path of ['over.bin', 'd%41/over', 'gone/x'])
      await fixture.emulator.seed(`backups/night-3/${path}`, 'x');
    for (const night of [1, 2]) {
      await fixture.emulator.seed(`backups/night-${night}/x`, 'x');
      fixture.host.clock.advance(60_000);
    }
    await fixture.emulator.seed('backups/other/x', 'x');
    const report = await fixture.run({
      ...ownDrive,
      destination: 'backups/night-3',
      mirror: 'true',
      'retain-last': '2',
      'retain-match': 'night-*',
    });
    expect(report.result).toBe('uploaded');
    expect(
      fixture.emulator
        .files()
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      'backups/night-2/x',
      'backups/night-3/d%41/keep',
      'backups/night-3/keep.bin',
      'backups/other/x',
    ]);
  });

  test('files come back, and what is damaged is noticed', async () => {
    await using back = await DownloadFixture.open({ stack });
    await back.seed({ 'a.bin': 700_000, 'a%41b/ä #1%.txt': 'umlaut', empty: '' });
    back.addContentFault({ kind: 'cut', when: 'amid' });
    expect((await back.run({}, ownDrive)).result).toBe('downloaded');
    expect(back.compare().other).toEqual([]);
    expect(back.compare().same).toHaveLength(3);
  });
});

describe('with a Personal Vault in the root', () => {
  const vaultName = 'Persönlicher Tresor';

  test('uploads to the root go past it', async () => {
    await using fixture = await UploadFixture.open();
    fixture.emulator.addVault(vaultName);
    fixture.writeFiles({ 'a.bin': 10, 'dir/b.bin': 10 });
    const texts = { ...ownDrive, destination: '' };
    expect((await fixture.run(texts)).result).toBe('uploaded');
    using again = new FakeHost({ cwd: fixture.folder });
    expect((await fixture.run({ ...texts, 'skip-unchanged': 'true' }, again)).result).toBe('unchanged');
    expect((await fixture.compare('')).wrong).toEqual([]);
  });

  test.each([
    ['', vaultName],
    [vaultName, 'a.bin'],
    [`${vaultName}/below`, 'a.bin'],
  ])('nothing is sent into it (destination "%s", file %s)', async (destination, file) => {
    await using fixture = await UploadFixture.open();
    fixture.emulator.addVault(vaultName);
    fixture.writeFiles({ [file]: 10 });
    for (const more of [
      {},
      { 'session-threshold': '0' },
      { 'conflict-behavior': 'fail' },
      { mode: 'check' },
    ]) {
      using host = new FakeHost({ cwd: fixture.folder });
      const { result } = await fixture.run({ ...ownDrive, destination, retries: '1', ...more }, host);
      if (!('mode' in more)) expect([more, result]).toEqual([more, 'failed']);
    }
    expect(fixture.emulator.files()).toEqual([]);
  });

  test('a download of the root leaves it out and says so, and a download of it says what it is', async () => {
    await using back = await DownloadFixture.open();
    back.emulator.addVault(vaultName);
    await back.seed({ 'a.bin': 10 }, 'dir');
    const report = await back.run({ remote: '/' }, ownDrive);
    expect(report.result).toBe('downloaded');
    expect([...back.readLocalFiles().keys()].sort()).toEqual(['dir/', join('dir', 'a.bin')]);
    expect(back.host.lines.join('\n')).toContain(vaultName);
    back.newHost();
    const refused = await back.run({ remote: `/${vaultName}` }, ownDrive);
    expect(refused.errors.map(formatError)).toEqual([
      `${vaultName} is the Personal Vault, which Microsoft Graph does not open. Choose another folder`,
    ]);
  });
});
