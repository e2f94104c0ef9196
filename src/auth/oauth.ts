/**
 * The token endpoint: four grants, one answer each. The only file that imports oauth4webapi. Knows the protocol
 * (RFC 6749, 7636, 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow) and that passing
 * trouble is tried again, not what becomes of the tokens. Every non-200 is read in auth/refusal, because the
 * library drops the body of a 5xx, and what it throws is never passed on, because its `cause` holds tokens.
 */
import * as oauth from 'oauth4webapi';
import { Failure } from '../core/errors.ts';
import { Gate, persist } from '../http/retry.ts';
import type { Place } from '../http/retry-table.ts';
import { signingKey } from './certificate.ts';
import { type Client, type Desk, endpointsOf } from './client.ts';
import { SignInFailure } from './errors.ts';
import { post } from './token-request.ts';

export type { Desk } from './client.ts';

/** What a grant gave. Nothing of it is masked yet. */
export interface Grant {
  readonly accessToken: string;
  /** Undefined when the service sent no new one. */
  readonly refreshToken: string | undefined;
  readonly lifetimeMs: number;
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
  readonly untilMs: number;
}

const retries = 5;
/** Microsoft's is five seconds, and its code lives 15 minutes; more would be a timer that no clock can set. */
const longestIntervalS = 600;
const longestDeviceS = 86_400;
/** Of an assertion of our own: Microsoft asks for no more than ten minutes (certificate-credentials, `exp`). */
const assertionLifeS = 600;

/**
 * Redeems a refresh token. `scope` is left out unless given: Microsoft then grants what was consented.
 * Throws SignInFailure for every refusal, ServiceFailure with status 0 when no answer came.
 */
export function refreshGrant(
  desk: Desk,
  ask: { readonly refreshToken: string; readonly scope: string | undefined },
): Promise<Grant> {
  const { authority, redirectUri } = desk.client;
  return redeem(desk, 'refresh_token', {
    refresh_token: ask.refreshToken,
    scope: ask.scope,
    redirect_uri: authority === 'live' ? redirectUri : undefined,
  });
}

/** The app signs in as itself; never a refresh token. `scope` is a resource with `/.default` (v2-oauth2-client-creds-grant-flow). */
export function appGrant(desk: Desk, ask: { readonly scope: string }): Promise<Grant> {
  return redeem(desk, 'client_credentials', { scope: ask.scope });
}

/**
 * Redeems an authorization code, once: it is sent again only after an answer that says it was not looked at.
 * `redirectUri` is the very text that was sent to the authorize page.
 */
export function codeGrant(
  desk: Desk,
  ask: {
    readonly code: string;
    readonly redirectUri: string;
    readonly verifier?: string | undefined;
    readonly scope?: string | undefined;
  },
): Promise<Grant> {
  const { code, redirectUri, verifier, scope } = ask;
  const fields = { code, redirect_uri: redirectUri, code_verifier: verifier, scope };
  return redeem(desk, 'authorization_code', fields, 'code');
}

/** Asks for a code that the user types in on another machine. Not offered by authority live. */
export async function beginDevice(desk: Desk, { scope }: { readonly scope: string }): Promise<DeviceCode> {
  const { client, host } = desk;
  const { device } = endpointsOf(client);
  if (device === undefined) {
    throw new Failure(`${client.loginHost} signs no devices in`, {
      kind: 'usage',
      hint: 'leave out --device, or --authority live',
    });
  }
  const server = { ...serverOf(client), device_authorization_endpoint: device };
  const who: oauth.Client = { client_id: client.clientId };
  const patience = { host, retries, gate: new Gate() };
  const answer = await persist(patience, { place: 'token', label: 'device sign-in' }, () =>
    told(desk, undefined, async (network) => {
      const asked = await oauth.deviceAuthorizationRequest(server, who, oauth.None(), { scope }, network);
      return oauth.processDeviceAuthorizationResponse(server, who, asked);
    }),
  );
  return {
    deviceCode: answer.device_code,
    userCode: answer.user_code,
    verificationUri: answer.verification_uri,
    message: typeof answer.message === 'string' ? answer.message : '',
    // RFC 8628 section 3.2: five seconds when the service does not say.
    intervalMs: Math.min(longestIntervalS, Math.max(1, answer.interval ?? 5)) * 1000,
    untilMs: host.clock.now() + Math.min(longestDeviceS, answer.expires_in) * 1000,
  };
}

