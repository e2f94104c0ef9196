/**
 * Which Graph address leads to which answer, down to the drive; what is below a drive is items'. Knows nothing
 * of headers, tokens or error bodies.
 */
import { accessDenied, badRequest, methodNotAllowed } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { Owner, Site } from '../drive/tenant.ts';
import type { Drive } from '../drive/tree.ts';
import { type Part, parseAddress } from './address.ts';
import { batch, type Member } from './batch.ts';
import { itemRoute } from './items.ts';
import { driveJson, type Json, remoteFacet } from './json.ts';
import { checkAccess, checkProfile, mayReadDrives } from './permissions.ts';
import { select } from './query.ts';
import { driveAt, owner, personNamed, placeAt, siteAt } from './resolve.ts';
import type { Call } from './service.ts';
import { shareRoute } from './shares.ts';

/** Answers a call whose path (after the version) is `rawPath`. `member` carries out a batch's calls; without it a batch is refused. */
export async function dispatch(call: Call, rawPath: string, member?: Member): Promise<EmulatorReply> {
  const parts = parseAddress(rawPath);
  const [first, second] = parts;
  if (first === '$batch' && parts.length === 1) {
    onlyMethod(call, 'POST');
    if (member === undefined) throw badRequest('A batch must not hold a batch.');
    return batch(call, member);
  }
  if (first === 'me' && second === undefined) return profile(call, call.service.directory.me);
  if (first === 'sites' && second === undefined) return searchSites(call);
  if (first === 'shares' && typeof second === 'string') return shareRoute(call, second, parts.slice(2));
  const found = driveAt(call, parts);
  if (found === undefined) return directoryRoute(call, parts);
  if (!mayReadDrives(call.caller)) throw accessDenied();
  if (found.rest[0] === 'sharedWithMe') return sharedWithMe(call);
  if (found.rest.length > 0) return itemRoute(call, placeAt(call, found.drive, driveParts(found.rest)));
  onlyMethod(call, 'GET');
  checkAccess(call, found.drive.root, 'read');
  return ok({
    '@odata.context': context(call, 'drives/$entity'),
    ...select(driveJson(call.service, found.drive), call.query),
  });
}

/** Some actions are offered on the drive itself and mean its root. */
function driveParts(rest: readonly Part[]): readonly Part[] {
  const [first] = rest;
  return typeof first === 'string' && /^(microsoft\.graph\.)?delta(\(\))?$/.test(first)
    ? ['root', ...rest]
    : rest;
}

function directoryRoute(call: Call, parts: readonly Part[]): EmulatorReply {
  const [first, second, third] = parts;
  onlyMethod(call, 'GET');
  if (first === 'drives' && second === undefined) return driveList(call, call.service.directory.me.drives);
  if (first === 'sites' && typeof second === 'string') {
    const { site, rest } = siteAt(call, second, parts.slice(2));
    if (rest.length === 0)
      return ok({ '@odata.context': context(call, 'sites/$entity'), ...select(siteJson(site), call.query) });
  }
  const owned = owner(call, parts);
  if (owned?.rest.length === 1 && owned.rest[0] === 'drives') return driveList(call, owned.drives);
  if (first === 'users' && typeof second === 'string' && third === undefined)
    return profile(call, personNamed(call, second));
  throw badRequest(
    `Resource not found for the segment '${String(parts.find((part) => !known(part)) ?? first)}'.`,
  );
}

function known(part: Part): boolean {
  return typeof part === 'string' && ['me', 'drives', 'users', 'groups', 'sites'].includes(part);
}

function profile(call: Call, { id, alias, displayName }: Owner): EmulatorReply {
  onlyMethod(call, 'GET');
  checkProfile(call.caller);
  const [givenName, surname = null] = displayName.split(' ');
  const person = {
    ...{ displayName, givenName, surname },
    ...{ mail: alias, userPrincipalName: alias, id: id.toLowerCase() },
  };
  return ok({ '@odata.context': context(call, 'users/$entity'), ...select(person, call.query) });
}

function driveList(call: Call, drives: readonly Drive[]): EmulatorReply {
  if (!mayReadDrives(call.caller)) throw accessDenied();
  const value = drives.map((drive) => select(driveJson(call.service, drive), call.query));
  return ok({ '@odata.context': context(call, 'drives'), value });
}

/** GET …/sharedWithMe: what other people let the signed-in user use. */
function sharedWithMe(call: Call): EmulatorReply {
  onlyMethod(call, 'GET');
  const others = [...call.service.store.drives.values()].filter(({ holder }) => holder !== 'me');
  const lent = others.flatMap((drive) => [...drive.lent.keys()]).filter(({ deleted }) => !deleted);
  const value = lent.map((item) => ({ id: item.id, name: item.name, remoteItem: remoteFacet(item) }));
  return ok({ '@odata.context': context(call, 'Collection(driveItem)'), value });
}

function searchSites(call: Call): EmulatorReply {
  onlyMethod(call, 'GET');
  if (call.service.account === 'personal') throw badRequest('This API is not supported for MSA accounts');
  if (!mayReadDrives(call.caller)) throw accessDenied();
  const wanted = (call.query.get('search') ?? '').toLowerCase();
  const value = call.service.directory.sites
    .filter((site) => !site.path.startsWith('/personal/'))
    .filter((site) => wanted === '*' || `${site.displayName} ${site.path}`.toLowerCase().includes(wanted))
    .map((site) => select(siteJson(site), call.query));
  return ok({ '@odata.context': context(call, 'sites'), value });
}

function siteJson(site: Site): Json {
  return {
    id: site.id,
    name: site.path.split('/').at(-1) ?? '',
    displayName: site.displayName,
    webUrl: `https://${site.host}${site.path}`,
    siteCollection: { hostname: site.host },
  };
}

function ok(json: Json): EmulatorReply {
  return { status: 200, json };
}

/** `@odata.context` of an answer. */
function context(call: Call, what: string): string {
  return `${call.origin}/v1.0/$metadata#${what}`;
}

/** Throws 405 for any other method. */
function onlyMethod(call: Call, method: string): void {
  if (call.request.method !== method) throw methodNotAllowed();
}
