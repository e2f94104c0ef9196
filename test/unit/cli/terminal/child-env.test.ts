import { afterEach, describe, expect, test } from 'vitest';
import { childEnvironment, isolateEnvironment } from '../../../../src/cli/terminal/child-env.ts';

describe('a child sees', () => {
  test.each([
    ['a desktop on Linux', 'PATH HOME USER SHELL DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR BROWSER'],
    ['its languages and folders', 'LANG LC_ALL LC_CTYPE XDG_CONFIG_HOME XDG_CURRENT_DESKTOP TMPDIR'],
    ['the keyring of gh, and where gh keeps things', 'DBUS_SESSION_BUS_ADDRESS GH_CONFIG_DIR GH_HOST'],
    [
      'Windows',
      'Path SystemRoot windir ComSpec PATHEXT APPDATA LOCALAPPDATA USERPROFILE ProgramFiles(x86) TEMP',
    ],
    ['Windows below Linux', 'WSL_DISTRO_NAME WSL_INTEROP'],
    ['a proxy', 'http_proxy HTTPS_PROXY no_proxy'],
  ])('%s', (_, names) => {
    const env = Object.fromEntries(names.split(' ').map((name) => [name, 'http://proxy:3128']));
    expect(childEnvironment(env)).toEqual(env);
  });
});

const secret = 'canary~secret';

describe('a child sees nothing of', () => {
  test.each([
    ['ours', 'ONEDRIVE_CLIENT_SECRET ONEDRIVE_REFRESH_TOKEN ONEDRIVE_CODE_VERIFIER ONEDRIVE_SHARE_PASSWORD'],
    ['where ours lie', 'ONEDRIVE_CLIENT_SECRET_FILE ONEDRIVE_TENANT_ID INPUT_CLIENT-SECRET'],
    ['other tools', 'GH_TOKEN GITHUB_TOKEN NPM_TOKEN AWS_SECRET_ACCESS_KEY ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    [
      'secrets of names that nobody foresees',
      'DB_PASS PGPASSWORD DATABASE_URL MY_APP_PAT SECRET_1 STATE_notes',
    ],
    [
      'what makes a program run something else',
      'LD_PRELOAD NODE_OPTIONS DYLD_INSERT_LIBRARIES SSH_AUTH_SOCK',
    ],
  ])('%s', (_, names) => {
    expect(childEnvironment(Object.fromEntries(names.split(' ').map((name) => [name, secret])))).toEqual({});
  });

  test('a proxy with a password', () => {
    const env = {
      HTTPS_PROXY: 'http://me:canary@proxy:3128',
      https_proxy: 'me@proxy',
      NO_PROXY: 'localhost',
    };
    expect(childEnvironment(env)).toEqual({ NO_PROXY: 'localhost' });
  });
});

describe('the environment of the process', () => {
  const before = { ...process.env };
  afterEach(() => Object.assign(process.env, before));

  test('is not changed, and allowed variables are passed on unchanged', () => {
    process.env.DB_PASS = secret;
    const whole = isolateEnvironment();
    expect(whole).toMatchObject({ DB_PASS: secret, PATH: before.PATH });
    expect(process.env.PATH).toBe(before.PATH);
    expect(JSON.stringify(process.env)).not.toContain(secret);
  });
});
