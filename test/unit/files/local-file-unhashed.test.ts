import { expect, test } from 'vitest';
import { openTestSource } from '../../support/local-file-fixture.ts';
import { readAll, sha256 } from '../../support/random-content.ts';

test('without hashes none is made until somebody asks, who then gets the right one', async () => {
  await using file = await openTestSource(1_200_000, false);
  await readAll(file.source.pieces(0, file.content.length));
  expect((await file.source.digestIfRead())?.sha256).toBe(sha256(file.content));
});
