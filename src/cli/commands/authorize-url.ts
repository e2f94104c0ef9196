/**
 * The verb `authorize-url`, the first half of a sign-in with any redirect URI. Prints the sign-in URL and saves what
 * `exchange` needs.
 */

import { createOAuthClient } from '../../auth/create-oauth-client.ts';
import { createPkceParameters } from '../../auth/oauth.ts';
import { authorizeUrl } from '../../auth/oauth-client.ts';
import { openHttpClient } from '../../http/client.ts';
import { type FlagValues, readLoginApp, throwProblems } from '../login/app.ts';
import { defaultAttemptFile, writeAttempt } from '../login/attempt-file.ts';
import { findLoginProfile, profileDefaults } from '../login/profile-store.ts';
import { toBrowserUrl } from '../login/sign-in.ts';
import { checkWritableFile } from '../login/store-token.ts';
import type { TerminalSession } from '../terminal/session.ts';
import { chooseSignInMethod } from './login.ts';

/** The URL goes to standard output, everything else to standard error. */
export async function authorizeUrlVerb(flags: FlagValues, session: TerminalSession): Promise<void> {
  const { host, prompts } = session;
  const profileDraft = findLoginProfile(flags, host);
  const profile = profileDefaults(profileDraft.profile, flags, host.env);
  const draft = readLoginApp({ flags, host, prompts, profile, usesClientAuth: false });
  const { method, problems } = chooseSignInMethod({ ...flags, paste: true, device: false }, draft);
  const { defect = '' } = profileDraft.profile ?? {};
  throwProblems(profileDraft.problems, defect === '' ? [] : [defect], draft.problems, problems);
  const isProtected = flags.pkce !== false;
  const file = typeof flags.attempt === 'string' ? flags.attempt : defaultAttemptFile;
  if (isProtected) checkWritableFile('--attempt', file);
  const app = await draft.complete();
  const { identity, extraParameters, scope } = app;
  const redirectUri = method.kind === 'device' ? '' : method.redirectUri;
  const { state, verifier, challenge } = await createPkceParameters();
  const http = openHttpClient(host, identity.cloud);
  const client = createOAuthClient({ identity, http, host });
  await http.close();
  const pkce = { state, challenge: isProtected ? challenge : undefined };
  const url = authorizeUrl(client, { redirectUri, scope, extraParameters, ...pkce });
  if (isProtected) {
    const inputs = {
      'client-id': identity.clientId,
      'tenant-id': identity.tenantId,
      cloud: identity.cloud,
      authority: identity.authority,
      scopes: scope,
      'app-folder': String(app.appFolder),
    };
    writeAttempt(file, { inputs, redirectUri, state, verifier });
    host.log.info(`${file} contains what exchange needs. Run exchange within ten minutes after the sign-in.`);
  } else host.log.info(`state: ${state}`);
  host.log.info(`After the sign-in, the browser opens ${redirectUri}`);
  session.print(toBrowserUrl(session, url));
}
