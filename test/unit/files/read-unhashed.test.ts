import { expect, test } from 'vitest';
import { gathered, sha256 } from '../../support/content.ts';
import { opened } from '../../support/reading.ts';

test('without hashes none is made until somebody asks, who then gets the right one', async () => {
  await using file = await opened(1_200_000, false);
  await gathered(file.source.pieces(0, file.content.length));
  expect((await file.source.digestIfRead())?.sha256).toBe(sha256(file.content));
});
