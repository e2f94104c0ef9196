import { describe, expect, test } from 'vitest';
import { UsageFailure } from '../../../src/core/errors.ts';
import { actionInputs, type Inputs, readInputs } from '../../../src/inputs/read.ts';

const CLIENT_ID = '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const TOKEN = '1.AXoA-real-looking_refresh.token~with$signs!*';
const minimum = { 'client-id': CLIENT_ID, 'refresh-token': TOKEN, path: 'dist/**' };

function env(inputs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return { ...Object.fromEntries(entries), ...more };
}

function read(inputs: Readonly<Record<string, string>>, more?: Readonly<Record<string, string>>): Inputs {
  return readInputs(actionInputs(env(inputs, more)));
}

function problemsOf(
  inputs: Readonly<Record<string, string>>,
  more?: Readonly<Record<string, string>>,
): readonly string[] {
  try {
    read(inputs, more);
  } catch (error) {
    if (error instanceof UsageFailure) return error.problems;
    throw error;
  }
  return [];
}

describe('the inputs of a step', () => {
  test('have their defaults', () => {
    expect(read(minimum)).toEqual({
      mode: 'upload',
      identity: {
        auth: 'refresh-token',
        credential: 'none',
        authority: 'entra',
        clientId: CLIENT_ID,
        refreshToken: TOKEN,
        tenantId: 'common',
        cloud: 'global',
        outputRefreshToken: false,
      },
      target: { place: { kind: 'me' }, appFolder: false, destination: '' },
      files: {
        patterns: 'dist/**',
        includeHiddenFiles: false,
        followSymbolicLinks: true,
        ifNoFilesFound: 'error',
        unmatchedPatterns: 'warn',
      },
      naming: { flatten: false, invalidNames: 'error', archive: 'none', compressionLevel: 6 },
      upload: {
        conflictBehavior: 'replace',
        skipUnchanged: false,
        sessionThresholdBytes: 4_194_304,
        chunkSizeBytes: 'auto',
        concurrency: 'auto',
        retries: 6,
        lockWaitMs: 900_000,
        preserveMtime: false,
        verify: 'hash',
      },
      cleanup: { mirror: false, maxDelete: 50, dryRun: false },
      share: { share: 'none', target: 'folder', thumbnails: 'none' },
      summary: 'auto',
    });
  });

  test('are read into their fields', () => {
    const given = {
      ...minimum,
      'client-secret': 'abc~DEF.ghi_123',
      'tenant-id': 'contoso.onmicrosoft.com',
      cloud: 'china',
      scopes: ' Files.ReadWrite\n  offline_access ',
      'output-refresh-token': 'TRUE',
      destination: 'builds/{date}',
      'drive-id': 'b!abc',
      root: 'dist',
      name: '{sha7}.zip',
      flatten: 'True',
      'include-hidden-files': 'true',
      'follow-symbolic-links': 'False',
      'if-no-files-found': 'ignore',
      'unmatched-patterns': 'error',
      'conflict-behavior': 'fail',
      'session-threshold': '0',
      'chunk-size': '5MiB',
      concurrency: '32',
      retries: '0',
      'bandwidth-limit': '2.5MB/s',
      'lock-wait': '90s',
      'preserve-mtime': 'true',
      'resume-journal': '.onedrive-upload',
      'resume-key': 'a key of words',
      verify: 'off',
      summary: 'none',
    };
    const inputs = read(given);
    expect(inputs.identity).toMatchObject({
      clientSecret: 'abc~DEF.ghi_123',
      tenantId: 'contoso.onmicrosoft.com',
      cloud: 'china',
      scopes: 'Files.ReadWrite offline_access',
      outputRefreshToken: true,
    });
    expect(inputs.target).toEqual({
      place: { kind: 'drive', id: 'b!abc' },
      appFolder: false,
      destination: 'builds/{date}',
    });
    expect(inputs.naming).toMatchObject({ name: '{sha7}.zip', flatten: true, invalidNames: 'error' });
    expect(inputs.files).toMatchObject({
      root: 'dist',
      includeHiddenFiles: true,
      followSymbolicLinks: false,
    });
    expect(inputs.files).toMatchObject({ ifNoFilesFound: 'ignore', unmatchedPatterns: 'error' });
    expect(inputs.upload).toEqual({
      conflictBehavior: 'fail',
      skipUnchanged: false,
      sessionThresholdBytes: 0,
      chunkSizeBytes: 5_242_880,
      concurrency: 32,
      retries: 0,
      bandwidthLimit: 2_500_000,
      lockWaitMs: 90_000,
      preserveMtime: true,
      verify: 'off',
    });
    expect(inputs.summary).toBe('none');
    expect(inputs.resume).toEqual({ journal: '.onedrive-upload', key: 'a key of words' });
  });

  test('have their defaults if they are blank, as from an unset variable', () => {
    const blank = { 'tenant-id': '', 'chunk-size': '  ', flatten: '', mode: '\n' };
    expect(read({ ...minimum, ...blank })).toEqual(read(minimum));
  });

  test('need no path in mode check', () => {
    expect(read({ ...minimum, mode: 'check', path: '' }).mode).toBe('check');
  });

  test('lose white space and quotes around pasted secrets', () => {
    const pasted = { 'refresh-token': ` "${TOKEN}"\n`, 'client-secret': "'abc~DEF'" };
    expect(read({ ...minimum, ...pasted }).identity).toMatchObject({
      refreshToken: TOKEN,
      clientSecret: 'abc~DEF',
    });
  });

  test('are all reported at once, missing credentials first', () => {
    const problems = problemsOf({
      mode: 'uplaod',
      'chunk-size': '60MiB',
      'session-threshold': '251MB',
      concurrency: '33',
      retries: '-1',
      flatten: 'yes',
      files: 'x',
    });
    expect(problems.map((problem) => problem.replace(/[:;,].*$/s, ''))).toEqual([
      'client-id is empty',
      'refresh-token is empty',
      'mode is "uplaod"',
      'flatten is "yes"',
      'session-threshold is wrong',
      'chunk-size is wrong',
      'concurrency is "33"',
      'retries is "-1"',
      'path is empty',
      'files is not an input of this action',
    ]);
  });
});

