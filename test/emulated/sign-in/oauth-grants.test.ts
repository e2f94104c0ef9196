import { describe, expect, test } from 'vitest';
import { pollDeviceCode, requestDeviceCode } from '../../../src/auth/device-code.ts';
import {
  createPkceParameters,
  redeemAuthorizationCode,
  redeemRefreshToken,
} from '../../../src/auth/oauth.ts';
import { authorizeUrl } from '../../../src/auth/oauth-client.ts';
import { formatError } from '../../../src/core/errors.ts';
import { OAuthFixture } from '../../support/oauth-fixture.ts';
import { submitForm } from '../../support/official-clients.ts';

const scope = 'Files.ReadWrite offline_access';
const redirectUri = 'http://localhost:8080';

/** The public app; `common` is the tenant of the address and of the exchange. */
const publicContext = (here: OAuthFixture) => {
  const clientId = here.emulator.credentials.publicClientId;
  return here.oauthContext(here.identityInputs({ clientId, credential: 'none', tenantId: 'common' }));
};

/** What a browser comes back with once somebody pressed the button. */
async function code(here: OAuthFixture, oauth = publicContext(here)) {
  const attempt = await createPkceParameters();
  const url = authorizeUrl(oauth.client, { redirectUri, scope, extraParameters: {}, ...attempt });
  const landed = await submitForm(here.emulator.url, url);
  expect(landed.searchParams.get('state')).toBe(attempt.state);
  return { code: landed.searchParams.get('code') ?? '', redirectUri, verifier: attempt.verifier };
}

describe.each(['personal', 'business'] as const)('the code of a %s account', (account) => {
  test.each(['public', 'confidential'])('is redeemed by a %s client', async (kind) => {
    await using here = await OAuthFixture.open({ account });
    const oauth =
      kind === 'public'
        ? publicContext(here)
        : here.oauthContext(here.identityInputs({ tenantId: 'common' }));
    const grant = await redeemAuthorizationCode(oauth, await code(here, oauth));
    expect(grant.scope).toBe('Files.ReadWrite');
    expect(here.emulator.identity.isLiveRefreshToken(grant.refreshToken ?? '', oauth.client.clientId)).toBe(
      true,
    );
  });
});

describe('a code', () => {
  test('can be used once', async () => {
    await using here = await OAuthFixture.open();
    const ask = await code(here);
    await redeemAuthorizationCode(publicContext(here), ask);
    const failure = await redeemAuthorizationCode(publicContext(here), ask).catch(formatError);
    expect(failure).toContain('AADSTS54005');
    expect(failure).toContain('Start the sign-in again');
  });

  test('of another attempt is refused with what to do', async () => {
    await using here = await OAuthFixture.open();
    const ask = { ...(await code(here)), verifier: (await createPkceParameters()).verifier };
    expect(await redeemAuthorizationCode(publicContext(here), ask).catch(formatError)).toContain(
      'another attempt',
    );
  });

  test.each([
    ['is not sent again when the answer was lost', { kind: 'lost-reply' }, 1],
    ['is not sent again after a 502', { kind: 'status', status: 502 }, 1],
    ['is sent again after a 429', { kind: 'status', status: 429, retryAfter: '2' }, 2],
  ] as const)('%s', async (_, mishap, requests) => {
    await using here = await OAuthFixture.open();
    const ask = await code(here);
    const before = here.tokenRequests.length;
    here.emulator.addFault({ on: { surface: 'identity', method: 'POST' }, do: mishap });
    const outcome = await redeemAuthorizationCode(publicContext(here), ask).then(
      () => 2,
      () => 1,
    );
    expect([outcome, here.tokenRequests.length - before]).toEqual([requests, requests]);
  });
});