/**
 * Asks once whether the user is done. The caller waits `intervalMs` between two questions, and five seconds more
 * from then on after each `slow-down` (RFC 8628 section 3.5). Throws SignInFailure when the user declined, the
 * code ended, or it is not known.
 */
export async function deviceGrant(desk: Desk, device: DeviceCode): Promise<Grant | 'pending' | 'slow-down'> {
  try {
    return await redeem(desk, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: device.deviceCode,
    });
  } catch (error) {
    if (error instanceof SignInFailure && error.error === 'authorization_pending') return 'pending';
    if (error instanceof SignInFailure && error.error === 'slow_down') return 'slow-down';
    throw error;
  }
}

/** What ties an answer to the question: a state, and a PKCE verifier with its S256 challenge; 256 random bits each. */
export async function newAttempt(): Promise<{ state: string; verifier: string; challenge: string }> {
  const verifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  return { state: oauth.generateRandomState(), verifier, challenge };
}

type Fields = Readonly<Record<string, string | undefined>>;
type Network = oauth.HttpRequestOptions<'POST', URLSearchParams>;

/** An authorization server as the library wants it. */
function serverOf(client: Client): oauth.AuthorizationServer {
  const { issuer, token } = endpointsOf(client);
  return { issuer, token_endpoint: token };
}

async function redeem(desk: Desk, grantType: string, fields: Fields, place: Place = 'token'): Promise<Grant> {
  const { client, host } = desk;
  const server = serverOf(client);
  const who: oauth.Client = { client_id: client.clientId };
  const parameters = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const answer = await persist({ host, retries, gate: new Gate() }, { place, label: 'sign-in' }, async () => {
    const { proof } = client;
    const assertion = proof.kind === 'assertion' ? await proof.mint() : undefined;
    const auth = assertion === undefined ? await authOf(desk) : presented(assertion);
    return told(desk, assertion, async (network) => {
      const response = await oauth.genericTokenEndpointRequest(
        server,
        who,
        auth,
        grantType,
        parameters,
        network,
      );
      return oauth.processGenericTokenEndpointResponse(server, who, response);
    });
  });
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    lifetimeMs: (answer.expires_in ?? 3600) * 1000,
    scope: answer.scope ?? '',
  };
}

/** A token of somebody else in the place of a secret (RFC 7523 section 2.2). */
function presented(assertion: string): oauth.ClientAuth {
  return (_server, client, body) => {
    body.set('client_id', client.client_id);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', assertion);
  };
}

/** What the app says of itself with every request; an assertion of its own is signed anew each time. */
async function authOf({ client, host }: Desk): Promise<oauth.ClientAuth> {
  const { proof } = client;
  if (proof.kind === 'secret') return oauth.ClientSecretPost(proof.secret);
  if (proof.kind !== 'certificate') return oauth.None();
  const { certificate } = proof;
  return oauth.PrivateKeyJwt(await signingKey(certificate), {
    // The platform finds the key by the certificate's thumbprint (certificate-credentials, "Assertion format").
    [oauth.modifyAssertion](header, claims) {
      const nowS = Math.floor(host.clock.now() / 1000);
      header.typ = 'JWT';
      header['x5t#S256'] = certificate.thumbprint;
      Object.assign(claims, {
        aud: endpointsOf(client).token,
        iat: nowS,
        nbf: nowS,
        exp: nowS + assertionLifeS,
      });
    },
  });
}

/** Runs a request of the library; what comes out of it is an answer or a Failure of ours. */
async function told<T>(
  desk: Desk,
  assertion: string | undefined,
  run: (network: Network) => Promise<T>,
): Promise<T> {
  const { loginHost } = desk.client;
  try {
    return await run({
      [oauth.customFetch]: (url, { headers, body }) => post(desk, { url, headers, body, assertion }),
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
