/**
 * Which app signs in, as flags, environment and questions tell it. Knows the rows of the table that a sign-in
 * shares with the action, and what they mean at a desk; sends nothing.
 */
import { UsageFailure } from '../errors.ts';
import type { Host } from '../host.ts';
import { credentialProblems } from '../inputs/credentials.ts';
import { IDENTITY, type IdentityInputs, isGuid } from '../inputs/identity.ts';
import { openReader, type Reader } from '../inputs/read.ts';
import { TARGET } from '../inputs/target.ts';
import type { Asker } from './ask.ts';
import { commandInputs } from './source.ts';
import { warnOfOpenFiles } from './tokenfile.ts';

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

/** Reads and judges the app. Throws UsageFailure with every problem; asks for what is missing where it can. */
export async function readApp({ flags, host, ask, fixed, withProof }: AppOptions): Promise<App> {
  const source = commandInputs(flags, host.env, fixed);
  warnOfOpenFiles(host, flags, ['client-secret', 'client-certificate']);
  const read = openReader(source);
  const clientId =
    read(IDENTITY.clientId) || ((await ask?.text('Application (client) ID of the registration')) ?? '');
  const extra = extraOf(flags, read);
  const [cloud, authority] = [read(IDENTITY.cloud), read(IDENTITY.authority)];
  const appFolder = read(TARGET.appFolder);
  const scopes = read(IDENTITY.scopes).replace(/\s+/g, ' ');
  const own = appFolder ? 'Files.ReadWrite.AppFolder' : 'Files.ReadWrite';
  const certificate = read(IDENTITY.clientCertificate);
  let clientSecret = read(IDENTITY.clientSecret);
  judge(read, { clientId, clientSecret, emulator: source.emulator, certificate });
  if (withProof && wantsSecret(read) && ask !== undefined) {
    clientSecret = await ask.hidden(
      'Client secret (its Value); empty for a registration under Mobile and desktop',
    );
    judge(read, { clientId, clientSecret, emulator: source.emulator, certificate });
  }
  host.mask(clientSecret);
  if (withProof && read(IDENTITY.credential) === 'secret' && clientSecret === '')
    throw new UsageFailure(['credential is secret, and client-secret is empty']);
  const redirectUri = read(IDENTITY.redirectUri);
  const tenantId = read(IDENTITY.tenantId);
  const proof = withProof ? proofOf(read, { certificate, clientSecret }) : ({ credential: 'none' } as const);
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
function wantsSecret(read: Reader): boolean {
  const credential = read(IDENTITY.credential);
  if (read.has(IDENTITY.clientSecret) || credential === 'certificate') return false;
  return credential === 'secret' || !read.has(IDENTITY.clientCertificate);
}

interface Found {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly certificate: string;
  readonly emulator: boolean;
}

function judge(read: Reader, { clientId, clientSecret, certificate, emulator }: Found): void {
  const [authority, credential] = [read(IDENTITY.authority), read(IDENTITY.credential)];
  const rest: string[] = [];
  const rule = (broken: boolean, words: string) => broken && rest.push(words);
  rule(clientId === '', `client-id is empty: it is the ${IDENTITY.clientId.help} (--client-id)`);
  rule(
    clientId !== '' && authority === 'entra' && !isGuid(clientId),
    'client-id is no GUID: copy "Application (client) ID" from the registration\'s overview page',
  );
  rule(
    authority === 'live' && read(IDENTITY.cloud) !== 'global',
    'authority: live exists in cloud: global only',
  );
  rule(
    authority === 'live' && credential === 'certificate',
    'authority: live knows no credential but a secret',
  );
  rule(credential === 'oidc', 'credential: oidc is for jobs: sign in with the secret or the certificate');
  rule(credential === 'certificate' && certificate === '', 'credential is certificate, and there is none');
  const pasted = credentialProblems({ clientId, clientSecret, refreshToken: '' }, emulator);
  const { missing, wrong } = read.problems;
  const problems = [...missing, ...wrong, ...pasted, ...read.problems.rest, ...rest];
  if (problems.length > 0) throw new UsageFailure([...new Set(problems)]);
}

function proofOf(
  read: Reader,
  { certificate, clientSecret }: Pick<Found, 'certificate' | 'clientSecret'>,
): Pick<IdentityInputs, 'credential' | 'clientSecret' | 'clientCertificate'> {
  if (certificate !== '' && read(IDENTITY.credential) !== 'secret')
    return { credential: 'certificate', clientCertificate: certificate };
  return clientSecret === '' ? { credential: 'none' } : { credential: 'secret', clientSecret };
}

/** `--param name=value`, as often as one likes. */
function extraOf(flags: Flags, read: Reader): Record<string, string> {
  const given = Array.isArray(flags.param) ? flags.param.map(String) : [];
  const pairs = given.map((text) => /^([\w.-]+)=(.*)$/s.exec(text) ?? []);
  if (pairs.some(([whole]) => whole === undefined))
    read.problems.rest.push('--param is not name=value, as in --param login_hint=me@example.com');
  if (pairs.some(([, name = '']) => /secret|token|assertion|verifier|password/i.test(name)))
    read.problems.rest.push('--param holds a secret: it would stand in an address, and on this command line');
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
