/**
 * The verb `exchange`, the second half of a sign-in: exchanges the code from the callback URL for a token and stores
 * it. Reads the URL from a prompt or standard input, never from the command line.
 */
import { createOAuthClient } from '../../auth/create-oauth-client.ts';
import type { OAuthContext } from '../../auth/oauth.ts';
import { openHttpClient } from '../../http/client.ts';
import { type FlagValues, readLoginApp, throwProblems } from '../login/app.ts';
import { deleteAttempt, isCodeVerifier, readAttempt, type SignInAttempt } from '../login/attempt-file.ts';
import { findLoginProfile, profileDefaults } from '../login/profile-store.ts';
import { browserRedirectUri, readCallbackCode, redeemCode } from '../login/sign-in.ts';
import { openTokenStore, readTokenStoreOptions } from '../login/store-token.ts';
import { commandInputs } from '../options/inputs.ts';
import { readSecretFile } from '../options/secret-file.ts';
import type { TerminalSession } from '../terminal/session.ts';
import { chooseSignInMethod, confirmAndStore } from './login.ts';

/** Redeems a code and stores the token. */
export async function exchangeVerb(flags: FlagValues, session: TerminalSession): Promise<void> {
  const { host, prompts } = session;
  const path = typeof flags.attempt === 'string' ? flags.attempt : undefined;
  // With a verifier from elsewhere, an attempt file found here belongs to another sign-in.
  const isForeign = typeof flags.codeVerifierFile === 'string';
  const attempt = isForeign && path === undefined ? undefined : readAttempt(path);
  const profileDraft = findLoginProfile(flags, host);
  const draft = readLoginApp({
    ...{ flags, host, prompts, fixed: attempt?.inputs ?? {}, usesClientAuth: true },
    profile: profileDefaults(
      profileDraft.profile,
      attempt === undefined ? flags : { clientId: attempt.inputs['client-id'] },
      host.env,
    ),
  });
  const storeDraft = readTokenStoreOptions(flags, session, profileDraft);
  const { method, problems } = chooseSignInMethod(
    { ...flags, paste: true, device: false, ...(attempt !== undefined && { port: undefined }) },
    { authority: draft.authority, redirectUri: attempt?.redirectUri ?? draft.redirectUri },
  );
  const verifierInput = readVerifier(flags, { session, attempt });
  const mismatches = attempt === undefined ? [] : attemptMismatches(attempt, flags, session);
  throwProblems(mismatches, draft.problems, problems, verifierInput.problems, storeDraft.problems);
  const storeOptions = await storeDraft.complete();
  const app = await draft.complete();
  const redirectUri = method.kind === 'device' ? '' : method.redirectUri;
  const { verifier } = verifierInput;
  const http = openHttpClient(host, app.identity.cloud);
  try {
    const store = await openTokenStore(storeOptions, { session, http, flags });
    const client = createOAuthClient({ identity: app.identity, http, host });
    const oauth: OAuthContext = { http, host, client };
    const code = await readCallbackCode(session, {
      redirectUri: browserRedirectUri(session, redirectUri),
      state: attempt?.state,
      loginHint: oauth,
    });
    const namedApp = { ...app, redirectUri };
    const signedIn = await redeemCode({ app: namedApp, session, oauth }, { code, redirectUri, verifier });
    await confirmAndStore({ app: namedApp, session, flags, storeOptions, store, ...signedIn });
    if (attempt !== undefined) deleteAttempt(path);
  } finally {
    await http.close();
  }
}

/** Finds flags that contradict the attempt file. Shows only the file's values: those of the flags may be secrets. */
function attemptMismatches(
  { inputs, redirectUri }: SignInAttempt,
  flags: FlagValues,
  { host }: TerminalSession,
): string[] {
  const source = commandInputs(flags, host.env);
  const kept = Object.entries({ ...inputs, 'redirect-uri': redirectUri });
  const port = typeof flags.port === 'string' ? `http://localhost:${flags.port}` : undefined;
  const differs = ([name, value]: readonly [string, string]) => {
    const given = source.value(name)?.trim().replace(/\s+/g, ' ');
    const told = name === 'redirect-uri' ? (given ?? port) : given?.toLowerCase();
    return told && told !== (name === 'redirect-uri' ? value : value.toLowerCase());
  };
  return kept
    .filter(differs)
    .map(
      ([name, value]) =>
        `${name} is not the one given to authorize-url (${value}): leave it out, or run authorize-url again`,
    );
}

/** Finds the PKCE verifier of the authorization request. */
function readVerifier(
  flags: FlagValues,
  { session, attempt }: { readonly session: TerminalSession; readonly attempt: SignInAttempt | undefined },
): { readonly verifier: string | undefined; readonly problems: readonly string[] } {
  const { host } = session;
  const path = typeof flags.codeVerifierFile === 'string' ? flags.codeVerifierFile : undefined;
  const own =
    path === undefined
      ? host.env.ONEDRIVE_CODE_VERIFIER
      : readSecretFile(path, { flag: '--code-verifier-file' });
  const verifier = attempt?.verifier ?? (own?.trim() || undefined);
  host.mask(verifier ?? '');
  const name = path === undefined ? 'ONEDRIVE_CODE_VERIFIER' : '--code-verifier-file';
  const problems = [
    ...(path !== undefined && attempt !== undefined
      ? ['--code-verifier-file and --attempt each have a verifier: keep the one of this sign-in']
      : []),
    ...(verifier === undefined || isCodeVerifier(verifier)
      ? []
      : [`${name} is not a code verifier: it must have 43 to 128 letters, digits, - . _ and ~`]),
  ];
  return { verifier, problems };
}
