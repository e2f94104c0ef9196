/** `encrypt-to`: public keys of age, in the input or in a file. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemReason, UsageFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import { escapeUnlessSecret, pathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { type Encryption, openEncryption } from './age.ts';

/** A key of today's longest kind has about 2 KB. */
const maxFileBytes = 1024 * 1024;

/**
 * Opens the encryption for the recipients that the input names, or the file that it names. A relative path starts in
 * `cwd`. Throws one UsageFailure with all problems.
 */
export async function openInputEncryption(text: string, cwd: string): Promise<Encryption> {
  const lines = meaningfulLines(text);
  const path =
    lines.length === 1 && !/^(age1|ssh-|AGE-)/i.test(lines[0]?.text ?? '') ? text.trim() : undefined;
  const source = path === undefined ? 'encrypt-to' : `encrypt-to: the file ${pathUnlessSecret(path)}`;
  const recipients =
    path === undefined ? lines : meaningfulLines(await readRecipientFile(resolve(cwd, path), source));
  if (recipients.length === 0)
    throw new UsageFailure([`${source} names no recipient: write keys that begin with age1`]);
  const problems = recipients.flatMap(({ text: line, number }) => {
    const problem = recipientProblem(line);
    return problem === undefined ? [] : [`${source}: line ${number} ${problem}`];
  });
  if (problems.length > 0) throw new UsageFailure(problems);
  const encryption = await openEncryption(
    recipients.map(({ text: line }) => line),
    (index) => {
      const { text: line, number } = recipients[index] ?? { text: '', number: 0 };
      problems.push(
        `${source}: line ${number} is no valid age recipient (${escapeUnlessSecret(line.slice(0, 12))}…)`,
      );
    },
  );
  if (problems.length > 0) throw new UsageFailure(problems);
  return encryption;
}

interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

/** Lines that are neither empty nor a comment. */
export function meaningfulLines(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter(({ text: line }) => line !== '' && !line.startsWith('#'));
}

/** A clause to put after the line. It never has the line's text: it may be a private key. */
function recipientProblem(line: string): string | undefined {
  if (/^AGE-SECRET-KEY-/i.test(line))
    return 'is a private key, which belongs to nobody but its owner: write the public key, which age-keygen -y prints';
  if (/^(ssh-|ecdsa-|sk-)/i.test(line))
    return 'is an SSH key: write a key of age-keygen, which begins with age1';
  if (!/^age1/i.test(line)) return 'does not begin with age1';
  return undefined;
}

async function readRecipientFile(path: string, source: string): Promise<string> {
  const stats = await stat(path).catch((error: unknown) => {
    throw new UsageFailure([
      `${source} cannot be read (${systemReason(error)}); write keys that begin with age1, one a line, or the path of a file of them`,
    ]);
  });
  if (stats.isDirectory()) throw new UsageFailure([`${source} is a folder, not a file`]);
  if (stats.size > maxFileBytes)
    throw new UsageFailure([
      `${source} is larger than ${formatBytes(maxFileBytes)}: name a file of recipients`,
    ]);
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageFailure([`${source} cannot be read (${systemReason(error)})`]);
  });
}
