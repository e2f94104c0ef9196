/** Errors of the identity platform: the AADSTS codes, the OAuth error and status of each, and the error body. */
import { randomUUID } from 'node:crypto';
import type { EmulatorReply } from '../core/messages.ts';

interface AadstsDefinition {
  readonly status: number;
  readonly error: string;
  readonly text: string;
  readonly suberror?: string;
}

const invalidGrant = (text: string, suberror?: string): AadstsDefinition =>
  suberror
    ? { status: 400, error: 'invalid_grant', text, suberror }
    : { status: 400, error: 'invalid_grant', text };
const invalidRequestError = (text: string): AadstsDefinition => ({
  status: 400,
  error: 'invalid_request',
  text,
});
const invalidClient = (text: string): AadstsDefinition => ({ status: 401, error: 'invalid_client', text });

function noFederatedMatch(what: string): string {
  return `No matching federated identity record found for presented assertion ${what} '{x}'. Compare subject, audience and issuer of the credential with those of the assertion.`;
}

/** `{x}` is replaced with the detail of an AadstsError. */
const aadstsDefinitions = {
  50011: invalidRequestError(
    "The redirect URI '{x}' does not match the redirect URIs configured for the application.",
  ),
  50020: {
    status: 400,
    error: 'interaction_required',
    text: "User account of identity provider 'live.com' does not exist in tenant '{x}'.",
  },
  50027: invalidClient('JWT token is invalid or malformed.'),
  50048: invalidClient('The subject of the client assertion must be its issuer.'),
  50194: invalidRequestError(
    "Application '{x}'(Emulated app) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  ),
  54005: invalidGrant('OAuth2 authorization code was already redeemed; start again with a new one.'),
  65001: invalidGrant(
    "The user or administrator has not consented to use '{x}' with this application.",
    'consent_required',
  ),
  65004: { status: 400, error: 'access_denied', text: 'The user declined to consent to the application.' },
  70000: invalidGrant('{x}'),
  70003: {
    status: 400,
    error: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{x}'.",
  },
  70008: invalidGrant('The provided authorization code has expired.'),
  70011: {
    status: 400,
    error: 'invalid_scope',
    text: "The provided value for the input parameter 'scope' is not valid: {x}.",
  },
  70016: {
    status: 400,
    error: 'authorization_pending',
    text: 'Pending end-user authorization.',
  },
  70018: { status: 400, error: 'bad_verification_code', text: 'The device code is not known.' },
  70019: { status: 400, error: 'expired_token', text: 'The device code has expired.' },
  70025: invalidClient("The client '{x}' has no configured federated identity credentials."),
  90002: invalidRequestError("Tenant '{x}' not found. Check the tenant, and that the right cloud is used."),
  90009: invalidRequestError('The application is requesting a token for itself.'),
  90023: invalidRequestError("Public clients can't send a client secret."),
  90130: invalidRequestError(
    'The application is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  ),
  500011: {
    status: 400,
    error: 'invalid_resource',
    text: 'The resource principal named {x} was not found in the tenant.',
  },
  500112: invalidClient(
    'The reply address does not match the one the authorization code was requested with.',
  ),
  501661: invalidClient('Request to External OIDC endpoint failed.'),
  501481: invalidGrant('The code_verifier does not match the code_challenge of the authorization request.'),
  700005: invalidGrant('The authorization code was issued for another tenant alias.'),
  700016: {
    status: 400,
    error: 'unauthorized_client',
    text: "Application with identifier '{x}' was not found in the directory.",
  },
  700021: invalidClient(
    "The application of the client assertion is not the one of the parameter 'client_id'.",
  ),
  700023: invalidClient('Client assertion audience claim does not match Realm issuer.'),
  700024: invalidClient('Client assertion is not within its valid time range. {x}'),
  700027: invalidClient(
    'The certificate with identifier used to sign the client assertion is not registered on application, or the signature is invalid. {x}',
  ),
  700211: invalidClient(noFederatedMatch('issuer')),
  700212: invalidClient(noFederatedMatch('audience')),
  700213: invalidClient(noFederatedMatch('subject')),
  700025: invalidClient(
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  ),
  700082: invalidGrant('The refresh token has expired due to inactivity.\u00a0{x}', 'bad_token'),
  900144: invalidRequestError("The request body must contain the following parameter: '{x}'."),
  900561: invalidRequestError('The endpoint only accepts POST requests.'),
  1002012: {
    status: 400,
    error: 'invalid_scope',
    text: "The value '{x}' for scope is not valid: client credentials need '/.default' after one resource.",
  },
  5002723: invalidClient(
    'Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId in its header.',
  ),
  5002730: invalidRequestError('Invalid JWT token. Unsupported key for the signing algorithm.'),
  7002138: invalidClient(
    `${noFederatedMatch('subject')} The subject matches with case-insensitive comparison, but not with case-sensitive comparison.`,
  ),
  7000215: invalidClient(
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{x}'.",
  ),
  7000218: invalidClient(
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  9001023: invalidRequestError(
    'The grant type is not supported over the /common or /consumers endpoints. Use the tenant.',
  ),
  9002313: invalidRequestError('Invalid request. Request is malformed or invalid.'),
  9002326: invalidRequestError(
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client type.",
  ),
  9002331: invalidRequestError(
    "Application '{x}'(Emulated app) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.",
  ),
  9002332: invalidRequestError(
    "Application '{x}'(Emulated app) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
  ),
} satisfies Record<number, AadstsDefinition>;

type AadstsCode = keyof typeof aadstsDefinitions;

/** Thrown when the identity platform refuses a request. `code` is the number after AADSTS. */
export class AadstsError extends Error {
  readonly code: AadstsCode;
  readonly definition: AadstsDefinition;

  constructor(code: AadstsCode, detail = '', error?: string) {
    const row: AadstsDefinition = aadstsDefinitions[code];
    const text = row.text.replace('{x}', () => detail);
    super(`AADSTS${code}: ${text}`);
    this.code = code;
    this.definition = { ...row, text, ...(error ? { error } : {}) };
  }
}

/** Every reply of the token endpoint must forbid caching (RFC 6749 section 5.1). */
export const noStoreHeaders = {
  'cache-control': 'no-store, no-cache',
  pragma: 'no-cache',
  'content-type': 'application/json; charset=utf-8',
} as const;

/** What every reply of the platform carries besides (recorded by the Azure SDKs and in abraunegg/onedrive#2957). */
export function platformHeaders(): Readonly<Record<string, string>> {
  return {
    expires: '-1',
    p3p: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
    'set-cookie': 'stsservicecookie=estsfd; path=/; secure; samesite=none; httponly',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-ms-ests-server': '2.1.0.0 - EMULATOR ProdSlices',
    'x-ms-request-id': randomUUID(),
    'x-ms-srs': '1.P',
    'x-xss-protection': '0',
  };
}

/** `2026-11-21 14:25:01Z`, the platform's format of times. */
export function aadstsTimestamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** An error as the platform words it: the number behind AADSTS, the OAuth word, the sentence. */
interface AadstsErrorInfo {
  readonly number: number;
  readonly status: number;
  readonly error: string;
  readonly text: string;
  readonly suberror?: string | undefined;
}

/** The reply for an error that a route threw. */
export function aadstsErrorReply(
  { code, definition }: AadstsError,
  options: { nowMs: number; correlationId?: string },
): EmulatorReply {
  return aadstsReply({ number: code, ...definition }, options);
}

/** The error body of the token and device endpoints (v2-oauth2-auth-code-flow, "Error response"). */
export function aadstsReply(
  { number, status, error, text, suberror }: AadstsErrorInfo,
  options: { nowMs: number; correlationId?: string },
): EmulatorReply {
  const traceId = randomUUID();
  const correlationId = options.correlationId ?? randomUUID();
  const timestamp = aadstsTimestamp(options.nowMs);
  return {
    status,
    headers: { ...noStoreHeaders, 'x-ms-request-id': traceId, 'client-request-id': correlationId },
    json: {
      error,
      error_description: `AADSTS${number}: ${text}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
      ...(suberror ? { suberror } : {}),
    },
  };
}
