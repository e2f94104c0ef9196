/**
 * The section "Sign in": who signs in, where, and how the app proves itself. Knows texts and what they mean
 * together; nothing of the protocol.
 */
import { count } from '../core/format.ts';
import type { Cloud } from '../http/microsoft-hosts.ts';
import { choice, flag, type InputSpec, secret, text } from './kinds.ts';
import { given, type Reader } from './reader.ts';
import { redirectProblem } from './redirect-uri.ts';
import { shown } from './shown.ts';

/** Who signs in, and where. */
export interface IdentityInputs {
  readonly auth: 'refresh-token' | 'app';
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  /** '' with `auth: app`. */
  readonly refreshToken: string;
  /** How the app proves itself; `auto` is decided already. */
  readonly credential: 'none' | 'secret' | 'certificate' | 'oidc';
  /** PEM: certificate and private key. */
  readonly clientCertificate?: string;
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly authority: 'entra' | 'live';
  /** Sent along with `authority: live` only, whose refresh asks for it. */
  readonly redirectUri?: string;
  /** Separated by single spaces. */
  readonly scopes?: string;
  readonly outputRefreshToken: boolean;
}

/** What becomes of a run that has no credentials. */
export type NoCredentials = 'error' | 'warn' | 'skip';

/** Rows of this section, in the order of action.yml. */
export const IDENTITY = {
  clientId: { ...text(['client-id', 'application (client) ID, a GUID'], clientIdProblem), required: true },
  clientSecret: secret(['client-secret', 'secret value of a Web registration'], false),
  refreshToken: secret(['refresh-token', 'refresh token of the signed-in account'], false),
  auth: choice(['auth', 'sign in with a refresh token, or as the app itself'], {
    choices: ['refresh-token', 'app'],
    default: 'refresh-token',
  }),
  credential: choice(['credential', 'how the app proves itself'], {
    choices: ['auto', 'secret', 'certificate', 'oidc'],
    default: 'auto',
  }),
  clientCertificate: {
    ...secret(['client-certificate', 'certificate and private key of the app, as PEM'], false),
    parse: (value: string) =>
      value === '' || value.includes('-----BEGIN ')
        ? { value }
        : { problem: 'is no PEM text: it needs -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----' },
  },
  tenantId: {
    ...text(['tenant-id', 'common, organizations, consumers, a GUID or a verified domain'], tenantProblem),
    default: 'common',
  },
  cloud: choice(['cloud', 'which Microsoft cloud'], {
    choices: ['global', 'us-gov', 'us-gov-dod', 'china'],
    default: 'global',
  }),
  authority: choice(['authority', 'which sign-in service issued the token'], {
    choices: ['entra', 'live'],
    default: 'entra',
  }),
  redirectUri: text(
    ['redirect-uri', 'redirect URI that the token was issued to, with authority live'],
    redirectProblem,
  ),
  scopes: text(['scopes', 'scopes to ask for with the refresh'], scopesProblem),
  ifNoCredentials: choice(['if-no-credentials', 'what to do where GitHub withholds secrets'], {
    choices: ['error', 'warn', 'skip'],
    default: 'error',
  }),
  outputRefreshToken: flag(['output-refresh-token', 'hand the new refresh token to later steps'], false),
} as const satisfies Readonly<Record<string, InputSpec>>;

/** Names under which no account signs in as an app. */
const ALIASES = ['common', 'organizations', 'consumers'];

/** Reads the section; problems go to the reader. */
export function readIdentity(read: Reader): IdentityInputs {
  const auth = read(IDENTITY.auth);
  const clientSecret = read(IDENTITY.clientSecret);
  const clientCertificate = read(IDENTITY.clientCertificate);
  const asked = read(IDENTITY.credential);
  const authority = read(IDENTITY.authority);
  const redirectUri = read(IDENTITY.redirectUri);
  const found = clientCertificate !== '' ? 'certificate' : clientSecret !== '' ? 'secret' : 'none';
  const identity: IdentityInputs = {
    auth,
    clientId: read(IDENTITY.clientId),
    ...given('clientSecret', clientSecret),
    refreshToken: auth === 'app' ? '' : read(IDENTITY.refreshToken),
    credential: asked === 'auto' ? found : asked,
    ...given('clientCertificate', clientCertificate),
    tenantId: read(IDENTITY.tenantId),
    cloud: read(IDENTITY.cloud),
    authority,
    ...given(
      'redirectUri',
      authority === 'live' ? redirectUri || 'https://login.live.com/oauth20_desktop.srf' : '',
    ),
    ...given('scopes', read(IDENTITY.scopes).replace(/\s+/g, ' ')),
    outputRefreshToken: read(IDENTITY.outputRefreshToken),
  };
  noteMissing(identity, read);
  read.problems.rest.push(...together(identity, read));
  return identity;
}

