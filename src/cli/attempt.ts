/**
 * A sign-in between its two halves: what `authorize-url` keeps for `exchange`. Knows a file and its shape. The
 * verifier in it is a secret until the code is redeemed, so the file is 0600 and goes when it is done with.
 */
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { Failure } from '../errors.ts';
import { replacePrivately, unreplaced } from '../privatefile.ts';
import { readRegular } from '../readfile.ts';
import { printable } from '../text.ts';

export const attemptFile = 'onedrive-upload-attempt.json';

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

/** Undefined when there is none of that name and nobody named it; a Failure of kind `usage` for a file that is none. */
export function readAttempt(path: string | undefined): Attempt | undefined {
  const file = path ?? attemptFile;
  if (path === undefined && !existsSync(file)) return undefined;
  try {
    const content = readRegular(file, { name: '--attempt', limitBytes: 64 * 1024, hint: '' });
    const value: unknown = JSON.parse(String(content));
    const fields = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
    const text = (name: string) => String(fields.get(name) ?? '');
    const inputs = new Map<string, unknown>(Object.entries(fields.get('inputs') ?? {}));
    const attempt = {
      inputs: Object.fromEntries([...inputs].map(([name, one]) => [name, String(one)])),
      ...{ redirectUri: text('redirectUri'), state: text('state'), verifier: text('verifier') },
    };
    if (attempt.state !== '' && URL.canParse(attempt.redirectUri)) return attempt;
  } catch {
    // Said below, in the same words: what is wrong with it is of no use to anybody.
  }
  throw new Failure(`${printable(file)} is no attempt of authorize-url`, {
    kind: 'usage',
    hint: 'run authorize-url again, or name another file with --attempt',
  });
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
