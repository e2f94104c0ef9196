/**
 * A sign-in between its two halves: what `authorize-url` keeps for `exchange`. Knows a file and its shape. The
 * verifier in it is a secret until the code is redeemed, so a new file is 0600, and it goes when it is done with.
 */
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import { asObjectOrEmpty, asString, parseJson } from '../../core/json.ts';
import { replaceFailure, replacePrivateFile } from '../../core/private-file.ts';
import { readRegularFile } from '../../core/read-file.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { redirectUriProblem } from '../../inputs/redirect-uri.ts';
import { quoteUnlessSecret } from '../../inputs/shown.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';
import { TARGET_SPECS } from '../../inputs/target.ts';

export const defaultAttemptFile = 'onedrive-upload-attempt.json';

/** An attempt has less than a kilobyte. */
const maxBytes = 1024 * 1024;

/** Values of inputs by their names, and what ties the answer to the question. */
export interface SignInAttempt {
  readonly inputs: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

/** Throws a Failure that names the file. */
export function writeAttempt(path: string, attempt: SignInAttempt): void {
  try {
    replacePrivateFile(path, JSON.stringify(attempt, undefined, 2));
  } catch (cause) {
    throw replaceFailure('what exchange needs', path, cause);
  }
}

/** What an attempt may say of the app, as authorize-url read it. */
const attemptSpecs: readonly InputSpec[] = [
  ...[
    IDENTITY_SPECS.clientId,
    IDENTITY_SPECS.tenantId,
    IDENTITY_SPECS.cloud,
    IDENTITY_SPECS.authority,
    IDENTITY_SPECS.scopes,
  ],
  TARGET_SPECS.appFolder,
];

/** Undefined when there is none of that name and nobody named it; a Failure of kind `usage` for a file that is none. */
export function readAttempt(path: string | undefined): SignInAttempt | undefined {
  const file = path ?? defaultAttemptFile;
  if (!existsSync(file)) {
    if (path === undefined) return undefined;
    throw attemptFailure(`there is no attempt ${quoteUnlessSecret(file)}`);
  }
  const attempt = parseAttempt(file);
  const wrong = attempt === undefined ? [] : invalidFields(attempt);
  if (attempt !== undefined && wrong.length === 0) return attempt;
  const what = wrong.length === 0 ? '' : `: not valid in it: ${wrong.join(', ')}`;
  throw attemptFailure(`${quoteUnlessSecret(file)} is no attempt of authorize-url${what}`);
}

function attemptFailure(message: string): Failure {
  const hint = 'run authorize-url again, or name another file with --attempt';
  return new Failure(message, { kind: 'usage', hint });
}

function parseAttempt(file: string): SignInAttempt | undefined {
  try {
    const content = readRegularFile(file, { name: '--attempt', limitBytes: maxBytes, hint: '' });
    const value = asObjectOrEmpty(parseJson(String(content)));
    const inputs = Object.entries(asObjectOrEmpty(value.inputs)).map(([name, one]) => [name, asString(one)]);
    return {
      inputs: Object.fromEntries(inputs),
      ...{
        redirectUri: asString(value.redirectUri),
        state: asString(value.state),
        verifier: asString(value.verifier),
      },
    };
  } catch {
    // Said above, in the same words: what is wrong with it is of no use to anybody.
    return undefined;
  }
}

/** Names of what authorize-url would never have kept: somebody else wrote it, or half of it is gone. */
function invalidFields({ inputs, redirectUri, state, verifier }: SignInAttempt): string[] {
  const known = attemptSpecs.map(({ name }) => name);
  const foreign = Object.keys(inputs).filter((name) => !known.includes(name));
  const bad = attemptSpecs.filter(({ name, parse }) => 'problem' in parse(inputs[name] ?? ''));
  return [
    ...[...foreign.map(quoteUnlessSecret), ...bad.map(({ name }) => name)],
    ...(redirectUri === '' || redirectUriProblem(redirectUri) !== undefined ? ['redirectUri'] : []),
    ...(/^[\w-]{22,}$/.test(state) ? [] : ['state']),
    ...(isCodeVerifier(verifier) ? [] : ['verifier']),
  ];
}

/** What PKCE proves a sign-in with: RFC 7636 section 4.1. */
export function isCodeVerifier(verifier: string): boolean {
  return /^[\w.~-]{43,128}$/.test(verifier);
}

/** The code is redeemed: nothing in it is good for anything any more. */
export function deleteAttempt(path: string | undefined): void {
  try {
    // A link stays, for the next attempt.
    rmSync(realpathSync(path ?? defaultAttemptFile));
  } catch {
    // Gone already, or not ours to remove.
  }
}
