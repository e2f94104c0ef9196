/**
 * The verb `login`: gets the first refresh token, shows the account, and stores the token. login/ has the steps.
 */
import { createOAuthClient } from '../../auth/create-oauth-client.ts';
import type { OAuthContext, TokenResponse } from '../../auth/oauth.ts';
import { mayWrite } from '../../auth/scope.ts';
import { Failure, formatErrorWithLink } from '../../core/errors.ts';
import { exitCode } from '../../core/exit-code.ts';
import { escapeControls } from '../../core/format.ts';
import { openHttpClient } from '../../http/client.ts';
import { quoteUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { readAccount } from '../login/account.ts';
import { type FlagValues, type LoginApp, readLoginApp, throwProblems } from '../login/app.ts';
import { nextCommandLines } from '../login/next-command.ts';
import { findLoginProfile, profileDefaults, replacedSignIn } from '../login/profile-store.ts';
import { type SignInMethod, signInInteractively } from '../login/sign-in.ts';
import { openTokenStore, readTokenStoreOptions, type TokenStoreOptions } from '../login/store-token.ts';
import { warnOfUnknownVariables } from '../options/unknown-variables.ts';
import { openTerminalSession, type TerminalSession } from '../terminal/session.ts';

const defaultPort = 8080;
const liveRedirectUri = 'https://login.live.com/oauth20_desktop.srf';

/** Runs a verb in a terminal session. Returns the exit code. */
export async function withTerminalSession(run: (session: TerminalSession) => Promise<void>): Promise<number> {
  const session = openTerminalSession();
  try {
    warnOfUnknownVariables(session.host);
    await run(session);
    return 0;
  } catch (error) {
    // A UsageFailure has one problem on each line.
    session.host.log.error(formatErrorWithLink(error, session.host).split('\n'));
    return exitCode(error);
  }
}

/** Signs in, shows the account, asks for confirmation, stores the token. */
export async function loginVerb(flags: FlagValues, session: TerminalSession): Promise<void> {
  const { host, prompts } = session;
  const profileDraft = findLoginProfile(flags, host);
  const storeDraft = readTokenStoreOptions(flags, session, profileDraft);
  const appDraft = readLoginApp({
    flags,
    host,
    prompts,
    profile: profileDefaults(profileDraft.profile, flags, host.env),
    usesClientAuth: flags.device !== true,
  });
  const { method, problems } = chooseSignInMethod(flags, {
    ...appDraft,
    responseMode: appDraft.extraParameters.response_mode,
  });
  // Report problems before asking anything.
  throwProblems(appDraft.problems, problems, storeDraft.problems);
  const storeOptions = await storeDraft.complete();
  const app = await appDraft.complete();
  const http = openHttpClient(host, app.identity.cloud);
  try {
    if (http.emulated) host.log.warning('ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.');
    const store = await openTokenStore(storeOptions, { session, http, flags });
    const redirectUri = method.kind === 'device' ? app.redirectUri : method.redirectUri;
    const namedApp = { ...app, redirectUri };
    const client = createOAuthClient({ identity: app.identity, http, host });
    const oauth: OAuthContext = { http, host, client };
    const signedIn = await signInInteractively(method, { app: namedApp, session, oauth });
    await confirmAndStore({ app: namedApp, session, flags, storeOptions, store, ...signedIn });
  } finally {
    await http.close();
  }
}

interface StoreSignInOptions {
  readonly app: LoginApp;
  readonly session: TerminalSession;
  readonly flags: FlagValues;
  readonly storeOptions: TokenStoreOptions;
  readonly store: Awaited<ReturnType<typeof openTokenStore>>;
  readonly tokens: TokenResponse;
  readonly oauth: OAuthContext;
}

/** Shows the account, asks for confirmation if there is a terminal, and stores the token. */
export async function confirmAndStore({
  app,
  session,
  flags,
  storeOptions,
  store,
  tokens,
  oauth,
}: StoreSignInOptions): Promise<void> {
  const { host } = session;
  const { refreshToken, accessToken, scope } = tokens;
  host.mask(accessToken);
  if (refreshToken === undefined) {
    throw new Failure('Microsoft sent no refresh token', {
      code: 'no-refresh-token',
      kind: 'sign-in',
      hint: 'add offline_access to --scopes and run login again',
    });
  }
  host.mask(refreshToken);
  const account = await readAccount({ app, tokens, ...oauth });
  host.log.info(`Signed in: ${account.text}; granted: ${escapeControls(scope) || 'unknown'}`);
  if (!mayWrite(scope))
    host.log.warning(
      'This sign-in can read but not write, so it cannot upload. Request Files.ReadWrite with --scopes.',
    );
  const { profile, out } = storeOptions;
  await confirmAccount(profile && replacedSignIn(profile, account), { session, flags });
  const { clientAuth } = oauth.client;
  const clientSecret = clientAuth.kind === 'secret' ? clientAuth.secret : undefined;
  await store({ app, refreshToken, clientSecret, account });
  const next = { app, flags, env: host.env, profile, out, usesSecret: clientSecret !== undefined };
  for (const line of nextCommandLines(next)) host.log.info(line);
}

/** Asks for confirmation, if there is a terminal. Throws if it is refused, or if nobody can confirm a replacement. */
async function confirmAccount(
  replaced: string | undefined,
  { session, flags }: Pick<StoreSignInOptions, 'session' | 'flags'>,
): Promise<void> {
  if (flags.yes === true) return;
  const declined = (message: string, hint: string) =>
    new Failure(message, { code: 'account-declined', kind: 'sign-in', hint });
  if (session.prompts === undefined) {
    if (replaced === undefined) return;
    throw declined(
      `nothing was stored, because nobody can be asked. ${replaced}`,
      'choose another name, or replace it with --yes',
    );
  }
  const question = replaced === undefined ? 'Store this sign-in?' : `${replaced} Replace it?`;
  if (!(await session.prompts.confirm(question)))
    throw declined('nothing was stored', 'run login again with the right account');
}

/**
 * Chooses how to sign in, and its redirect URI. The default URI has no path and no slash at the end, as registered:
 * personal accounts compare the whole text, including the port (entra-docs reply-url.md;
 * MicrosoftDocs/azure-dev-docs#791).
 */
export function chooseSignInMethod(
  flags: FlagValues,
  requested: {
    readonly authority: 'entra' | 'live';
    readonly redirectUri: string | undefined;
    readonly responseMode?: string | undefined;
  },
): { readonly method: SignInMethod; readonly problems: readonly string[] } {
  const port = typeof flags.port === 'string' ? flags.port : undefined;
  const problems: string[] = [];
  if (flags.paste === true && flags.device === true)
    problems.push('--paste and --device do not go together: remove one');
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536))
    problems.push(`--port is ${quoteUnlessSecret(port)}; write a number from 1 to 65535`);
  if (port !== undefined && requested.redirectUri !== undefined)
    problems.push('--port and --redirect-uri both name a port: remove one');
  if (flags.device === true) return { method: { kind: 'device' }, problems };
  const loopbackUri = `http://localhost:${port ?? defaultPort}`;
  const defaultUri = requested.authority === 'live' && port === undefined ? liveRedirectUri : loopbackUri;
  const redirectUri = requested.redirectUri ?? defaultUri;
  // Only a loopback redirect URI reaches this process. For any other the person pastes the URL.
  if (flags.paste === true || !isLoopbackRedirect(redirectUri))
    return { method: { kind: 'paste', redirectUri }, problems };
  if (requested.responseMode === 'fragment')
    problems.push('response_mode=fragment works only with --paste: a browser does not send fragments');
  return { method: { kind: 'browser', redirectUri, opensBrowser: flags.browser !== false }, problems };
}

function isLoopbackRedirect(redirectUri: string): boolean {
  // An invalid port makes the URI invalid; the port is reported above.
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
}
