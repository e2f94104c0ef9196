/**
 * A sign-in between its two halves: what `authorize-url` keeps for `exchange`. Knows a file and its shape. The
 * verifier in it is a secret until the code is redeemed, so a new file is 0600, and it goes when it is done with.
 */
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import { fields, parsedValue, text } from '../../core/json.ts';
import { replacePrivately, unreplaced } from '../../core/private-file.ts';
import { readRegular } from '../../core/read-file.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { redirectProblem } from '../../inputs/redirect-uri.ts';
import { shown } from '../../inputs/shown.ts';
import { IDENTITY } from '../../inputs/sign-in.ts';
import { TARGET } from '../../inputs/target.ts';

export const attemptFile = 'onedrive-upload-attempt.json';

/** An attempt has less than a kilobyte. */
const limitBytes = 1024 * 1024;

/** Values of inputs by their names, and what ties the answer to the question. */
export interface Attempt {
  readonly inputs: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

/** Throws a Failure that names the file. */
export function writeAttempt(path: string, attempt: Attempt): void {
  try {
    replacePrivately(path, JSON.stringify(attempt, undefined, 2));
  } catch (cause) {
    throw unreplaced('what exchange needs', path, cause);
  }
}

/** What an attempt may say of the app, as authorize-url read it. */
const rows: readonly InputSpec[] = [
  ...[IDENTITY.clientId, IDENTITY.tenantId, IDENTITY.cloud, IDENTITY.authority, IDENTITY.scopes],
  TARGET.appFolder,
];

/** Undefined when there is none of that name and nobody named it; a Failure of kind `usage` for a file that is none. */
export function readAttempt(path: string | undefined): Attempt | undefined {
  const file = path ?? attemptFile;
  if (!existsSync(file)) {
    if (path === undefined) return undefined;
    throw unusable(`there is no attempt ${shown(file)}`);
  }
  const attempt = attemptIn(file);
  const wrong = attempt === undefined ? [] : wrongIn(attempt);
  if (attempt !== undefined && wrong.length === 0) return attempt;
  const what = wrong.length === 0 ? '' : `: not valid in it: ${wrong.join(', ')}`;
  throw unusable(`${shown(file)} is no attempt of authorize-url${what}`);
}

function unusable(message: string): Failure {
  const hint = 'run authorize-url again, or name another file with --attempt';
  return new Failure(message, { kind: 'usage', hint });
}

function attemptIn(file: string): Attempt | undefined {
  try {
    const content = readRegular(file, { name: '--attempt', limitBytes, hint: '' });
    const value = fields(parsedValue(String(content)));
    const inputs = Object.entries(fields(value.inputs)).map(([name, one]) => [name, text(one)]);
    return {
      inputs: Object.fromEntries(inputs),
      ...{ redirectUri: text(value.redirectUri), state: text(value.state), verifier: text(value.verifier) },
    };
  } catch {
    // Said above, in the same words: what is wrong with it is of no use to anybody.
    return undefined;
  }
}

/** Names of what authorize-url would never have kept: somebody else wrote it, or half of it is gone. */
function wrongIn({ inputs, redirectUri, state, verifier }: Attempt): string[] {
  const known = rows.map(({ name }) => name);
  const foreign = Object.keys(inputs).filter((name) => !known.includes(name));
  const bad = rows.filter(({ name, parse }) => 'problem' in parse(inputs[name] ?? ''));
  return [
    ...[...foreign.map(shown), ...bad.map(({ name }) => name)],
    ...(redirectUri === '' || redirectProblem(redirectUri) !== undefined ? ['redirectUri'] : []),
    ...(/^[\w-]{22,}$/.test(state) ? [] : ['state']),
    ...(isVerifier(verifier) ? [] : ['verifier']),
  ];
}

/** What PKCE proves a sign-in with: RFC 7636 section 4.1. */
export function isVerifier(verifier: string): boolean {
  return /^[\w.~-]{43,128}$/.test(verifier);
}

/** The code is redeemed: nothing in it is good for anything any more. */
export function forgetAttempt(path: string | undefined): void {
  try {
    // A link stays, for the next attempt.
    rmSync(realpathSync(path ?? attemptFile));
  } catch {
    // Gone already, or not ours to remove.
  }
}
