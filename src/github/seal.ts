/**
 * Encrypts a secret so that only GitHub can read it. Only this file imports libsodium, at the first use, so that runs
 * that write no secret never load it.
 */
import { Failure } from '../core/errors.ts';

/** GitHub's limit is 48 KB (docs.github.com, "Secrets reference", limits). */
const maxValueBytes = 48 * 1024;
/** An X25519 public key (RFC 7748). */
const keyBytes = 32;

/**
 * Returns `crypto_box_seal` of the UTF-8 text in base64, as GitHub's REST API expects in `encrypted_value`
 * (docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api). Throws a Failure for an empty or too long value
 * and for an invalid key.
 */
export async function sealSecret(value: string, publicKeyBase64: string): Promise<string> {
  const plain = Buffer.from(value);
  if (plain.length === 0)
    throw new Failure('a secret cannot be empty', {
      code: 'secret-not-stored',
      kind: 'service',
    });
  if (plain.length > maxValueBytes) {
    throw new Failure(`this value has ${plain.length} bytes, and a secret on GitHub holds 48 KB at most`, {
      code: 'secret-not-stored',
      kind: 'service',
    });
  }
  const key = Buffer.from(publicKeyBase64, 'base64');
  if (key.length !== keyBytes)
    throw new Failure(`GitHub's public key has ${key.length} bytes instead of ${keyBytes}`, {
      code: 'bad-answer',
      kind: 'service',
      hint: 'check GITHUB_API_URL, and whether a proxy changes the answers',
    });
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  return Buffer.from(sodium.crypto_box_seal(plain, key)).toString('base64');
}
