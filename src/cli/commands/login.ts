/**
 * The verb `login`: the first refresh token, shown and stored. Tells the story; how a person signs in is signin's,
 * where the token goes is keep's.
 */
import { clientOf } from '../../auth/credential.ts';
import type { Desk, Grant } from '../../auth/oauth.ts';
import { exitCode, explain, Failure } from '../../core/errors.ts';
import { printable } from '../../core/format.ts';
import { openDoor } from '../../http/client.ts';
import { shown } from '../../inputs/shown.ts';
import { whose } from '../login/account.ts';
import { type App, type Flags, readApp, refuse } from '../login/app.ts';
import { signInBy, type Way } from '../login/sign-in.ts';
import { type Keep, openKeep, readKeep } from '../login/store-token.ts';
import { openSeat, type Seat } from '../terminal/session.ts';

const defaultPort = 8080;
const livePage = 'https://login.live.com/oauth20_desktop.srf';

/** Runs a verb at this process's terminal; answers the exit code of the contract. */
export async function seated(run: (seat: Seat) => Promise<void>): Promise<number> {
  const seat = openSeat();
  try {
    await run(seat);
    return 0;
  } catch (error) {
    // The problems of a UsageFailure are lines of one text.
    seat.host.log.error(explain(error).split('\n'));
    return exitCode(error);
  }
}

/** Signs in, shows whose account it is, asks, stores. */
export async function login(flags: Flags, seat: Seat): Promise<void> {
  const { host, ask } = seat;
  const toldKeep = readKeep(flags, seat);
  const toldApp = readApp({ flags, host, ask, withProof: flags.device !== true });
  const { way, problems } = wayOf(flags, { ...toldApp, responseMode: toldApp.extra.response_mode });
  // What is wrong is said before a question is asked.
  refuse(toldApp.problems, problems, toldKeep.problems);
  const keep = await toldKeep.complete();
  const app = await toldApp.complete();
  const door = openDoor(host, app.identity.cloud);
  try {
    if (door.emulated) host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
    const store = await openKeep(keep, { seat, door, flags });
    const redirectUri = way.kind === 'device' ? app.redirectUri : way.redirectUri;
    const told = { ...app, redirectUri };
    const client = clientOf({ identity: app.identity, door, host });
    const desk: Desk = { door, host, client };
    const signedIn = await signInBy(way, { app: told, seat, desk });
    await keepGrant({ app: told, keep, seat, flags, store, ...signedIn });
  } finally {
    await door.close();
  }
}

interface Granted {
  readonly app: App;
  readonly keep: Keep;
  readonly seat: Seat;
  readonly flags: Flags;
  readonly store: Awaited<ReturnType<typeof openKeep>>;
  readonly grant: Grant;
  readonly desk: Desk;
}

/** Shows whose sign-in it is, asks where somebody can answer, and stores it. */
export async function keepGrant({ app, seat, flags, store, grant, desk }: Granted): Promise<void> {
  const { host, ask } = seat;
  const { refreshToken, accessToken, scope } = grant;
  host.mask(accessToken);
  if (refreshToken === undefined) {
    throw new Failure('Microsoft sent no refresh token', {
      kind: 'sign-in',
      hint: 'add offline_access to --scopes, and run login again',
    });
  }
  host.mask(refreshToken);
  const account = await whose({ app, grant, ...desk });
  host.log.info(`Signed in: ${account}; granted: ${printable(scope) || 'not told'}`);
  if (scope !== '' && !/write|manage|fullcontrol|selected/i.test(scope))
    host.log.warning('This sign-in may read, and not write: nothing can be uploaded with it.');
  if (ask !== undefined && flags.yes !== true && !(await ask.yes('Store this sign-in?'))) {
    throw new Failure('nothing was stored', {
      kind: 'sign-in',
      hint: 'run login again with the right account',
    });
  }
  const { proof } = desk.client;
  await store({ app, refreshToken, clientSecret: proof.kind === 'secret' ? proof.secret : undefined });
}

/**
 * How to sign in, and the one redirect URI of it. Without a path or a slash, as it is registered: personal accounts
 * compare the whole text, port included (entra-docs reply-url.md; MicrosoftDocs/azure-dev-docs#791).
 */
export function wayOf(
  flags: Flags,
  asked: {
    readonly authority: 'entra' | 'live';
    readonly redirectUri: string | undefined;
    readonly responseMode?: string | undefined;
  },
): { readonly way: Way; readonly problems: readonly string[] } {
  const port = typeof flags.port === 'string' ? flags.port : undefined;
  const problems: string[] = [];
  if (flags.paste === true && flags.device === true)
    problems.push('--paste and --device are two ways: keep one');
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536))
    problems.push(`--port is ${shown(port)}; write a number from 1 to 65535`);
  if (port !== undefined && asked.redirectUri !== undefined)
    problems.push('--port and --redirect-uri both name a port: keep one');
  if (flags.device === true) return { way: { kind: 'device' }, problems };
  const local = `http://localhost:${port ?? defaultPort}`;
  const usual = asked.authority === 'live' && port === undefined ? livePage : local;
  const redirectUri = asked.redirectUri ?? usual;
  // A page of somebody else's shows its address to the person, and to nobody here.
  if (flags.paste === true || !isHere(redirectUri)) return { way: { kind: 'paste', redirectUri }, problems };
  if (asked.responseMode === 'fragment')
    problems.push('response_mode=fragment is for --paste: a browser keeps a fragment to itself');
  return { way: { kind: 'browser', redirectUri, opens: flags.browser !== false }, problems };
}

function isHere(redirectUri: string): boolean {
  // With a wrong port, which is told.
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
}
