/**
 * Which app signs in, how it proves that it is the app, and at which addresses. Pure: builds addresses, among them
 * the page that a browser is sent to; knows no tokens and sends nothing.
 */
import { Failure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { Door } from '../http/client.ts';
import type { Certificate } from './certificate.ts';

/** How the app shows that it is the app. `none` is what a public client (Mobile and desktop) must use. */
export type Proof =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  /** A token of somebody whom the app trusts; minted anew for every request, because it lives minutes. */
  | { readonly kind: 'assertion'; readonly mint: () => Promise<string> };

export interface Client {
  readonly clientId: string;
  /** Host of the sign-in service, e.g. login.microsoftonline.com; `liveHost` with authority live. */
  readonly loginHost: string;
  readonly tenantId: string;
  readonly authority: 'entra' | 'live';
  /** With authority live: goes along with every refresh, which is refused without. */
  readonly redirectUri?: string;
  readonly proof: Proof;
}

/** What every request to the sign-in service needs: who asks, and the way there. */
export interface Desk {
  readonly door: Door;
  readonly host: Host;
  readonly client: Client;
}

export interface Endpoints {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  /** Undefined where no device can sign in. */
  readonly device: string | undefined;
}

/** Addresses of a client's authority (v2-protocols, "Endpoints"; for live onedrive-api-docs, msa-oauth.md). */
export function endpointsOf({ authority, loginHost, tenantId }: Client): Endpoints {
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

export interface AuthorizeAsk {
  readonly redirectUri: string;
  /** Separated by single spaces. */
  readonly scope: string;
  readonly state: string;
  /** S256 of the verifier; undefined for an address whose code somebody else redeems without one. */
  readonly challenge: string | undefined;
  /** Further parameters, e.g. `login_hint`; one of the same name replaces `prompt` or `response_mode`. */
  readonly extra: Readonly<Record<string, string>>;
}

/**
 * The page where the user signs in and consents. Throws a Failure of kind `usage` for an extra parameter that would
 * replace what ties the answer to the question.
 */
export function authorizeUrl(client: Client, ask: AuthorizeAsk): string {
  const own = {
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: ask.redirectUri,
    scope: ask.scope,
    state: ask.state,
    ...(ask.challenge !== undefined && { code_challenge: ask.challenge, code_challenge_method: 'S256' }),
  };
  const taken = Object.keys(ask.extra).find((name) => Object.hasOwn(own, name));
  if (taken !== undefined) {
    throw new Failure(`${printable(taken)} cannot be an extra parameter: the sign-in sets it itself`, {
      kind: 'usage',
      hint: 'use the flag for it, or leave it out',
    });
  }
  // The legacy page knows neither, and answers in the query anyway.
  const defaults = client.authority === 'live' ? {} : { response_mode: 'query', prompt: 'select_account' };
  const query = new URLSearchParams({ ...own, ...defaults, ...ask.extra });
  // A plus is a space in forms only; in a query not everybody reads it as one.
  return `${endpointsOf(client).authorize}?${query.toString().replaceAll('+', '%20')}`;
}
