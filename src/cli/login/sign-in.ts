/**
 * The three ways of signing in at a desk: a browser that comes back to this machine, an address that is pasted, a
 * code that is typed in elsewhere. Knows how each begins and ends; what becomes of the tokens is its caller's.
 */
import { reactionTo } from '../../auth/advice.ts';
import { authorizeUrl, type Desk } from '../../auth/client.ts';
import { SignInFailure } from '../../auth/errors.ts';
import { beginDevice, codeGrant, deviceGrant, type Grant, newAttempt } from '../../auth/oauth.ts';
import { explain, Failure } from '../../core/errors.ts';
import { count, printable } from '../../core/format.ts';
import { emulatorOrigin } from '../../http/client.ts';
import { clouds, liveHost } from '../../http/microsoft-hosts.ts';
import type { Seat } from '../terminal/session.ts';
import type { App } from './app.ts';
import { codeOf } from './callback.ts';
import { openListener } from './callback-server.ts';
import { beforeDeadline } from './deadline.ts';
import { readPasted } from './pasted-address.ts';

export type Way =
  | { readonly kind: 'browser'; readonly redirectUri: string; readonly opens: boolean }
  | { readonly kind: 'paste'; readonly redirectUri: string }
  | { readonly kind: 'device' };

export interface SignIn {
  readonly app: App;
  readonly desk: Desk;
  readonly seat: Seat;
}

/** The one code of an attempt, and what else its redemption needs. */
export interface Redemption {
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
}

/** Signs in; `desk` is the one to go on with, without a secret that turned out to be refused. */
export async function signInBy(way: Way, signIn: SignIn): Promise<{ grant: Grant; desk: Desk }> {
  if (way.kind === 'device') return byDevice(signIn);
  const { state, verifier, challenge } = await newAttempt();
  const { app, desk, seat } = signIn;
  const { redirectUri } = way;
  seat.host.mask(verifier);
  const url = authorizeUrl(desk.client, {
    ...{ redirectUri, state, challenge },
    ...{ scope: app.scope, extra: app.extra },
  });
  const shown = seenAs(seat, url);
  const code =
    way.kind === 'browser'
      ? await fromBrowser(signIn, { redirectUri, state, url: shown, opens: way.opens })
      : await fromPaste(signIn, { redirectUri, state, url: shown });
  return redeemCode(signIn, { code, redirectUri, verifier });
}

/**
 * Redeems the code, once; only a public client that was given a secret is asked again, without it: that is
 * refused before anybody looks at the code.
 */
export async function redeemCode(
  { desk, seat }: SignIn,
  redemption: Redemption,
): Promise<{ grant: Grant; desk: Desk }> {
  seat.host.mask(redemption.code);
  try {
    return { grant: await codeGrant(desk, redemption), desk };
  } catch (error) {
    const isRefused = error instanceof SignInFailure && reactionTo(error.aadsts) === 'bare';
    if (!isRefused || desk.client.proof.kind !== 'secret') throw error;
    seat.host.log.warning(
      'This registration is a public one (Mobile and desktop) and must not send a secret: going on without it.',
    );
    const open: Desk = { ...desk, client: { ...desk.client, proof: { kind: 'none' } } };
    return { grant: await codeGrant(open, redemption), desk: open };
  }
}

/** The address as this machine's browser has to open it: a browser cannot ask an emulator for another host's page. */
export function seenAs({ host }: Pick<Seat, 'host'>, url: string): string {
  const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
  return emulator ? emulatorOrigin(emulator) + url.slice(new URL(url).origin.length) : url;
}

/** Where the browser ends: the emulator's own page, where the redirect URI is a page of Microsoft's. */
export function endOf(seat: Pick<Seat, 'host'>, redirectUri: string): string {
  const { hostname } = new URL(redirectUri);
  const isTheirs = hostname === liveHost || Object.values(clouds).some(({ login }) => login === hostname);
  return isTheirs ? seenAs(seat, redirectUri) : redirectUri;
}

interface Waiting {
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
}

async function fromBrowser(
  { desk, seat }: SignIn,
  { url, redirectUri, state, opens }: Waiting & { readonly opens: boolean },
): Promise<string> {
  const { host } = seat;
  const listener = await openListener({ redirectUri, state });
  try {
    host.log.info(`Waiting on ${redirectUri}, which must be a redirect URI of the registration, exactly so.`);
    host.log.info('Sign in and consent at:');
    host.log.info(url);
    if (opens && !(await seat.browse(url)))
      host.log.info('No browser could be opened: open that address yourself.');
    return codeOf(await beforeDeadline(host, () => listener.landing), desk);
  } finally {
    await listener.close();
  }
}

async function fromPaste({ desk, seat }: SignIn, { url, redirectUri, state }: Waiting): Promise<string> {
  const { log } = seat.host;
  log.info('Sign in and consent at:');
  log.info(url);
  log.info(
    new URL(redirectUri).protocol === 'http:'
      ? 'The browser ends at a page that cannot be reached: that is right. Copy the whole address from its address bar.'
      : 'The browser ends at an empty page. Copy the whole address from its address bar at once: that page may lead on.',
  );
  log.info('Paste it here and nowhere else: whoever has it can sign in as you for ten minutes.');
  return readCode(seat, { redirectUri: endOf(seat, redirectUri), state, situation: desk });
}

const question = 'Address that the browser ended at (not shown)';

/** Asks for the address until one of this sign-in comes; where nobody can be asked, reads one line. */
export async function readCode(seat: Seat, expected: Parameters<typeof readPasted>[1]): Promise<string> {
  const { host, ask } = seat;
  if (ask === undefined) return readPasted(await beforeDeadline(host, seat.readLine), expected);
  for (;;) {
    const text = await beforeDeadline(host, (signal) => ask.hidden(question, signal));
    try {
      const code = readPasted(text, expected);
      host.log.info(`That holds a code of ${count(code.length, 'character')}.`);
      return code;
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error;
      host.log.warning(explain(error));
    }
  }
}

/** Five seconds more after each "slow down" (RFC 8628 section 3.5). */
const slowerMs = 5000;

async function byDevice({ app, desk, seat }: SignIn): Promise<{ grant: Grant; desk: Desk }> {
  const { host } = seat;
  if (desk.client.proof.kind !== 'none')
    host.log.warning('A device signs in as a public client: going on without the secret.');
  const open: Desk = { ...desk, client: { ...desk.client, proof: { kind: 'none' } } };
  const device = await beginDevice(open, { scope: app.scope });
  host.mask(device.deviceCode);
  const address = seenAs(seat, device.verificationUri);
  host.log.info(
    `On any machine, open ${printable(address)} and enter the code ${printable(device.userCode)}`,
  );
  host.log.info(
    'Many organizations refuse this way, and the tokens that it gave; personal accounts may, too.',
  );
  let intervalMs = device.intervalMs;
  while (host.clock.now() < device.untilMs) {
    await host.clock.sleep(intervalMs, host.signal);
    const grant = await deviceGrant(open, device);
    if (typeof grant !== 'string') return { grant, desk: open };
    if (grant === 'slow-down') intervalMs += slowerMs;
  }
  throw new Failure('nobody entered the code in time', { kind: 'sign-in', hint: 'run login again' });
}
