/**
 * Describes the app that signs in and how it authenticates, and builds the URLs of the sign-in service.
 */
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import type { ClientCertificate } from './certificate.ts';

/** How the app authenticates. Public clients (Mobile and desktop) must use `none`. */
export type ClientAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly certificate: ClientCertificate }
  /** A token from an issuer that the app trusts. Created for each request, because it lives only minutes. */
  | { readonly kind: 'assertion'; readonly createAssertion: () => Promise<string> };

export interface OAuthClient {
  readonly clientId: string;
  /** Host of the sign-in service, such as login.microsoftonline.com; `liveLoginHost` with authority live. */
  readonly loginHost: string;
  readonly tenantId: string;
  readonly authority: 'entra' | 'live';
  /** With authority live: required in every refresh request. */
  readonly redirectUri?: string;
  readonly clientAuth: ClientAuth;
}

/** What each request to the sign-in service needs. */
export interface OAuthContext {
  readonly http: HttpClient;
  readonly host: Host;
  readonly client: OAuthClient;
}

export interface OAuthEndpoints {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  /** Undefined if the authority has no device code flow. */
  readonly device: string | undefined;
}

/** Returns the URLs of a client's authority (v2-protocols, "Endpoints"; for live onedrive-api-docs, msa-oauth.md). */
export function oauthEndpoints({ authority, loginHost, tenantId }: OAuthClient): OAuthEndpoints {
  if (authority === 'live') {
    const base = `https://${loginHost}`;
    return {
      issuer: base,
      authorize: `${base}/oauth20_authorize.srf`,
      token: `${base}/oauth20_token.srf`,
      device: undefined,
    };
  }
  const base = `https://${loginHost}/${tenantId}`;
  return {
    issuer: `${base}/v2.0`,
    authorize: `${base}/oauth2/v2.0/authorize`,
    token: `${base}/oauth2/v2.0/token`,
    device: `${base}/oauth2/v2.0/devicecode`,
  };
}

export interface AuthorizeRequest {
  readonly redirectUri: string;
  /** Separated by single spaces. */
  readonly scope: string;
  readonly state: string;
  /** S256 of the verifier; undefined if another program redeems the code, without a verifier. */
  readonly challenge: string | undefined;
  /** More parameters, such as `login_hint`. They may replace `prompt` and `response_mode`. */
  readonly extraParameters: Readonly<Record<string, string>>;
}

/**
 * Returns the URL where the user signs in and consents. Throws a Failure of kind `usage` if an extra parameter would
 * replace one of the required ones, which tie the response to the request.
 */
export function authorizeUrl(client: OAuthClient, request: AuthorizeRequest): string {
  const ownParameters = {
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: request.redirectUri,
    scope: request.scope,
    state: request.state,
    ...(request.challenge !== undefined && {
      code_challenge: request.challenge,
      code_challenge_method: 'S256',
    }),
  };
  const taken = Object.keys(request.extraParameters).find((name) => Object.hasOwn(ownParameters, name));
  if (taken !== undefined) {
    throw new Failure(`${escapeControls(taken)} cannot be an extra parameter, because the sign-in sets it`, {
      code: 'bad-input',
      kind: 'usage',
      hint: 'use its flag, or leave it out',
    });
  }
  // The legacy page knows neither, and always answers in the query.
  const defaults = client.authority === 'live' ? {} : { response_mode: 'query', prompt: 'select_account' };
  const query = new URLSearchParams({ ...ownParameters, ...defaults, ...request.extraParameters });
  // Not every server reads a plus in a query as a space.
  return `${oauthEndpoints(client).authorize}?${query.toString().replaceAll('+', '%20')}`;
}
