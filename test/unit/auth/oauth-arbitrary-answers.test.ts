/** What a sign-in service answers is read without trust: a grant or a code with times that clocks can take, or a failure of ours. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestDeviceCode } from '../../../src/auth/device-code.ts';
import { redeemRefreshToken } from '../../../src/auth/oauth.ts';
import { Failure } from '../../../src/core/errors.ts';
import { anyJsonValue, objectOf } from '../../support/arbitrary.ts';
import { fakeOAuthContext } from '../../support/fake-oauth-context.ts';

const grant = objectOf(
  'access_token',
  'token_type',
  'refresh_token',
  'expires_in',
  'scope',
  'error',
  'error_codes',
  'error_description',
);
test('every response to a sign-in gives a grant with a lifetime, or one of our failures', async () => {
  const good = fc
    .tuple(grant, anyJsonValue)
    .map(([more, life]) => ({ access_token: 'a', token_type: 'Bearer', ...more, expires_in: life }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(200, 400), fc.oneof(grant, good), async (status, body) => {
      using oauth = fakeOAuthContext({}, () => ({ status, headers: {}, text: JSON.stringify(body) }));
      const asked = redeemRefreshToken(oauth.oauth, { refreshToken: 'r', scope: undefined });
      const told = await asked.catch((error: unknown) => error);
      if (told instanceof Error) expect(told).toBeInstanceOf(Failure);
      else
        expect(told).toMatchObject({
          expiresInMs: expect.toSatisfy((ms: number) => Number.isFinite(ms) && ms >= 0),
        });
    }),
  );
});

test('every response to a device sign-in gives a code with valid times, or one of our failures', async () => {
  const code = { device_code: 'd', user_code: 'u', verification_uri: 'https://x.example' };
  const body = fc.record(
    { interval: anyJsonValue, expires_in: anyJsonValue, message: anyJsonValue },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(body, async (more) => {
      using oauth = fakeOAuthContext({}, () => ({
        status: 200,
        headers: {},
        text: JSON.stringify({ ...code, expires_in: 900, ...more }),
      }));
      const told = await requestDeviceCode(oauth.oauth, { scope: 's' }).catch((error: unknown) => error);
      if (told instanceof Error) expect(told).toBeInstanceOf(Failure);
      else
        expect(told).toMatchObject({
          intervalMs: expect.toSatisfy((ms: number) => ms >= 1000 && ms < 2 ** 31),
          expiresAtMs: expect.toSatisfy((ms: number) => Number.isFinite(ms) && ms >= 0),
        });
    }),
  );
});
