/**
 * Sign-in on another machine (RFC 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code): requests a
 * code for the user to enter there, then polls until the user has done so.
 */
import { Failure } from '../core/errors.ts';
import { asString } from '../core/json.ts';
import { SignInFailure } from './errors.ts';
import { type OAuthContext, requestDeviceAuthorization, requestToken, type TokenResponse } from './oauth.ts';
import { oauthEndpoints } from './oauth-client.ts';

/** A device code that waits for its user (RFC 8628). `deviceCode` is a credential, `userCode` is not. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** The service's message for the user; '' when it sent none. */
  readonly message: string;
  /** The least time between two polls. */
  readonly intervalMs: number;
  /** Milliseconds since the epoch. The code is invalid from then on. */
  readonly expiresAtMs: number;
}

/** Microsoft uses five seconds and 15 minutes. Larger values could overflow a timer. */
const maxIntervalS = 600;
const maxDeviceCodeLifetimeS = 86_400;

/** Requests a code for the user to enter on another machine. Not available with authority live. */
export async function requestDeviceCode(
  context: OAuthContext,
  { scope }: { readonly scope: string },
): Promise<DeviceCode> {
  const { client, host } = context;
  if (oauthEndpoints(client).device === undefined) {
    throw new Failure(`${client.loginHost} does not support sign-in with a device code`, {
      code: 'device-code-unsupported',
      kind: 'usage',
      hint: 'remove --device, or remove --authority live',
    });
  }
  const answer = await requestDeviceAuthorization(context, scope);
  return {
    deviceCode: answer.device_code,
    userCode: answer.user_code,
    verificationUri: answer.verification_uri,
    message: asString(answer.message),
    // RFC 8628 section 3.2: the default is five seconds.
    intervalMs: Math.min(maxIntervalS, Math.max(1, answer.interval ?? 5)) * 1000,
    expiresAtMs: host.clock.now() + Math.min(maxDeviceCodeLifetimeS, answer.expires_in) * 1000,
  };
}

/**
 * Polls once. The caller waits `intervalMs` between polls, and five seconds more after each `slow-down` (RFC 8628
 * section 3.5). Throws SignInFailure when the user declined, or the code expired or is unknown.
 */
export async function pollDeviceCode(
  context: OAuthContext,
  { deviceCode }: DeviceCode,
): Promise<TokenResponse | 'pending' | 'slow-down'> {
  try {
    return await requestToken(context, {
      grantType: 'urn:ietf:params:oauth:grant-type:device_code',
      fields: { device_code: deviceCode },
      requestKind: 'token',
    });
  } catch (error) {
    if (error instanceof SignInFailure && error.error === 'authorization_pending') return 'pending';
    if (error instanceof SignInFailure && error.error === 'slow_down') return 'slow-down';
    throw error;
  }
}
