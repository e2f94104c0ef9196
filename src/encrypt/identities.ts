/** `--identity-file`: the private keys of age that open a backup. */
import { readFile, stat } from 'node:fs/promises';
import { systemReason, UsageFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { pathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { type Decryption, openDecryption } from './age.ts';
import { meaningfulLines } from './recipients.ts';

const maxFileBytes = 1024 * 1024;

/**
 * Opens the decryption with the keys of the file, and masks them. Warns of a file that others can read. Throws a
 * UsageFailure if the file cannot be used; the message has no key.
 */
export async function openIdentityFile(path: string, host: Pick<Host, 'mask' | 'log'>): Promise<Decryption> {
  const fail = (clause: string) => new UsageFailure([`--identity-file ${pathUnlessSecret(path)} ${clause}`]);
  const text = await readIdentityText(path, fail);
  if (/^(age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE)/.test(text))
    throw fail(
      'is protected by a passphrase: write it without one for this run (age -d), and delete it afterwards',
    );
  if (/-----BEGIN .*PRIVATE KEY/.test(text))
    throw fail('is an SSH or PEM key: use one of age-keygen, which begins with AGE-SECRET-KEY-');
  const lines = meaningfulLines(text);
  for (const { text: line } of lines) host.mask(line);
  if (lines.length === 0) throw fail('names no key: it needs a line that begins with AGE-SECRET-KEY-');
  const invalid: number[] = [];
  const decryption = await openDecryption(
    lines.map(({ text: line }) => line),
    (index) => invalid.push(lines[index]?.number ?? 0),
  );
  if (invalid.length > 0)
    throw fail(`has no private key of age in line ${invalid.join(', ')}: it begins with AGE-SECRET-KEY-`);
  return decryption;
}

async function readIdentityText(path: string, fail: (clause: string) => UsageFailure): Promise<string> {
  if (path.trim() === '') throw new UsageFailure(['--identity-file is empty: name a file']);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw fail('is a folder, not a file');
    if (stats.size > maxFileBytes) throw fail(`is larger than ${formatBytes(maxFileBytes)}`);
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw error instanceof UsageFailure ? error : fail(`cannot be read (${systemReason(error)})`);
  }
}
