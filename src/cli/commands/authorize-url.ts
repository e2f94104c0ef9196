/**
 * The verb `authorize-url`: the first half of a sign-in, for any redirect URI. Prints the address and keeps what the
 * second half needs.
 */
import { authorizeUrl } from '../../auth/client.ts';
import { clientOf } from '../../auth/credential.ts';
import { newAttempt } from '../../auth/oauth.ts';
import { openDoor } from '../../http/client.ts';
import { type Flags, readApp, refuse } from '../login/app.ts';
import { attemptFile, writeAttempt } from '../login/attempt-file.ts';
import { seenAs } from '../login/sign-in.ts';
import { checkPlace } from '../login/store-token.ts';
import type { Seat } from '../terminal/session.ts';
import { wayOf } from './login.ts';

/** The address goes to standard output, everything else to standard error. */
export async function authorize(flags: Flags, seat: Seat): Promise<void> {
  const { host, ask } = seat;
  const told = readApp({ flags, host, ask, withProof: false });
  const { way, problems } = wayOf({ ...flags, paste: true, device: false }, told);
  refuse(told.problems, problems);
  const isProtected = flags.pkce !== false;
  const file = typeof flags.attempt === 'string' ? flags.attempt : attemptFile;
  if (isProtected) checkPlace('--attempt', file);
  const app = await told.complete();
  const { identity, extra, scope } = app;
  const redirectUri = way.kind === 'device' ? '' : way.redirectUri;
  const { state, verifier, challenge } = await newAttempt();
  const door = openDoor(host, identity.cloud);
  const client = clientOf({ identity, door, host });
  await door.close();
  const ties = { state, challenge: isProtected ? challenge : undefined };
  const url = authorizeUrl(client, { redirectUri, scope, extra, ...ties });
  if (isProtected) {
    const inputs = {
      ...{ 'client-id': identity.clientId, 'tenant-id': identity.tenantId, cloud: identity.cloud },
      ...{ authority: identity.authority, scopes: scope, 'app-folder': String(app.appFolder) },
    };
    writeAttempt(file, { inputs, redirectUri, state, verifier });
    host.log.info(`${file} holds what exchange needs; the code must be exchanged within ten minutes.`);
  } else host.log.info(`state: ${state}`);
  host.log.info(`The sign-in ends at ${redirectUri}`);
  seat.print(seenAs(seat, url));
}
