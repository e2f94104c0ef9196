/**
 * A value sealed so that only GitHub can open it. The only file that imports libsodium, and it does so when
 * the first value is sealed, so that runs which write no secret never load it. Knows no secret's name.
 */
import { Failure } from '../core/errors.ts';

/** GitHub takes at most 48 KB (docs.github.com, "Secrets reference", limits). */
const maxValueBytes = 48 * 1024;
/** An X25519 public key (RFC 7748). */
const keyBytes = 32;

/**
 * `crypto_box_seal` of the UTF-8 text, in base64, as GitHub's REST API takes it for `encrypted_value`
 * (docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api). Throws a Failure for an empty value, one
 * that is too long, and a key that is none.
 */
export async function sealSecret(value: string, publicKeyBase64: string): Promise<string> {
  const plain = Buffer.from(value);
  if (plain.length === 0)
    throw new Failure('an empty value was to be stored as a secret', { kind: 'service' });
  if (plain.length > maxValueBytes) {
    throw new Failure(`a secret on GitHub holds 48 KB, and this value has ${plain.length} bytes`, {
      kind: 'service',
    });
  }
  const key = Buffer.from(publicKeyBase64, 'base64');
  if (key.length !== keyBytes)
    throw new Failure(`GitHub's public key has ${key.length} bytes in place of ${keyBytes}`, {
      kind: 'service',
      hint: 'check GITHUB_API_URL, and that no proxy rewrites answers',
    });
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  return Buffer.from(sodium.crypto_box_seal(plain, key)).toString('base64');
}
