import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loginVerb } from '../../../src/cli/commands/login.ts';
import { loginTimeoutMs } from '../../../src/cli/login/login-timeout.ts';
import { appCertificate } from '../../support/certificates.ts';
import { CliFixture, completeSignInForms, followSignIn } from '../../support/cli-fixture.ts';

const nativeclient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';

/** Signs in, reading the address that the log tells, and pastes what `pasted` makes of where it ended. */
function pasting(
  cliFixture: CliFixture,
  pasted: (landing: string) => string = (landing) => landing,
): CliFixture {
  cliFixture.line = async () => pasted(await completeSignInForms(cliFixture.printedUrl));
  return cliFixture;
}

describe('--paste', () => {
  test.each([
    ['the whole address', (landing: string) => landing],
    ['the bare code', (landing: string) => new URL(landing).searchParams.get('code') ?? ''],
    ['the code as it stands in the address', (landing: string) => /code=([^&]+)/.exec(landing)?.[1] ?? ''],
  ])('accepts %s, without an open port', async (_, pasted) => {
    for (const account of ['personal', 'business'] as const) {
      await using cliFixture = pasting(await CliFixture.open({ account }), pasted);
      await loginVerb({ paste: true, print: true }, cliFixture);
      expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
      expect(new URL(cliFixture.printedUrl).searchParams.get('redirect_uri')).toBe('http://localhost:8080');
    }
  });

  test('accepts the address of the nativeclient page, also of a confidential client', async () => {
    await using cliFixture = pasting((await CliFixture.open()).confidential());
    await loginVerb({ paste: true, print: true, redirectUri: nativeclient }, cliFixture);
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  });

  test('is the default if the redirect URI is not on this machine', async () => {
    await using cliFixture = pasting(await CliFixture.open());
    await loginVerb({ print: true, redirectUri: nativeclient }, cliFixture);
    expect(cliFixture.printed).toHaveLength(1);
  });

  test('asks again on a terminal, and shows what was wrong', async () => {
    await using cliFixture = await CliFixture.open();
    const answers = ['https://login.microsoftonline.com/common/wrongplace', 'http://localhost:8080/?state=x'];
    cliFixture.withAnswers({
      'Client secret': '',
      'end of the sign-in': async () => answers.shift() ?? completeSignInForms(cliFixture.printedUrl),
      'Store this': true,
    });
    await loginVerb({ paste: true, print: true }, cliFixture);
    expect(cliFixture.host.warnings.join('\n')).toContain('/wrongplace');
    expect(cliFixture.host.warnings.join('\n')).toContain('another sign-in');
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  });

  test('fails with the text of a refusal', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.line = async () => completeSignInForms(cliFixture.printedUrl, 'deny');
    await expect(loginVerb({ paste: true, print: true }, cliFixture)).rejects.toThrow(/access_denied/);
  });

  test('stops waiting after some time', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.line = () => new Promise(() => {});
    const signingIn = loginVerb({ paste: true, print: true }, cliFixture);
    await cliFixture.host.clock.watched(loginTimeoutMs);
    cliFixture.host.clock.advance(loginTimeoutMs);
    await expect(signingIn).rejects.toMatchObject({ kind: 'sign-in' });
  });
});

describe('--device', () => {
  /** Enters the code on the page that the log names, after so many polls. */
  const entering = (cliFixture: CliFixture, decision: 'allow' | 'deny', polls = 2) => {
    cliFixture.host.clock.onSleep = () => {
      if (cliFixture.host.clock.waits.length !== polls) return;
      const code = /enter the code (\w+)/.exec(cliFixture.host.lines.join('\n'))?.[1] ?? '';
      cliFixture.emulator.identity.decideDevice(code, decision);
    };
    return cliFixture;
  };
  const open = async () => {
    const cliFixture = await CliFixture.open();
    cliFixture.host.clock.onSleep = () => {};
    return cliFixture;
  };

  test('signs in after the code was entered on another machine', async () => {
    await using cliFixture = entering(await open(), 'allow');
    await loginVerb({ device: true, print: true }, cliFixture);
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
    expect(cliFixture.host.lines.join('\n')).toContain('/common/oauth2/deviceauth');
  });

  test('fails if it is declined or if nobody enters the code', async () => {
    await using declined = entering(await open(), 'deny');
    await expect(loginVerb({ device: true, print: true }, declined)).rejects.toMatchObject({
      kind: 'sign-in',
    });
    await using alone = await open();
    await expect(loginVerb({ device: true, print: true }, alone)).rejects.toMatchObject({ kind: 'sign-in' });
    expect(alone.host.clock.waits.length).toBeGreaterThan(50);
  });

  test('waits longer if the service asks it to slow down', async () => {
    await using cliFixture = entering(await open(), 'allow', 3);
    const slow = { error: 'slow_down', error_description: 'AADSTS70016: slower', error_codes: [70016] };
    cliFixture.emulator.addFault({
      on: { surface: 'identity', path: '/token' },
      do: { kind: 'status', status: 400, body: slow },
    });
    await loginVerb({ device: true, print: true }, cliFixture);
    expect(cliFixture.host.clock.waits.slice(0, 2)).toEqual([5000, 10_000]);
  });

  test('is not supported by login.live.com', async () => {
    await using cliFixture = await open();
    await expect(
      loginVerb({ device: true, print: true, authority: 'live' }, cliFixture),
    ).rejects.toMatchObject({
      kind: 'usage',
    });
  });
});

