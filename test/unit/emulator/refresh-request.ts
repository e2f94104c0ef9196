/**
 * The refresh grant as the tests of the identity platform send it. Knows the credentials, judges nothing.
 */
import { createIdentity, type Identity } from '../../../src/emulator/identity/identity.ts';
import { post } from './call-route.ts';

const start = Date.UTC(2026, 10, 21, 14, 25, 1);

/** An identity platform with a clock in hand. */
export function setUp(kind: 'personal' | 'work' = 'personal') {
  const time = { ms: start };
  const identity = createIdentity({ clock: () => time.ms, kind });
  return { identity, time, ...identity.credentials };
}

/** The token endpoint of a tenant. */
export function tokenUrl(tenant = 'common', host = 'login.microsoftonline.com') {
  return `https://${host}/${tenant}/oauth2/v2.0/token`;
}

/** The confidential app's refresh, with changes; `undefined` leaves a field out. */
export function refresh(
  identity: Identity,
  changes: Record<string, string | undefined> = {},
  tenant = 'common',
) {
  const { clientId, clientSecret, refreshToken } = identity.credentials;
  const fields = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
  const all = { grant_type: 'refresh_token', ...fields, ...changes };
  const sent = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return post(identity.route, tokenUrl(tenant), Object.fromEntries(sent));
}

/** The public app's. */
export function openRefresh(
  identity: Identity,
  changes: Record<string, string | undefined> = {},
  tenant?: string,
) {
  const { publicClientId, publicRefreshToken } = identity.credentials;
  const mine = { client_id: publicClientId, client_secret: undefined, refresh_token: publicRefreshToken };
  return refresh(identity, { ...mine, ...changes }, tenant);
}
