import { expect, test } from 'vitest';
import { gitHubFailure } from '../../../src/github/errors.ts';

test.each([
  [401, {}, 'github-token-refused'],
  [403, {}, 'github-denied'],
  [404, {}, 'github-not-found'],
  [403, { 'retry-after': '30' }, 'github-throttled'],
  [429, {}, 'github-throttled'],
  [422, {}, 'github-refused'],
  [502, {}, 'github-unavailable'],
])('HTTP %i of GitHub with %j is %s', (status, headers, code) => {
  const response = { status, headers: headers as Record<string, string>, text: '' };
  expect(gitHubFailure(response, { doing: 'ask', nowMs: 0 }).code).toBe(code);
});