describe('a device', () => {
  test('waits for its user and signs in', async () => {
    await using here = await OAuthFixture.open();
    const oauth = publicContext(here);
    const device = await requestDeviceCode(oauth, { scope });
    expect(device).toMatchObject({ intervalMs: 5000, expiresAtMs: here.host.clock.now() + 900_000 });
    expect(device.message).toContain(device.userCode);
    expect(await pollDeviceCode(oauth, device)).toBe('pending');
    expect(await pollDeviceCode(oauth, device)).toBe('slow-down');
    here.emulator.identity.decideDevice(device.userCode, 'allow');
    expect(await pollDeviceCode(oauth, device)).toMatchObject({ scope: 'Files.ReadWrite' });
    expect(await pollDeviceCode(oauth, device).catch(formatError)).toContain('the device code is unknown');
  });

  test('gets a failure if the consent is declined', async () => {
    await using here = await OAuthFixture.open();
    const oauth = publicContext(here);
    const device = await requestDeviceCode(oauth, { scope });
    here.emulator.identity.decideDevice(device.userCode, 'deny');
    expect(await pollDeviceCode(oauth, device).catch(formatError)).toContain('the consent was declined');
  });

  test('gets a failure if its code expires', async () => {
    await using here = await OAuthFixture.open();
    const oauth = publicContext(here);
    const device = await requestDeviceCode(oauth, { scope });
    here.host.clock.advance(900_000);
    expect(await pollDeviceCode(oauth, device).catch(formatError)).toContain('the device code has expired');
  });

  test('continues after temporary errors', async () => {
    await using here = await OAuthFixture.open();
    const oauth = publicContext(here);
    const device = await requestDeviceCode(oauth, { scope });
    here.emulator.addFault({
      on: { surface: 'identity' },
      times: 2,
      do: { kind: 'status', status: 503, body: '<html>' },
    });
    expect(await pollDeviceCode(oauth, device)).toBe('pending');
  });

  test('is not supported by the legacy service', async () => {
    await using here = await OAuthFixture.open({ account: 'personal' });
    const oauth = here.oauthContext(here.identityInputs({ authority: 'live' }));
    await expect(requestDeviceCode(oauth, { scope })).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('the legacy sign-in of personal accounts', () => {
  const live = (here: OAuthFixture) =>
    here.identityInputs({ authority: 'live', redirectUri: 'https://login.live.com/oauth20_desktop.srf' });

  test('renews with its redirect URI, also if the token type is in lower case', async () => {
    await using here = await OAuthFixture.open({ account: 'personal' });
    const token = await here.signIn(live(here));
    expect(here.callerKind(await token.getAccessToken())).toBe('user');
    expect(here.tokenRequests.map(({ host, path }) => `${host}${path}`)).toEqual([
      'login.live.com/oauth20_token.srf',
    ]);
    expect(here.rotatedTokens).toHaveLength(1);
  });

  test('redeems a code from the blank page', async () => {
    await using here = await OAuthFixture.open({ account: 'personal' });
    const oauth = here.oauthContext(live(here));
    const attempt = await createPkceParameters();
    const redirect = 'https://login.live.com/oauth20_desktop.srf';
    const url = authorizeUrl(oauth.client, {
      ...attempt,
      redirectUri: redirect,
      scope: 'wl.offline_access Files.ReadWrite',
      extraParameters: {},
    });
    const landed = await submitForm(here.emulator.url, url);
    const text = landed.searchParams.get('code') ?? '';
    const grant = await redeemAuthorizationCode(oauth, {
      code: text,
      redirectUri: redirect,
      verifier: attempt.verifier,
    });
    expect(
      await redeemRefreshToken(oauth, { refreshToken: grant.refreshToken ?? '', scope: undefined }),
    ).toHaveProperty('accessToken');
  });

  test('continues without a secret that a public client must not send', async () => {
    await using here = await OAuthFixture.open({ account: 'personal' });
    const { publicClientId: clientId, publicRefreshToken: refreshToken } = here.emulator.credentials;
    await here.signIn({ ...live(here), clientId, refreshToken });
    expect(here.host.warnings.join()).toContain('Remove client-secret');
  });

  test('refuses an expired token with the command that gets a new one', async () => {
    await using here = await OAuthFixture.open({ account: 'personal' });
    here.emulator.identity.expireRefreshTokens();
    const failure = await here.signIn(live(here)).catch(formatError);
    expect(failure).toContain(`login --client-id ${here.emulator.credentials.clientId} --authority live`);
  });
});
