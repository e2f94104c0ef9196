/**
 * The verb `exchange`: the second half of a sign-in, from the address that the browser ended at to a stored token.
 * The code comes from a prompt or from standard input, never from the command line.
 */
import { clientOf } from '../../auth/credential.ts';
import type { Desk } from '../../auth/oauth.ts';
import { openDoor } from '../../http/client.ts';
import { type Flags, readApp, refuse } from '../login/app.ts';
import { type Attempt, forgetAttempt, isVerifier, readAttempt } from '../login/attempt-file.ts';
import { endOf, readCode, redeemCode } from '../login/sign-in.ts';
import { openKeep, readKeep } from '../login/store-token.ts';
import { commandInputs } from '../options/inputs.ts';
import { readSecret } from '../options/secret-file.ts';
import type { Seat } from '../terminal/session.ts';
import { keepGrant, wayOf } from './login.ts';

/** Redeems a code and stores the token. */
export async function exchange(flags: Flags, seat: Seat): Promise<void> {
  const { host, ask } = seat;
  const path = typeof flags.attempt === 'string' ? flags.attempt : undefined;
  // With a verifier of somebody else's, an attempt that happens to lie here is another sign-in's.
  const isForeign = typeof flags.codeVerifierFile === 'string';
  const attempt = isForeign && path === undefined ? undefined : readAttempt(path);
  const told = readApp({ flags, host, ask, fixed: attempt?.inputs ?? {}, withProof: true });
  const toldKeep = readKeep(flags, seat);
  const { way, problems } = wayOf(
    { ...flags, paste: true, device: false, ...(attempt !== undefined && { port: undefined }) },
    { authority: told.authority, redirectUri: attempt?.redirectUri ?? told.redirectUri },
  );
  const proof = verifierOf(flags, { seat, attempt });
  const others = attempt === undefined ? [] : differences(attempt, flags, seat);
  refuse(others, told.problems, problems, proof.problems, toldKeep.problems);
  const keep = await toldKeep.complete();
  const app = await told.complete();
  const redirectUri = way.kind === 'device' ? '' : way.redirectUri;
  const { verifier } = proof;
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

/** A file of an earlier sign-in must not decide about this one. Shows what the file says: the other may be anything. */
function differences({ inputs, redirectUri }: Attempt, flags: Flags, { host }: Seat): string[] {
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
        `${name} is not that of the attempt, which was made for ${value}: run authorize-url again, or leave it out`,
    );
}

/** Where the verifier comes from, which ties the code to the question. */
function verifierOf(
  flags: Flags,
  { seat, attempt }: { readonly seat: Seat; readonly attempt: Attempt | undefined },
): { readonly verifier: string | undefined; readonly problems: readonly string[] } {
  const { host } = seat;
  const path = typeof flags.codeVerifierFile === 'string' ? flags.codeVerifierFile : undefined;
  const own =
    path === undefined ? host.env.ONEDRIVE_CODE_VERIFIER : readSecret(path, { flag: '--code-verifier-file' });
  const verifier = attempt?.verifier ?? (own?.trim() || undefined);
  host.mask(verifier ?? '');
  const name = path === undefined ? 'ONEDRIVE_CODE_VERIFIER' : '--code-verifier-file';
  const problems = [
    ...(path !== undefined && attempt !== undefined
      ? ['--code-verifier-file and --attempt each hold a verifier: keep the one of this sign-in']
      : []),
    ...(verifier === undefined || isVerifier(verifier)
      ? []
      : [`${name} is no code verifier: those have 43 to 128 letters, digits, - . _ and ~`]),
  ];
  return { verifier, problems };
}
