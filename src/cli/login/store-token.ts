/**
 * Stores the tokens of a sign-in in a file, in GitHub secrets, or on standard output. Checks each destination before
 * the sign-in.
 */
import { platform } from 'node:os';
import { Failure, systemCode } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { checkReplaceable, replaceFailure } from '../../core/private-file.ts';
import { isRepositoryName, openGitHubClient } from '../../github/client.ts';
import {
  checkSecretStore,
  describeSecret,
  type SecretStore,
  writeGitHubSecrets,
} from '../../github/secrets.ts';
import type { HttpClient } from '../../http/client.ts';
import { quoteUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { parseSecretLocation } from '../../inputs/rotation.ts';
import { secretNameProblem } from '../../inputs/secret-name.ts';
import { createProfileFolder, type ProfileLocation } from '../options/profile-file.ts';
import { warnIfReadableByOthers, writeTokenFile } from '../options/token-file.ts';
import type { Prompts } from '../terminal/prompts.ts';
import type { TerminalSession } from '../terminal/session.ts';
import { type FlagValues, type LoginDraft, throwProblems } from './app.ts';
import { findGitHubToken } from './github-token.ts';
import {
  findLoginProfile,
  type LoginProfile,
  type LoginProfileDraft,
  storeProfile,
  type TokenStoreContent,
} from './profile-store.ts';
import { formatWorkflow } from './workflow-snippet.ts';

/** What to do with the tokens; at least one of the four. */
export interface TokenStoreOptions {
  readonly out: string | undefined;
  readonly print: boolean;
  readonly profile: LoginProfile | undefined;
  readonly save:
    | { readonly secretStore: Omit<SecretStore, 'github'>; readonly names: SecretNames }
    | undefined;
}

export interface SecretNames {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** From flags or prompts. */
interface StoreChoice {
  readonly out: string | undefined;
  readonly repository: string | undefined;
  readonly print: boolean;
}

/**
 * Reads and checks the flags. Without a destination it asks for one, or reports a problem before the sign-in if nobody
 * can answer.
 */
export function readTokenStoreOptions(
  flags: FlagValues,
  { prompts, host }: Pick<TerminalSession, 'prompts' | 'host'>,
  { problems: profileProblems, profile: named }: LoginProfileDraft,
): LoginDraft<TokenStoreOptions> {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name].trim() : undefined);
  const choice: StoreChoice = {
    out: text('out'),
    repository: text('saveSecret'),
    print: flags.print === true,
  };
  const isTold = choice.out !== undefined || choice.repository !== undefined || choice.print;
  // The environment may name a profile for other verbs; what this command line says is meant.
  const told = isTold && named?.choice.isFromEnvironment ? undefined : named;
  const isMissing = !isTold && told === undefined && profileProblems.length === 0;
  const prefix = text('secretPrefix') ?? 'ONEDRIVE';
  const parsed = parseSecretLocation(text('in') ?? 'repository');
  const wrongName = secretNameProblem(`${prefix}_CLIENT_ID`);
  const isAlone = prompts === undefined && flags.yes !== true;
  const problems = [
    ...(isMissing && prompts === undefined
      ? [
          'choose where to store the refresh token: --profile NAME, --save-secret OWNER/REPO, --out FILE or --print',
        ]
      : []),
    ...profileProblems,
    ...storeChoiceProblems(choice),
    ...('problem' in parsed ? [`--in ${parsed.problem}`] : []),
    ...(wrongName === undefined ? [] : [`--secret-prefix ${wrongName}`]),
    ...(choice.repository !== undefined && isAlone
      ? ['--save-secret needs --yes without a terminal, because nobody can confirm the account']
      : []),
  ];
  const complete = async (): Promise<TokenStoreOptions> => {
    if (choice.out !== undefined) checkWritableFile('--out', choice.out);
    if (told !== undefined) checkWritableProfile(told.choice);
    const asked = isMissing && prompts !== undefined ? await askStoreChoice(prompts, host) : undefined;
    const { out, repository, print, profile } = asked ?? { ...choice, profile: told };
    if (repository === undefined || 'problem' in parsed) return { out, print, profile, save: undefined };
    const names = {
      clientId: `${prefix}_CLIENT_ID`,
      clientSecret: `${prefix}_CLIENT_SECRET`,
      refreshToken: `${prefix}_REFRESH_TOKEN`,
    };
    return { out, print, profile, save: { secretStore: { repository, location: parsed.value }, names } };
  };
  return { problems, complete };
}

async function askStoreChoice(
  prompts: Prompts,
  host: Pick<Host, 'env'>,
): Promise<StoreChoice & Pick<TokenStoreOptions, 'profile'>> {
  const choice = await prompts.select('Where should the refresh token be stored?', {
    github: 'as secrets of a GitHub repository',
    profile: 'on this machine, under a name (profile)',
    file: 'in a file',
    print: 'nowhere, only print it',
  });
  const repository = choice === 'github' ? await prompts.text('Repository, as OWNER/REPO') : undefined;
  const out = choice === 'file' ? await prompts.text('File') : undefined;
  const name = choice === 'profile' ? await prompts.text('Name of the profile') : undefined;
  const { problems, profile } = findLoginProfile(name === undefined ? {} : { profile: name }, host);
  const storeChoice = { out, repository, print: choice === 'print', profile };
  throwProblems(problems, storeChoiceProblems(storeChoice));
  if (profile !== undefined) checkWritableProfile(profile.choice);
  if (out !== undefined) checkWritableFile('--out', out);
  return storeChoice;
}