/** The credentials that this way of signing in needs and that are empty. */
function noteMissing(identity: IdentityInputs, read: Reader): void {
  const missing = (spec: InputSpec, why = '') =>
    read.problems.missing.push(
      `${spec.name} is empty${why}: it is the ${spec.help}. If it comes from a GitHub secret, that secret does ` +
        'not exist here, or GitHub withholds it (runs of forks and of Dependabot)',
    );
  if (!read.has(IDENTITY.clientId)) missing(IDENTITY.clientId);
  if (identity.auth === 'refresh-token' && !read.has(IDENTITY.refreshToken)) missing(IDENTITY.refreshToken);
  const { credential, auth } = identity;
  const needsSecret = credential === 'secret' || (auth === 'app' && credential === 'none');
  const why =
    auth === 'app' && credential === 'none' ? ', and auth: app needs one (or a certificate, or oidc)' : '';
  if (needsSecret && !read.has(IDENTITY.clientSecret)) missing(IDENTITY.clientSecret, why);
  if (credential === 'certificate' && !read.has(IDENTITY.clientCertificate))
    missing(IDENTITY.clientCertificate);
}

/** What these inputs mean together. */
function together(identity: IdentityInputs, read: Reader): string[] {
  const { auth, tenantId, cloud, authority } = identity;
  const problems: string[] = [];
  const rule = (broken: boolean, words: string) => broken && problems.push(words);
  const alias = ALIASES.includes(tenantId.toLowerCase());
  rule(
    authority === 'entra' && /^[0-9a-f]{16}$/i.test(identity.clientId),
    'client-id is no GUID: 16 digits are an ID of the old portal, which authority: live alone knows',
  );
  rule(auth === 'app' && alias, `auth: app needs the tenant's own GUID or domain: tenant-id is ${tenantId}`);
  rule(
    auth === 'app' && read.has(IDENTITY.refreshToken),
    'auth: app takes no refresh-token: remove it, or auth',
  );
  rule(
    auth === 'app' && read.has(IDENTITY.scopes),
    'auth: app takes no scopes: permissions are granted to the app',
  );
  rule(
    auth === 'app' && identity.outputRefreshToken,
    'auth: app gets no refresh token: remove output-refresh-token',
  );
  rule(
    authority === 'live' && auth === 'app',
    'authority: live is for personal accounts: auth: app needs entra',
  );
  rule(authority === 'live' && cloud !== 'global', 'authority: live exists in cloud: global only');
  rule(
    authority === 'live' && (identity.credential === 'certificate' || identity.credential === 'oidc'),
    'authority: live knows no credential but a secret',
  );
  rule(
    authority === 'entra' && read.has(IDENTITY.redirectUri),
    'redirect-uri is used with authority: live only: remove it',
  );
  rule(
    alias && (identity.credential === 'certificate' || identity.credential === 'oidc') && auth !== 'app',
    `credential: ${identity.credential} needs the tenant's own GUID or domain: tenant-id is ${tenantId}`,
  );
  return problems;
}

/** A GUID in its usual form, 8-4-4-4-12. */
export function isGuid(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/**
 * Says nothing of the value: it could be the secret, pasted into the wrong place. Registrations of the old
 * portal for personal accounts have 16 hex digits (onedrive-api-docs, getting-started/msa-oauth.md).
 */
function clientIdProblem(value: string): string | undefined {
  if (isGuid(value) || /^[0-9a-f]{16}$/i.test(value)) return undefined;
  const size = count(value.length, 'character');
  return `is not a GUID (${size}); copy "Application (client) ID" from the registration's overview page`;
}

function tenantProblem(value: string): string | undefined {
  const isLabel = (part: string) => /^[a-z0-9-]{1,63}$/i.test(part) && !/^-|-$/.test(part);
  if (value.split('.').every(isLabel)) return undefined;
  return `is ${shown(value)}; write common, organizations, consumers, the tenant's GUID or one of its domains`;
}

function scopesProblem(value: string): string | undefined {
  return /^[\x21\x23-\x5b\x5d-\x7e\s]+$/.test(value)
    ? undefined
    : `is ${shown(value)}; write scopes with spaces between`;
}
