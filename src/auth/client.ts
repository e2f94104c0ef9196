/**
 * Which app signs in, how it proves that it is the app, and at which addresses. Pure: builds addresses, among them
 * the page that a browser is sent to; knows no tokens and sends nothing.
 */
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import type { ClientCertificate } from './certificate.ts';

/** How the app shows that it is the app. `none` is what a public client (Mobile and desktop) must use. */
export type ClientAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly certificate: ClientCertificate }
  /** A token of somebody whom the app trusts; minted anew for every request, because it lives minutes. */
  | { readonly kind: 'assertion'; readonly createAssertion: () => Promise<string> };

export interface OAuthClient {
  readonly clientId: string;
  /** Host of the sign-in service, e.g. login.microsoftonline.com; `liveHost` with authority live. */
  readonly loginHost: string;
  readonly tenantId: string;
  readonly authority: 'entra' | 'live';
  /** With authority live: goes along with every refresh, which is refused without. */
  readonly redirectUri?: string;
  readonly clientAuth: ClientAuth;
}

/** What every request to the sign-in service needs: who asks, and the way there. */
export interface OAuthContext {
  readonly http: HttpClient;
  readonly host: Host;
  readonly client: OAuthClient;
}

export interface OAuthEndpoints {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  /** Undefined where no device can sign in. */
  readonly device: string | undefined;
}

/** Addresses of a client's authority (v2-protocols, "Endpoints"; for live onedrive-api-docs, msa-oauth.md). */
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
  /** S256 of the verifier; undefined for an address whose code somebody else redeems without one. */
  readonly challenge: string | undefined;
  /** Further parameters, e.g. `login_hint`; one of the same name replaces `prompt` or `response_mode`. */
  readonly extraParameters: Readonly<Record<string, string>>;
}

/**
 * The page where the user signs in and consents. Throws a Failure of kind `usage` for an extra parameter that would
 * replace what ties the answer to the question.
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
    throw new Failure(`${escapeControls(taken)} cannot be an extra parameter: the sign-in sets it itself`, {
      kind: 'usage',
      hint: 'use the flag for it, or leave it out',
    });
  }
  // The legacy page knows neither, and answers in the query anyway.
  const defaults = client.authority === 'live' ? {} : { response_mode: 'query', prompt: 'select_account' };
  const query = new URLSearchParams({ ...ownParameters, ...defaults, ...request.extraParameters });
  // A plus is a space in forms only; in a query not everybody reads it as one.
  return `${oauthEndpoints(client).authorize}?${query.toString().replaceAll('+', '%20')}`;
}
