/**
 * Reads the app for a sign-in from flags, environment and prompts. Uses the inputs that a sign-in shares with the
 * action. Sends no requests.
 */
import { UsageFailure } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { maskSecrets } from '../../inputs/masks.ts';
import { credentialProblems } from '../../inputs/pasted-secrets.ts';
import { redactSecretInputs } from '../../inputs/read.ts';
import { createInputReader, type InputReader, type InputSource } from '../../inputs/reader.ts';
import { isInsecureRedirectUri, secretParameterPattern } from '../../inputs/redirect-uri.ts';
import { ROTATION_SPECS } from '../../inputs/rotation.ts';
import { IDENTITY_SPECS, type IdentityInputs, isGuid } from '../../inputs/sign-in.ts';
import { TARGET_SPECS } from '../../inputs/target.ts';
import { commandInputs, type InputDefaults } from '../options/inputs.ts';
import { warnOfReadableSecretFiles } from '../options/token-file.ts';
import type { Prompts } from '../terminal/prompts.ts';

export type FlagValues = Readonly<Record<string, unknown>>;

/** The app, and what it requests. */
export interface LoginApp {
  /** Has no refresh token. `credential` is `none` where a secret is not used. */
  readonly identity: IdentityInputs;
  /** Undefined when not set. */
  readonly redirectUri: string | undefined;
  /** Separated by single spaces. */
  readonly scope: string;
  readonly appFolder: boolean;
  /** Extra parameters of the authorization URL. */
  readonly extraParameters: Readonly<Record<string, string>>;
}

/** Values from flags and environment, checked before anything is asked. */
export interface LoginDraft<T> {
  readonly problems: readonly string[];
  /** Asks for missing values if there are prompts. Throws UsageFailure for an invalid answer. */
  complete(): Promise<T>;
}

/** What is known of the app before anything is asked. */
export interface LoginAppDraft extends LoginDraft<LoginApp> {
  readonly authority: IdentityInputs['authority'];
  readonly redirectUri: string | undefined;
  readonly extraParameters: Readonly<Record<string, string>>;
}

export interface LoginAppOptions {
  readonly flags: FlagValues;
  readonly host: Host;
  /** Undefined when nobody can answer. */
  readonly prompts: Prompts | undefined;
  /** Values that are known already, by input name. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** What the profile says of the app. */
  readonly profile?: InputDefaults | undefined;
  /** False when a secret is not used: the sign-in page never gets one. */
  readonly usesClientAuth: boolean;
}

/** Throws all problems at once, before anything is asked, sent or written. */
export function throwProblems(...problems: readonly (readonly string[])[]): void {
  const all = [...new Set(problems.flat())];
  if (all.length > 0) throw new UsageFailure(all);
}

/** All values of the inputs. */
type AppInputs = ReturnType<typeof readAppInputs>;

function readAppInputs(read: InputReader) {
  return {
    clientId: read(IDENTITY_SPECS.clientId),
    clientSecret: read(IDENTITY_SPECS.clientSecret),
    certificate: read(IDENTITY_SPECS.clientCertificate),
    credential: read(IDENTITY_SPECS.credential),
    tenantId: read(IDENTITY_SPECS.tenantId),
    cloud: read(IDENTITY_SPECS.cloud),
    authority: read(IDENTITY_SPECS.authority),
    redirectUri: read(IDENTITY_SPECS.redirectUri),
    scopes: read(IDENTITY_SPECS.scopes).replace(/\s+/g, ' '),
    appFolder: read(TARGET_SPECS.appFolder),
    // Used later, if at all. Reading it here reports an invalid token early.
    githubToken: read(ROTATION_SPECS.githubToken),
  };
}

/** Reads the app and checks all its values. */
export function readLoginApp({
  flags,
  host,
  prompts,
  fixed = {},
  profile,
  usesClientAuth,
}: LoginAppOptions): LoginAppDraft {
  const source = commandInputs(flags, host.env, { fixed, profile });
  warnOfReadableSecretFiles(host, flags, ['client-secret', 'client-certificate']);
  maskSecrets(host, source);
  const read = createInputReader(source);
  const initialInputs = readAppInputs(read);
  const extraParameters = readExtraParameters(flags, read);
  const { missing, wrong, rest } = read.problems;
  const readProblems = [...missing, ...wrong, ...rest];
  const problemsOf = (texts: AppInputs, isFinal: boolean) =>
    redactSecretInputs(
      [...readProblems, ...combinationProblems(texts, { source, usesClientAuth, isFinal })],
      source,
    );
  const complete = async (): Promise<LoginApp> => {
    const texts = { ...initialInputs };
    if (texts.clientId === '' && prompts !== undefined) {
      texts.clientId = await prompts.text('Application (client) ID of the registration');
      throwProblems(problemsOf(texts, false));
    }
    if (usesClientAuth && needsSecretPrompt(initialInputs, read) && prompts !== undefined) {
      texts.clientSecret = await prompts.password(
        'Client secret (its Value); leave empty for Mobile and desktop',
      );
      host.mask(texts.clientSecret);
    }
    throwProblems(problemsOf(texts, true));
    return createLoginApp(texts, { usesClientAuth, extraParameters });
  };
  return {
    problems: problemsOf(initialInputs, prompts === undefined),
    authority: initialInputs.authority,
    redirectUri: initialInputs.redirectUri || undefined,
    extraParameters,
    complete,
  };
}

