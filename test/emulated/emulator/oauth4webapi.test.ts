import { X509Certificate } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import { appCertificate } from '../../support/certificates.ts';
import { sendRequest, submitForm } from '../../support/official-clients.ts';

const origin = 'https://login.microsoftonline.com';
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
const redirectUri = 'http://localhost:8080';
const scope = 'Files.ReadWrite offline_access';

const open: Emulator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

/** The library as published; its server metadata is what discovery says of that tenant. */
async function setUp(account: 'personal' | 'business' = 'personal', tenant = 'common') {
  const emulator = await startEmulator({ account });
  open.push(emulator);
  const customFetch = (
    href: string,
    init: oauth.CustomFetchOptions<string, URLSearchParams | null | undefined>,
  ) =>
    sendRequest(emulator.url, href, {
      method: init.method,
      headers: init.headers,
      body: init.body?.toString(),
    });
  const network = { [oauth.customFetch]: customFetch };
  const issuer = new URL(`${origin}/${tenant}/v2.0`);
  // The issuer of `common` is a template, and an application has to say that it knows.
  const expected = tenant === 'common' ? new URL(`${origin}/{tenantid}/v2.0`) : issuer;
  const server = await oauth.processDiscoveryResponse(
    expected,
    await oauth.discoveryRequest(issuer, network),
  );
  const { clientId, clientSecret, publicClientId } = emulator.credentials;
  return {
    ...{ emulator, network, server },
    web: { client: { client_id: clientId }, proof: oauth.ClientSecretPost(clientSecret) },
    open: { client: { client_id: publicClientId }, proof: oauth.None() },
  };
}
type World = Awaited<ReturnType<typeof setUp>>;
type App = World['open'];

/** Authorize URL with PKCE, state and nonce, the page, and what the library makes of the answer. */
async function authorize(world: World, app: App, decision: 'allow' | 'deny' = 'allow', asked = scope) {
  const { server, emulator } = world;
  const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: app.client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: asked,
    state,
    nonce: 'no',
    prompt: 'select_account',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const landed = await submitForm(emulator.url, url.href, decision);
  return { verifier, callback: oauth.validateAuthResponse(server, app.client, landed, state) };
}

/** The code's exchange, unprocessed. */
async function exchange(world: World, app: App, asked = scope) {
  const { verifier, callback } = await authorize(world, app, 'allow', asked);
  const { server, network } = world;
  return oauth.authorizationCodeGrantRequest(
    ...([server, app.client, app.proof, callback, redirectUri, verifier, network] as const),
  );
}

/** client_credentials, processed. */
async function signInApp({ server, network, web }: World, proof: oauth.ClientAuth) {
  const parameters = new URLSearchParams({ scope: 'https://graph.microsoft.com/.default' });
  const answer = await oauth.clientCredentialsGrantRequest(server, web.client, proof, parameters, network);
  return oauth.processClientCredentialsResponse(server, web.client, answer);
}

