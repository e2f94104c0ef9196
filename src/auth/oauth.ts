/**
 * The token endpoint and the device endpoint: one POST each, which is tried again as the retry table says
 * (RFC 6749, 7636, 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). The only file that
 * imports oauth4webapi. Every non-200 is read in auth/token-request, because the library drops the body of a 5xx; what
 * the library throws is never passed on, because its `cause` holds tokens.
 */
import * as oauth from 'oauth4webapi';
import { Failure } from '../core/errors.ts';
import { RateLimitGate } from '../http/rate-limit-gate.ts';
import { type RetryOptions, withRetries } from '../http/retry.ts';
import type { RequestKind } from '../http/retry-table.ts';
import { type ClientCertificate, importSigningKey } from './certificate.ts';
import { type OAuthContext, oauthEndpoints } from './oauth-client.ts';
import { postTokenRequest } from './token-request.ts';

export type { OAuthContext } from './oauth-client.ts';

/** What a grant gave. Nothing of it is masked yet. */
export interface TokenResponse {
  readonly accessToken: string;
  /** Undefined when the service sent no new one. */
  readonly refreshToken: string | undefined;
  readonly expiresInMs: number;
  /** Space-separated; empty when the service did not say. */
  readonly scope: string;
}

/** What a token is asked for with. */
export interface Grant {
  readonly grantType: string;
  /** Fields of the form; undefined ones are left out. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly requestKind: RequestKind;
}

const retries = 5;
/** Of an assertion of our own: Microsoft asks for no more than ten minutes (certificate-credentials, `exp`). */
const assertionLifetimeS = 600;

/**
 * Redeems a refresh token. `scope` is left out unless given: Microsoft then grants what was consented.
 * Throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came.
 */
export function redeemRefreshToken(
  context: OAuthContext,
  { refreshToken, scope }: { readonly refreshToken: string; readonly scope: string | undefined },
): Promise<TokenResponse> {
  const { authority, redirectUri } = context.client;
  return requestToken(context, {
    grantType: 'refresh_token',
    fields: {
      refresh_token: refreshToken,
      scope,
      redirect_uri: authority === 'live' ? redirectUri : undefined,
    },
    requestKind: 'token',
  });
}

/** The app signs in as itself; never a refresh token. `scope` is a resource with `/.default` (v2-oauth2-client-creds-grant-flow). */
export function requestAppToken(
  context: OAuthContext,
  { scope }: { readonly scope: string },
): Promise<TokenResponse> {
  return requestToken(context, {
    grantType: 'client_credentials',
    fields: { scope },
    requestKind: 'token',
  });
}

/**
 * Redeems an authorization code, once: it is sent again only after an answer that says it was not looked at.
 * `redirectUri` is the very text that was sent to the authorize page.
 */
export function redeemAuthorizationCode(
  context: OAuthContext,
  request: {
    readonly code: string;
    readonly redirectUri: string;
    readonly verifier?: string | undefined;
    readonly scope?: string | undefined;
  },
): Promise<TokenResponse> {
  const { code, redirectUri, verifier, scope } = request;
  return requestToken(context, {
    grantType: 'authorization_code',
    fields: { code, redirect_uri: redirectUri, code_verifier: verifier, scope },
    requestKind: 'code',
  });
}

/** What ties an answer to the question: a state, and a PKCE verifier with its S256 challenge; 256 random bits each. */
export async function createPkceParameters(): Promise<{
  state: string;
  verifier: string;
  challenge: string;
}> {
  const verifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  return { state: oauth.generateRandomState(), verifier, challenge };
}

/** Asks for a token; throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came. */
export async function requestToken(context: OAuthContext, grant: Grant): Promise<TokenResponse> {
  const retryRequest = { requestKind: grant.requestKind, label: 'sign-in' };
  const answer = await withRetries(retryOptions(context), retryRequest, () => postGrant(context, grant));
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresInMs: (answer.expires_in ?? 3600) * 1000,
    scope: answer.scope ?? '',
  };
}

