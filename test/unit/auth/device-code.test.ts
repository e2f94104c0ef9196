/** Signing in on another machine: the code that is shown, and the questions whether the user is done. */
import { describe, expect, test } from 'vitest';
import { type DeviceCode, pollDeviceCode, requestDeviceCode } from '../../../src/auth/device-code.ts';
import { ServiceFailure } from '../../../src/core/errors.ts';
import type { HttpResponse } from '../../../src/http/message.ts';
import { fakeOAuthContext, liveClient } from '../../support/fake-oauth-context.ts';
import { errorResponse, publicClientInputs, tokenResponse } from '../../support/fake-sign-in.ts';

const scope = 'Files.ReadWrite offline_access';
const device: DeviceCode = {
  deviceCode: 'device-1',
  userCode: 'ABC-DEF',
  verificationUri: 'https://microsoft.com/devicelogin',
  message: '',
  intervalMs: 5000,
  expiresAtMs: Date.parse('2027-01-01'),
};

/** What the service answers when a device asks for a code. */
const begun = (more: Readonly<Record<string, unknown>> = {}): HttpResponse => ({
  status: 200,
  headers: {},
  text: JSON.stringify({
    device_code: 'device-1',
    user_code: 'ABC-DEF',
    verification_uri: 'https://microsoft.com/devicelogin',
    expires_in: 900,
    ...more,
  }),
});

describe('a device', () => {
  test('receives a code for its user, with the text and the times of the service', async () => {
    using here = fakeOAuthContext({}, () => begun({ message: 'Open the page', interval: 7 }));
    expect(await requestDeviceCode(here.oauth, { scope })).toEqual({
      ...device,
      message: 'Open the page',
      intervalMs: 7000,
      expiresAtMs: here.host.clock.now() + 900_000,
    });
    expect(here.asked[0]?.url).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/devicecode');
    expect(here.forms).toEqual([{ client_id: publicClientInputs.clientId, scope }]);
  });

  test.each([
    ['no words', {}],
    ['words that are none', { message: 7 }],
  ])('polls every five seconds and shows no text if the service sends %s', async (_, more) => {
    using here = fakeOAuthContext({}, () => begun(more));
    expect(await requestDeviceCode(here.oauth, { scope })).toMatchObject({ message: '', intervalMs: 5000 });
  });

  test.each([
    ['with HTTP 503', errorResponse(503, '')],
    ['in OAuth’s word', errorResponse(400, { error: 'temporarily_unavailable' })],
  ])('requests its code again if the service answers %s that it is busy', async (_, busy) => {
    using here = fakeOAuthContext({}, (number) => (number === 1 ? busy : begun()));
    expect(await requestDeviceCode(here.oauth, { scope })).toMatchObject({ userCode: 'ABC-DEF' });
    expect(here.host.lines).toEqual([expect.stringMatching(/^device sign-in: .*attempt 1 of 5/)]);
  });

  test('cannot sign in with authority live, and no request is sent', async () => {
    using here = fakeOAuthContext(liveClient, () => begun());
    await expect(requestDeviceCode(here.oauth, { scope })).rejects.toMatchObject({
      kind: 'usage',
      message: 'login.live.com does not support sign-in with a device code',
      hint: expect.stringContaining('--device'),
    });
    expect(here.asked).toEqual([]);
  });
});

describe('polling for the user', () => {
  test('returns a grant when the user has signed in', async () => {
    using here = fakeOAuthContext();
    expect(await pollDeviceCode(here.oauth, device)).toMatchObject({ accessToken: 'bearer-1' });
    expect(here.forms).toEqual([
      {
        client_id: publicClientInputs.clientId,
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: 'device-1',
      },
    ]);
  });

  test.each([
    ['authorization_pending', 'pending'],
    ['slow_down', 'slow-down'],
  ])('is answered by %s: %s', async (error, outcome) => {
    using here = fakeOAuthContext({}, () => errorResponse(400, { error }));
    expect(await pollDeviceCode(here.oauth, device)).toBe(outcome);
  });

  test.each(['authorization_declined', 'expired_token', 'bad_verification_code'])(
    'stops at %s',
    async (error) => {
      using here = fakeOAuthContext({}, () => errorResponse(400, { error }));
      await expect(pollDeviceCode(here.oauth, device)).rejects.toMatchObject({ error, kind: 'sign-in' });
    },
  );

  test('stops if no response comes after all retries', async () => {
    using here = fakeOAuthContext({}, () => {
      throw new ServiceFailure('no answer', { code: 'unexpected', service: { status: 0, codes: [] } });
    });
    await expect(pollDeviceCode(here.oauth, device)).rejects.toMatchObject({ kind: 'network' });
    expect(here.asked).toHaveLength(6);
  });

  test('continues if the service is busy', async () => {
    using here = fakeOAuthContext({}, (number) =>
      number === 1 ? errorResponse(503, '') : tokenResponse(number),
    );
    expect(await pollDeviceCode(here.oauth, device)).toMatchObject({ accessToken: 'bearer-2' });
  });
});
