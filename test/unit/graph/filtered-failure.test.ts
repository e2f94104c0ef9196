/** What a proxy may answer with 200 and the request in it: no part of a secret reaches the message. */
import { expect, test } from 'vitest';
import { redeemRefreshToken } from '../../../src/auth/oauth.ts';
import { filteredFailure } from '../../../src/graph/parse.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { fakeOAuthContext } from '../../support/fake-oauth-context.ts';

const secret = `Canary${'0123456789abcdefghij'.repeat(20)}`;

test.each([
  ['an error whose message is cut', JSON.stringify({ error: { code: 'x', message: `you sent ${secret}` } })],
  ['a title that is cut', `<html><title>Blocked ${secret}</title>`],
  ['a page that is cut', `<html>${' '.repeat(3900)}<title>${secret}</title>`],
])('Graph: %s', (_, text) => {
  using host = new FakeHost();
  host.mask(secret);
  const { message } = filteredFailure({ status: 200, headers: {}, text }, 'list in', host);
  expect(message).toMatch(/^list in: HTTP 200/);
  expect(message).not.toContain('Canary');
});

test('the sign-in: a title that is cut', async () => {
  using fake = fakeOAuthContext({}, () => ({
    ...{ status: 200, headers: {} },
    text: `<html><title>Blocked ${secret}</title>`,
  }));
  fake.host.mask(secret);
  const refused = redeemRefreshToken(fake.oauth, { refreshToken: secret, scope: undefined });
  const message = String(await refused.catch((error: unknown) => error));
  expect(message).toContain('an HTML page, “Blocked');
  expect(message).not.toContain('Canary');
});
