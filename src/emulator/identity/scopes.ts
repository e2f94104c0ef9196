/**
 * Scopes as the token endpoint reads them: short and full names, resources, what is covered by a consent.
 * Knows nothing of who asks.
 */
import { AadstsError } from './aadsts.ts';

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

export interface RequestedScopes {
  /** Graph permissions by short name; empty with `.default` or OpenID scopes alone. */
  readonly permissions: readonly string[];
  /** Everything consented to, by `RESOURCE/.default`. */
  readonly isDefault: boolean;
  readonly offline: boolean;
  readonly openId: boolean;
}

/**
 * Takes a scope parameter apart. Refuses an app's own `.default` (AADSTS90009), another cloud's or an unknown
 * resource (500011), `.default` beside single permissions and anything that is no scope (70011).
 */
export function parseScopes(
  text: string,
  options: { graphHosts: readonly string[]; clientId: string },
): RequestedScopes {
  const words = text.split(' ').filter((word) => word !== '');
  const permissions: string[] = [];
  let everything = false;
  for (const word of words) {
    if (openIdScopes.has(word.toLowerCase())) continue;
    const { resource, name } = splitScope(word);
    if (resource?.replace(/^api:\/\//, '') === options.clientId) throw new AadstsError(90009);
    if (resource !== undefined && !options.graphHosts.some((host) => resource === `https://${host}`))
      throw new AadstsError(500011, resource);
    if (name === '.default' && resource !== undefined) everything = true;
    // The underscore is in names of login.live.com: `wl.skydrive_update`.
    else if (/^[A-Za-z]+(\.[A-Za-z_]+)+$/.test(name)) permissions.push(name);
    else throw new AadstsError(70011, word);
  }
  if (everything && permissions.length > 0)
    throw new AadstsError(70011, '.default stands beside other scopes');
  const has = (name: string) => words.some((word) => word.toLowerCase() === name);
  return { permissions, isDefault: everything, offline: has('offline_access'), openId: has('openid') };
}

function splitScope(word: string): { resource?: string; name: string } {
  const cut = word.lastIndexOf('/');
  if (cut < 0) return { name: word };
  return { resource: word.slice(0, cut).replace(/\/$/, ''), name: word.slice(cut + 1) };
}

/** The first asked permission that the consent does not hold; names compare without case. */
export function findUnconsented(
  requested: readonly string[],
  consented: readonly string[],
): string | undefined {
  const consentedNames = new Set(consented.map((name) => name.toLowerCase()));
  return requested.find((name) => !consentedNames.has(name.toLowerCase()));
}
