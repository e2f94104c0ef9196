/** Resolves the parts of a path to a drive and an item. */
import { badRequest, GraphError, invalidObjectHandle, invalidRequest, itemNotFound } from '../core/errors.ts';
import type { DriveOwner, Site } from '../drive/tenant.ts';
import { type Drive, type DriveItem, findDescendant } from '../drive/tree.ts';
import type { PathPart } from './address.ts';
import { isNotEmulated, notEmulatedError } from './not-emulated.ts';
import { checkDelegated, checkSiteAccess } from './permissions.ts';
import type { GraphCall } from './service.ts';
import { ensureSpecialFolder } from './special-folders.ts';

/** What a path refers to: a base item, the path below it, and the action. */
export interface ResolvedItem {
  readonly drive: Drive;
  readonly base: DriveItem;
  /** Relative to `base`. Empty if the path refers to the base itself. */
  readonly names: readonly string[];
  /** The item, if it exists. */
  readonly item: DriveItem | undefined;
  readonly action: readonly string[];
}

/** The drives of an owner, and the remaining parts of the path. */
export interface OwnedDrives {
  readonly drives: readonly Drive[];
  readonly rest: readonly PathPart[];
}

/** Resolves `me`, `users/x`, `groups/x` or `sites/x`. Returns undefined for any other path. */
export function resolveOwner(call: GraphCall, parts: readonly PathPart[]): OwnedDrives | undefined {
  const [first, id, ...rest] = parts;
  const { tenant } = call.service;
  if (first === 'me') {
    checkDelegated(call.caller);
    return { drives: call.service.settings.meWithoutDrive ? [] : tenant.me.drives, rest: parts.slice(1) };
  }
  if (typeof id !== 'string') return undefined;
  if (first === 'users') return { drives: findUser(call, id).drives, rest };
  if (first === 'groups') return { drives: findOwner(tenant.groups, id).drives, rest };
  if (first !== 'sites') return undefined;
  const { site, rest: after } = resolveSite(call, id, rest);
  return { drives: site.drives, rest: after };
}

/**
 * Finds the signed-in user or another person of the tenant, by id or user principal name. Throws a 404 for an unknown
 * one.
 */
export function findUser(call: GraphCall, id: string): DriveOwner {
  const { me, people } = call.service.tenant;
  return findOwner([me, ...people], id);
}

