import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  refreshTokenWriter,
  warnOfReadableSecretFiles,
  writeTokenFile,
} from '../../../../src/cli/options/token-file.ts';
import { FakeHost } from '../../../support/fake-host.ts';
import { createTemporaryTree } from '../../../support/temporary-tree.ts';

const onUnix = test.skipIf(process.platform === 'win32');
/** Of whom no folder is closed. */
const notRoot = test.skipIf(process.platform === 'win32' || process.geteuid?.() === 0);

describe('a secret file that others can read', () => {
  onUnix.each([
    'refresh-token',
    'client-secret',
    'client-certificate',
    'github-token',
    'share-password',
    'resume-key',
    'release-token',
  ])('gives a warning, named by flag or by variable (%s)', (name) => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    const file = folder.pathOf('a\nsecret');
    writeFileSync(file, 'x');
    const camel = `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}File`;
    const variable = `ONEDRIVE_${name.toUpperCase().replaceAll('-', '_')}`;
    const warnings = (mode: number, flags = {}) => {
      chmodSync(file, mode);
      host.warnings.length = 0;
      warnOfReadableSecretFiles(host, flags);
      return host.warnings.map((line) => line.replace(folder.path, ''));
    };
    const warning = (mode: string) => [`/a\\u000asecret can be read by others (mode ${mode}): chmod 600 it.`];
    expect(warnings(0o644, { [camel]: file })).toEqual(warning('644'));
    expect(warnings(0o640, { [camel]: file })).toEqual(warning('640'));
    expect(warnings(0o600, { [camel]: file })).toEqual([]);
    host.env[`${variable}_FILE`] = file;
    expect(warnings(0o604)).toEqual(warning('604'));
    // A variable wins: what the file holds is not used, but the token's is written.
    host.env[variable] = 'y';
    expect(warnings(0o604)).toEqual(name === 'refresh-token' ? warning('604') : []);
  });

  onUnix('is warned of once, and not at all when the verb has no use for it', () => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    folder.writeFiles({ one: 1, other: 1 });
    for (const name of ['one', 'other']) chmodSync(folder.pathOf(name), 0o644);
    const [one, other] = [folder.pathOf('one'), folder.pathOf('other')];
    warnOfReadableSecretFiles(
      host,
      { clientSecretFile: one, githubTokenFile: one, sharePasswordFile: other },
      ['client-secret', 'github-token'],
    );
    expect(host.warnings).toHaveLength(1);
  });

  onUnix('is none where it is a pipe, a device, missing, or a credential that systemd handed over', () => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    execFileSync('mkfifo', ['-m', '644', folder.pathOf('pipe')]);
    folder.writeFiles({ 'credentials/secret': 1 });
    chmodSync(folder.pathOf('credentials/secret'), 0o440);
    host.env.CREDENTIALS_DIRECTORY = folder.pathOf('credentials');
    for (const path of [
      folder.pathOf('pipe'),
      '/dev/null',
      folder.pathOf('none'),
      folder.pathOf('credentials/secret'),
    ])
      warnOfReadableSecretFiles(host, { clientSecretFile: path });
    expect(host.warnings).toEqual([]);
  });
});

describe('a new token', () => {
  test('replaces the file that a link points to, or creates it', async () => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    writeFileSync(folder.pathOf('token'), 'old\n');
    if (process.platform !== 'win32') symlinkSync('token', folder.pathOf('link'));
    const path = folder.pathOf(process.platform === 'win32' ? 'token' : 'link');
    await refreshTokenWriter({ refreshTokenFile: path }, host).saveRefreshToken?.('new');
    expect(readFileSync(folder.pathOf('token'), 'utf8')).toBe('new\n');
    await refreshTokenWriter({ refreshTokenFile: folder.pathOf('first') }, host).saveRefreshToken?.('new');
    expect(readFileSync(folder.pathOf('first'), 'utf8')).toBe('new\n');
    expect(host.warnings).toEqual([]);
  });

  test('is not stored if no file was named', () => {
    using host = new FakeHost();
    expect(refreshTokenWriter({}, host)).toEqual({});
    expect(host.warnings).toEqual([]);
  });

  onUnix.each([
    ['a pipe', 'pipe'],
    ['a device', '/dev/null'],
  ])('is lost, with a warning, if the old one came from %s', (what, path) => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    execFileSync('mkfifo', [folder.pathOf('pipe')]);
    const at = path === 'pipe' ? folder.pathOf('pipe') : path;
    expect(refreshTokenWriter({ refreshTokenFile: at }, host)).toEqual({});
    expect(host.warnings).toEqual([
      `--refresh-token-file ${at} is ${what}: a new refresh token cannot be stored there and is lost. Name a regular file.`,
    ]);
  });

  test('that cannot be written gives an error with the file and what to do', async () => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    mkdirSync(folder.pathOf('d'));
    const keeper = refreshTokenWriter({ refreshTokenFile: folder.pathOf('d') }, host);
    await expect(keeper.saveRefreshToken?.('new')).rejects.toThrow(
      expect.objectContaining({
        kind: 'file',
        message: `the new refresh token cannot be written: ${folder.pathOf('d')} is a folder, not a file`,
      }),
    );
    const nowhere = refreshTokenWriter({ refreshTokenFile: folder.pathOf('nowhere/token') }, host);
    await expect(nowhere.saveRefreshToken?.('new')).rejects.toThrow('nowhere/token (ENOENT)');
  });

  notRoot('is not written into a file whose folder may not be written to: half a token would be none', () => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    writeFileSync(folder.pathOf('token'), 'old\n');
    chmodSync(folder.path, 0o555);
    try {
      expect(() => writeTokenFile(folder.pathOf('token'), { refreshToken: 'new', host })).toThrow(
        expect.objectContaining({ hint: expect.stringContaining('make its folder writable') }),
      );
      expect(readFileSync(folder.pathOf('token'), 'utf8')).toBe('old\n');
    } finally {
      chmodSync(folder.path, 0o755);
    }
  });

  test('also removes old temporary files of killed runs in its folder', () => {
    using folder = createTemporaryTree();
    using host = new FakeHost();
    const left = folder.pathOf(`.onedrive-upload-${'0'.repeat(24)}.new`);
    writeFileSync(left, 'half a tok');
    const at = new Date(host.clock.now() - 25 * 3_600_000);
    utimesSync(left, at, at);
    writeTokenFile(folder.pathOf('token'), { refreshToken: 'new', host });
    expect(statSync(left, { throwIfNoEntry: false })).toBeUndefined();
  });
});
