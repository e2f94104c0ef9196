/**
 * QuickXorHash as the service computes it over what it stored. Written byte by byte from the definition, on
 * purpose unlike the fast variant an uploader wants, so that the two can check each other. Knows nothing of
 * files or requests.
 */

const REGISTER_BITS = 160;
const STEP_BITS = 11;

/** A running QuickXorHash; `copy()` before bytes that may yet be thrown away. Source: OneDrive/onedrive-api-docs, quickxorhash.md. */
export class QuickXorHash {
  // Byte k of the register in the low half of slot k; its high half holds what spills into byte k + 1, and is
  // folded in at the end: one write for each byte instead of two.
  readonly #slots = new Int32Array(REGISTER_BITS / 8);
  #lengthBytes = 0;

  get lengthBytes(): number {
    return this.#lengthBytes;
  }

  update(bytes: Uint8Array): this {
    const slots = this.#slots;
    let bit = ((this.#lengthBytes % REGISTER_BITS) * STEP_BITS) % REGISTER_BITS;
    for (let index = 0; index < bytes.length; index++) {
      slots[bit >> 3] = (slots[bit >> 3] ?? 0) ^ ((bytes[index] ?? 0) << (bit & 7));
      bit += STEP_BITS;
      if (bit >= REGISTER_BITS) bit -= REGISTER_BITS;
    }
    this.#lengthBytes += bytes.length;
    return this;
  }

  copy(): QuickXorHash {
    const twin = new QuickXorHash();
    twin.#slots.set(this.#slots);
    twin.#lengthBytes = this.#lengthBytes;
    return twin;
  }

  /** Base64, 28 characters; the running state is left as it was. */
  digest(): string {
    const count = this.#slots.length;
    const register = Buffer.alloc(count);
    let length = BigInt(this.#lengthBytes);
    for (let index = 0; index < count; index++) {
      const spilt = (this.#slots[(index + count - 1) % count] ?? 0) >> 8;
      register[index] = (this.#slots[index] ?? 0) ^ spilt;
    }
    for (let index = 12; index < count; index++) {
      register[index] = (register[index] ?? 0) ^ Number(length & 255n);
      length >>= 8n;
    }
    return register.toString('base64');
  }
}