function findOwner(owners: readonly DriveOwner[], id: string): DriveOwner {
  const wanted = id.toLowerCase();
  const found = owners.find((one) => one.id.toLowerCase() === wanted || one.alias.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new GraphError({
    status: 404,
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  });
}

/** Finds a site by id, by host, or by host and path. `rest` is what follows. */
export function resolveSite(
  call: GraphCall,
  id: string,
  parts: readonly PathPart[],
): { site: Site; rest: readonly PathPart[] } {
  const { tenant, account } = call.service;
  if (account === 'personal') throw badRequest('This API is not supported for MSA accounts');
  const [path] = parts;
  const byPath = typeof path === 'object';
  const wanted = id.toLowerCase();
  const found = tenant.sites.find((site) => {
    if (byPath) return site.host === wanted && site.path.toLowerCase() === `/${path.join('/')}`.toLowerCase();
    if (site.id.toLowerCase() === wanted || site.id.split(',')[1] === wanted) return true;
    return site.path === '' && (site.host === wanted || wanted === 'root');
  });
  checkSiteAccess(call, found?.path ?? '');
  if (found === undefined) {
    throw itemNotFound('The provided path does not exist, or does not represent a site');
  }
  return { site: found, rest: byPath ? parts.slice(1) : parts };
}

/** The drive that a path refers to and the parts below it. Undefined if the path has no drive. */
export function resolveDrive(
  call: GraphCall,
  parts: readonly PathPart[],
): { drive: Drive; rest: readonly PathPart[] } | undefined {
  if (parts[0] === 'drives' && typeof parts[1] === 'string') {
    return { drive: findDrive(call, parts[1]), rest: parts.slice(2) };
  }
  const ownerParts = parts[0] === 'drive' ? ['me', ...parts] : parts;
  const owned = resolveOwner(call, ownerParts);
  if (owned === undefined) return undefined;
  const [word, id] = owned.rest;
  const [first] = owned.drives;
  if (word === 'drive' && first === undefined) throw noDriveError(call, ownerParts[0]);
  if (word === 'drive' && first !== undefined) return { drive: first, rest: owned.rest.slice(1) };
  if (word !== 'drives' || typeof id !== 'string') return undefined;
  const drive = findDrive(call, id);
  if (!owned.drives.includes(drive)) throw itemNotFound();
  return { drive, rest: owned.rest.slice(2) };
}

/** The drive was never opened, or there is no licence: sdk-dotnet#579, api-docs#1773, graph-docs#631. */
function noDriveError({ service }: GraphCall, ownerSegment: PathPart | undefined): GraphError {
  if (ownerSegment === 'me' && service.settings.meWithoutDrive === 'no-licence')
    return badRequest('Tenant does not have a SPO license.');
  const message =
    ownerSegment === 'groups'
      ? 'Resource provisioning is in progress. Please try again.'
      : "User's mysite not found.";
  return new GraphError({ status: 404, code: 'ResourceNotFound', message });
}

function findDrive(call: GraphCall, id: string): Drive {
  const drive = call.service.store.drive(id);
  if (drive !== undefined) return drive;
  if (call.service.account === 'personal' && id.startsWith('b!')) throw invalidObjectHandle();
  if (/^b![\w-]{64}$/.test(id) || /^[0-9a-f]{16}$/i.test(id)) throw itemNotFound('Item not found');
  throw invalidRequest('The provided drive id appears to be malformed, or does not represent a valid drive.');
}

/** Resolves the item part of a path: `root`, `items/{id}` or `special/{name}`, a path, an action. */
export function resolveItem(call: GraphCall, drive: Drive, parts: readonly PathPart[]): ResolvedItem {
  const [first, second] = parts;
  let rest: readonly PathPart[];
  let base: DriveItem | undefined;
  if (first === 'root') {
    base = drive.root;
    rest = parts.slice(1);
  } else if (first === 'items' && typeof second === 'string') {
    base = second === 'root' ? drive.root : drive.items.get(second);
    rest = parts.slice(2);
  } else if (first === 'special' && typeof second === 'string') {
    base = ensureSpecialFolder(call, drive, second);
    rest = parts.slice(2);
  } else {
    if (isNotEmulated(String(first))) throw notEmulatedError(String(first));
    throw badRequest(`Resource not found for the segment '${String(first)}'.`);
  }
  if (base === undefined) throw itemNotFound();
  const path = typeof rest[0] === 'object' ? rest[0] : [];
  const after = path.length === 0 ? rest : rest.slice(1);
  if (after.some((part) => typeof part === 'object')) throw invalidRequest('The resource path is invalid.');
  const words = after.filter((part) => typeof part === 'string');
  const child = readChildSegment(call, words);
  const names = child === undefined ? path : [...path, child.name];
  const action = child?.action ?? words;
  if (child?.inParentheses && drive.type === 'personal' && action[0] === 'createUploadSession') {
    throw invalidRequest('API not found'); // OneDrive/onedrive-api-docs#746
  }
  return { drive, base, names, item: findDescendant(base, names), action };
}

interface ChildSegment {
  readonly name: string;
  readonly inParentheses: boolean;
  readonly action: readonly string[];
}

/**
 * Reads `children/NAME` and `children('NAME')`, where a quote in the name is doubled, or the name an alias whose value is
 * in the query (`children('@a1')?@a1='NAME'`: rclone does so in China). Source: OneDrive/onedrive-api-docs,
 * driveitem_put_content.md.
 */
function readChildSegment(
  { query }: GraphCall,
  [first, second, ...more]: readonly string[],
): ChildSegment | undefined {
  const quoted = /^children\('(.*)'\)$/s.exec(first ?? '')?.[1];
  if (quoted !== undefined) {
    const value = quoted.startsWith('@') ? query.get(quoted)?.replace(/^'(.*)'$/s, '$1') : undefined;
    const name = (value ?? quoted).replaceAll("''", "'");
    const action = second === undefined ? [] : [second, ...more];
    return { name, inParentheses: true, action };
  }
  if (first !== 'children' || second === undefined) return undefined;
  return { name: second, inParentheses: false, action: more };
}

/** Returns the item. Throws a 404 if it does not exist, or is new and not visible yet. */
export function requireItem(resolved: ResolvedItem): DriveItem {
  if (resolved.item === undefined) throw itemNotFound();
  checkVisible(resolved.item);
  return resolved.item;
}

/** Throws a 404 if the item is not visible yet. Each call counts as one request for it. */
export function checkVisible(item: DriveItem): void {
  if (item.hiddenRequests <= 0) return;
  item.hiddenRequests--;
  throw itemNotFound();
}
