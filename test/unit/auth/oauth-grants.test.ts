/** What each grant sends, with each proof, and what is made of the answer. */
import { constants, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseClientCertificate } from '../../../src/auth/certificate.ts';
import { redeemAuthorizationCode, redeemRefreshToken, requestAppToken } from '../../../src/auth/oauth.ts';
import { ServiceFailure } from '../../../src/core/errors.ts';
import { appCertificate } from '../../support/certificates.ts';
import { fakeOAuthContext, liveClient } from '../../support/fake-oauth-context.ts';
import { errorResponse, publicClientInputs, tokenResponse } from '../../support/fake-sign-in.ts';

const { clientId } = publicClientInputs;
const redirectUri = 'http://localhost:8400';
const scope = 'https://graph.microsoft.com/.default';
const renewal = { refreshToken: 'refresh-0', scope: undefined };
const redeemed = { code: 'code-1', redirectUri };

describe('a refresh token', () => {
  const sent = { client_id: clientId, grant_type: 'refresh_token', refresh_token: 'refresh-0' };

  test('is redeemed without a scope if none is set', async () => {
    using here = fakeOAuthContext({ redirectUri });
    await redeemRefreshToken(here.oauth, renewal);
    expect(here.forms).toEqual([sent]);
    expect(here.asked[0]).toMatchObject({
      method: 'POST',
      url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      headers: { 'content-type': expect.stringContaining('application/x-www-form-urlencoded') },
    });
  });

  test('is redeemed for the scope that is set', async () => {
    using here = fakeOAuthContext();
    await redeemRefreshToken(here.oauth, { ...renewal, scope: 'Files.ReadWrite offline_access' });
    expect(here.forms).toEqual([{ ...sent, scope: 'Files.ReadWrite offline_access' }]);
  });

  test('is sent with the redirect URI with authority live', async () => {
    using here = fakeOAuthContext({ ...liveClient, redirectUri });
    await redeemRefreshToken(here.oauth, renewal);
    expect(here.forms).toEqual([{ ...sent, redirect_uri: redirectUri }]);
    expect(here.asked[0]?.url).toBe('https://login.live.com/oauth20_token.srf');
  });
});

describe('a grant', () => {
  test('contains everything that the service sent', async () => {
    using here = fakeOAuthContext({}, (number) =>
      tokenResponse(number, { refresh_token: 'refresh-1', expires_in: 600, scope: 'Files.ReadWrite' }),
    );
    expect(await redeemRefreshToken(here.oauth, renewal)).toEqual({
      accessToken: 'bearer-1',
      refreshToken: 'refresh-1',
      expiresInMs: 600_000,
      scope: 'Files.ReadWrite',
    });
  });

  test('lasts one hour if the service sends no lifetime', async () => {
    using here = fakeOAuthContext({}, (number) => tokenResponse(number, { expires_in: undefined }));
    expect(await redeemRefreshToken(here.oauth, renewal)).toEqual({
      accessToken: 'bearer-1',
      refreshToken: undefined,
      expiresInMs: 3_600_000,
      scope: '',
    });
  });

  test('that is retried is logged and sent with a new request ID', async () => {
    using here = fakeOAuthContext({}, (number) =>
      number === 1 ? errorResponse(503, '') : tokenResponse(number),
    );
    await redeemRefreshToken(here.oauth, renewal);
    expect(here.host.lines).toEqual([expect.stringMatching(/^sign-in: .*HTTP 503.*attempt 1 of 5/)]);
    const [first, second] = here.asked.map(({ headers }) => headers?.['client-request-id']);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).toMatch(/^[\da-f-]{36}$/);
    expect(second).not.toBe(first);
  });

  test('that a proxy has changed is reported as not a token response, with a hint about proxies', async () => {
    using here = fakeOAuthContext({}, (number) => tokenResponse(number, { access_token: 7 }));
    await expect(redeemRefreshToken(here.oauth, renewal)).rejects.toMatchObject({
      message: expect.stringContaining('(OperationProcessingError)'),
      hint: expect.stringContaining('no proxy changes responses'),
    });
  });
});

