/**
 * Which app signs in, as flags, environment and questions tell it. Knows the rows of the table that a sign-in
 * shares with the action, and what they mean at a desk; sends nothing.
 */
import { UsageFailure } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { credentialProblems } from '../../inputs/pasted-secrets.ts';
import { scrubbed } from '../../inputs/read.ts';
import { type InputSource, openReader, type Reader } from '../../inputs/reader.ts';
import { isOpenToAll, secretName } from '../../inputs/redirect-uri.ts';
import { ROTATION } from '../../inputs/rotation.ts';
import { IDENTITY, type IdentityInputs, isGuid } from '../../inputs/sign-in.ts';
import { TARGET } from '../../inputs/target.ts';
import { commandInputs } from '../options/inputs.ts';
import { warnOfOpenFiles } from '../options/token-file.ts';
import type { Asker } from '../terminal/prompts.ts';

export type Flags = Readonly<Record<string, unknown>>;

/** The app, and what is asked for in its name. */
export interface App {
  /** Without a refresh token. Its proof is `none` where no secret is of use. */
  readonly identity: IdentityInputs;
  /** Undefined when none was named. */
  readonly redirectUri: string | undefined;
  /** Separated by single spaces. */
  readonly scope: string;
  readonly appFolder: boolean;
  /** Further parameters of the sign-in page. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What flags and environment say, judged as far as nobody is asked. */
export interface Draft<T> {
  readonly problems: readonly string[];
  /** Asks for what is missing, where somebody can answer. Throws UsageFailure for a wrong answer. */
  complete(): Promise<T>;
}

/** What is told of the app even before anything is asked. */
export interface AppDraft extends Draft<App> {
  readonly authority: IdentityInputs['authority'];
  readonly redirectUri: string | undefined;
  readonly extra: Readonly<Record<string, string>>;
}

export interface AppOptions {
  readonly flags: Flags;
  readonly host: Host;
  /** Undefined where nobody can answer. */
  readonly ask: Asker | undefined;
  /** Values that are known already, by name of the input. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** False where no secret is of use: the sign-in page never sees one. */
  readonly withProof: boolean;
}

/** Throws all that is wrong at once, before anything was asked, sent or written. */
export function refuse(...problems: readonly (readonly string[])[]): void {
  const all = [...new Set(problems.flat())];
  if (all.length > 0) throw new UsageFailure(all);
}

/** Every value, read once. */
type Texts = ReturnType<typeof textsOf>;

function textsOf(read: Reader) {
  return {
    clientId: read(IDENTITY.clientId),
    clientSecret: read(IDENTITY.clientSecret),
    certificate: read(IDENTITY.clientCertificate),
    credential: read(IDENTITY.credential),
    tenantId: read(IDENTITY.tenantId),
    cloud: read(IDENTITY.cloud),
    authority: read(IDENTITY.authority),
    redirectUri: read(IDENTITY.redirectUri),
    scopes: read(IDENTITY.scopes).replace(/\s+/g, ' '),
    appFolder: read(TARGET.appFolder),
    // Used later, if at all; a wrong one is told now.
    githubToken: read(ROTATION.githubToken),
  };
}

/** Reads the app, and judges every value of it. */
export function readApp({ flags, host, ask, fixed, withProof }: AppOptions): AppDraft {
  const source = commandInputs(flags, host.env, fixed);
  warnOfOpenFiles(host, flags, ['client-secret', 'client-certificate']);
  const read = openReader(source);
  const told = textsOf(read);
  const extra = extraOf(flags, read);
  for (const secret of [told.clientSecret, told.certificate, told.githubToken]) host.mask(secret);
  const { missing, wrong, rest } = read.problems;
  const found = [...missing, ...wrong, ...rest];
  const judged = (texts: Texts, isFinal: boolean) =>
    scrubbed([...found, ...rulesOf(texts, { source, withProof, isFinal })], source);
  const complete = async (): Promise<App> => {
    const texts = { ...told };
    if (texts.clientId === '' && ask !== undefined) {
      texts.clientId = await ask.text('Application (client) ID of the registration');
      refuse(judged(texts, false));
    }
    if (withProof && wantsSecret(told, read) && ask !== undefined) {
      texts.clientSecret = await ask.hidden(
        'Client secret (its Value); empty for a registration under Mobile and desktop',
      );
      host.mask(texts.clientSecret);
    }
    refuse(judged(texts, true));
    return appOf(texts, { withProof, extra });
  };
  return {
    problems: judged(told, ask === undefined),
    authority: told.authority,
    redirectUri: told.redirectUri || undefined,
    extra,
    complete,
  };
}

function appOf(
  texts: Texts,
  { withProof, extra }: { readonly withProof: boolean; readonly extra: App['extra'] },
): App {
  const { clientId, tenantId, cloud, authority, redirectUri, scopes, appFolder } = texts;
  const proof = withProof ? proofOf(texts) : ({ credential: 'none' } as const);
  const own = appFolder ? 'Files.ReadWrite.AppFolder' : 'Files.ReadWrite';
  return {
    identity: {
      ...{ auth: 'refresh-token', clientId, refreshToken: '', tenantId, cloud, authority },
      ...{ ...proof, outputRefreshToken: false },
    },
    redirectUri: redirectUri === '' ? undefined : redirectUri,
    scope: scopes === '' ? `${own} offline_access` : scopes,
    appFolder,
    extra,
  };
}

/** Nobody has said how the app proves itself, or that it does so with a secret. */
function wantsSecret({ credential }: Texts, read: Reader): boolean {
  if (read.has(IDENTITY.clientSecret) || credential === 'certificate') return false;
  return credential === 'secret' || !read.has(IDENTITY.clientCertificate);
}

interface Judging {
  readonly source: InputSource;
  readonly withProof: boolean;
  /** Nobody will be asked for what is missing. */
  readonly isFinal: boolean;
}

/** What the values mean together. */
function rulesOf(texts: Texts, { source, withProof, isFinal }: Judging): string[] {
  const { clientId, clientSecret, certificate, authority, credential, cloud, redirectUri } = texts;
  const rest: string[] = [];
  const rule = (broken: boolean, words: string) => broken && rest.push(words);
  rule(isFinal && clientId === '', `client-id is empty: it is the ${IDENTITY.clientId.help} (--client-id)`);
  rule(
    clientId !== '' && authority === 'entra' && !isGuid(clientId),
    'client-id is no GUID: copy "Application (client) ID" from the registration\'s overview page',
  );
  rule(authority === 'live' && cloud !== 'global', 'authority: live exists in cloud: global only');
  rule(
    authority === 'live' && credential === 'certificate',
    'authority: live knows no credential but a secret',
  );
  rule(credential === 'oidc', 'credential: oidc is for jobs: sign in with the secret or the certificate');
  rule(
    credential === 'certificate' && certificate === '',
    'credential is certificate, and there is none: name its file with --client-certificate-file',
  );
  rule(
    isFinal && withProof && credential === 'secret' && clientSecret === '',
    'credential is secret, and client-secret is empty: name its file with --client-secret-file',
  );
  rule(
    redirectUri !== '' && isOpenToAll(redirectUri),
    'redirect-uri is plain http to another machine, which anybody on the way reads: write https, or http://localhost',
  );
  return [...credentialProblems({ clientId, clientSecret, refreshToken: '' }, source.emulator), ...rest];
}

function proofOf({
  certificate,
  clientSecret,
  credential,
}: Texts): Pick<IdentityInputs, 'credential' | 'clientSecret' | 'clientCertificate'> {
  if (certificate !== '' && credential !== 'secret')
    return { credential: 'certificate', clientCertificate: certificate };
  return clientSecret === '' ? { credential: 'none' } : { credential: 'secret', clientSecret };
}

/** What the sign-in sets itself; without PKCE the challenge is somebody else's to set. */
const own = ['client_id', 'response_type', 'redirect_uri', 'scope', 'state'];
const ownChallenge = ['code_challenge', 'code_challenge_method'];

/** `--param name=value`, as often as one likes. */
function extraOf(flags: Flags, read: Reader): Record<string, string> {
  const given = Array.isArray(flags.param) ? flags.param.map(String) : [];
  const pairs = given.map((text) => /^([\w.-]+)=(.*)$/s.exec(text) ?? []);
  const names = pairs.map(([, name = '']) => name.toLowerCase());
  const taken = flags.pkce === false ? own : [...own, ...ownChallenge];
  const { rest } = read.problems;
  if (pairs.some(([whole]) => whole === undefined))
    rest.push('--param is not name=value, as in --param login_hint=me@example.com');
  if (names.some((name) => secretName.test(name)))
    rest.push('--param holds a secret: it would stand in an address, and on this command line');
  for (const name of names.filter((one) => taken.includes(one)))
    rest.push(`--param: ${name} cannot be an extra parameter: the sign-in sets it itself`);
  for (const name of names.filter((one) => /^request(_uri)?$/.test(one)))
    rest.push(`--param: ${name} cannot be an extra parameter: it would replace what the sign-in sets itself`);
  if (new Set(names).size < names.length) rest.push('--param names a parameter twice: keep one');
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
