/**
 * The device code flow (RFC 8628, in Microsoft's variant): issued codes, the user's decisions, and the polling
 * interval.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { AadstsError } from './aadsts.ts';
import { type FormParams, requireParam } from './form.ts';

export interface DeviceAuthorization {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly openId: boolean;
  readonly offline: boolean;
  readonly userCode: string;
  readonly expiresAtMs: number;
  intervalMs: number;
  polledAtMs: number;
  decision: 'pending' | 'allow' | 'deny' | 'redeemed';
}

/** By device_code. */
export type DeviceAuthorizations = Map<string, DeviceAuthorization>;

const lifetimeS = 900;
const intervalS = 5;

/** Starts a flow. Returns the reply of the devicecode endpoint, which never has `verification_uri_complete`. */
export function startDeviceAuthorization(
  devices: DeviceAuthorizations,
  start: Pick<DeviceAuthorization, 'clientId' | 'scopes' | 'openId' | 'offline'> & {
    nowMs: number;
    verificationUri: string;
  },
): Record<string, string | number> {
  const { nowMs, verificationUri, ...requested } = start;
  const deviceCode = `emulator.${randomBytes(96).toString('base64url')}`;
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('');
  devices.set(deviceCode, {
    ...requested,
    userCode,
    expiresAtMs: nowMs + lifetimeS * 1000,
    intervalMs: intervalS * 1000,
    polledAtMs: Number.NEGATIVE_INFINITY,
    decision: 'pending',
  });
  return {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: verificationUri,
    expires_in: lifetimeS,
    interval: intervalS,
    message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
  };
}

/** Records the user's decision. Returns false if no flow is waiting for the code. */
export function decideDeviceAuthorization(
  devices: DeviceAuthorizations,
  userCode: string,
  decision: 'allow' | 'deny',
): boolean {
  const wanted = userCode.trim().toUpperCase();
  const device = [...devices.values()].find(
    (known) => known.userCode === wanted && known.decision === 'pending',
  );
  if (!device) return false;
  device.decision = decision;
  return true;
}

/**
 * Handles one poll. Returns the authorization once the user has consented, but only once per device code. Otherwise
 * throws authorization_pending, slow_down (which adds five seconds to the interval), authorization_declined,
 * expired_token or bad_verification_code.
 */
export function redeemDeviceCode(
  devices: DeviceAuthorizations,
  poll: { form: FormParams; nowMs: number },
): DeviceAuthorization {
  const device = devices.get(requireParam(poll.form, 'device_code'));
  if (
    !device ||
    device.decision === 'redeemed' ||
    device.clientId !== poll.form.get('client_id')?.toLowerCase()
  )
    throw new AadstsError(70018);
  if (poll.nowMs >= device.expiresAtMs) throw new AadstsError(70019);
  if (device.decision === 'deny') throw new AadstsError(65004, '', 'authorization_declined');
  // Allow one second, because timers may fire slightly early.
  const early = poll.nowMs - device.polledAtMs < device.intervalMs - 1000;
  device.polledAtMs = poll.nowMs;
  if (device.decision === 'allow') {
    device.decision = 'redeemed';
    return device;
  }
  if (early) {
    device.intervalMs += 5000;
    throw new AadstsError(70016, '', 'slow_down');
  }
  throw new AadstsError(70016);
}
