import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loginVerb } from '../../../src/cli/commands/login.ts';
import { loginTimeoutMs } from '../../../src/cli/login/login-timeout.ts';
import { appCertificate } from '../../support/certificates.ts';
import { CliFixture, completeSignInForms, followSignIn } from '../../support/cli-fixture.ts';

const nativeclient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';

/** Signs in, reading the address that the log tells, and pastes what `pasted` makes of where it ended. */
function pasting(seat: CliFixture, pasted: (landing: string) => string = (landing) => landing): CliFixture {
  seat.line = async () => pasted(await completeSignInForms(seat.printedUrl));
  return seat;
}

describe('--paste', () => {
  test.each([
    ['the whole address', (landing: string) => landing],
    ['the bare code', (landing: string) => new URL(landing).searchParams.get('code') ?? ''],
    ['the code as it stands in the address', (landing: string) => /code=([^&]+)/.exec(landing)?.[1] ?? ''],
  ])('accepts %s, without an open port', async (_, pasted) => {
    for (const account of ['personal', 'business'] as const) {
      await using seat = pasting(await CliFixture.open({ account }), pasted);
      await loginVerb({ paste: true, print: true }, seat);
      expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
      expect(new URL(seat.printedUrl).searchParams.get('redirect_uri')).toBe('http://localhost:8080');
    }
  });

  test('accepts the address of the nativeclient page, also of a confidential client', async () => {
    await using seat = pasting((await CliFixture.open()).confidential());
    await loginVerb({ paste: true, print: true, redirectUri: nativeclient }, seat);
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  });

  test('is the default if the redirect URI is not on this machine', async () => {
    await using seat = pasting(await CliFixture.open());
    await loginVerb({ print: true, redirectUri: nativeclient }, seat);
    expect(seat.printed).toHaveLength(1);
  });

  test('asks again on a terminal, and shows what was wrong', async () => {
    await using seat = await CliFixture.open();
    const answers = ['https://login.microsoftonline.com/common/wrongplace', 'http://localhost:8080/?state=x'];
    seat.withAnswers({
      'Client secret': '',
      'end of the sign-in': async () => answers.shift() ?? completeSignInForms(seat.printedUrl),
      'Store this': true,
    });
    await loginVerb({ paste: true, print: true }, seat);
    expect(seat.host.warnings.join('\n')).toContain('/wrongplace');
    expect(seat.host.warnings.join('\n')).toContain('another sign-in');
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  });

  test('fails with the text of a refusal', async () => {
    await using seat = await CliFixture.open();
    seat.line = async () => completeSignInForms(seat.printedUrl, 'deny');
    await expect(loginVerb({ paste: true, print: true }, seat)).rejects.toThrow(/access_denied/);
  });

  test('stops waiting after some time', async () => {
    await using seat = await CliFixture.open();
    seat.line = () => new Promise(() => {});
    const signingIn = loginVerb({ paste: true, print: true }, seat);
    await seat.host.clock.watched(loginTimeoutMs);
    seat.host.clock.advance(loginTimeoutMs);
    await expect(signingIn).rejects.toMatchObject({ kind: 'sign-in' });
  });
});

describe('--device', () => {
  /** Enters the code on the page that the log names, after so many polls. */
  const entering = (seat: CliFixture, decision: 'allow' | 'deny', polls = 2) => {
    seat.host.clock.onSleep = () => {
      if (seat.host.clock.waits.length !== polls) return;
      const code = /enter the code (\w+)/.exec(seat.host.lines.join('\n'))?.[1] ?? '';
      seat.emulator.identity.decideDevice(code, decision);
    };
    return seat;
  };
  const open = async () => {
    const seat = await CliFixture.open();
    seat.host.clock.onSleep = () => {};
    return seat;
  };

  test('signs in after the code was entered on another machine', async () => {
    await using seat = entering(await open(), 'allow');
    await loginVerb({ device: true, print: true }, seat);
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
    expect(seat.host.lines.join('\n')).toContain('/common/oauth2/deviceauth');
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
    await using seat = entering(await open(), 'allow', 3);
    const slow = { error: 'slow_down', error_description: 'AADSTS70016: slower', error_codes: [70016] };
    seat.emulator.addFault({
      on: { surface: 'identity', path: '/token' },
      do: { kind: 'status', status: 400, body: slow },
    });
    await loginVerb({ device: true, print: true }, seat);
    expect(seat.host.clock.waits.slice(0, 2)).toEqual([5000, 10_000]);
  });

  test('is not supported by login.live.com', async () => {
    await using seat = await open();
    await expect(loginVerb({ device: true, print: true, authority: 'live' }, seat)).rejects.toMatchObject({
      kind: 'usage',
    });
  });
});

describe('--authority live', () => {
  test('uses the legacy page, whose address is pasted', async () => {
    await using seat = pasting((await CliFixture.open()).confidential());
    await loginVerb({ authority: 'live', print: true }, seat);
    const told = new URL(seat.printedUrl);
    expect(told.pathname).toBe('/oauth20_authorize.srf');
    expect(told.searchParams.get('redirect_uri')).toBe('https://login.live.com/oauth20_desktop.srf');
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
    const paths = seat.emulator.requestLog
      .filter(({ surface }) => surface === 'identity')
      .map(({ path }) => path);
    expect(paths.some((path) => path.startsWith('/oauth20_token.srf'))).toBe(true);
  });

  test('returns to this machine if a port is named', async () => {
    await using seat = await CliFixture.open();
    seat.browser = followSignIn;
    await seat.login({ authority: 'live', print: true });
    expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
  });
});

test.each([
  ['us-gov', 'login.microsoftonline.us'],
  ['china', 'login.partner.microsoftonline.cn'],
])('--cloud %s requests the token from that cloud', async (cloud, name) => {
  await using seat = await CliFixture.open({ account: 'business' });
  seat.browser = followSignIn;
  await seat.login({ cloud, tenantId: 'organizations', print: true });
  const token = seat.emulator.requestLog.filter(({ path }) => path.includes('/token'));
  expect(token.map(({ host }) => host)).toEqual([name]);
  expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
});

test('a certificate replaces the secret', async () => {
  await using seat = (await CliFixture.open({ account: 'business' })).confidential();
  seat.host.env.ONEDRIVE_CLIENT_SECRET = '';
  seat.browser = followSignIn;
  const { cert, key } = await appCertificate();
  const pem = `${cert}\n${key}`;
  seat.emulator.identity.addCertificate(pem);
  const file = join(seat.host.cwd, 'certificate.pem');
  writeFileSync(file, pem, { mode: 0o600 });
  await seat.login({ clientCertificateFile: file, tenantId: 'organizations', print: true });
  expect(seat.emulator.identity.isLiveRefreshToken(seat.printed[0] ?? '')).toBe(true);
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
  await using seat = await CliFixture.open();
  await expect(loginVerb({ print: true, ...flags }, seat)).rejects.toThrow(words);
  await expect(loginVerb({ print: true, ...flags }, seat)).rejects.toMatchObject({ kind: 'usage' });
  expect(seat.emulator.requestLog).toEqual([]);
});
