/**
 * The file that `authorize-url` saves for `exchange`. The verifier in it is secret until the code is redeemed, so a
 * new file gets mode 0600 and is deleted after use.
 */
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { Failure } from '../../core/errors.ts';
import { asObjectOrEmpty, asString, parseJson } from '../../core/json.ts';
import { replaceFailure, replacePrivateFile } from '../../core/private-file.ts';
import { readRegularFile } from '../../core/read-file.ts';
import type { InputSpec } from '../../inputs/kinds.ts';
import { quoteUnlessSecret } from '../../inputs/quote-unless-secret.ts';
import { redirectUriProblem } from '../../inputs/redirect-uri.ts';
import { IDENTITY_SPECS } from '../../inputs/sign-in.ts';
import { TARGET_SPECS } from '../../inputs/target.ts';

export const defaultAttemptFile = 'onedrive-upload-attempt.json';

/** Real attempts have less than a kilobyte. */
const maxBytes = 1024 * 1024;

/** Inputs by name, and the values that tie a callback to its request. */
export interface SignInAttempt {
  readonly inputs: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

/** Writes the file. Throws a Failure that names it. */
export function writeAttempt(path: string, attempt: SignInAttempt): void {
  try {
    replacePrivateFile(path, JSON.stringify(attempt, undefined, 2));
  } catch (cause) {
    throw replaceFailure('the data for exchange', path, cause);
  }
}

/** The inputs that authorize-url saves. */
const attemptSpecs: readonly InputSpec[] = [
  IDENTITY_SPECS.clientId,
  IDENTITY_SPECS.tenantId,
  IDENTITY_SPECS.cloud,
  IDENTITY_SPECS.authority,
  IDENTITY_SPECS.scopes,
  TARGET_SPECS.appFolder,
];

/** Returns undefined when the default file does not exist. Throws a Failure of kind `usage` for an invalid file. */
export function readAttempt(path: string | undefined): SignInAttempt | undefined {
  const file = path ?? defaultAttemptFile;
  if (!existsSync(file)) {
    if (path === undefined) return undefined;
    throw attemptFailure(`the file ${quoteUnlessSecret(file)} of authorize-url does not exist`);
  }
  const attempt = parseAttempt(file);
  const wrong = attempt === undefined ? [] : invalidFields(attempt);
  if (attempt !== undefined && wrong.length === 0) return attempt;
  const what = wrong.length === 0 ? '' : ` (invalid: ${wrong.join(', ')})`;
  throw attemptFailure(`${quoteUnlessSecret(file)} is not a file of authorize-url${what}`);
}

function attemptFailure(message: string): Failure {
  const hint = 'run authorize-url again, or name another file with --attempt';
  return new Failure(message, { code: 'attempt-mismatch', kind: 'usage', hint });
}

function parseAttempt(file: string): SignInAttempt | undefined {
  try {
    const content = readRegularFile(file, { name: '--attempt', limitBytes: maxBytes, hint: '' });
    const value = asObjectOrEmpty(parseJson(String(content)));
    const inputs = Object.entries(asObjectOrEmpty(value.inputs)).map(([name, one]) => [name, asString(one)]);
    return {
      inputs: Object.fromEntries(inputs),
      redirectUri: asString(value.redirectUri),
      state: asString(value.state),
      verifier: asString(value.verifier),
    };
  } catch {
    // The caller reports an invalid file; the cause would not help.
    return undefined;
  }
}

/** Names of values that authorize-url would not have written: the file is damaged, or from another program. */
function invalidFields({ inputs, redirectUri, state, verifier }: SignInAttempt): string[] {
  const known = attemptSpecs.map(({ name }) => name);
  const foreign = Object.keys(inputs).filter((name) => !known.includes(name));
  const bad = attemptSpecs.filter(({ name, parse }) => 'problem' in parse(inputs[name] ?? ''));
  return [
    ...foreign.map(quoteUnlessSecret),
    ...bad.map(({ name }) => name),
    ...(redirectUri === '' || redirectUriProblem(redirectUri) !== undefined ? ['redirectUri'] : []),
    ...(/^[\w-]{22,}$/.test(state) ? [] : ['state']),
    ...(isCodeVerifier(verifier) ? [] : ['verifier']),
  ];
}

/** The format of a PKCE verifier, RFC 7636 section 4.1. */
export function isCodeVerifier(verifier: string): boolean {
  return /^[\w.~-]{43,128}$/.test(verifier);
}

/** Deletes the file after the code was redeemed, when it is useless. */
export function deleteAttempt(path: string | undefined): void {
  try {
    // Keep a symbolic link, for the next attempt.
    rmSync(realpathSync(path ?? defaultAttemptFile));
  } catch {
    // It is gone already, or we may not delete it.
  }
}
