/**
 * The token endpoint: four grants, one answer each. The only file that imports oauth4webapi. Knows the protocol
 * (RFC 6749, 7636, 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow) and that passing
 * trouble is tried again, not what becomes of the tokens. Every non-200 is read in auth/refusal, because the
 * library drops the body of a 5xx, and what it throws is never passed on, because its `cause` holds tokens.
 */
import * as oauth from 'oauth4webapi';
import { Failure } from '../core/errors.ts';
import { RateLimitGate, withRetries } from '../http/retry.ts';
import type { RequestKind } from '../http/retry-table.ts';
import { importSigningKey } from './certificate.ts';
import { type OAuthClient, type OAuthContext, oauthEndpoints } from './client.ts';
import { SignInFailure } from './errors.ts';
import { postTokenRequest } from './token-request.ts';

export type { OAuthContext } from './client.ts';

/** What a grant gave. Nothing of it is masked yet. */
export interface TokenResponse {
  readonly accessToken: string;
  /** Undefined when the service sent no new one. */
  readonly refreshToken: string | undefined;
  readonly expiresInMs: number;
  /** Space-separated; empty when the service did not say. */
  readonly scope: string;
}

/** A device's wait for its user (RFC 8628). `deviceCode` is a credential, `userCode` is not. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** The service's own words for the user; '' when it sent none. */
  readonly message: string;
  /** The least time between two questions. */
  readonly intervalMs: number;
  /** Milliseconds since the epoch; from then on the code is worth nothing. */
  readonly expiresAtMs: number;
}

const retries = 5;
/** Microsoft's is five seconds, and its code lives 15 minutes; more would be a timer that no clock can set. */
const maxIntervalS = 600;
const maxDeviceCodeLifetimeS = 86_400;
/** Of an assertion of our own: Microsoft asks for no more than ten minutes (certificate-credentials, `exp`). */
const assertionLifetimeS = 600;

/**
 * Redeems a refresh token. `scope` is left out unless given: Microsoft then grants what was consented.
 * Throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came.
 */
export function redeemRefreshToken(
  context: OAuthContext,
  request: { readonly refreshToken: string; readonly scope: string | undefined },
): Promise<TokenResponse> {
  const { authority, redirectUri } = context.client;
  return requestToken(context, 'refresh_token', {
    refresh_token: request.refreshToken,
    scope: request.scope,
    redirect_uri: authority === 'live' ? redirectUri : undefined,
  });
}

/** The app signs in as itself; never a refresh token. `scope` is a resource with `/.default` (v2-oauth2-client-creds-grant-flow). */
export function requestAppToken(
  context: OAuthContext,
  request: { readonly scope: string },
): Promise<TokenResponse> {
  return requestToken(context, 'client_credentials', { scope: request.scope });
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
  const fields = { code, redirect_uri: redirectUri, code_verifier: verifier, scope };
  return requestToken(context, 'authorization_code', fields, 'code');
}

/** Asks for a code that the user types in on another machine. Not offered by authority live. */
export async function requestDeviceCode(
  context: OAuthContext,
  { scope }: { readonly scope: string },
): Promise<DeviceCode> {
  const { client, host } = context;
  const { device } = oauthEndpoints(client);
  if (device === undefined) {
    throw new Failure(`${client.loginHost} signs no devices in`, {
      kind: 'usage',
      hint: 'leave out --device, or --authority live',
    });
  }
  const server = { ...authorizationServer(client), device_authorization_endpoint: device };
  const oauthClient: oauth.Client = { client_id: client.clientId };
  const retry = { host, retries, gate: new RateLimitGate() };
  const answer = await withRetries(retry, { requestKind: 'token', label: 'device sign-in' }, () =>
    callTokenEndpoint(context, undefined, async (network) => {
      const response = await oauth.deviceAuthorizationRequest(
        server,
        oauthClient,
        oauth.None(),
        { scope },
        network,
      );
      return oauth.processDeviceAuthorizationResponse(server, oauthClient, response);
    }),
  );
  return {
    deviceCode: answer.device_code,
    userCode: answer.user_code,
    verificationUri: answer.verification_uri,
    message: typeof answer.message === 'string' ? answer.message : '',
    // RFC 8628 section 3.2: five seconds when the service does not say.
    intervalMs: Math.min(maxIntervalS, Math.max(1, answer.interval ?? 5)) * 1000,
    expiresAtMs: host.clock.now() + Math.min(maxDeviceCodeLifetimeS, answer.expires_in) * 1000,
  };
}

