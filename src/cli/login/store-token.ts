/**
 * Where a new sign-in goes: a file, standard output, GitHub's secrets. Knows how each is judged before anybody
 * signs in, and done afterwards; knows nothing of signing in.
 */
import { platform } from 'node:os';
import { Failure, systemCode } from '../../core/errors.ts';
import { tryReplacing, unreplaced } from '../../core/private-file.ts';
import { isRepository, openGitHub } from '../../github/client.ts';
import { reachShelf, type Shelf, saveSecrets, secretInWords } from '../../github/secrets.ts';
import type { Door } from '../../http/client.ts';
import { parsePlace } from '../../inputs/rotation.ts';
import { secretNameProblem } from '../../inputs/secret-name.ts';
import { shown } from '../../inputs/shown.ts';
import { replaceToken, warnIfOpen } from '../options/token-file.ts';
import type { Asker } from '../terminal/prompts.ts';
import type { Seat } from '../terminal/session.ts';
import { type App, type Draft, type Flags, refuse } from './app.ts';
import { findGitHubToken } from './github-token.ts';
import { workflow } from './workflow-snippet.ts';

/** What to do with a token; at least one of the three. */
export interface Keep {
  readonly out: string | undefined;
  readonly print: boolean;
  readonly save: { readonly shelf: Omit<Shelf, 'github'>; readonly names: SecretNames } | undefined;
}

export interface SecretNames {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** What is kept. */
export interface Kept {
  readonly app: App;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly refreshToken: string;
}

/** What was told, by a flag or by an answer. */
interface Wish {
  readonly out: string | undefined;
  readonly repository: string | undefined;
  readonly print: boolean;
}

/**
 * Reads and judges the flags. Where none says what to do, it can be asked for; where nobody can be asked, that is a
 * problem too, before anybody has signed in for nothing.
 */
export function readKeep(flags: Flags, { ask }: Pick<Seat, 'ask'>): Draft<Keep> {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name].trim() : undefined);
  const told: Wish = { out: text('out'), repository: text('saveSecret'), print: flags.print === true };
  const isMissing = told.out === undefined && told.repository === undefined && !told.print;
  const prefix = text('secretPrefix') ?? 'ONEDRIVE';
  const parsed = parsePlace(text('in') ?? 'repository');
  const wrongName = secretNameProblem(`${prefix}_CLIENT_ID`);
  const isAlone = ask === undefined && flags.yes !== true;
  const problems = [
    ...(isMissing && ask === undefined
      ? ['say what to do with the refresh token: --save-secret OWNER/REPO, --out FILE or --print']
      : []),
    ...wishProblems(told),
    ...('problem' in parsed ? [`--in ${parsed.problem}`] : []),
    ...(wrongName === undefined ? [] : [`--secret-prefix ${wrongName}`]),
    ...(told.repository !== undefined && isAlone
      ? ['--save-secret needs --yes where nobody can be asked whose account it may be']
      : []),
  ];
  const complete = async (): Promise<Keep> => {
    if (told.out !== undefined) checkPlace('--out', told.out);
    const { out, repository, print } = isMissing && ask !== undefined ? await asked(ask) : told;
    if (repository === undefined || 'problem' in parsed) return { out, print, save: undefined };
    const names = {
      clientId: `${prefix}_CLIENT_ID`,
      clientSecret: `${prefix}_CLIENT_SECRET`,
      refreshToken: `${prefix}_REFRESH_TOKEN`,
    };
    return { out, print, save: { shelf: { repository, place: parsed.value }, names } };
  };
  return { problems, complete };
}

async function asked(ask: Asker): Promise<Wish> {
  const choice = await ask.choose('What is to become of the refresh token?', {
    github: 'put it into secrets of a GitHub repository',
    file: 'write it to a file',
    print: 'print it',
  });
  const repository = choice === 'github' ? await ask.text('Repository, as OWNER/REPO') : undefined;
  const out = choice === 'file' ? await ask.text('File') : undefined;
  const wish = { out, repository, print: choice === 'print' };
  refuse(wishProblems(wish));
  if (out !== undefined) checkPlace('--out', out);
  return wish;
}

function wishProblems({ out, repository }: Wish): string[] {
  return [
    ...(out === '' ? ['--out names no file'] : []),
    ...(repository !== undefined && !isRepository(repository)
      ? [`--save-secret is ${shown(repository)}; write OWNER/REPO`]
      : []),
  ];
}

/**
 * Makes sure, as far as that can be known, that the places will take it. Answers how to store; that tells what it
 * did, and warns of what remains to be done.
 */
export async function openKeep(
  keep: Keep,
  { seat, door, flags }: { readonly seat: Seat; readonly door: Door; readonly flags: Flags },
): Promise<(kept: Kept) => Promise<void>> {
  const { host } = seat;
  const { save } = keep;
  if (save === undefined) return async (kept) => keepHere(keep, seat, kept);
  const token = await findGitHubToken(seat, flags);
  const shelf: Shelf = { ...save.shelf, github: openGitHub({ host, door, token }) };
  await reachShelf(shelf);
  return async (kept) => {
    keepHere(keep, seat, kept);
    const { names } = save;
    const { clientId } = kept.app.identity;
    const secrets = [
      { name: names.clientId, value: clientId },
      ...(kept.clientSecret === undefined ? [] : [{ name: names.clientSecret, value: kept.clientSecret }]),
      { name: names.refreshToken, value: kept.refreshToken },
    ];
    for (const { name, outcome } of await saveSecrets(shelf, secrets))
      host.log.info(`${outcome === 'created' ? 'Made' : 'Overwrote'} ${secretInWords(shelf, name)}`);
    host.log.info('A workflow that uses them:');
    const text = workflowOf(keep, kept);
    if (keep.print) for (const line of text.split('\n')) host.log.info(line);
    else seat.print(text);
  };
}

function keepHere({ out, print }: Keep, seat: Seat, { refreshToken }: Kept): void {
  const { host } = seat;
  const { log } = host;
  if (out !== undefined) {
    replaceToken(out, { refreshToken, host });
    // One that was there keeps its mode.
    warnIfOpen(out, host);
    log.info(
      `The refresh token is in ${out}: upload --refresh-token-file ${out} uses it and keeps it fresh.`,
    );
    if (platform() === 'win32')
      log.warning('On Windows its mode means nothing: whoever may read the folder can read it.');
  }
  if (!print) return;
  if (process.stdout.isTTY === true)
    log.warning(
      'Whoever sees this screen can use the token. In a shell, quote it with single quotes: it may hold ! * $.',
    );
  seat.print(refreshToken);
}

function workflowOf({ save }: Keep, { app, clientSecret }: Kept): string {
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
  const place = save?.shelf.place;
  const names = save?.names ?? { clientId: '', clientSecret: '', refreshToken: '' };
  return workflow({
    names: { ...names, clientSecret: clientSecret === undefined ? undefined : names.clientSecret },
    inputs,
    place: place ?? { kind: 'repository' },
  });
}

/** Makes sure that a file can be written there. Throws a Failure of kind `usage` that names the flag. */
export function checkPlace(flag: string, path: string): void {
  try {
    if (path === '') throw new Error('no name of a file');
    tryReplacing(path);
  } catch (cause) {
    if (cause instanceof Failure || systemCode(cause) === 'EBUSY') {
      const { message, hint } = unreplaced(flag, path, cause);
      throw new Failure(message, { kind: 'usage', hint });
    }
    throw new Failure(`${flag} ${shown(path)} is no file that we may write`, {
      kind: 'usage',
      hint: 'make its folder, or name another file',
    });
  }
}
