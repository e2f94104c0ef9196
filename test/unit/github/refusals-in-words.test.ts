import { expect, test } from 'vitest';
import { gitHubFailure } from '../../../src/github/errors.ts';

test.each([
  ['an archived repository', 'Repository was archived so is read-only.', /is archived/],
  [
    'an IP allow list',
    'The `octo` organization has an IP allow list enabled, and your IP address is not permitted.',
    /only the IP addresses on its list/,
  ],
  [
    'a token that lives too long',
    "The 'octo' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days.",
    /expires sooner/,
  ],
  [
    'a classic token',
    '`octo` forbids access via a personal access token (classic).',
    /does not accept classic tokens/,
  ],
])('%s is not told as a missing permission', (_, message, hint) => {
  const response = { status: 403, headers: {}, text: JSON.stringify({ message }) };
  const failure = gitHubFailure(response, { doing: 'write the secret X', nowMs: 0 });
  expect(failure).toMatchObject({ code: 'github-denied', hint: expect.stringMatching(hint) });
  expect(failure.hint).not.toContain('permission');
});