describe('oauth4webapi against the emulated identity platform', () => {
  it('refreshes for both kinds of client, secret in the body or by Basic', async () => {
    const { emulator, network, server, web, open: app } = await setUp();
    const { refreshToken, publicRefreshToken, clientSecret } = emulator.credentials;
    const rounds = [
      { ...web, token: refreshToken },
      { ...web, proof: oauth.ClientSecretBasic(clientSecret), token: refreshToken },
      { ...app, token: publicRefreshToken },
    ];
    for (const { client, proof, token } of rounds) {
      const answer = await oauth.refreshTokenGrantRequest(server, client, proof, token, network);
      const tokens = await oauth.processRefreshTokenResponse(server, client, answer);
      expect(emulator.identity.isLiveRefreshToken(tokens.refresh_token ?? '')).toBe(true);
      expect(emulator.identity.caller(`Bearer ${tokens.access_token}`)).toHaveProperty('user', true);
    }
  });

  it('gets the platform’s refusal as an OAuth error', async () => {
    const { emulator, network, server, web } = await setUp('business');
    emulator.advance(90 * 24 * 3_600_000);
    const token = emulator.credentials.refreshToken;
    const answer = await oauth.refreshTokenGrantRequest(server, web.client, web.proof, token, network);
    await expect(oauth.processRefreshTokenResponse(server, web.client, answer)).rejects.toMatchObject({
      error: 'invalid_grant',
      error_description: expect.stringContaining('AADSTS700082'),
    });
  });

  it.each(['web', 'open'] as const)('signs in with code, PKCE and state: %s', async (kind) => {
    const world = await setUp();
    const app = world[kind];
    const answer = await exchange(world, app);
    const tokens = await oauth.processAuthorizationCodeResponse(world.server, app.client, answer);
    expect(tokens.scope).toBe('Files.ReadWrite');
    expect(world.emulator.identity.isLiveRefreshToken(tokens.refresh_token ?? '', app.client.client_id)).toBe(
      true,
    );
  });

  it('takes the ID token of a tenant, whose signature holds', async () => {
    const world = await setUp('personal', personalTenant);
    const { server, network, web } = world;
    const answer = await exchange(world, web, `openid profile ${scope}`);
    const expected = { expectedNonce: 'no', requireIdToken: true };
    const tokens = await oauth.processAuthorizationCodeResponse(server, web.client, answer, expected);
    await oauth.validateApplicationLevelSignature(server, answer, network);
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
      tid: personalTenant,
      name: 'Ada Emulated',
    });
  });

  it('hears of a declined consent', async () => {
    const world = await setUp();
    await expect(authorize(world, world.open, 'deny')).rejects.toMatchObject({ error: 'access_denied' });
  });

  it('signs in with a device code', async () => {
    const { emulator, network, server, open: app } = await setUp();
    const parameters = new URLSearchParams({ scope });
    const begun = await oauth.deviceAuthorizationRequest(server, app.client, app.proof, parameters, network);
    const device = await oauth.processDeviceAuthorizationResponse(server, app.client, begun);
    const poll = async () => {
      const answer = await oauth.deviceCodeGrantRequest(
        ...([server, app.client, app.proof, device.device_code, network] as const),
      );
      return oauth.processDeviceCodeResponse(server, app.client, answer);
    };
    await expect(poll()).rejects.toHaveProperty('error', 'authorization_pending');
    emulator.identity.decideDevice(device.user_code, 'allow');
    expect(await poll()).toHaveProperty('refresh_token');
  });

  it('signs an app in without a user, by secret', async () => {
    const world = await setUp('business', '00000000-0e4d-4000-8000-00000000c0de');
    const tokens = await signInApp(world, world.web.proof);
    expect(tokens.refresh_token).toBeUndefined();
    expect(world.emulator.identity.caller(`Bearer ${tokens.access_token}`)).toHaveProperty('user', false);
  });

  it.each(['RSA-PSS', 'RSASSA-PKCS1-v1_5'])('signs an app in by a certificate, with %s', async (name) => {
    const world = await setUp('business', '00000000-0e4d-4000-8000-00000000c0de');
    const { cert, key } = await appCertificate();
    world.emulator.identity.addCertificate(cert);
    const der = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const algorithm = { name, hash: 'SHA-256' };
    const signing = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
    const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '');
    const proof = oauth.PrivateKeyJwt(signing, {
      [oauth.modifyAssertion](header, payload) {
        header['x5t#S256'] = Buffer.from(fingerprint, 'hex').toString('base64url');
        payload.aud = world.server.token_endpoint ?? null;
      },
    });
    const tokens = await signInApp(world, proof);
    expect(world.emulator.identity.caller(`Bearer ${tokens.access_token}`)).toHaveProperty('user', false);
  });

  it('signs an app in by GitHub’s OIDC token', async () => {
    const world = await setUp('business', '00000000-0e4d-4000-8000-00000000c0de');
    const { identity, github } = world.emulator;
    const proof: oauth.ClientAuth = (_server, client, body) => {
      body.set('client_id', client.client_id);
      body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      body.set('client_assertion', github.oidc.mint('api://AzureADTokenExchange'));
    };
    await expect(signInApp(world, proof)).rejects.toMatchObject({ error: 'invalid_client', status: 401 });
    identity.addFederatedCredential({ subject: 'repo:octo-org/uploads:ref:refs/heads/main' });
    const tokens = await signInApp(world, proof);
    expect(identity.caller(`Bearer ${tokens.access_token}`)).toHaveProperty('user', false);
  });
});
