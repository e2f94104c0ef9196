/**
 * Gets GitHub's OIDC token for this job, used instead of a client secret (docs.github.com, "OpenID Connect reference").
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { asString, parseJsonObject } from '../core/json.ts';
import type { HttpClient } from '../http/client.ts';
import type { Cloud } from '../http/microsoft-hosts.ts';
import { readRetryAfterMs } from '../http/retry-table.ts';

/**
 * Returns the audience for a cloud's federated credentials (for global
 * learn.microsoft.com/graph/api/resources/federatedidentitycredential, else Azure/login#452 and
 * hashicorp/terraform-provider-azuread#1755).
 */
export function tokenExchangeAudience(cloud: Cloud): string {
  const suffix = { global: '', 'us-gov': 'USGov', 'us-gov-dod': 'USGov', china: 'China' }[cloud];
  return `api://AzureADTokenExchange${suffix}`;
}

/**
 * Requests a token for the audience, and masks it. It lives about five minutes. Throws a Failure of kind `usage` if the
 * job may not have one, and a ServiceFailure if GitHub rejects the request. Does not retry: the caller does.
 */
export async function requestGitHubOidcToken(
  { http, host }: { readonly http: HttpClient; readonly host: Host },
  audience: string,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } =
    host.env;
  if (!URL.canParse(address) || bearer === '') {
    throw new Failure('this job is not allowed to request an OIDC token from GitHub', {
      code: 'oidc-not-allowed',
      kind: 'usage',
      hint:
        'give the job `permissions: id-token: write` (for a called workflow, also in the calling workflow); ' +
        'pull requests from forks cannot have it',
    });
  }
  host.mask(bearer);
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
  const response = await http.send({ method: 'GET', url: url.href, headers });
  const token = response.status === 200 ? parseJsonObject(response.text)?.value : undefined;
  if (typeof token === 'string' && token !== '') {
    host.mask(token);
    return token;
  }
  const isTransient = response.status >= 500 || response.status === 408 || response.status === 429;
  const waitMs = readRetryAfterMs(response.headers, host.clock.now());
  throw new ServiceFailure(`GitHub's OIDC token was refused with HTTP ${response.status}`, {
    code: 'oidc-refused',
    kind: isTransient ? 'service' : 'sign-in',
    hint: 'check `permissions: id-token: write`; a token can be requested only while the job runs',
    service: { status: response.status, codes: [], ...(waitMs !== undefined && { retryAfterMs: waitMs }) },
  });
}

/** The three claims that must match a federated credential exactly. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** Returns a token's claims, '' for a missing one; undefined if the text is not a token. Source: RFC 7519. */
export function decodeOidcClaims(token: string): OidcClaims | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const claims = parseJsonObject(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  if (claims === undefined) return undefined;
  const { iss, sub, aud } = claims;
  return { issuer: asString(iss), subject: asString(sub), audience: [aud].flat().map(asString).join(' ') };
}
