import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandInputs } from '../../../../src/cli/options/inputs.ts';
import { chooseProfile, openProfile } from '../../../../src/cli/options/profile.ts';
import { profileLocation, writeProfile } from '../../../../src/cli/options/profile-file.ts';
import { Failure, formatError, UsageFailure } from '../../../../src/core/errors.ts';
import type { FakeHost } from '../../../support/fake-host.ts';
import { hostWithProfile, profileClientId, profileContent } from '../../../support/profile-fixture.ts';

const onUnix = test.skipIf(process.platform === 'win32');
const pathOf = (host: FakeHost) => profileLocation('work', host.env).path;
const failureOf = (run: () => unknown): Failure => {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('there was no Failure');
};

describe('the name of a profile', () => {
  test.each(['work', 'a.b-c_1', '-x', '...'])('may be %s', (profile) => {
    expect(chooseProfile({ profile }, {})).toMatchObject({ name: profile, isFromEnvironment: false });
  });

  test.each(['', '.', '..', 'a/b', 'a\\b', 'a b', 'ä', 'a\n', '../../etc/passwd'])(
    'is refused before anything is read: %j',
    (profile) => {
      expect(() => chooseProfile({ profile }, {})).toThrow(UsageFailure);
    },
  );

  test('comes from ONEDRIVE_PROFILE too, the flag wins, and an empty variable names none', () => {
    expect(chooseProfile({}, { ONEDRIVE_PROFILE: 'home' })?.name).toBe('home');
    expect(chooseProfile({ profile: 'work' }, { ONEDRIVE_PROFILE: 'home' })?.name).toBe('work');
    expect(chooseProfile({}, { ONEDRIVE_PROFILE: '' })).toBe(undefined);
    expect(() => chooseProfile({}, { ONEDRIVE_PROFILE: 'a/b' })).toThrow(/ONEDRIVE_PROFILE is "a\/b"/);
  });
});

onUnix('profiles are in XDG_CONFIG_HOME if that is absolute, else in .config of the home folder', () => {
  const pathIn = (env: Record<string, string>) => profileLocation('work', env).path;
  expect(pathIn({ XDG_CONFIG_HOME: '/etc/me', HOME: '/home/me' })).toBe('/etc/me/onedrive-upload/work');
  expect(pathIn({ XDG_CONFIG_HOME: 'relative', HOME: '/home/me' })).toBe(
    '/home/me/.config/onedrive-upload/work',
  );
  expect(pathIn({ HOME: '/home/me' })).toBe('/home/me/.config/onedrive-upload/work');
});

onUnix(
  'a profile is written with mode 0600 into a folder with mode 0700, also over a file that was open',
  () => {
    using host = hostWithProfile();
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect([mode(pathOf(host)), mode(dirname(pathOf(host)))]).toEqual([0o600, 0o700]);
    chmodSync(pathOf(host), 0o644);
    writeProfile(profileLocation('work', host.env), profileContent, host.clock.now());
    expect(mode(pathOf(host))).toBe(0o600);
    expect(readdirSync(dirname(pathOf(host)))).toEqual(['work']);
  },
);

describe('a profile that cannot be used is an error of usage', () => {
  const openWork = (host: FakeHost) => failureOf(() => openProfile({ profile: 'work' }, host.env));

  test('that names the others and how to create one, if it does not exist', () => {
    using host = hostWithProfile();
    const failure = failureOf(() => openProfile({ profile: 'wrok' }, host.env));
    expect(failure).toMatchObject({ kind: 'usage', code: 'profile-not-found' });
    expect(formatError(failure)).toMatch(
      /"wrok" \(".*wrok"\) does not exist.*login --profile NAME.*There are: work$/,
    );
  });

  onUnix.each([0o640, 0o604, 0o666])('that says chmod, if others have rights to it (mode %o)', (mode) => {
    using host = hostWithProfile();
    chmodSync(pathOf(host), mode);
    expect(openWork(host)).toMatchObject({ kind: 'usage', code: 'profile-not-private' });
  });

  onUnix('that says chmod, if others can write to its folder', () => {
    using host = hostWithProfile();
    chmodSync(dirname(pathOf(host)), 0o777);
    expect(formatError(openWork(host))).toMatch(/others can write to \(mode 777\)\. Chmod 700/);
  });

  test.each([
    ['', 'is not one that login wrote'],
    ['{', 'is not one that login wrote'],
    ['[]', 'is not one that login wrote'],
    ['{}', 'invalid: client-id, refresh-token'],
    [JSON.stringify({ ...profileContent.inputs, cloud: 'moon' }), 'invalid: cloud'],
    [JSON.stringify({ ...profileContent.inputs, 'client-secret': 7 }), 'invalid: client-secret'],
  ])('that shows none of its content, if it is %j', (text, words) => {
    using host = hostWithProfile();
    writeFileSync(pathOf(host), text);
    const failure = openWork(host);
    expect(failure).toMatchObject({ kind: 'usage', code: 'profile-invalid' });
    expect(formatError(failure)).toContain(words);
    expect(formatError(failure)).not.toMatch(/stored-|moon/);
  });

  test('that says so, if it is a folder', () => {
    using host = hostWithProfile();
    rmSync(pathOf(host));
    mkdirSync(pathOf(host));
    expect(formatError(openWork(host))).toMatch(/is a folder, not a file/);
  });

  test('that does not show a name that may be a secret', () => {
    using host = hostWithProfile();
    const failure = failureOf(() => openProfile({ profile: 'canaryCANARY0123456789canary' }, host.env));
    expect(formatError(failure)).not.toMatch(/canary/i);
  });
});

