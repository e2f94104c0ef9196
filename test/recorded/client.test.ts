/** Gives each recorded response to our client. */
import { describe, expect, test } from 'vitest';
import { drives } from './client/drives.ts';
import { gitHubReplies } from './client/github-replies.ts';
import { items } from './client/items.ts';
import { refusals } from './client/refusals.ts';
import { signInReplies } from './client/sign-in.ts';
import { uploadReplies } from './client/upload-replies.ts';
import { exchangeNames } from './exchange.ts';

const readings = [...drives, ...items, ...uploadReplies, ...refusals, ...signInReplies, ...gitHubReplies];

test('the client is given every recorded response once', () => {
  expect(readings.map(({ exchange }) => exchange).sort()).toEqual(exchangeNames);
});

describe('the client reads in', () => {
  test.each(readings)('$exchange $says', ({ check }) => check());
});
