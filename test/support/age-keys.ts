/** Keys of age for tests, and what they open. */
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { openDecryption } from '../../src/encrypt/age.ts';

export interface AgeKey {
  /** Private: `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
  /** Public: `age1…`. */
  readonly recipient: string;
}

/** A new pair. */
export async function createAgeKey(): Promise<AgeKey> {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The plain content. Rejects if the key does not open it. */
export async function openWithAge(encrypted: Uint8Array, { identity }: AgeKey): Promise<Buffer> {
  const decryption = await openDecryption([identity]);
  const pieces: Uint8Array[] = [];
  for await (const piece of decryption.decrypt(oneByOne(encrypted))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* oneByOne(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const step = 10_000;
  for (let at = 0; at < content.length; at += step) yield Uint8Array.from(content.subarray(at, at + step));
}
