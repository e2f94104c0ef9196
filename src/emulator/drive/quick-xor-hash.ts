/**
 * QuickXorHash as the service computes it over the stored bytes. Written byte by byte from the definition, unlike the
 * uploader's variant, so that the two can check each other. Long inputs are first folded into one row of 160 bytes.
 */

const registerBits = 160;
const stepBits = 11;
/**
 * 160 steps of 11 bits go around the register 11 times, so bytes 160 apart hit the same bits and may be XORed first.
 */
const rowBytes = 160;
const rowWords = rowBytes / 4;
/** With fewer rows, folding is not faster. */
const minRows = 8;

/**
 * A running QuickXorHash. Call `copy()` before adding bytes that may be discarded. Source: OneDrive/onedrive-api-docs,
 * quickxorhash.md.
 */
export class QuickXorHash {
  // The low half of cell k is byte k of the register. The high half holds the bits that overflow into byte k + 1, and
  // `digest` folds them in. This takes one write per byte instead of two.
  readonly #cells = new Int32Array(registerBits / 8);
  #lengthBytes = 0;

  get lengthBytes(): number {
    return this.#lengthBytes;
  }

  update(bytes: Uint8Array): this {
    // An Int32Array must start at a multiple of four.
    const skip = -bytes.byteOffset & 3;
    const rows = Math.floor((bytes.length - skip) / rowBytes);
    if (rows < minRows) {
      this.#mix(bytes, bytes.length);
      return this;
    }
    const end = skip + rows * rowBytes;
    this.#mix(bytes.subarray(0, skip), skip);
    this.#mix(foldRows(bytes.subarray(skip, end)), end - skip);
    this.#mix(bytes.subarray(end), bytes.length - end);
    return this;
  }

  /** The definition. `lengthBytes` is the length of the input that `bytes` stands for. */
  #mix(bytes: Uint8Array, lengthBytes: number): void {
    const slots = this.#cells;
    let bit = ((this.#lengthBytes % registerBits) * stepBits) % registerBits;
    for (let index = 0; index < bytes.length; index++) {
      slots[bit >> 3] = (slots[bit >> 3] ?? 0) ^ ((bytes[index] ?? 0) << (bit & 7));
      bit += stepBits;
      if (bit >= registerBits) bit -= registerBits;
    }
    this.#lengthBytes += lengthBytes;
  }

  copy(): QuickXorHash {
    const copy = new QuickXorHash();
    copy.#cells.set(this.#cells);
    copy.#lengthBytes = this.#lengthBytes;
    return copy;
  }

  /** Base64, 28 characters. Does not change the state. */
  digest(): string {
    const count = this.#cells.length;
    const register = Buffer.alloc(count);
    let length = BigInt(this.#lengthBytes);
    for (let index = 0; index < count; index++) {
      const carry = (this.#cells[(index + count - 1) % count] ?? 0) >> 8;
      register[index] = (this.#cells[index] ?? 0) ^ carry;
    }
    for (let index = 12; index < count; index++) {
      register[index] = (register[index] ?? 0) ^ Number(length & 255n);
      length >>= 8n;
    }
    return register.toString('base64');
  }
}

/** Folds rows into one: byte k is the XOR of every 160th byte from k on. Five columns fit in local variables. */
function foldRows(rows: Uint8Array): Uint8Array {
  const words = new Int32Array(rows.buffer, rows.byteOffset, rows.length / 4);
  const row = new Int32Array(rowWords);
  for (let column = 0; column < rowWords; column += 5) {
    let [a, b, c, d, e] = [0, 0, 0, 0, 0];
    for (let at = column; at < words.length; at += rowWords) {
      a ^= words[at] ?? 0;
      b ^= words[at + 1] ?? 0;
      c ^= words[at + 2] ?? 0;
      d ^= words[at + 3] ?? 0;
      e ^= words[at + 4] ?? 0;
    }
    row.set([a, b, c, d, e], column);
  }
  return new Uint8Array(row.buffer);
}
