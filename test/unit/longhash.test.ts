/** Apart from the other vectors: the mutation tests, which are slow as it is, would take a minute for each go at it. */
import { expect, test } from 'vitest';
import { QuickXorHash } from '../../src/upload/hash.ts';
import { zeros } from '../support/quickxorvectors.ts';

test('QuickXorHash of 160 MiB of zeros is the published one', () => {
  const hash = new QuickXorHash();
  for (let left = zeros.sizeBytes; left > 0; left -= 1_000_000) {
    hash.update(new Uint8Array(Math.min(left, 1_000_000)));
  }
  expect(hash.digest()).toBe(zeros.hash);
});
