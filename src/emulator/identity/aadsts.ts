/**
 * How the identity platform says no: its numbers, the OAuth word and status that go with each, and the body
 * they travel in. Knows nothing of why a request is refused.
 */
import { randomUUID } from 'node:crypto';
import type { EmulatorReply } from '../core/messages.ts';

interface Row {
  readonly status: number;
  readonly error: string;
  readonly text: string;
  readonly suberror?: string;
}

const grant = (text: string, suberror?: string): Row =>
  suberror
    ? { status: 400, error: 'invalid_grant', text, suberror }
    : { status: 400, error: 'invalid_grant', text };
const request = (text: string): Row => ({ status: 400, error: 'invalid_request', text });
const client = (text: string): Row => ({ status: 401, error: 'invalid_client', text });

function noMatch(what: string): string {
  return `No matching federated identity record found for presented assertion ${what} '{x}'. Compare subject, audience and issuer of the credential with those of the assertion.`;
}

/** `{x}` in a text is filled in by whoever refuses. */
const rows = {
  50011: request("The redirect URI '{x}' does not match the redirect URIs configured for the application."),
  50020: {
    status: 400,
    error: 'interaction_required',
    text: "User account of identity provider 'live.com' does not exist in tenant '{x}'.",
  },
  50027: client('JWT token is invalid or malformed.'),
  50048: client('The subject of the client assertion must be its issuer.'),
  54005: grant('OAuth2 authorization code was already redeemed; start again with a new one.'),
  65001: grant(
    "The user or administrator has not consented to use '{x}' with this application.",
    'consent_required',
  ),
  65004: { status: 400, error: 'access_denied', text: 'The user declined to consent to the application.' },
  70000: grant('{x}', 'bad_token'),
  70003: {
    status: 400,
    error: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{x}'.",
  },
  70008: grant('The provided authorization code has expired.'),
  70011: {
    status: 400,
    error: 'invalid_scope',
    text: "The provided value for the input parameter 'scope' is not valid: {x}.",
  },
  70016: {
    status: 400,
    error: 'authorization_pending',
    text: 'The user has not yet finished authenticating. Keep polling.',
  },
  70018: { status: 400, error: 'bad_verification_code', text: 'The device code is not known.' },
  70019: { status: 400, error: 'expired_token', text: 'The device code has expired.' },
  70025: client("The client '{x}' has no configured federated identity credentials."),
  90002: request("Tenant '{x}' not found. Check the tenant, and that the right cloud is used."),
  90009: request('The application is requesting a token for itself.'),
  90023: request("Public clients can't send a client secret."),
  90130: request(
    "The application is not supported over the '{x}' endpoint. Use '/organizations' or a tenant.",
  ),
  500011: {
    status: 400,
    error: 'invalid_resource',
    text: 'The resource principal named {x} was not found in the tenant.',
  },
  500112: client('The reply address does not match the one the authorization code was requested with.'),
  501661: client('Request to External OIDC endpoint failed.'),
  501481: grant('The code_verifier does not match the code_challenge of the authorization request.'),
  700005: grant('The authorization code was issued for another tenant alias.'),
  700016: {
    status: 400,
    error: 'unauthorized_client',
    text: "Application with identifier '{x}' was not found in the directory.",
  },
  700021: client("The application of the client assertion is not the one of the parameter 'client_id'."),
  700023: client('Client assertion audience claim does not match Realm issuer.'),
  700024: client('Client assertion is not within its valid time range. {x}'),
  700027: client(
    'The certificate with identifier used to sign the client assertion is not registered on application, or the signature is invalid. {x}',
  ),
  700211: client(noMatch('issuer')),
  700212: client(noMatch('audience')),
  700213: client(noMatch('subject')),
  700025: client("Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
  700082: grant('The refresh token has expired due to inactivity. {x}', 'bad_token'),
  900144: request("The request body must contain the following parameter: '{x}'."),
  900561: request('The endpoint only accepts POST requests.'),
  1002012: {
    status: 400,
    error: 'invalid_scope',
    text: "The value '{x}' for scope is not valid: client credentials need '/.default' after one resource.",
  },
  5002723: client(
    'Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId in its header.',
  ),
  5002730: request('Invalid JWT token. Unsupported key for the signing algorithm.'),
  7002138: client(
    `${noMatch('subject')} The subject matches with case-insensitive comparison, but not with case-sensitive comparison.`,
  ),
  7000215: client(
    "Invalid client secret provided. Send the secret's value, not its ID, for a secret of app '{x}'.",
  ),
  7000218: client(
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  9001023: request(
    'The grant type is not supported over the /common or /consumers endpoints. Use the tenant.',
  ),
  9002313: request('Invalid request. Request is malformed or invalid.'),
  9002326: request(
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client type.",
  ),
} satisfies Record<number, Row>;

type AadstsCode = keyof typeof rows;

/** A refusal on its way out; `code` is the number behind AADSTS. */
export class AadstsRefusal extends Error {
  readonly code: AadstsCode;
  readonly row: Row;

  constructor(code: AadstsCode, detail = '', error?: string) {
    const row: Row = rows[code];
    super(`AADSTS${code}: ${row.text.replace('{x}', () => detail)}`);
    this.code = code;
    this.row = error ? { ...row, error } : row;
  }
}

/** What no cache may keep: every answer of the token endpoint (RFC 6749 section 5.1). */
export const noStore = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' } as const;

/** `2026-11-21 14:25:01Z`, as the platform writes times. */
export function stamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** The error body of the token and device endpoints (v2-oauth2-auth-code-flow, "Error response"). */
export function refusalReply(
  refusal: AadstsRefusal,
  options: { nowMs: number; correlationId?: string },
): EmulatorReply {
  const traceId = randomUUID();
  const correlationId = options.correlationId ?? randomUUID();
  const timestamp = stamp(options.nowMs);
  const { status, error, suberror } = refusal.row;
  return {
    status,
    headers: { ...noStore, 'x-ms-request-id': traceId, 'client-request-id': correlationId },
    json: {
      error,
      error_description: `${refusal.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
      error_codes: [refusal.code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
      ...(suberror ? { suberror } : {}),
    },
  };
}
