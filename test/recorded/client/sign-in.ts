/** What the client reads in recorded replies of the identity platform. */
import { expect } from 'vitest';
import { pollDeviceCode, requestDeviceCode } from '../../../src/auth/device-code.ts';
import { redeemAuthorizationCode, redeemRefreshToken, requestAppToken } from '../../../src/auth/oauth.ts';
import type { OAuthContext } from '../../../src/auth/oauth-client.ts';
import { parsePastedAddress } from '../../../src/cli/login/pasted-address.ts';
import { failureCode } from '../../../src/core/errors.ts';
import type { FailureCode } from '../../../src/core/failure-codes.ts';
import { fakeOAuthContext } from '../../support/fake-oauth-context.ts';
import { recordedResponse } from '../exchange.ts';
import type { Reading } from './reading.ts';

type Grant = (context: OAuthContext) => Promise<unknown>;

const refresh: Grant = (context) => redeemRefreshToken(context, { refreshToken: 'r-0', scope: undefined });
const redeem: Grant = (context) =>
  redeemAuthorizationCode(context, { code: 'c-0', redirectUri: 'http://localhost:8080' });

/** Runs a grant whose every request gets the recorded reply. */
async function answered(exchange: string, grant: Grant) {
  using fake = fakeOAuthContext({}, () => recordedResponse(exchange));
  const result = await grant(fake.oauth).catch((error: unknown) => error);
  return { result, attempts: fake.asked.length };
}

interface Refused {
  readonly code: FailureCode;
  /** Part of the message: Microsoft's sentence, or our meaning of it. */
  readonly message: string;
  readonly hint: string;
  readonly grant?: Grant;
}

function refused(exchange: string, says: string, { code, message, hint, grant = refresh }: Refused): Reading {
  return {
    exchange,
    says,
    async check() {
      const { result, attempts } = await answered(exchange, grant);
      expect(failureCode(result)).toBe(code);
      expect(result).toMatchObject({
        kind: 'sign-in',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      });
      expect(attempts).toBe(1);
    },
  };
}

export const signInReplies: readonly Reading[] = [
  {
    exchange: '67-token-200',
    says: 'without its body, which was not recorded: no tokens, so it is tried again',
    async check() {
      const { result, attempts } = await answered('67-token-200', refresh);
      expect(result).toMatchObject({ kind: 'service', service: { status: 502 } });
      expect(attempts).toBeGreaterThan(1);
      expect(String(Object(result).message)).not.toContain('stsservicecookie');
    },
  },
  {
    exchange: '68-token-app-200',
    says: 'a token for a day, and no refresh token',
    async check() {
      const { result } = await answered('68-token-app-200', (context) =>
        requestAppToken(context, { scope: 'https://graph.microsoft.com/.default' }),
      );
      expect(result).toEqual({
        accessToken: 'access_token',
        refreshToken: undefined,
        expiresInMs: 86_399_000,
        scope: '',
      });
    },
  },
  refused('69-token-9002313', 'a garbled token: its secret is to be stored again', {
    code: 'aadsts-9002313',
    message: 'Request is malformed or invalid. — a value is malformed or missing [trace id ',
    hint: 'without line breaks',
  }),
  refused('70-token-70000-code', 'a code that came too late', {
    code: 'aadsts-70000',
    message: 'The code has expired.',
    hint: 'check that client-id is the app that you signed in with',
    grant: redeem,
  }),
  refused('71-token-70000-refresh', 'a token of another app', {
    code: 'aadsts-70000',
    message: "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
    hint: 'check that client-id is the app that you signed in with',
  }),
  refused('72-token-700082', 'a token that nobody renewed for 90 days', {
    code: 'aadsts-700082',
    message: 'was inactive for 90.00:00:00.',
    hint: 'let every run store the new token',
  }),
  refused('74-token-7000215', "a wrong secret, perhaps the secret's ID", {
    code: 'aadsts-7000215',
    message: 'the client secret is wrong',
    hint: "store the secret's Value, not its ID",
  }),
  {
    exchange: '76-token-70016',
    says: 'that nobody has entered the code yet: polls again',
    async check() {
      const deviceCode = { deviceCode: 'd', userCode: 'u', verificationUri: '', message: '' };
      const { result, attempts } = await answered('76-token-70016', (context) =>
        pollDeviceCode(context, { ...deviceCode, intervalMs: 5000, expiresAtMs: Number.POSITIVE_INFINITY }),
      );
      expect([result, attempts]).toEqual(['pending', 1]);
    },
  },
  {
    exchange: '77-device-code',
    says: 'the code, where to enter it, and how often to ask',
    async check() {
      using fake = fakeOAuthContext({}, () => recordedResponse('77-device-code'));
      expect(await requestDeviceCode(fake.oauth, { scope: 'Files.ReadWrite' })).toEqual({
        deviceCode: 'SYNTHETIC',
        userCode: 'ABCDEFGHI',
        verificationUri: 'https://microsoft.com/devicelogin',
        message: expect.stringContaining('enter the code ABCDEFGHI'),
        intervalMs: 5000,
        expiresAtMs: fake.host.clock.now() + 900_000,
      });
    },
  },
  {
    exchange: '78-authorize-90130',
    says: 'in the pasted address, that the app takes work accounts only',
    check() {
      using fake = fakeOAuthContext();
      const { host, client } = fake.oauth;
      const expected = {
        redirectUri: 'https://login.microsoftonline.com/common/oauth2/nativeclient',
        state: undefined,
        loginHint: { client, host },
      };
      const pasted = recordedResponse('78-authorize-90130').headers.location ?? '';
      expect(() => parsePastedAddress(pasted, expected)).toThrow(
        expect.objectContaining({
          code: 'aadsts-90130',
          kind: 'sign-in',
          message: expect.stringContaining('the app does not allow this kind of account'),
          hint: expect.stringContaining('set tenant-id to consumers'),
        }),
      );
    },
  },
];
