/**
 * The section "Sign in": the account, the authority, and how the app authenticates.
 */
import { formatCount } from '../core/format.ts';
import type { Cloud } from '../http/microsoft-hosts.ts';
import { booleanInput, choiceInput, type InputSpec, secretInput, textInput } from './kinds.ts';
import { quoteUnlessSecret } from './quote-unless-secret.ts';
import { type InputReader, optionalProperty } from './reader.ts';
import { redirectUriProblem } from './redirect-uri.ts';
import { unreplacedTextProblem } from './unreplaced-text.ts';

/** Who signs in, and where. */
export interface IdentityInputs {
  readonly auth: 'refresh-token' | 'app';
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  /** '' with `auth: app`. */
  readonly refreshToken: string;
  /** How the app authenticates; `auto` is already resolved. */
  readonly credential: 'none' | 'secret' | 'certificate' | 'oidc';
  /** PEM: certificate and private key. */
  readonly clientCertificate?: string;
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly authority: 'entra' | 'live';
  /** Set only with `authority: live`, whose refresh requires it. */
  readonly redirectUri?: string;
  /** Separated by single spaces. */
  readonly scopes?: string;
  readonly outputRefreshToken: boolean;
}

/** What to do in a run without credentials. */
export type NoCredentialsPolicy = 'error' | 'warn' | 'skip';