/** Asks for a device's code, as the service words it (RFC 8628 section 3.2). */
export function requestDeviceAuthorization(
  context: OAuthContext,
  scope: string,
): Promise<oauth.DeviceAuthorizationResponse> {
  const retryRequest = { requestKind: 'token', label: 'device sign-in' } as const;
  return withRetries(retryOptions(context), retryRequest, () => postDeviceRequest(context, scope));
}

function retryOptions({ host }: OAuthContext): RetryOptions {
  return { host, retries, gate: new RateLimitGate() };
}

/** One POST to the token endpoint. */
async function postGrant(context: OAuthContext, grant: Grant): Promise<oauth.TokenEndpointResponse> {
  const { server, app, options } = libraryArguments(context);
  const clientAuth = await createLibraryAuth(context);
  const form = Object.entries(grant.fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  try {
    return await oauth.processGenericTokenEndpointResponse(
      server,
      app,
      await oauth.genericTokenEndpointRequest(server, app, clientAuth, grant.grantType, form, options),
    );
  } catch (error) {
    throw tokenAnswerFailure(context, error);
  }
}

/** One POST to the device endpoint, by an app that proves nothing. */
async function postDeviceRequest(
  context: OAuthContext,
  scope: string,
): Promise<oauth.DeviceAuthorizationResponse> {
  const { server, app, options } = libraryArguments(context);
  try {
    return await oauth.processDeviceAuthorizationResponse(
      server,
      app,
      await oauth.deviceAuthorizationRequest(server, app, oauth.None(), { scope }, options),
    );
  } catch (error) {
    throw tokenAnswerFailure(context, error);
  }
}

/** Server, client and the way there, as the library wants them. */
function libraryArguments(context: OAuthContext) {
  const { issuer, token, device } = oauthEndpoints(context.client);
  const server: oauth.AuthorizationServer = {
    issuer,
    token_endpoint: token,
    ...(device !== undefined && { device_authorization_endpoint: device }),
  };
  const app: oauth.Client = { client_id: context.client.clientId };
  const options: oauth.HttpRequestOptions<'POST', URLSearchParams> = {
    [oauth.customFetch]: (url, { headers, body }) => postTokenRequest(context, { url, headers, body }),
  };
  return { server, app, options };
}

/** What the app proves itself with in one request; whatever is signed, is signed anew each time. */
async function createLibraryAuth(context: OAuthContext): Promise<oauth.ClientAuth> {
  const { clientAuth } = context.client;
  switch (clientAuth.kind) {
    case 'none':
      return oauth.None();
    case 'secret':
      return oauth.ClientSecretPost(clientAuth.secret);
    case 'certificate':
      return certificateAuth(context, clientAuth.certificate);
    case 'assertion':
      return assertionAuth(await clientAuth.createAssertion());
  }
}

/** A token of somebody else in the place of a secret (RFC 7523 section 2.2). */
function assertionAuth(assertion: string): oauth.ClientAuth {
  return (_server, app, form) => {
    form.set('client_id', app.client_id);
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    form.set('client_assertion', assertion);
  };
}

/** An assertion of our own. The platform finds the key by the certificate's thumbprint (certificate-credentials, "Assertion format"). */
async function certificateAuth(
  { client, host }: OAuthContext,
  certificate: ClientCertificate,
): Promise<oauth.ClientAuth> {
  return oauth.PrivateKeyJwt(await importSigningKey(certificate), {
    [oauth.modifyAssertion](header, claims) {
      const nowS = Math.floor(host.clock.now() / 1000);
      header.typ = 'JWT';
      header['x5t#S256'] = certificate.thumbprint;
      claims.aud = oauthEndpoints(client).token;
      claims.iat = nowS;
      claims.nbf = nowS;
      claims.exp = nowS + assertionLifetimeS;
    },
  });
}

/** The failure of a POST: ours as it is; one of the library as no more than its name. */
function tokenAnswerFailure({ client }: OAuthContext, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const why = error instanceof Error ? error.name : 'unknown';
  return new Failure(`the answer of ${client.loginHost} is no token answer (${why})`, {
    code: 'bad-answer',
    kind: 'sign-in',
    hint: 'check that no proxy rewrites answers, then try again',
  });
}
