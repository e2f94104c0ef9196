/** Folders: paged listings, creation, and changes of a drive (delta). */
import { GraphError, invalidRequest, nameAlreadyExists } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { type DriveItem, descendants, findChild } from '../drive/tree.ts';
import { isAddressedByDriveId } from './address.ts';
import { childrenByName, sortKey } from './children-by-name.ts';
import { findFreeName } from './commit.ts';
import { type ItemFilter, parseFilter } from './filter.ts';
import { itemReply } from './item-reply.ts';
import { deletedItemJson, driveItemJson } from './json.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { notEmulatedError } from './not-emulated.ts';
import { checkAccess } from './permissions.ts';
import { checkNames, ensureFolders } from './placement.ts';
import {
  applySelect,
  decodePositionToken,
  pageLink,
  parseOrderBy,
  parseSkipToken,
  parseTop,
} from './query.ts';
import { conflictBehaviorKey, readConflictBehavior, readJsonBody } from './request-options.ts';
import { checkVisible, type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/** GET …/children. A page has 200 items unless `$top` is given. */
export function listChildren(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  const folder = requireItem(resolved);
  const size = parseTop(call.query);
  const compare = parseOrderBy(call.query);
  const filter = parseFilter(call.query, folder.drive.type === 'personal');
  const after = parseSkipToken(call.query);
  const skip = compare !== undefined && typeof after === 'number' ? after : 0;
  const rest =
    compare === undefined
      ? listByName(call, folder, { after: String(after ?? ''), count: size + 1, filter })
      : listSorted(folder, compare, filter).slice(skip);
  const page = rest.slice(0, size);
  const next = compare === undefined ? sortKey(page.at(-1)) : skip + page.length;
  const drive = encodeURIComponent(folder.drive.id);
  const where = folder.parent === undefined ? 'root' : `items('${encodeURIComponent(folder.id)}')`;
  const form = { byDriveId: isAddressedByDriveId(call.request.rawTarget) };
  return {
    status: 200,
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#drives('${drive}')/${where}/children`,
      ...(rest.length > page.length ? { '@odata.nextLink': pageLink(call, '$skiptoken', next) } : {}),
      value: page.map((item) => applySelect(driveItemJson(call.service, item, form), call.query)),
    },
  };
}

/**
 * Lists by name, from a name on, so that what comes and goes between pages does no harm. Returns at most `count` items.
 */
function listByName(
  { service }: GraphCall,
  folder: DriveItem,
  { after, count, filter }: { after: string; count: number; filter: ItemFilter | undefined },
): DriveItem[] {
  const found: DriveItem[] = [];
  for (const item of childrenByName(service.store, folder)) {
    if (sortKey(item) <= after || filter?.(item) === false || !isVisible(item)) continue;
    found.push(item);
    if (found.length === count) break;
  }
  return found;
}

function listSorted(
  folder: DriveItem,
  compare: (left: DriveItem, right: DriveItem) => number,
  filter: ItemFilter | undefined,
): DriveItem[] {
  const items = [...(folder.children?.values() ?? [])];
  return items.filter((item) => filter?.(item) !== false && isVisible(item)).sort(compare);
}

/** A listing shows a new item only when a request for the item would find it. */
function isVisible(item: DriveItem): boolean {
  if (item.hiddenRequests <= 0) return true;
  item.hiddenRequests--;
  return false;
}

/** POST …/children: 201 with the folder, or the result of the conflict behaviour. */
export async function createChildFolder(call: GraphCall, resolved: ResolvedItem): Promise<EmulatorReply> {
  checkAccess(call, resolved.base, 'write');
  const body = await readJsonBody(call.request);
  const parent = ensurePersonalFolder(call, resolved) ?? requireItem(resolved);
  if (parent.children === undefined) throw invalidRequest('The parent is not a folder.');
  if (body['@microsoft.graph.sourceUrl'] !== undefined) throw notEmulatedError('An upload from a URL');
  const { name } = body;
  if (typeof name !== 'string' || !isJsonObject(body.folder))
    throw invalidRequest('A folder needs a name and the folder facet.');
  checkNames(parent, [name], true);
  const existing = findChild(parent, name);
  const { store, settings } = call.service;
  const visibility = { hiddenRequests: settings.visibilityLagRequests, hidesForWrites: true };
  if (existing === undefined) return itemReply(call, store.createFolder(parent, name, visibility), 201);
  const conflict = readConflictBehavior(
    body[conflictBehaviorKey] ?? (parent.drive.type === 'personal' ? 'replace' : 'fail'),
  );
  if (conflict === 'rename')
    return itemReply(call, store.createFolder(parent, findFreeName(parent, name), visibility), 201);
  if (conflict === 'fail' || existing.children === undefined) throw nameAlreadyExists('Name already exists');
  checkVisible(existing);
  return itemReply(call, existing);
}

/**
 * Creates the folder that a path refers to, with its parents, if it does not exist and the drive is a personal one
 * (OneDrive/onedrive-api-docs#364). Returns undefined otherwise.
 */
export function ensurePersonalFolder(
  call: GraphCall,
  { drive, base, names, item }: ResolvedItem,
): DriveItem | undefined {
  if (item !== undefined || drive.type !== 'personal' || base.children === undefined) return undefined;
  checkNames(base, names, true);
  return ensureFolders(call.service, base, names);
}

/** GET …/delta: changes since the token, oldest first, in pages. */
export function driveDelta(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  const folder = requireItem(resolved);
  const { drive } = folder;
  const size = parseTop(call.query);
  const since = deltaPosition(call, drive.history);
  const inside = folder === drive.root ? undefined : new Set([folder, ...descendants(folder)]);
  const page: DriveItem[] = [];
  let more = false;
  for (const item of drive.history.values()) {
    if (item.changeOrder <= since || (inside !== undefined && !inside.has(item) && !item.deleted)) continue;
    if (since === 0 && item.deleted) continue;
    if (page.length === size) {
      more = true;
      break;
    }
    page.push(item);
  }
  const position = page.at(-1)?.changeOrder ?? since;
  const link = pageLink(call, 'token', position);
  return {
    status: 200,
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#Collection(driveItem)`,
      [more ? '@odata.nextLink' : '@odata.deltaLink']: link,
      value: page.map((item) => applySelect(deltaItem(call, item), call.query)),
    },
  };
}

function deltaItem(call: GraphCall, item: DriveItem): JsonObject {
  if (item.deleted) return deletedItemJson(call.service, item);
  const byDriveId = isAddressedByDriveId(call.request.rawTarget);
  return driveItemJson(call.service, item, { byDriveId, inDelta: true });
}

function deltaPosition(call: GraphCall, history: ReadonlyMap<string, DriveItem>): number {
  const token = call.query.get('token');
  if (token === null) return 0;
  if (token === 'latest') return [...history.values()].at(-1)?.changeOrder ?? 0;
  const position = decodePositionToken(token);
  if (typeof position === 'number') return position;
  throw new GraphError({
    status: 410,
    code: 'resyncRequired',
    message: "Resync required. Replace any local items with the server's version.",
  });
}