test('missing credentials are reported before wrong ones', () => {
  const problems = problemsOf({ 'client-id': 'my-app', path: 'x' });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['refresh-token', 'client-id']);
});

describe('a value', () => {
  test.each([
    ['mode', 'uplaod', /did you mean upload\?/],
    ['verify', 'download', /hash, size, readback or off/],
    ['bandwidth-limit', '20MB', /not a rate/],
    ['bandwidth-limit', '1kB/s', /too slow/],
    ['lock-wait', '15', /not a duration/],
    ['lock-wait', '15 minutes', /not a duration/],
    ['conflict-behavior', 'Replace', /did you mean replace\?/],
    ['conflict-behavior', 'overwrite-all', /write replace, rename, fail or skip/],
    ['cloud', 'https://evil.example', /write global, us-gov, us-gov-dod or china/],
    ['tenant-id', 'common/../x', /tenant-id is "common\/..\/x"/],
    ['concurrency', '0', /from 1 to 32, or auto/],
    ['concurrency', '4.5', /from 1 to 32/],
    ['retries', '101', /from 0 to 100$/],
    ['session-threshold', '4', /no unit/],
    ['session-threshold', '250.1MB', /the maximum is 250MB/],
    ['output-refresh-token', 'on', /write true or false/],
    ['name', 'a/b.zip', /put folders into destination/],
    ['name', 'a\\b.zip', /put folders into destination/],
    ['drive-id', 'https://contoso.sharepoint.com/x', /is a URL/],
    ['tenant-id', 'x\n::add-mask::y', /"x\\u000a::add-mask::y"/],
  ])('%s: %j is refused with advice', (name, value, advice) => {
    expect(problemsOf({ ...minimum, [name]: value })).toEqual([expect.stringMatching(advice)]);
  });

  test.each(['', '  \n', '# only a comment\n\n'])('path: %j is empty', (path) => {
    expect(problemsOf({ ...minimum, path })).toEqual([expect.stringMatching(/^path is empty/)]);
  });
});

describe('a name', () => {
  test.each([
    ['tenant', /write tenant-id$/],
    ['tenant_id', /write tenant-id$/],
    ['tenantid', /write tenant-id$/],
    ['files', /write path$/],
    ['file_path', /write path$/],
    ['source', /write path$/],
    ['folder', /use destination for the folder on the drive, path for the files/],
    ['upload_path', /write destination$/],
    ['drive', /write drive-id$/],
    ['drive_id', /write drive-id$/],
    ['client_id', /write client-id$/],
    ['client_secret', /write client-secret$/],
    ['refresh_token', /write refresh-token$/],
    ['chunk_size', /write chunk-size$/],
    ['overwrite', /write conflict-behavior$/],
    ['max_retries', /write retries$/],
    ['detsination', /write destination$/],
    ['rotate_secret', /write rotate-secret$/],
    ['site_url', /write site-url$/],
    ['whatif', /write dry-run$/],
  ])('%s is refused with what to write', (name, advice) => {
    expect(problemsOf({ ...minimum, [name]: 'x' })).toEqual([expect.stringMatching(advice)]);
  });

  test('that is similar to no input is left to the runner, which warns', () => {
    expect(problemsOf({ ...minimum, method: 'fcitx' })).toEqual([]);
    expect(problemsOf({ ...minimum, constructor: 'x' })).toEqual([]);
  });
});
