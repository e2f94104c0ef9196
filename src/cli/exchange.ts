/**
 * The verb `exchange`: the second half of a sign-in, from the address that the browser ended at to a stored token.
 * The code comes from a prompt or from standard input, never from the command line.
 */
import { clientOf } from '../auth/credential.ts';
import type { Desk } from '../auth/oauth.ts';
import { Failure } from '../errors.ts';
import { openDoor } from '../http.ts';
import { printable } from '../text.ts';
import { type Flags, readApp } from './app.ts';
import { type Attempt, forgetAttempt, readAttempt } from './attempt.ts';
import { openKeep, readKeep } from './keep.ts';
import { keepGrant, wayOf } from './login.ts';
import type { Seat } from './seat.ts';
import { readSecret } from './secretfile.ts';
import { endOf, readCode, redeemCode } from './signin.ts';
import { commandInputs } from './source.ts';

/** Redeems a code and stores the token. */
export async function exchange(flags: Flags, seat: Seat): Promise<void> {
  const { host, ask } = seat;
  const path = typeof flags.attempt === 'string' ? flags.attempt : undefined;
  const attempt = readAttempt(path);
  if (attempt !== undefined) checkSame(attempt, flags, seat);
  const keep = await readKeep(flags, seat);
  const fixed = attempt?.inputs ?? {};
  const app = await readApp({ flags, host, ask, fixed, withProof: true });
  const way = wayOf(
    { ...flags, paste: true, device: false },
    { authority: app.identity.authority, redirectUri: attempt?.redirectUri ?? app.redirectUri },
  );
  const redirectUri = way.kind === 'device' ? '' : way.redirectUri;
  const verifier = attempt?.verifier ?? verifierOf(flags, seat);
  host.mask(verifier ?? '');
  const door = openDoor(host, app.identity.cloud);
  try {
    const store = await openKeep(keep, { seat, door, flags });
    const client = clientOf({ identity: app.identity, door, host });
    const desk: Desk = { door, host, client };
    const code = await readCode(seat, {
      ...{ redirectUri: endOf(seat, redirectUri), state: attempt?.state },
      situation: desk,
    });
    const told = { ...app, redirectUri };
    const signedIn = await redeemCode({ app: told, seat, desk }, { code, redirectUri, verifier });
    await keepGrant({ app: told, keep, seat, flags, store, ...signedIn });
    if (attempt !== undefined) forgetAttempt(path);
  } finally {
    await door.close();
  }
}

/** A file of an earlier sign-in must not decide about this one. */
function checkSame({ inputs }: Attempt, flags: Flags, { host }: Seat): void {
  const source = commandInputs(flags, host.env);
  for (const name of ['client-id', 'tenant-id', 'cloud', 'authority', 'redirect-uri']) {
    const [told, kept] = [source.value(name), inputs[name]];
    if (!told || kept === undefined || told.toLowerCase() === kept.toLowerCase()) continue;
    throw new Failure(`${name} is ${printable(told)}, and the attempt was made for ${printable(kept)}`, {
      kind: 'usage',
      hint: 'run authorize-url again, or leave the flag out',
    });
  }
}

function verifierOf(flags: Flags, { host }: Seat): string | undefined {
  const path = flags.codeVerifierFile;
  if (typeof path === 'string') return readSecret(path, { flag: '--code-verifier-file' }).trim();
  return host.env.ONEDRIVE_CODE_VERIFIER || undefined;
}
