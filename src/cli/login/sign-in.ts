/**
 * The three ways of signing in: a browser that comes back to this machine, an address that is pasted, a
 * code that is typed in elsewhere. Knows how each begins and ends; what becomes of the tokens is its caller's.
 */

import { recoveryFor } from '../../auth/aadsts-advice.ts';
import { pollDeviceCode, requestDeviceCode } from '../../auth/device-code.ts';
import { SignInFailure } from '../../auth/errors.ts';
import { createPkceParameters, redeemAuthorizationCode, type TokenResponse } from '../../auth/oauth.ts';
import { authorizeUrl, type OAuthContext } from '../../auth/oauth-client.ts';
import { Failure, formatErrorWithLink } from '../../core/errors.ts';
import { escapeControls, formatCount } from '../../core/format.ts';
import { parseEmulatorOrigin } from '../../http/client.ts';
import { cloudHosts, liveLoginHost } from '../../http/microsoft-hosts.ts';
import type { TerminalSession } from '../terminal/session.ts';
import type { LoginApp } from './app.ts';
import { readAuthorizationCode } from './callback.ts';
import { openCallbackServer } from './callback-server.ts';
import { withLoginTimeout } from './login-timeout.ts';
import { parsePastedAddress } from './pasted-address.ts';

export type SignInMethod =
  | { readonly kind: 'browser'; readonly redirectUri: string; readonly opensBrowser: boolean }
  | { readonly kind: 'paste'; readonly redirectUri: string }
  | { readonly kind: 'device' };

export interface LoginContext {
  readonly app: LoginApp;
  readonly oauth: OAuthContext;
  readonly session: TerminalSession;
}

/** The authorization code of a sign-in and the values to redeem it with. */
export interface CodeRedemption {
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
}

/** Signs in. The returned `oauth` lacks the client secret if that was refused. */
export async function signInInteractively(
  method: SignInMethod,
  context: LoginContext,
): Promise<{ tokens: TokenResponse; oauth: OAuthContext }> {
  if (method.kind === 'device') return signInByDevice(context);
  const { state, verifier, challenge } = await createPkceParameters();
  const { app, oauth, session } = context;
  const { redirectUri } = method;
  session.host.mask(verifier);
  const url = authorizeUrl(oauth.client, {
    redirectUri,
    state,
    challenge,
    scope: app.scope,
    extraParameters: app.extraParameters,
  });
  const shown = toBrowserUrl(session, url);
  const code =
    method.kind === 'browser'
      ? await codeFromBrowser(context, { redirectUri, state, url: shown, opens: method.opensBrowser })
      : await codeFromPaste(context, { redirectUri, state, url: shown });
  return redeemCode(context, { code, redirectUri, verifier });
}

/**
 * Redeems the code once. Retries without the secret only for a public client: the secret is then refused before the
 * code is read.
 */
export async function redeemCode(
  { oauth, session }: LoginContext,
  redemption: CodeRedemption,
): Promise<{ tokens: TokenResponse; oauth: OAuthContext }> {
  session.host.mask(redemption.code);
  try {
    return { tokens: await redeemAuthorizationCode(oauth, redemption), oauth };
  } catch (error) {
    const isRefused = error instanceof SignInFailure && recoveryFor(error.aadsts) === 'bare';
    if (!isRefused || oauth.client.clientAuth.kind !== 'secret') throw error;
    session.host.log.warning(
      'This registration is public (Mobile and desktop) and must not send a secret: continuing without it.',
    );
    const open: OAuthContext = { ...oauth, client: { ...oauth.client, clientAuth: { kind: 'none' } } };
    return { tokens: await redeemAuthorizationCode(open, redemption), oauth: open };
  }
}

/** The URL for this machine's browser. With an emulator, its origin replaces Microsoft's. */
export function toBrowserUrl({ host }: Pick<TerminalSession, 'host'>, url: string): string {
  const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
  return emulator ? parseEmulatorOrigin(emulator) + url.slice(new URL(url).origin.length) : url;
}

/** Where the browser ends: a page of Microsoft's is replaced by the emulator's. */
export function browserRedirectUri(session: Pick<TerminalSession, 'host'>, redirectUri: string): string {
  const { hostname } = new URL(redirectUri);
  const isMicrosoftPage =
    hostname === liveLoginHost || Object.values(cloudHosts).some(({ login }) => login === hostname);
  return isMicrosoftPage ? toBrowserUrl(session, redirectUri) : redirectUri;
}

