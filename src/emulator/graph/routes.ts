/** Dispatches Graph paths down to a drive. Paths below a drive are dispatched in items.ts. */
import { accessDenied, badRequest, methodNotAllowed } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { DriveOwner, Site } from '../drive/tenant.ts';
import type { Drive } from '../drive/tree.ts';
import { type PathPart, parseResourcePath } from './address.ts';
import { type BatchDispatch, batchReply } from './batch.ts';
import { itemRoute } from './items.ts';
import { driveJson, remoteItemJson } from './json.ts';
import { isoSeconds, type JsonObject } from './json-values.ts';
import { checkAccess, checkProfileAccess, hasDriveAccess } from './permissions.ts';
import { applySelect } from './query.ts';
import { recentReply } from './recent.ts';
import { findUser, resolveDrive, resolveItem, resolveOwner, resolveSite } from './resolve.ts';
import type { GraphCall } from './service.ts';
import { shareRoute } from './shares.ts';

/**
 * Handles a call. `rawPath` is the path after the version. `batchDispatch` runs the calls of a batch; without it, a
 * batch is refused.
 */
export async function dispatchGraphCall(
  call: GraphCall,
  rawPath: string,
  batchDispatch?: BatchDispatch,
): Promise<EmulatorReply> {
  const parts = parseResourcePath(rawPath);
  const [first, second] = parts;
  if (first === '$batch' && parts.length === 1) {
    checkMethod(call, 'POST');
    if (batchDispatch === undefined) throw badRequest('A batch must not hold a batch.');
    return batchReply(call, batchDispatch);
  }
  if (first === 'me' && second === undefined) return userReply(call, call.service.tenant.me);
  if (first === 'sites' && second === undefined) return sitesReply(call);
  if (first === 'shares' && typeof second === 'string') return shareRoute(call, second, parts.slice(2));
  const found = resolveDrive(call, parts);
  if (found === undefined) return directoryRoute(call, parts);
  if (!hasDriveAccess(call.caller)) throw accessDenied();
  if (found.rest[0] === 'sharedWithMe') return sharedWithMeReply(call);
  if (found.rest[0] === 'recent' && found.rest.length === 1) return recentReply(call, found.drive);
  if (found.rest.length > 0) return itemRoute(call, resolveItem(call, found.drive, withRoot(found.rest)));
  checkMethod(call, 'GET');
  checkAccess(call, found.drive.root, 'read');
  return okReply({
    '@odata.context': contextUrl(call, 'drives/$entity'),
    ...applySelect(driveJson(call.service, found.drive), call.query),
  });
}

/** `delta` and `search` may be called on the drive itself, and then refer to its root. */
function withRoot(rest: readonly PathPart[]): readonly PathPart[] {
  const [first] = rest;
  return typeof first === 'string' && /^(microsoft\.graph\.)?(delta(\(\))?$|search\()/.test(first)
    ? ['root', ...rest]
    : rest;
}

function directoryRoute(call: GraphCall, parts: readonly PathPart[]): EmulatorReply {
  const [first, second, third] = parts;
  checkMethod(call, 'GET');
  if (first === 'drives' && second === undefined) return drivesReply(call, call.service.tenant.me.drives);
  if (first === 'sites' && typeof second === 'string') {
    const { site, rest } = resolveSite(call, second, parts.slice(2));
    if (rest.length === 0)
      return okReply({
        '@odata.context': contextUrl(call, 'sites/$entity'),
        ...applySelect(siteDetailsJson(site), call.query),
      });
  }
  const owned = resolveOwner(call, parts);
  if (owned?.rest.length === 1 && owned.rest[0] === 'drives') return drivesReply(call, owned.drives);
  if (first === 'users' && typeof second === 'string' && third === undefined)
    return userReply(call, findUser(call, second));
  throw badRequest(
    `Resource not found for the segment '${String(parts.find((part) => !isCollectionSegment(part)) ?? first)}'.`,
  );
}

function isCollectionSegment(part: PathPart): boolean {
  return typeof part === 'string' && ['me', 'drives', 'users', 'groups', 'sites'].includes(part);
}

function userReply(call: GraphCall, { id, alias, displayName }: DriveOwner): EmulatorReply {
  checkMethod(call, 'GET');
  checkProfileAccess(call.caller);
  const [givenName, surname = null] = displayName.split(' ');
  const person = {
    displayName,
    givenName,
    surname,
    mail: alias,
    userPrincipalName: alias,
    id: id.toLowerCase(),
  };
  return okReply({ '@odata.context': contextUrl(call, 'users/$entity'), ...applySelect(person, call.query) });
}

function drivesReply(call: GraphCall, drives: readonly Drive[]): EmulatorReply {
  if (!hasDriveAccess(call.caller)) throw accessDenied();
  const value = drives.map((drive) => applySelect(driveJson(call.service, drive), call.query));
  return okReply({ '@odata.context': contextUrl(call, 'drives'), value });
}

/** GET …/sharedWithMe: items that others share with the signed-in user. */
function sharedWithMeReply(call: GraphCall): EmulatorReply {
  checkMethod(call, 'GET');
  const others = [...call.service.store.drives.values()].filter(({ holder }) => holder !== 'me');
  const sharedItems = others
    .flatMap((drive) => [...drive.sharedWithMe.keys()])
    .filter(({ deleted }) => !deleted);
  const value = sharedItems.map((item) => ({
    id: item.id,
    name: item.name,
    remoteItem: remoteItemJson(call.service, item),
  }));
  return okReply({ '@odata.context': contextUrl(call, 'Collection(driveItem)'), value });
}

function sitesReply(call: GraphCall): EmulatorReply {
  checkMethod(call, 'GET');
  if (call.service.account === 'personal') throw badRequest('This API is not supported for MSA accounts');
  if (!hasDriveAccess(call.caller)) throw accessDenied();
  const wanted = (call.query.get('search') ?? '').toLowerCase();
  const value = call.service.tenant.sites
    .filter((site) => !site.path.startsWith('/personal/'))
    .filter((site) => wanted === '*' || `${site.displayName} ${site.path}`.toLowerCase().includes(wanted))
    .map((site) => applySelect(siteJson(site), call.query));
  return okReply({ '@odata.context': contextUrl(call, 'sites'), value });
}

function siteJson(site: Site): JsonObject {
  return {
    id: site.id,
    name: site.path.split('/').at(-1) ?? '',
    displayName: site.displayName,
    webUrl: `https://${site.host}${site.path}`,
    siteCollection: { hostname: site.host },
  };
}

/** A site that was asked for by itself, as recorded by pnp/pnpcore: `root` is there on the top web of a collection. */
function siteDetailsJson(site: Site): JsonObject {
  const createdMs = site.drives[0]?.root.createdMs ?? 0;
  const isTop = site.path.split('/').length <= 3;
  return {
    createdDateTime: new Date(createdMs).toISOString(),
    description: '',
    lastModifiedDateTime: isoSeconds(site.drives[0]?.root.modifiedMs ?? createdMs),
    ...siteJson(site),
    ...(isTop ? { root: {} } : {}),
  };
}

function okReply(json: JsonObject): EmulatorReply {
  return { status: 200, json };
}

/** `@odata.context` of a reply. */
function contextUrl(call: GraphCall, what: string): string {
  return `${call.origin}/v1.0/$metadata#${what}`;
}

/** Throws a 405 for any other method. */
function checkMethod(call: GraphCall, method: string): void {
  if (call.request.method !== method) throw methodNotAllowed();
}