/**
 * Asks once whether the user is done. The caller waits `intervalMs` between two questions, and five seconds more
 * from then on after each `slow-down` (RFC 8628 section 3.5). Throws SignInFailure when the user declined, the
 * code ended, or it is not known.
 */
export async function pollDeviceCode(
  context: OAuthContext,
  device: DeviceCode,
): Promise<TokenResponse | 'pending' | 'slow-down'> {
  try {
    return await requestToken(context, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: device.deviceCode,
    });
  } catch (error) {
    if (error instanceof SignInFailure && error.error === 'authorization_pending') return 'pending';
    if (error instanceof SignInFailure && error.error === 'slow_down') return 'slow-down';
    throw error;
  }
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

type FormFields = Readonly<Record<string, string | undefined>>;
type FetchOptions = oauth.HttpRequestOptions<'POST', URLSearchParams>;

/** An authorization server as the library wants it. */
function authorizationServer(client: OAuthClient): oauth.AuthorizationServer {
  const { issuer, token } = oauthEndpoints(client);
  return { issuer, token_endpoint: token };
}

async function requestToken(
  context: OAuthContext,
  grantType: string,
  fields: FormFields,
  requestKind: RequestKind = 'token',
): Promise<TokenResponse> {
  const { client, host } = context;
  const server = authorizationServer(client);
  const oauthClient: oauth.Client = { client_id: client.clientId };
  const parameters = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const answer = await withRetries(
    { host, retries, gate: new RateLimitGate() },
    { requestKind, label: 'sign-in' },
    async () => {
      const { clientAuth } = client;
      const assertion = clientAuth.kind === 'assertion' ? await clientAuth.createAssertion() : undefined;
      const auth = assertion === undefined ? await createLibraryAuth(context) : assertionAuth(assertion);
      return callTokenEndpoint(context, assertion, async (network) => {
        const response = await oauth.genericTokenEndpointRequest(
          server,
          oauthClient,
          auth,
          grantType,
          parameters,
          network,
        );
        return oauth.processGenericTokenEndpointResponse(server, oauthClient, response);
      });
    },
  );
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresInMs: (answer.expires_in ?? 3600) * 1000,
    scope: answer.scope ?? '',
  };
}

/** A token of somebody else in the place of a secret (RFC 7523 section 2.2). */
function assertionAuth(assertion: string): oauth.ClientAuth {
  return (_server, client, body) => {
    body.set('client_id', client.client_id);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', assertion);
  };
}

/** What the app says of itself with every request; an assertion of its own is signed anew each time. */
async function createLibraryAuth({ client, host }: OAuthContext): Promise<oauth.ClientAuth> {
  const { clientAuth } = client;
  if (clientAuth.kind === 'secret') return oauth.ClientSecretPost(clientAuth.secret);
  if (clientAuth.kind !== 'certificate') return oauth.None();
  const { certificate } = clientAuth;
  return oauth.PrivateKeyJwt(await importSigningKey(certificate), {
    // The platform finds the key by the certificate's thumbprint (certificate-credentials, "Assertion format").
    [oauth.modifyAssertion](header, claims) {
      const nowS = Math.floor(host.clock.now() / 1000);
      header.typ = 'JWT';
      header['x5t#S256'] = certificate.thumbprint;
      Object.assign(claims, {
        aud: oauthEndpoints(client).token,
        iat: nowS,
        nbf: nowS,
        exp: nowS + assertionLifetimeS,
      });
    },
  });
}

/** Runs a request of the library; what comes out of it is an answer or a Failure of ours. */
async function callTokenEndpoint<T>(
  context: OAuthContext,
  assertion: string | undefined,
  request: (network: FetchOptions) => Promise<T>,
): Promise<T> {
  const { loginHost } = context.client;
  try {
    return await request({
      [oauth.customFetch]: (url, { headers, body }) =>
        postTokenRequest(context, { url, headers, body, assertion }),
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    const why = error instanceof Error ? error.name : 'unknown';
    throw new Failure(`the answer of ${loginHost} is no token answer (${why})`, {
      kind: 'sign-in',
      hint: 'check that no proxy rewrites answers, then try again',
    });
  }
}
