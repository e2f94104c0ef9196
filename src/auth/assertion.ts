/**
 * What a client assertion says of itself. Reads a JSON Web Token and verifies nothing: the words are for people
 * who compare them with a federated credential. Knows no network.
 */
import { parsed, text } from '../core/json.ts';

/** The three claims that a federated credential is compared with, letter by letter. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** The claims of a token, '' for one that is missing; undefined when the text is no token. Source: RFC 7519. */
export function claimsOf(token: string): Claims | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const claims = parsed(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  if (claims === undefined) return undefined;
  const { iss, sub, aud } = claims;
  return { issuer: text(iss), subject: text(sub), audience: [aud].flat().map(text).join(' ') };
}
