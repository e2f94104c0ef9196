/**
 * Where a new sign-in goes: a file, standard output, GitHub's secrets. Knows how each is judged before anybody
 * signs in, and done afterwards; knows nothing of signing in.
 */
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { reachShelf, type Shelf, saveSecrets, secretInWords } from '../auth/secrets.ts';
import { Failure, UsageFailure } from '../errors.ts';
import { openGitHub } from '../github.ts';
import type { Door } from '../http.ts';
import { parsePlace } from '../inputs/rotation.ts';
import { secretNameProblem } from '../inputs/secretname.ts';
import { tryReplacing } from '../privatefile.ts';
import { printable } from '../text.ts';
import type { App, Flags } from './app.ts';
import { findGitHubToken } from './ghtoken.ts';
import type { Seat } from './seat.ts';
import { replaceToken, warnIfOpen } from './tokenfile.ts';
import { workflow } from './workflow.ts';

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

/**
 * Reads and judges the flags. Where none says what to do, asks; where nobody can be asked, that is a UsageFailure,
 * before anybody has signed in for nothing.
 */
export async function readKeep(flags: Flags, { ask }: Pick<Seat, 'ask'>): Promise<Keep> {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name].trim() : undefined);
  let [out, repository, print] = [text('out'), text('saveSecret'), flags.print === true];
  if (out === undefined && repository === undefined && !print && ask !== undefined) {
    const choice = await ask.choose('What is to become of the refresh token?', {
      github: 'put it into secrets of a GitHub repository',
      file: 'write it to a file',
      print: 'print it',
    });
    if (choice === 'github') repository = await ask.text('Repository, as OWNER/REPO');
    if (choice === 'file') out = await ask.text('File');
    print = choice === 'print';
  }
  const prefix = text('secretPrefix') ?? 'ONEDRIVE';
  const place = parsePlace(text('in') ?? 'repository');
  const wrongName = secretNameProblem(`${prefix}_CLIENT_ID`);
  const problems = [
    ...(out === undefined && repository === undefined && !print
      ? ['say what to do with the refresh token: --save-secret OWNER/REPO, --out FILE or --print']
      : []),
    ...(out === '' ? ['--out names no file'] : []),
    ...(repository !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(repository)
      ? [`--save-secret is "${printable(repository)}"; write OWNER/REPO`]
      : []),
    ...('problem' in place ? [`--in ${place.problem}`] : []),
    ...(wrongName === undefined ? [] : [`--secret-prefix ${wrongName}`]),
    ...(repository !== undefined && ask === undefined && flags.yes !== true
      ? ['--save-secret needs --yes where nobody can be asked whose account it may be']
      : []),
  ];
  if (problems.length > 0 || 'problem' in place) throw new UsageFailure(problems);
  const names = {
    clientId: `${prefix}_CLIENT_ID`,
    clientSecret: `${prefix}_CLIENT_SECRET`,
    refreshToken: `${prefix}_REFRESH_TOKEN`,
  };
  const save = repository === undefined ? undefined : { shelf: { repository, place: place.value }, names };
  return { out, print, save };
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
  if (keep.out !== undefined) checkOut(keep.out);
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

/** Before anybody signs in for nothing. */
function checkOut(out: string): void {
  try {
    tryReplacing(out);
  } catch (cause) {
    if (cause instanceof Failure)
      throw new Failure(`--out cannot be written: ${cause.message}`, { kind: 'usage', hint: cause.hint });
    const folder = printable(dirname(resolve(out)));
    throw new Failure(`--out cannot be written: ${folder} is no folder that we may write to`, {
      kind: 'usage',
      hint: 'make it, or name another file',
    });
  }
}
