/**
 * What a client assertion says of itself. Reads a JSON Web Token and verifies nothing: the words are for people
 * who compare them with a federated credential. Knows no network.
 */

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
  try {
    const value: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { iss, sub, aud }: Record<string, unknown> = { ...value };
    return { issuer: text(iss), subject: text(sub), audience: [aud].flat().map(text).join(' ') };
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
