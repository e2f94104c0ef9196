/** Parses scopes, and compares them with a consent. */
import { AadstsError } from './aadsts.ts';

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

export interface RequestedScopes {
  /** Graph permissions by short name. Empty for `.default` and for OpenID scopes alone. */
  readonly permissions: readonly string[];
  /** True for `RESOURCE/.default`: everything consented to. */
  readonly isDefault: boolean;
  readonly offline: boolean;
  readonly openId: boolean;
}

/**
 * Parses a scope parameter. Throws for the app's own `.default` (AADSTS90009), for an unknown resource or one of
 * another cloud (500011), and for `.default` combined with permissions or an invalid scope (70011).
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
    // Names of login.live.com have an underscore: `wl.skydrive_update`.
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

/** The first requested permission that the consent does not include. Names are compared without case. */
export function findUnconsented(
  requested: readonly string[],
  consented: readonly string[],
): string | undefined {
  const consentedNames = new Set(consented.map((name) => name.toLowerCase()));
  return requested.find((name) => !consentedNames.has(name.toLowerCase()));
}
