import * as oauth from 'oauth4webapi';
import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { send } from './official.ts';

const issuer = 'https://login.microsoftonline.com/common/v2.0';
const base = 'https://login.microsoftonline.com/common/oauth2/v2.0';
const server: oauth.AuthorizationServer = {
  issuer,
  authorization_endpoint: `${base}/authorize`,
  token_endpoint: `${base}/token`,
  device_authorization_endpoint: `${base}/devicecode`,
};
const redirectUri = 'http://localhost:8080';
const scope = 'Files.ReadWrite offline_access';

const open: Emulator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

async function setUp(account: 'personal' | 'business' = 'personal') {
  const emulator = await startEmulator({ account });
  open.push(emulator);
  const customFetch = (
    href: string,
    init: oauth.CustomFetchOptions<string, URLSearchParams | null | undefined>,
  ) => send(emulator.url, href, { method: init.method, headers: init.headers, body: init.body?.toString() });
  const { clientId, clientSecret, publicClientId } = emulator.credentials;
  return {
    emulator,
    network: { [oauth.customFetch]: customFetch },
    web: { client: { client_id: clientId }, proof: oauth.ClientSecretPost(clientSecret) },
    open: { client: { client_id: publicClientId }, proof: oauth.None() },
  };
}

describe('oauth4webapi against the emulated identity platform', () => {
  it('refreshes for both kinds of client, secret in the body or by Basic', async () => {
    const { emulator, network, web, open: app } = await setUp();
    const { refreshToken, publicRefreshToken, clientSecret } = emulator.credentials;
    const rounds = [
      { ...web, token: refreshToken },
      { ...web, proof: oauth.ClientSecretBasic(clientSecret), token: refreshToken },
      { ...app, token: publicRefreshToken },
    ];
    for (const { client, proof, token } of rounds) {
      const answer = await oauth.refreshTokenGrantRequest(server, client, proof, token, network);
      const tokens = await oauth.processRefreshTokenResponse(server, client, answer);
      expect(emulator.identity.knows(tokens.refresh_token ?? '')).toBe(true);
      expect(emulator.identity.caller(`Bearer ${tokens.access_token}`)).toHaveProperty('user', true);
    }
  });

  it('gets the platform’s refusal as an OAuth error', async () => {
    const { emulator, network, web } = await setUp('business');
    emulator.advance(90 * 24 * 3_600_000);
    const token = emulator.credentials.refreshToken;
    const answer = await oauth.refreshTokenGrantRequest(server, web.client, web.proof, token, network);
    await expect(oauth.processRefreshTokenResponse(server, web.client, answer)).rejects.toMatchObject({
      error: 'invalid_grant',
      error_description: expect.stringContaining('AADSTS700082'),
    });
  });

  it('signs in with code, PKCE and state', async () => {
    const { emulator, network, web } = await setUp();
    const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      client_id: web.client.client_id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope,
      state,
      prompt: 'select_account',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const back = await send(emulator.url, url.href, { method: 'POST', headers, body: 'decision=allow' });
    const landed = new URL(back.headers.get('location') ?? '');
    const callback = oauth.validateAuthResponse(server, web.client, landed, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      web.client,
      web.proof,
      callback,
      redirectUri,
      verifier,
      network,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, web.client, answer);
    expect(tokens.scope).toBe('Files.ReadWrite');
    expect(emulator.identity.knows(tokens.refresh_token ?? '', web.client.client_id)).toBe(true);
  });

  it('signs in with a device code', async () => {
    const { emulator, network, open: app } = await setUp();
    const parameters = new URLSearchParams({ scope });
    const begun = await oauth.deviceAuthorizationRequest(server, app.client, app.proof, parameters, network);
    const device = await oauth.processDeviceAuthorizationResponse(server, app.client, begun);
    const poll = async () => {
      const answer = await oauth.deviceCodeGrantRequest(
        server,
        app.client,
        app.proof,
        device.device_code,
        network,
      );
      return oauth.processDeviceCodeResponse(server, app.client, answer);
    };
    await expect(poll()).rejects.toHaveProperty('error', 'authorization_pending');
    emulator.identity.decideDevice(device.user_code, 'allow');
    expect(await poll()).toHaveProperty('refresh_token');
  });

  it('signs an app in without a user', async () => {
    const { emulator, network, web } = await setUp('business');
    const tenant = emulator.credentials.tenantId;
    const here = { ...server, token_endpoint: `${base.replace('common', tenant)}/token` };
    const parameters = new URLSearchParams({ scope: 'https://graph.microsoft.com/.default' });
    const answer = await oauth.clientCredentialsGrantRequest(
      here,
      web.client,
      web.proof,
      parameters,
      network,
    );
    const tokens = await oauth.processClientCredentialsResponse(here, web.client, answer);
    expect(tokens.refresh_token).toBeUndefined();
    expect(emulator.identity.caller(`Bearer ${tokens.access_token}`)).toHaveProperty('user', false);
  });

  it('finds the endpoints by discovery of a tenant', async () => {
    const { network } = await setUp('personal');
    const tenant = new URL('https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0');
    const answer = await oauth.discoveryRequest(tenant, network);
    const found = await oauth.processDiscoveryResponse(tenant, answer);
    expect(found.token_endpoint).toContain('/oauth2/v2.0/token');
  });
});
