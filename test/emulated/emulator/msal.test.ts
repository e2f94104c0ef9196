import { X509Certificate } from 'node:crypto';
import {
  ConfidentialClientApplication,
  CryptoProvider,
  type NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import { appCertificate } from '../../support/certificates.ts';
import { officialFetch, submitForm, submitFormAndPost } from '../../support/official-clients.ts';

const scopes = ['Files.ReadWrite'];
const appScopes = ['https://graph.microsoft.com/.default'];
const redirectUri = 'http://localhost:8080';
const realFetch = globalThis.fetch;

let emulator: Emulator | undefined;
afterEach(async () => {
  vi.unstubAllGlobals();
  await emulator?.close();
});

/**
 * MSAL as published, with its own HTTP client: only the names of Microsoft's hosts lead to the emulator. For these
 * it asks no discovery document, but a list of its own.
 */
async function setUp(account: 'personal' | 'business' = 'business', tenant?: string) {
  emulator = await startEmulator({ account });
  const { url, credentials } = emulator;
  vi.stubGlobal('fetch', officialFetch(url));
  const authority = `https://login.microsoftonline.com/${tenant ?? credentials.tenantId}`;
  return {
    ...{ emulator, credentials, authority },
    open: new PublicClientApplication({ auth: { clientId: credentials.publicClientId, authority } }),
    web: (proof: Omit<NodeAuthOptions, 'clientId'> = { clientSecret: credentials.clientSecret }) =>
      new ConfidentialClientApplication({ auth: { clientId: credentials.clientId, authority, ...proof } }),
    graphKnows: (accessToken = '') => emulator?.identity.caller(`Bearer ${accessToken}`),
  };
}
type World = Awaited<ReturnType<typeof setUp>>;

/** Authorize URL, page, code, exchange: with PKCE and a nonce, as MSAL's samples do it. */
async function signIn({ emulator }: World, app: PublicClientApplication | ConfidentialClientApplication) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const request = { scopes, redirectUri, state: 'st', nonce: 'no' };
  const pkce = { codeChallenge: challenge, codeChallengeMethod: 'S256' };
  const landed = await submitForm(emulator.url, await app.getAuthCodeUrl({ ...request, ...pkce }));
  const code = landed.searchParams.get('code') ?? '';
  return app.acquireTokenByCode({ ...request, code, codeVerifier: verifier });
}