function storeChoiceProblems({ out, repository }: StoreChoice): string[] {
  return [
    ...(out === '' ? ['--out is empty: write the name of a file'] : []),
    ...(repository !== undefined && !isRepositoryName(repository)
      ? [`--save-secret is ${quoteUnlessSecret(repository)}; write OWNER/REPO`]
      : []),
  ];
}

/**
 * Checks as far as possible that the tokens can be stored. Returns the function that stores them, logs it, and warns
 * of what is left to do.
 */
export async function openTokenStore(
  options: TokenStoreOptions,
  {
    session,
    http,
    flags,
  }: { readonly session: TerminalSession; readonly http: HttpClient; readonly flags: FlagValues },
): Promise<(content: TokenStoreContent) => Promise<void>> {
  const { host } = session;
  const { save } = options;
  if (save === undefined) return async (kept) => storeLocally(options, session, kept);
  const token = await findGitHubToken(session, flags);
  const secretStore: SecretStore = { ...save.secretStore, github: openGitHubClient({ host, http, token }) };
  await checkSecretStore(secretStore);
  return async (kept) => {
    storeLocally(options, session, kept);
    const { names } = save;
    const { clientId } = kept.app.identity;
    const secrets = [
      { name: names.clientId, value: clientId },
      ...(kept.clientSecret === undefined ? [] : [{ name: names.clientSecret, value: kept.clientSecret }]),
      { name: names.refreshToken, value: kept.refreshToken },
    ];
    for (const { name, outcome } of await writeGitHubSecrets(secretStore, secrets))
      host.log.info(
        `${outcome === 'created' ? 'Created' : 'Overwrote'} ${describeSecret(secretStore, name)}`,
      );
    host.log.info('A workflow that uses them:');
    const text = workflowFor(options, kept);
    if (options.print) for (const line of text.split('\n')) host.log.info(line);
    else session.print(text);
  };
}

function storeLocally(
  { out, print, profile }: TokenStoreOptions,
  session: TerminalSession,
  content: TokenStoreContent,
): void {
  const { refreshToken } = content;
  const { host } = session;
  if (profile !== undefined) storeProfile(profile, content, host);
  const { log } = host;
  if (out !== undefined) {
    writeTokenFile(out, { refreshToken, host });
    // An existing file keeps its mode.
    warnIfReadableByOthers(out, host);
    log.info(`The refresh token is in ${out}: with --refresh-token-file each new one is stored there, too.`);
    if (platform() === 'win32')
      log.warning('On Windows its mode has no effect: everybody who can read the folder can read the file.');
  }
  if (!print) return;
  if (process.stdout.isTTY === true)
    log.warning(
      'Anyone who sees this screen can use the token. In a shell, put it in single quotes: it may contain ! * $.',
    );
  session.print(refreshToken);
}

function workflowFor({ save }: TokenStoreOptions, { app, clientSecret }: TokenStoreContent): string {
  const { identity, appFolder, redirectUri } = app;
  const { tenantId, cloud } = identity;
  const live = identity.authority === 'live';
  const inputs = {
    ...(tenantId !== 'common' && { 'tenant-id': tenantId }),
    ...(cloud !== 'global' && { cloud }),
    ...(live && { authority: 'live' }),
    ...(live && redirectUri !== undefined && { 'redirect-uri': redirectUri }),
    ...(appFolder && { 'app-folder': 'true' }),
  };
  const location = save?.secretStore.location;
  const names = save?.names ?? { clientId: '', clientSecret: '', refreshToken: '' };
  return formatWorkflow({
    names: { ...names, clientSecret: clientSecret === undefined ? undefined : names.clientSecret },
    inputs,
    location: location ?? { kind: 'repository' },
  });
}

function checkWritableProfile(location: ProfileLocation): void {
  createProfileFolder(location);
  checkWritableFile('--profile', location.path);
}

/** Checks that a file can be written. Throws a Failure of kind `usage` that names the flag. */
export function checkWritableFile(flag: string, path: string): void {
  try {
    if (path === '') throw new Error('no name of a file');
    checkReplaceable(path);
  } catch (cause) {
    if (cause instanceof Failure || systemCode(cause) === 'EBUSY') {
      const { message, hint } = replaceFailure(flag, path, cause);
      throw new Failure(message, { code: 'file-not-written', kind: 'usage', hint });
    }
    throw new Failure(`${flag} ${quoteUnlessSecret(path)} cannot be written`, {
      code: 'file-not-written',
      kind: 'usage',
      hint: 'create its folder, or name another file',
    });
  }
}
