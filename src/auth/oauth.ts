/**
 * Sends requests to the token endpoint and the device endpoint, with retries from the retry table (RFC 6749, 7636,
 * 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). The only file that imports oauth4webapi.
 * Replies other than 200 are read in auth/token-request, because the library drops the body of a 5xx. The library's
 * errors are never passed on, because their `cause` holds tokens.
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

/** The tokens of a grant. Not masked in the log yet. */
export interface TokenResponse {
  readonly accessToken: string;
  /** Undefined when the service sent no new one. */
  readonly refreshToken: string | undefined;
  readonly expiresInMs: number;
  /** Space-separated; empty when the service did not send it. */
  readonly scope: string;
}

/** A token request. */
export interface Grant {
  readonly grantType: string;
  /** Form fields; undefined ones are left out. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly requestKind: RequestKind;
}

const retries = 5;
/** A runner's network may come up after its job (ours). */
const offlineLimitMs = 45_000;
/** Lifetime of our own assertions. Microsoft asks for at most ten minutes (certificate-credentials, `exp`). */
const assertionLifetimeS = 600;

/**
 * Redeems a refresh token. Without `scope`, Microsoft grants the scopes that were consented to. Throws SignInFailure
 * for every refusal, ServiceFailure with status 0 when no reply came.
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

/** Signs in as the app, without a refresh token. `scope` ends in `/.default` (v2-oauth2-client-creds-grant-flow). */
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
 * Redeems an authorization code once. Retries only after a reply that says the code was not processed. `redirectUri`
 * must be exactly the text that was sent to the authorize page.
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

/** Creates a state and a PKCE verifier with its S256 challenge, 256 random bits each. */
export async function createPkceParameters(): Promise<{
  state: string;
  verifier: string;
  challenge: string;
}> {
  const verifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  return { state: oauth.generateRandomState(), verifier, challenge };
}

/** Requests a token. Throws SignInFailure for every refusal, ServiceFailure with status 0 when no reply came. */
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

/** Requests a device code (RFC 8628 section 3.2). */
export function requestDeviceAuthorization(
  context: OAuthContext,
  scope: string,
): Promise<oauth.DeviceAuthorizationResponse> {
  const retryRequest = { requestKind: 'token', label: 'device sign-in' } as const;
  return withRetries(retryOptions(context), retryRequest, () => postDeviceRequest(context, scope));
}

function retryOptions({ host }: OAuthContext): RetryOptions {
  return { host, retries, offlineLimitMs, gate: new RateLimitGate() };
}

/** Sends one POST to the token endpoint. */
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

/** Sends one POST to the device endpoint, without client authentication. */
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

/** Server, client and request options in the types of the library. */
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

/** Returns the client authentication for one request. Assertions are created anew each time. */
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

/** A token from another issuer instead of a secret (RFC 7523 section 2.2). */
function assertionAuth(assertion: string): oauth.ClientAuth {
  return (_server, app, form) => {
    form.set('client_id', app.client_id);
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    form.set('client_assertion', assertion);
  };
}

/** Our own assertion. The thumbprint identifies the key (certificate-credentials, "Assertion format"). */
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

/** Returns our own failures unchanged. Of the library's errors only the name is kept. */
function tokenAnswerFailure({ client }: OAuthContext, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const why = error instanceof Error ? error.name : 'unknown';
  return new Failure(`the response of ${client.loginHost} is not a token response (${why})`, {
    code: 'bad-answer',
    kind: 'sign-in',
    hint: 'check that no proxy changes responses, then try again',
  });
}