describe('--authority live', () => {
  test('uses the legacy page, whose address is pasted', async () => {
    await using cliFixture = pasting((await CliFixture.open()).confidential());
    await loginVerb({ authority: 'live', print: true }, cliFixture);
    const told = new URL(cliFixture.printedUrl);
    expect(told.pathname).toBe('/oauth20_authorize.srf');
    expect(told.searchParams.get('redirect_uri')).toBe('https://login.live.com/oauth20_desktop.srf');
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
    const paths = cliFixture.emulator.requestLog
      .filter(({ surface }) => surface === 'identity')
      .map(({ path }) => path);
    expect(paths.some((path) => path.startsWith('/oauth20_token.srf'))).toBe(true);
  });

  test('returns to this machine if a port is named', async () => {
    await using cliFixture = await CliFixture.open();
    cliFixture.browser = followSignIn;
    await cliFixture.login({ authority: 'live', print: true });
    expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
  });
});

test.each([
  ['us-gov', 'login.microsoftonline.us'],
  ['china', 'login.partner.microsoftonline.cn'],
])('--cloud %s requests the token from that cloud', async (cloud, name) => {
  await using cliFixture = await CliFixture.open({ account: 'business' });
  cliFixture.browser = followSignIn;
  await cliFixture.login({ cloud, tenantId: 'organizations', print: true });
  const token = cliFixture.emulator.requestLog.filter(({ path }) => path.includes('/token'));
  expect(token.map(({ host }) => host)).toEqual([name]);
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
});

test('a certificate replaces the secret', async () => {
  await using cliFixture = (await CliFixture.open({ account: 'business' })).confidential();
  cliFixture.host.env.ONEDRIVE_CLIENT_SECRET = '';
  cliFixture.browser = followSignIn;
  const { cert, key } = await appCertificate();
  const pem = `${cert}\n${key}`;
  cliFixture.emulator.identity.addCertificate(pem);
  const file = join(cliFixture.host.cwd, 'certificate.pem');
  writeFileSync(file, pem, { mode: 0o600 });
  await cliFixture.login({ clientCertificateFile: file, tenantId: 'organizations', print: true });
  expect(cliFixture.emulator.identity.isLiveRefreshToken(cliFixture.printed[0] ?? '')).toBe(true);
});

test.each([
  ['both ways at once', { paste: true, device: true }, /do not go together/],
  ['no port', { port: 'http' }, /--port is "http"/],
  ['a port beyond', { port: '70000' }, /1 to 65535/],
  ['two ports', { port: '9000', redirectUri: 'http://localhost:8080' }, /both name a port/],
  ['a client ID that is none', { clientId: 'my-app' }, /client-id is not a GUID/],
  ['a real client ID', { clientId: '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f' }, /not from the emulator/],
  ['GitHub’s token as a proof', { credential: 'oidc' }, /works only in jobs/],
  ['live in another cloud', { authority: 'live', cloud: 'china' }, /only with cloud: global/],
  ['a parameter without value', { param: ['login_hint'] }, /name=value/],
  ['a secret in the address', { param: ['client_secret=x'] }, /contains a secret/],
  ['a fragment that nobody hears', { param: ['response_mode=fragment'] }, /--paste/],
])('%s is refused before anything is sent', async (_, flags, words) => {
  await using cliFixture = await CliFixture.open();
  await expect(loginVerb({ print: true, ...flags }, cliFixture)).rejects.toThrow(words);
  await expect(loginVerb({ print: true, ...flags }, cliFixture)).rejects.toMatchObject({ kind: 'usage' });
  expect(cliFixture.emulator.requestLog).toEqual([]);
});
