/** Decrypts a fetched file into another file. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { type Decryption, NoIdentityError } from '../encrypt/age.ts';
import { withFileErrors } from './partial-file.ts';

export interface DecryptOptions {
  readonly decryption: Decryption;
  /** The fetched file. */
  readonly encryptedPath: string;
  /** Where the plain content goes. What is there is replaced. */
  readonly plainPath: string;
  /** For messages. */
  readonly remotePath: string;
  readonly signal: AbortSignal;
}

/**
 * Writes the plain file. Returns the SHA-256 of its content, in hex. Leaves nothing behind when it throws: a Failure that
 * names the remote file or the local one, or the signal's reason.
 */
export async function decryptFile(options: DecryptOptions): Promise<string> {
  const { plainPath, signal, remotePath } = options;
  await rm(plainPath, { force: true }).catch(() => {});
  const handle = await withFileErrors(plainPath, () => open(plainPath, 'wx'));
  try {
    const sha256 = await writePlain(handle, options);
    await handle.close();
    return sha256;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(plainPath, { force: true }).catch(() => {});
    signal.throwIfAborted();
    throw error instanceof Failure ? error : decryptionFailure(remotePath, error);
  }
}

async function writePlain(
  handle: FileHandle,
  { decryption, encryptedPath, plainPath, signal }: DecryptOptions,
): Promise<string> {
  const hash = createHash('sha256');
  const encrypted = createReadStream(encryptedPath, { signal, highWaterMark: 1024 * 1024 });
  for await (const piece of decryption.decrypt(encrypted)) {
    hash.update(piece);
    await withFileErrors(plainPath, () => handle.writeFile(piece));
  }
  return hash.digest('hex');
}

function decryptionFailure(remotePath: string, error: unknown): Failure {
  if (error instanceof NoIdentityError)
    return new Failure(`${escapeControls(remotePath)} is encrypted for none of the keys in --identity-file`, {
      code: 'identity-wrong',
      kind: 'file',
      hint: 'use the private key that belongs to encrypt-to of the upload',
      cause: error,
    });
  return new Failure(
    `${escapeControls(remotePath)} cannot be decrypted: it is not whole, or is no age file`,
    {
      code: 'decryption-failed',
      kind: 'file',
      hint: 'the drive has it as it was uploaded; download it without --identity-file, and look at it with age',
      cause: error,
    },
  );
}
