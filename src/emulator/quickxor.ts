/**
 * QuickXorHash as the service computes it over what it stored. Written byte by byte from the definition, on
 * purpose unlike the fast variant an uploader wants, so that the two can check each other. Knows nothing of
 * files or requests.
 */

const REGISTER_BITS = 160;
const SHIFT_BITS = 11;

/** Where each byte of a 160-byte stretch lands in the register: byte index, next byte index, bit offset. */
const landing = Array.from({ length: REGISTER_BITS }, (_, index) => {
  const bit = (index * SHIFT_BITS) % REGISTER_BITS;
  return { low: bit >> 3, high: ((bit >> 3) + 1) % 20, shift: bit & 7 };
});
const LOW = Uint8Array.from(landing, (place) => place.low);
const HIGH = Uint8Array.from(landing, (place) => place.high);
const SHIFT = Uint8Array.from(landing, (place) => place.shift);

/** A running QuickXorHash; `copy()` before bytes that may yet be thrown away. Source: OneDrive/onedrive-api-docs, quickxorhash.md. */
export class QuickXorHash {
  readonly #register = new Uint8Array(20);
  #lengthBytes = 0;

  get lengthBytes(): number {
    return this.#lengthBytes;
  }

  update(bytes: Uint8Array): this {
    const register = this.#register;
    let place = this.#lengthBytes % REGISTER_BITS;
    for (let index = 0; index < bytes.length; index++) {
      const spread = (bytes[index] ?? 0) << (SHIFT[place] ?? 0);
      const low = LOW[place] ?? 0;
      const high = HIGH[place] ?? 0;
      register[low] = (register[low] ?? 0) ^ (spread & 255);
      register[high] = (register[high] ?? 0) ^ (spread >> 8);
      place = place === REGISTER_BITS - 1 ? 0 : place + 1;
    }
    this.#lengthBytes += bytes.length;
    return this;
  }

  copy(): QuickXorHash {
    const twin = new QuickXorHash();
    twin.#register.set(this.#register);
    twin.#lengthBytes = this.#lengthBytes;
    return twin;
  }

  /** Base64, 28 characters; the running state is left as it was. */
  digest(): string {
    const result = Uint8Array.from(this.#register);
    let length = BigInt(this.#lengthBytes);
    for (let index = 12; index < 20; index++) {
      result[index] = (result[index] ?? 0) ^ Number(length & 255n);
      length >>= 8n;
    }
    return Buffer.from(result).toString('base64');
  }
}
