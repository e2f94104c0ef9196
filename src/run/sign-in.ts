/**
 * From credentials to an open drive. Knows whom to tell about a new refresh token, and what to say of the
 * sign-in; knows nothing of files.
 */
import { unrotatedNotice } from '../auth/expiry.ts';
import { openRotation, type Rotation } from '../auth/rotate-secret.ts';
import { signIn, type Token } from '../auth/sign-in.ts';
import { Failure } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { openGitHub } from '../github/client.ts';
import { readEvent, whyNotKept } from '../github/event.ts';
import { openGraph } from '../graph/client.ts';
import type { Drive } from '../graph/drive.ts';
import { openDrive } from '../graph/open-drive.ts';
import type { Door } from '../http/client.ts';
import { clouds } from '../http/microsoft-hosts.ts';
import type { Patience } from '../http/retry.ts';
import type { Inputs } from '../inputs/read.ts';
import type { Diary } from '../report/run-state.ts';

export interface Entrance {
  readonly inputs: Inputs;
  readonly door: Door;
  readonly host: Host;
  readonly diary: Diary;
  /** Keeps a new refresh token somewhere safe, before anything else happens. */
  readonly keepToken: ((refreshToken: string) => Promise<void>) | undefined;
  /** A sign-in that may not write is good enough. */
  readonly onlyReads?: boolean;
}

/** Who signed in, and where the new refresh token went. */
export interface Entry {
  readonly token: Token;
  /** Absent without `rotate-secret`. */
  readonly rotation: Rotation | undefined;
}

/** Signs in and keeps what Microsoft sent; throws what Microsoft said, with what to do. */
export async function signedIn(entrance: Entrance): Promise<Entry> {
  const { inputs, door, host, diary, keepToken } = entrance;
  host.log.group('Sign in');
  try {
    if (door.emulated) host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
    const { identity } = inputs;
    const why = whyNotKept(readEvent(host.env));
    if (why !== undefined) tellNotKept(entrance, why);
    const givesToken = identity.outputRefreshToken && why === undefined;
    const rotation = await rotationOf(entrance, why !== undefined);
    const keep = async (refreshToken: string) => {
      diary.refreshTokenRotated = true;
      if (givesToken) host.output('refresh-token', refreshToken);
      if (why === undefined) await keepToken?.(refreshToken);
      await rotation?.keep(refreshToken);
      diary.secretUpdated = rotation?.updated === true;
    };
    const token = await signIn({ identity, door, host, onRotated: keep });
    // A workflow that stores the output must never store an empty one.
    if (givesToken && !token.rotated) host.output('refresh-token', identity.refreshToken);
    if (!token.rotated) rotation?.unchanged();
    if (entrance.onlyReads !== true) checkScope(token);
    if (identity.auth === 'refresh-token') tellToken(token, entrance);
    return { token, rotation };
  } finally {
    host.log.groupEnd();
  }
}

async function rotationOf(
  { inputs, door, host }: Entrance,
  looksOnly: boolean,
): Promise<Rotation | undefined> {
  const { rotation, githubToken } = inputs;
  if (rotation === undefined || githubToken === undefined) return undefined;
  const github = openGitHub({ host, door, token: githubToken });
  return openRotation({ github, host, inputs: rotation, looksOnly });
}

/** What was asked for and is not done, and what does it in this run's place. */
function tellNotKept({ inputs, host, keepToken }: Entrance, why: string): void {
  if (keepToken !== undefined)
    host.log.warning(
      `In this run --refresh-token-file gets no new token, because ${why}: the file is left as it is.`,
    );
  const gives = inputs.identity.outputRefreshToken;
  const asked = [
    ...(inputs.rotation === undefined ? [] : ['rotate-secret']),
    ...(gives ? ['output-refresh-token'] : []),
  ];
  if (asked.length === 0) return;
  const empty = gives ? 'The output refresh-token is empty: no step must store it. ' : '';
  host.log.warning(
    `In this run ${asked.join(' and ')} ${asked.length === 1 ? 'does' : 'do'} nothing, because ${why}. ${empty}` +
      'A scheduled run with mode: refresh-only keeps the token alive.',
  );
}

/** A token that cannot write would fail at the first file, in words that say less. */
function checkScope(token: Token): void {
  const writes =
    /Files\.ReadWrite|Sites\.(ReadWrite|Manage|FullControl|Selected)|\.Selected|onedrive\.readwrite/i;
  if (token.scope === '' || writes.test(token.scope) || /\.default\b/.test(token.scope)) return;
  throw new Failure(`this sign-in was granted no permission to write: ${token.scope}`, {
    kind: 'sign-in',
    hint: 'sign in again with the scopes Files.ReadWrite offline_access',
  });
}

function tellToken(token: Token, { inputs, host, keepToken }: Entrance): void {
  if (token.rotated) host.log.info('Microsoft sent a new refresh token');
  const kept = inputs.rotation !== undefined || keepToken !== undefined || inputs.identity.outputRefreshToken;
  if (!kept) host.log.notice(unrotatedNotice());
}

export interface Reach {
  readonly inputs: Inputs;
  readonly door: Door;
  readonly patience: Patience;
  readonly diary: Diary;
  readonly token: Token;
}

/** Opens the drive; throws what Graph said, with what is missing. */
export async function reached({ inputs, door, patience, diary, token }: Reach): Promise<Drive> {
  const { host } = patience;
  const graph = openGraph({ graphHost: clouds[inputs.identity.cloud].graph, token, door, patience });
  const drive = await openDrive(graph, inputs.target);
  diary.drive = drive;
  const whose = diary.level() === 'full' ? ` of ${drive.owner}, ${drive.webUrl}` : '';
  host.log.info(`Signed in; ${drive.kind} drive${whose}`);
  return drive;
}

/** What `mode: check` tells of the sign-in itself. */
export function tellSignIn({ token, rotation }: Entry, host: Host): void {
  host.log.info(token.scope === '' ? 'Microsoft did not say what was granted' : `Granted: ${token.scope}`);
  const age = rotation?.ageDays;
  if (age !== undefined) host.log.info(`The secret was written ${count(age, 'day')} ago`);
}