describe('@azure/msal-node against the emulated identity platform', () => {
  it.each([
    ['a company', 'business', undefined],
    ['common', 'business', 'common'],
    ['a personal account under common', 'personal', 'common'],
    ['consumers', 'personal', 'consumers'],
  ] as const)('signs in by code, public and confidential: %s', async (_, account, tenant) => {
    const world = await setUp(account, tenant);
    for (const app of [world.open, world.web()]) {
      const result = await signIn(world, app);
      const username = account === 'personal' ? 'ada@outlook.com' : 'ada@contoso.com';
      expect(result.account).toMatchObject({ username, name: 'Ada Emulated' });
      expect(result.scopes).toContain('Files.ReadWrite');
      expect(world.graphKnows(result.accessToken)).toMatchObject({ user: true, scopes });
    }
  });

  it('answers silently: from its cache, then by the refresh token it keeps', async () => {
    const world = await setUp();
    const { account, accessToken } = await signIn(world, world.open);
    if (!account) throw new Error('no account');
    const cached = await world.open.acquireTokenSilent({ account, scopes });
    expect(cached).toMatchObject({ fromCache: true, accessToken });
    const fresh = await world.open.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(fresh.fromCache).toBe(false);
    expect(fresh.accessToken).not.toBe(accessToken);
    expect(world.graphKnows(fresh.accessToken)).toHaveProperty('user', true);
  });

  it('is asked to sign in again once the refresh token has died', async () => {
    const world = await setUp();
    const { account } = await signIn(world, world.open);
    if (!account) throw new Error('no account');
    world.emulator.advance(90 * 24 * 3_600_000);
    const asked = world.open.acquireTokenSilent({ account, scopes, forceRefresh: true });
    await expect(asked).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      errorCode: 'invalid_grant',
    });
  });

  it('redeems a refresh token from elsewhere, public and confidential', async () => {
    const { open, web, credentials, graphKnows } = await setUp('personal', 'common');
    const { refreshToken, publicRefreshToken } = credentials;
    const rounds = [
      { app: open, refreshToken: publicRefreshToken },
      { app: web(), refreshToken },
    ];
    for (const { app, refreshToken } of rounds) {
      const result = await app.acquireTokenByRefreshToken({ refreshToken, scopes });
      expect(graphKnows(result?.accessToken)).toMatchObject({ user: true, scopes });
    }
  });

  it('signs in with a device code', async () => {
    const { open, emulator, graphKnows } = await setUp();
    const result = await open.acquireTokenByDeviceCode({
      scopes,
      deviceCodeCallback: ({ userCode }) => emulator.identity.decideDevice(userCode, 'allow'),
    });
    expect(graphKnows(result?.accessToken)).toMatchObject({ user: true, scopes });
  });

  it('signs in interactively, over a listener on a port of its own', async () => {
    const { open, emulator, graphKnows } = await setUp();
    const result = await open.acquireTokenInteractive({
      scopes,
      async openBrowser(url) {
        await submitFormAndPost(emulator.url, url);
      },
    });
    expect(graphKnows(result.accessToken)).toMatchObject({ user: true, scopes });
  });

  it('hears of a declined consent', async () => {
    const { open, emulator } = await setUp();
    const asked = open.acquireTokenInteractive({
      scopes,
      async openBrowser(url) {
        await submitFormAndPost(emulator.url, url, 'deny');
      },
    });
    await expect(asked).rejects.toMatchObject({ errorCode: 'access_denied' });
  });

  it('signs an app in by secret, and is refused with another', async () => {
    const { web, graphKnows } = await setUp();
    const result = await web().acquireTokenByClientCredential({ scopes: appScopes });
    expect(graphKnows(result?.accessToken)).toMatchObject({ user: false, roles: expect.any(Array) });
    const wrong = web({ clientSecret: 'emulator.wrong' }).acquireTokenByClientCredential({
      scopes: appScopes,
    });
    await expect(wrong).rejects.toMatchObject({ errorCode: 'invalid_client', errorNo: 7000215 });
  });

  it('signs an app in by certificate, under either thumbprint', async () => {
    const { web, emulator, graphKnows } = await setUp();
    const { cert, key: privateKey } = await appCertificate();
    const { fingerprint, fingerprint256 } = new X509Certificate(cert);
    const bare = (text: string) => text.replaceAll(':', '');
    const proofs = [
      { clientCertificate: { thumbprintSha256: bare(fingerprint256), privateKey } },
      { clientCertificate: { thumbprint: bare(fingerprint), privateKey } },
    ];
    const unknown = web(proofs[0]).acquireTokenByClientCredential({ scopes: appScopes });
    await expect(unknown).rejects.toMatchObject({ errorNo: 700027 });
    emulator.identity.addCertificate(cert);
    for (const proof of proofs) {
      const result = await web(proof).acquireTokenByClientCredential({ scopes: appScopes });
      expect(graphKnows(result?.accessToken)).toHaveProperty('user', false);
    }
  });

  it('signs users in for an app with a certificate', async () => {
    const world = await setUp('business', 'common');
    const { cert, key: privateKey } = await appCertificate();
    world.emulator.identity.addCertificate(cert);
    const thumbprintSha256 = new X509Certificate(cert).fingerprint256.replaceAll(':', '');
    const app = world.web({ clientCertificate: { thumbprintSha256, privateKey } });
    expect(world.graphKnows((await signIn(world, app)).accessToken)).toHaveProperty('user', true);
    const { refreshToken } = world.credentials;
    const again = await app.acquireTokenByRefreshToken({ refreshToken, scopes });
    expect(world.graphKnows(again?.accessToken)).toHaveProperty('user', true);
  });

  it('signs an app in by GitHub’s OIDC token', async () => {
    const { web, emulator, graphKnows } = await setUp();
    const { oidc } = emulator.github;
    const mint = async () => {
      const headers = { authorization: `Bearer ${oidc.requestToken}` };
      const answer = await realFetch(`${oidc.url}&audience=api%3A%2F%2FAzureADTokenExchange`, { headers });
      return String(Object(await answer.json()).value);
    };
    const ask = () => web({ clientAssertion: mint }).acquireTokenByClientCredential({ scopes: appScopes });
    emulator.identity.addFederatedCredential({ subject: 'repo:octo-org/uploads:environment:production' });
    await expect(ask()).rejects.toMatchObject({ errorNo: 700213 });
    oidc.job.environment = 'production';
    expect(graphKnows((await ask())?.accessToken)).toHaveProperty('user', false);
  });
});