describe('beside --profile', () => {
  test.each([
    ...['CLIENT_ID', 'TENANT_ID', 'CLOUD', 'AUTHORITY', 'CLIENT_SECRET', 'REFRESH_TOKEN'],
    ...['CLIENT_SECRET_FILE', 'REFRESH_TOKEN_FILE'],
  ])('ONEDRIVE_%s is an error that shows no value', (name) => {
    using host = hostWithProfile();
    host.env[`ONEDRIVE_${name}`] = 'other';
    const failure = failureOf(() => openProfile({ profile: 'work' }, host.env));
    expect(failure).toMatchObject({ kind: 'usage', code: 'bad-input' });
    expect(failure.message).toContain(`ONEDRIVE_${name} is set`);
    expect(failure.message).not.toContain('other');
  });

  test('other variables are allowed, and so are empty ones', () => {
    using host = hostWithProfile();
    Object.assign(host.env, { ONEDRIVE_DESTINATION: 'x', ONEDRIVE_CLIENT_ID: '' });
    const profile = openProfile({ profile: 'work' }, host.env);
    const source = commandInputs({}, host.env, { profile });
    expect(['client-id', 'destination'].map(source.value)).toEqual([profileClientId, 'x']);
  });
});

describe('an input', () => {
  const read = (host: FakeHost, flags: Record<string, unknown>, name: string) =>
    commandInputs(flags, host.env, { profile: openProfile(flags, host.env) }).value(name);

  test('of the six comes from the profile', () => {
    using host = hostWithProfile();
    for (const [name, text] of Object.entries(profileContent.inputs))
      expect(read(host, { profile: 'work' }, name)).toBe(text);
    expect(read(host, { profile: 'work' }, 'destination')).toBe(undefined);
  });

  test('comes from its flag, if there is one', () => {
    using host = hostWithProfile();
    const file = join(host.tempDir, 'token');
    writeFileSync(file, 'from a file');
    const flags = { profile: 'work', tenantId: 'organizations', refreshTokenFile: file };
    expect(read(host, flags, 'tenant-id')).toBe('organizations');
    expect(read(host, flags, 'refresh-token')).toBe('from a file');
  });

  test('comes from its variable or its file, if ONEDRIVE_PROFILE names the profile', () => {
    using host = hostWithProfile();
    const file = join(host.tempDir, 'token');
    writeFileSync(file, 'from a file');
    const variables = { ONEDRIVE_TENANT_ID: 'organizations', ONEDRIVE_REFRESH_TOKEN_FILE: file };
    Object.assign(host.env, { ONEDRIVE_PROFILE: 'work', ...variables });
    expect(read(host, {}, 'tenant-id')).toBe('organizations');
    expect(read(host, {}, 'refresh-token')).toBe('from a file');
    expect(read(host, {}, 'client-secret')).toBe('stored-secret');
  });

  test('comes from the profile if its variable, or that of its file, is empty', () => {
    using host = hostWithProfile();
    host.env.ONEDRIVE_PROFILE = 'work';
    for (const [name, text] of Object.entries(profileContent.inputs))
      for (const ending of ['', '_FILE']) {
        const variable = `ONEDRIVE_${name.toUpperCase().replace('-', '_')}${ending}`;
        host.env[variable] = '';
        expect([variable, read(host, {}, name)]).toEqual([variable, text]);
      }
  });

  test('refresh-token is not taken from the profile for an app that signs in as itself', () => {
    using host = hostWithProfile();
    expect(read(host, { profile: 'work', auth: 'app' }, 'refresh-token')).toBe(undefined);
  });
});