describe('an authorization code', () => {
  test('is redeemed with redirect URI, verifier and scope of its attempt', async () => {
    using here = fakeOAuthContext();
    await redeemAuthorizationCode(here.oauth, {
      ...redeemed,
      verifier: 'verifier-1',
      scope: 'Files.ReadWrite',
    });
    const sent = { client_id: clientId, grant_type: 'authorization_code', code: 'code-1' };
    const tied = { redirect_uri: redirectUri, code_verifier: 'verifier-1', scope: 'Files.ReadWrite' };
    expect(here.forms).toEqual([{ ...sent, ...tied }]);
  });

  test.each([429, 503])(
    'is sent again after HTTP %i, because the service did not process it',
    async (status) => {
      using here = fakeOAuthContext({}, (number) =>
        number === 1 ? errorResponse(status, '') : tokenResponse(number),
      );
      expect((await redeemAuthorizationCode(here.oauth, redeemed)).accessToken).toBe('bearer-2');
    },
  );

  test.each([500, 502, 504])(
    'is not sent again after HTTP %i, because the service may have used it',
    async (status) => {
      using here = fakeOAuthContext({}, () => errorResponse(status, ''));
      await expect(redeemAuthorizationCode(here.oauth, redeemed)).rejects.toMatchObject({
        service: { status },
      });
      expect(here.asked).toHaveLength(1);
    },
  );

  test('is not sent again if no response came', async () => {
    using here = fakeOAuthContext({}, () => {
      throw new ServiceFailure('no answer', { code: 'unexpected', service: { status: 0, codes: [] } });
    });
    await expect(redeemAuthorizationCode(here.oauth, redeemed)).rejects.toThrow('no answer');
    expect(here.asked).toHaveLength(1);
  });
});

describe('an app signs in as itself', () => {
  const sent = { client_id: clientId, grant_type: 'client_credentials', scope };

  test('with its secret in the form', async () => {
    using here = fakeOAuthContext({ clientAuth: { kind: 'secret', secret: 'word~word' } });
    await requestAppToken(here.oauth, { scope });
    expect(here.forms).toEqual([{ ...sent, client_secret: 'word~word' }]);
  });

  test('with an OIDC token instead of a secret, a new one for each attempt', async () => {
    let minted = 0;
    const mint = async () => `assertion-${++minted}`;
    using here = fakeOAuthContext({ clientAuth: { kind: 'assertion', createAssertion: mint } }, (number) =>
      number === 1 ? errorResponse(503, '') : tokenResponse(number),
    );
    await requestAppToken(here.oauth, { scope });
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const presented = { ...sent, client_assertion_type: type };
    expect(here.forms).toEqual([
      { ...presented, client_assertion: 'assertion-1' },
      { ...presented, client_assertion: 'assertion-2' },
    ]);
  });

  test('and the error shows the claims of that token if no federated credential matches', async () => {
    const claims = { iss: 'https://issuer.example', sub: 'repo:octo-org/uploads', aud: 'api://Exchange' };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
    using here = fakeOAuthContext(
      { clientAuth: { kind: 'assertion', createAssertion: async () => token } },
      () => errorResponse(401, { error: 'invalid_client', error_codes: [700213] }),
    );
    await expect(requestAppToken(here.oauth, { scope })).rejects.toMatchObject({
      hint: expect.stringContaining(
        'issuer https://issuer.example, subject repo:octo-org/uploads, audience api://Exchange',
      ),
    });
  });

  test('with a certificate: an assertion of ten minutes that its public key verifies', async () => {
    const { cert, key } = await appCertificate();
    using here = fakeOAuthContext({ tenantId: 'contoso.example' });
    const nowMs = here.host.clock.now();
    const certificate = parseClientCertificate(cert + key, nowMs);
    const client = { ...here.oauth.client, clientAuth: { kind: 'certificate', certificate } as const };
    await requestAppToken({ ...here.oauth, client }, { scope });
    const { client_assertion: assertion = '', ...rest } = here.forms[0] ?? {};
    expect(rest).toMatchObject(sent);
    const [header = '', claims = '', signature = ''] = assertion.split('.');
    expect(decoded(header)).toEqual({ alg: 'PS256', typ: 'JWT', 'x5t#S256': certificate.thumbprint });
    const nowS = nowMs / 1000;
    expect(decoded(claims)).toEqual({
      aud: 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token',
      iss: clientId,
      sub: clientId,
      jti: expect.stringMatching(/.{16}/),
      ...{ iat: nowS, nbf: nowS, exp: nowS + 600 },
    });
    const publicKey = { key: createPublicKey(cert), padding: constants.RSA_PKCS1_PSS_PADDING };
    const signed = Buffer.from(`${header}.${claims}`);
    expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