function createLoginApp(
  texts: AppInputs,
  {
    usesClientAuth,
    extraParameters,
  }: Pick<LoginAppOptions, 'usesClientAuth'> & Pick<LoginApp, 'extraParameters'>,
): LoginApp {
  const { clientId, tenantId, cloud, authority, redirectUri, scopes, appFolder } = texts;
  const proof = usesClientAuth ? credentialInputs(texts) : ({ credential: 'none' } as const);
  const defaultScope = appFolder ? 'Files.ReadWrite.AppFolder' : 'Files.ReadWrite';
  return {
    identity: {
      auth: 'refresh-token',
      clientId,
      refreshToken: '',
      tenantId,
      cloud,
      authority,
      ...proof,
      outputRefreshToken: false,
    },
    redirectUri: redirectUri === '' ? undefined : redirectUri,
    scope: scopes === '' ? `${defaultScope} offline_access` : scopes,
    appFolder,
    extraParameters,
  };
}

/** True when a secret was requested but not given, or no kind of credential was chosen. */
function needsSecretPrompt({ credential }: AppInputs, read: InputReader): boolean {
  if (read.has(IDENTITY_SPECS.clientSecret) || credential === 'certificate') return false;
  return credential === 'secret' || !read.has(IDENTITY_SPECS.clientCertificate);
}

interface RuleOptions {
  readonly source: InputSource;
  readonly usesClientAuth: boolean;
  /** True when missing values will not be asked for. */
  readonly isFinal: boolean;
}

/** Problems of values that do not fit together. */
function combinationProblems(texts: AppInputs, { source, usesClientAuth, isFinal }: RuleOptions): string[] {
  const { clientId, clientSecret, certificate, authority, credential, cloud, redirectUri } = texts;
  const rest: string[] = [];
  const rule = (broken: boolean, words: string) => broken && rest.push(words);
  rule(isFinal && clientId === '', `client-id is empty: it is the ${IDENTITY_SPECS.clientId.help}`);
  rule(
    clientId !== '' && authority === 'entra' && !isGuid(clientId),
    'client-id is not a GUID: copy "Application (client) ID" from the registration\'s overview page',
  );
  rule(
    authority === 'live' && cloud !== 'global',
    'authority: live works only with cloud: global: remove one of them',
  );
  rule(
    authority === 'live' && credential === 'certificate',
    'authority: live accepts only a client secret: set client-secret, and remove the other credential',
  );
  rule(
    credential === 'oidc',
    'credential: oidc works only in jobs: sign in with the secret or the certificate',
  );
  rule(
    credential === 'certificate' && certificate === '',
    'client-certificate is empty, but credential is certificate: name its file with --client-certificate-file',
  );
  rule(
    isFinal && usesClientAuth && credential === 'secret' && clientSecret === '',
    'client-secret is empty, but credential is secret: name its file with --client-secret-file',
  );
  rule(
    redirectUri !== '' && isInsecureRedirectUri(redirectUri),
    'redirect-uri is http to another machine, so the code is not encrypted: write https, or http://localhost',
  );
  return [...credentialProblems({ clientId, clientSecret, refreshToken: '' }, source.emulator), ...rest];
}

function credentialInputs({
  certificate,
  clientSecret,
  credential,
}: AppInputs): Pick<IdentityInputs, 'credential' | 'clientSecret' | 'clientCertificate'> {
  if (certificate !== '' && credential !== 'secret')
    return { credential: 'certificate', clientCertificate: certificate };
  return clientSecret === '' ? { credential: 'none' } : { credential: 'secret', clientSecret };
}

/** Parameters that the sign-in sets itself. Without PKCE the caller may set a challenge of their own. */
const reservedParameters = ['client_id', 'response_type', 'redirect_uri', 'scope', 'state'];
const pkceParameters = ['code_challenge', 'code_challenge_method'];

/** Parses `--param name=value`, which may be repeated. */
function readExtraParameters(flags: FlagValues, read: InputReader): Record<string, string> {
  const given = Array.isArray(flags.param) ? flags.param.map(String) : [];
  const pairs = given.map((text) => /^([\w.-]+)=(.*)$/s.exec(text) ?? []);
  const names = pairs.map(([, name = '']) => name.toLowerCase());
  const reserved = flags.pkce === false ? reservedParameters : [...reservedParameters, ...pkceParameters];
  const { rest } = read.problems;
  if (pairs.some(([whole]) => whole === undefined))
    rest.push('--param is not name=value, as in --param login_hint=me@example.com');
  if (names.some((name) => secretParameterPattern.test(name)))
    rest.push('--param contains a secret, which would be visible in the address: remove it');
  for (const name of names.filter((one) => reserved.includes(one)))
    rest.push(`--param: ${name} cannot be an extra parameter, because the sign-in sets it`);
  for (const name of names.filter((one) => /^request(_uri)?$/.test(one)))
    rest.push(`--param: ${name} cannot be an extra parameter: it would replace a value of the sign-in`);
  if (new Set(names).size < names.length) rest.push('--param names a parameter twice: remove one');
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
