/**
 * Encrypts and decrypts files in the age format (age-encryption.org/v1). Only this file imports the package, which is
 * loaded when it is needed.
 */
import { ReadableStream } from 'node:stream/web';

/** Encrypts for fixed recipients. */
export interface Encryption {
  /** The size of the encrypted file for a plain one of that size. */
  encryptedBytes(plainBytes: number): number;
  /** Encrypts one file in constant memory. The pieces must not change after they were taken. */
  encrypt(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** Decrypts with one of some identities. */
export interface Decryption {
  /** Decrypts one file in constant memory. Throws a NoIdentityError, or the package's error for wrong content. */
  decrypt(encrypted: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** None of the identities can open the file. */
export class NoIdentityError extends Error {
  override readonly name = 'NoIdentityError';
}

/** The payload has pieces of 64 KiB, each with a tag of 16 bytes; an empty file has one piece (age-encryption.org/v1). */
const pieceBytes = 64 * 1024;
const tagBytes = 16;

/** Returns an encryption for the recipients. `onInvalid` is told the index of each that is none. */
export async function openEncryption(
  recipients: readonly string[],
  onInvalid: (index: number) => void = () => {},
): Promise<Encryption> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  let isValid = recipients.length > 0;
  recipients.forEach((recipient, index) => {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      isValid = false;
      onInvalid(index);
    }
  });
  // The size of the header depends on the recipients only.
  const headerBytes = isValid ? (await encrypter.encrypt(new Uint8Array())).length - tagBytes : 0;
  return {
    encryptedBytes: (plainBytes) =>
      headerBytes + plainBytes + tagBytes * Math.max(1, Math.ceil(plainBytes / pieceBytes)),
    async *encrypt(plain) {
      yield* await encrypter.encrypt(toStream(plain));
    },
  };
}

/** Returns a decryption with the identities. `onInvalid` is told the index of each that is none. */
export async function openDecryption(
  identities: readonly string[],
  onInvalid: (index: number) => void = () => {},
): Promise<Decryption> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  identities.forEach((identity, index) => {
    try {
      decrypter.addIdentity(identity);
    } catch {
      onInvalid(index);
    }
  });
  return {
    async *decrypt(encrypted) {
      const plain = await decrypter.decrypt(toStream(encrypted)).catch((error: unknown) => {
        const isOther = error instanceof Error && error.message.startsWith('no identity matched');
        throw isOther ? new NoIdentityError(error.message) : error;
      });
      yield* plain;
    },
  };
}

function toStream(source: AsyncIterable<Uint8Array>) {
  return ReadableStream.from(source) as ReadableStream<Uint8Array<ArrayBuffer>>;
}