interface SignInAddress {
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
}

async function codeFromBrowser(
  { oauth, session }: LoginContext,
  { url, redirectUri, state, opens: opensBrowser }: SignInAddress & { readonly opens: boolean },
): Promise<string> {
  const { host } = session;
  const onTls = () => {
    const there = redirectUri.replace(/^http:/i, 'https:');
    host.log.warning(
      `A browser asked for ${there}, but this address speaks http only: another program here once told the browser to use https. Change https to http in the address bar, or run login --paste and paste that address.`,
    );
  };
  const server = await openCallbackServer({ redirectUri, state, onTls });
  try {
    host.log.info(`Waiting at ${redirectUri}, which must be registered as a redirect URI exactly like this.`);
    host.log.info('Sign in and consent at:');
    host.log.info(url);
    if (opensBrowser && !(await session.openBrowser(url)))
      host.log.info('No browser could be opened: open this address yourself.');
    return readAuthorizationCode(await withLoginTimeout(host, () => server.callback), oauth);
  } finally {
    await server.close();
  }
}

async function codeFromPaste(
  { oauth, session }: LoginContext,
  { url, redirectUri, state }: SignInAddress,
): Promise<string> {
  const { log } = session.host;
  log.info('Sign in and consent at:');
  log.info(url);
  log.info(
    new URL(redirectUri).protocol === 'http:'
      ? 'The browser will then show that a page cannot be reached. This is expected: copy the whole address from the address bar.'
      : 'The browser will then show an empty page. Copy the whole address from the address bar immediately: it may change.',
  );
  log.info('Paste it only here: anyone who has it can sign in as you for ten minutes.');
  return readCallbackCode(session, {
    redirectUri: browserRedirectUri(session, redirectUri),
    state,
    loginHint: oauth,
  });
}

const addressPrompt = 'Address at the end of the sign-in (not shown)';

/** Prompts until the pasted URL belongs to this sign-in. Without prompts, reads one line of standard input. */
export async function readCallbackCode(
  session: TerminalSession,
  expected: Parameters<typeof parsePastedAddress>[1],
): Promise<string> {
  const { host, prompts } = session;
  if (prompts === undefined)
    return parsePastedAddress(await withLoginTimeout(host, session.readLine), expected);
  for (;;) {
    const text = await withLoginTimeout(host, (signal) => prompts.password(addressPrompt, signal));
    try {
      const code = parsePastedAddress(text, expected);
      host.log.info(`Found a code of ${formatCount(code.length, 'character')}.`);
      return code;
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'usage') throw error;
      host.log.warning(formatErrorWithLink(error, host));
    }
  }
}

/** Added to the interval after each "slow_down" (RFC 8628 section 3.5). */
const slowDownMs = 5000;

async function signInByDevice({
  app,
  oauth,
  session,
}: LoginContext): Promise<{ tokens: TokenResponse; oauth: OAuthContext }> {
  const { host } = session;
  if (oauth.client.clientAuth.kind !== 'none')
    host.log.warning('--device signs in as a public client: continuing without the secret.');
  const publicClient: OAuthContext = { ...oauth, client: { ...oauth.client, clientAuth: { kind: 'none' } } };
  const device = await requestDeviceCode(publicClient, { scope: app.scope });
  host.mask(device.deviceCode);
  const address = toBrowserUrl(session, device.verificationUri);
  host.log.info(
    `On any machine, open ${escapeControls(address)} and enter the code ${escapeControls(device.userCode)}`,
  );
  host.log.info(
    'Many organizations block this kind of sign-in and its tokens. Personal accounts may block it, too.',
  );
  let intervalMs = device.intervalMs;
  while (host.clock.now() < device.expiresAtMs) {
    await host.clock.sleep(intervalMs, host.signal);
    const tokens = await pollDeviceCode(publicClient, device);
    if (typeof tokens !== 'string') return { tokens, oauth: publicClient };
    if (tokens === 'slow-down') intervalMs += slowDownMs;
  }
  throw new Failure('nobody entered the code in time', {
    code: 'sign-in-timeout',
    kind: 'sign-in',
    hint: 'run login again',
  });
}