/** This section's inputs, in the order of action.yml. */
export const IDENTITY_SPECS = {
  clientId: {
    ...textInput(['client-id', 'application (client) ID, a GUID'], clientIdProblem),
    required: true,
  },
  clientSecret: secretInput(['client-secret', "client secret's Value, for a Web registration"], false),
  refreshToken: secretInput(['refresh-token', 'refresh token of the signed-in account'], false),
  auth: choiceInput(['auth', 'sign in with a refresh token, or as the app itself'], {
    choices: ['refresh-token', 'app'],
    default: 'refresh-token',
  }),
  credential: choiceInput(['credential', 'how the app authenticates'], {
    choices: ['auto', 'secret', 'certificate', 'oidc'],
    default: 'auto',
  }),
  clientCertificate: {
    ...secretInput(['client-certificate', 'certificate and private key of the app, as PEM'], false),
    parse: (value: string) =>
      value === '' || value.includes('-----BEGIN ') ? { value } : { problem: notPemProblem(value) },
  },
  tenantId: {
    ...textInput(
      ['tenant-id', 'common, organizations, consumers, a GUID or a verified domain'],
      tenantProblem,
    ),
    default: 'common',
  },
  cloud: choiceInput(['cloud', 'which Microsoft cloud'], {
    choices: ['global', 'us-gov', 'us-gov-dod', 'china'],
    default: 'global',
  }),
  authority: choiceInput(['authority', 'which sign-in service issued the token'], {
    choices: ['entra', 'live'],
    default: 'entra',
  }),
  redirectUri: textInput(
    ['redirect-uri', 'redirect URI that the token was issued for, with authority live'],
    redirectUriProblem,
  ),
  scopes: textInput(['scopes', 'scopes to request when the token is renewed'], scopesProblem),
  ifNoCredentials: choiceInput(['if-no-credentials', 'what to do if GitHub withholds secrets'], {
    choices: ['error', 'warn', 'skip'],
    default: 'error',
  }),
  outputRefreshToken: booleanInput(
    ['output-refresh-token', 'pass the new refresh token to later steps'],
    false,
  ),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** True for tenants under which no app can sign in as itself. */
export function isTenantAlias(tenantId: string): boolean {
  return ['common', 'organizations', 'consumers'].includes(tenantId.toLowerCase());
}

/** Reads the section. Problems go to the reader. */
export function readIdentityInputs(read: InputReader): IdentityInputs {
  const auth = read(IDENTITY_SPECS.auth);
  const clientSecret = read(IDENTITY_SPECS.clientSecret);
  const clientCertificate = read(IDENTITY_SPECS.clientCertificate);
  const chosenCredential = read(IDENTITY_SPECS.credential);
  const authority = read(IDENTITY_SPECS.authority);
  const redirectUri = read(IDENTITY_SPECS.redirectUri);
  // A certificate that cannot be read is still the one that was meant.
  const hasCertificate = read.has(IDENTITY_SPECS.clientCertificate);
  const detectedCredential = hasCertificate ? 'certificate' : clientSecret !== '' ? 'secret' : 'none';
  const identity: IdentityInputs = {
    auth,
    clientId: read(IDENTITY_SPECS.clientId),
    ...optionalProperty('clientSecret', clientSecret),
    refreshToken: auth === 'app' ? '' : read(IDENTITY_SPECS.refreshToken),
    credential: chosenCredential === 'auto' ? detectedCredential : chosenCredential,
    ...optionalProperty('clientCertificate', clientCertificate),
    tenantId: read(IDENTITY_SPECS.tenantId),
    cloud: read(IDENTITY_SPECS.cloud),
    authority,
    ...optionalProperty(
      'redirectUri',
      authority === 'live' ? redirectUri || 'https://login.live.com/oauth20_desktop.srf' : '',
    ),
    ...optionalProperty('scopes', read(IDENTITY_SPECS.scopes).replace(/\s+/g, ' ')),
    outputRefreshToken: read(IDENTITY_SPECS.outputRefreshToken),
  };
  addMissingCredentials(identity, read);
  read.problems.rest.push(...combinationProblems(identity, read));
  return identity;
}

const secretAdvice =
  '. If it comes from a GitHub secret, that secret does not exist here, or GitHub withholds it (runs of forks and of Dependabot)';

/** Reports empty credentials that this kind of sign-in needs. */
function addMissingCredentials(identity: IdentityInputs, read: InputReader): void {
  const missing = (spec: InputSpec, why = '') =>
    read.problems.missing.push(
      `${spec.name} is empty${why}: it is the ${spec.help}${read.adviseMissing?.(spec) ?? secretAdvice}`,
    );
  if (!read.has(IDENTITY_SPECS.clientId)) missing(IDENTITY_SPECS.clientId);
  if (identity.auth === 'refresh-token' && !read.has(IDENTITY_SPECS.refreshToken))
    missing(IDENTITY_SPECS.refreshToken);
  const { credential, auth } = identity;
  const needsSecret = credential === 'secret' || (auth === 'app' && credential === 'none');
  const why =
    auth === 'app' && credential === 'none' ? ', and auth: app needs one (or a certificate, or oidc)' : '';
  if (needsSecret && !read.has(IDENTITY_SPECS.clientSecret)) missing(IDENTITY_SPECS.clientSecret, why);
  if (credential === 'certificate' && !read.has(IDENTITY_SPECS.clientCertificate))
    missing(IDENTITY_SPECS.clientCertificate);
}

/** Returns problems with combinations of inputs. */
function combinationProblems(identity: IdentityInputs, read: InputReader): string[] {
  const { auth, tenantId, cloud, authority } = identity;
  const problems: string[] = [];
  const rule = (broken: boolean, words: string) => broken && problems.push(words);
  const isAlias = isTenantAlias(tenantId);
  rule(
    authority === 'entra' && /^[0-9a-f]{16}$/i.test(identity.clientId),
    'client-id is not a GUID: IDs of 16 digits come from the old portal: set authority: live',
  );
  rule(
    auth === 'app' && isAlias,
    `auth: app needs the GUID or domain of your tenant, but tenant-id is ${tenantId}`,
  );
  rule(
    auth === 'app' && read.has(IDENTITY_SPECS.refreshToken),
    'auth: app does not use refresh-token: remove refresh-token, or remove auth',
  );
  rule(
    auth === 'app' && read.has(IDENTITY_SPECS.scopes),
    'auth: app does not use scopes: remove scopes and grant permissions to the app',
  );
  rule(
    auth === 'app' && identity.outputRefreshToken,
    'auth: app has no refresh token: remove output-refresh-token',
  );
  rule(
    authority === 'live' && auth === 'app',
    'authority: live is for personal accounts: remove authority, or remove auth: app',
  );
  rule(
    authority === 'live' && cloud !== 'global',
    'authority: live works only with cloud: global: remove one of them',
  );
  rule(
    authority === 'live' && (identity.credential === 'certificate' || identity.credential === 'oidc'),
    'authority: live accepts only a client secret: set client-secret, and remove the other credential',
  );
  rule(
    authority === 'entra' && read.has(IDENTITY_SPECS.redirectUri),
    'redirect-uri is used only with authority: live: remove it',
  );
  rule(
    isAlias && (identity.credential === 'certificate' || identity.credential === 'oidc') && auth !== 'app',
    `credential: ${identity.credential} needs the GUID or domain of your tenant, but tenant-id is ${tenantId}`,
  );
  return problems;
}

/** A GUID in its usual form, 8-4-4-4-12. */
export function isGuid(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/**
 * Does not show the value: it may be the secret, pasted into the wrong place. Registrations in the old portal for
 * personal accounts have 16 hex digits (onedrive-api-docs, getting-started/msa-oauth.md).
 */
function clientIdProblem(value: string): string | undefined {
  if (isGuid(value) || /^[0-9a-f]{16}$/i.test(value)) return undefined;
  const unreplaced = unreplacedTextProblem(value);
  if (unreplaced !== undefined) return unreplaced;
  const size = formatCount(value.length, 'character');
  return `is not a GUID (${size}); copy "Application (client) ID" from the registration's overview page`;
}

/** A PFX file, or any text in base64, is what vaults and other actions have. */
function notPemProblem(value: string): string {
  if (Buffer.from(value, 'base64').includes('-----BEGIN '))
    return 'is PEM text in base64: store the text itself (base64 -d FILE)';
  return (
    'is not PEM text: it needs -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----. To convert a PFX file: ' +
    'openssl pkcs12 -in FILE.pfx -nodes -out FILE.pem'
  );
}

function tenantProblem(value: string): string | undefined {
  const isLabel = (part: string) => /^[a-z0-9-]{1,63}$/i.test(part) && !/^-|-$/.test(part);
  if (value.split('.').every(isLabel)) return undefined;
  return `is ${quoteUnlessSecret(value)}; write common, organizations, consumers, or the GUID or a domain of your tenant`;
}

function scopesProblem(value: string): string | undefined {
  return /^[\x21\x23-\x5b\x5d-\x7e\s]+$/.test(value)
    ? undefined
    : `is ${quoteUnlessSecret(value)}; write scopes separated by spaces`;
}
