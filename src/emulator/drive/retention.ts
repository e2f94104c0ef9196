/** What becomes of received bytes. */

/** Whether received bytes are kept and hashed, and where. */
export interface RetentionOptions {
  readonly contents: boolean;
  readonly hashes: boolean;
  /**
   * A process in front of the upload host takes in and hashes the bodies of fragments and sends out contents. It passes
   * on requests without bodies: a PUT with `x-received-bytes` (of this fragment) and `x-quick-xor-hash` (base64, of all
   * that the session received), a GET of a content as HEAD.
   */
  readonly elsewhere?: boolean;
}

export function retentionOf(options: {
  readonly discard?: boolean | 'elsewhere';
  readonly hash?: 'full' | 'none';
}): RetentionOptions {
  const { discard = false, hash } = options;
  return { contents: discard === false, hashes: hash !== 'none', elsewhere: discard === 'elsewhere' };
}
