/**
 * Sign-in on another machine (RFC 8628; learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code): asks for a
 * code that the user types in there, then whether that was done.
 */
import { Failure } from '../core/errors.ts';
import { asString } from '../core/json.ts';
import { SignInFailure } from './errors.ts';
import { type OAuthContext, requestDeviceAuthorization, requestToken, type TokenResponse } from './oauth.ts';
import { oauthEndpoints } from './oauth-client.ts';

/** A device's wait for its user (RFC 8628). `deviceCode` is a credential, `userCode` is not. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** The service's own words for the user; '' when it sent none. */
  readonly message: string;
  /** The least time between two questions. */
  readonly intervalMs: number;
  /** Milliseconds since the epoch; from then on the code is worth nothing. */
  readonly expiresAtMs: number;
}

/** Microsoft's is five seconds, and its code lives 15 minutes; more would be a timer that no clock can set. */
const maxIntervalS = 600;
const maxDeviceCodeLifetimeS = 86_400;

/** Asks for a code that the user types in on another machine. Not offered by authority live. */
export async function requestDeviceCode(
  context: OAuthContext,
  { scope }: { readonly scope: string },
): Promise<DeviceCode> {
  const { client, host } = context;
  if (oauthEndpoints(client).device === undefined) {
    throw new Failure(`${client.loginHost} signs no devices in`, {
      code: 'device-code-unsupported',
      kind: 'usage',
      hint: 'leave out --device, or --authority live',
    });
  }
  const answer = await requestDeviceAuthorization(context, scope);
  return {
    deviceCode: answer.device_code,
    userCode: answer.user_code,
    verificationUri: answer.verification_uri,
    message: asString(answer.message),
    // RFC 8628 section 3.2: five seconds when the service does not say.
    intervalMs: Math.min(maxIntervalS, Math.max(1, answer.interval ?? 5)) * 1000,
    expiresAtMs: host.clock.now() + Math.min(maxDeviceCodeLifetimeS, answer.expires_in) * 1000,
  };
}

/**
 * Asks once whether the user is done. The caller waits `intervalMs` between two questions, and five seconds more
 * from then on after each `slow-down` (RFC 8628 section 3.5). Throws SignInFailure when the user declined, the
 * code ended, or it is not known.
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
