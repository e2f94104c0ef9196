/**
 * Folders: listing in pages, making one, and the drive's history (delta). Knows nothing of contents.
 */
import { invalidRequest, nameAlreadyExists, Refusal } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { child, descendants, type Item } from '../drive/tree.ts';
import { freeName } from './commit.ts';
import { itemReply } from './item-reply.ts';
import { deletedItem, driveItem, isObject, type Json } from './json.ts';
import { checkAccess } from './permissions.ts';
import { checkNames } from './placement.ts';
import { ordering, pageSize, positionOf, positionToken, select, skipPosition } from './query.ts';
import { CONFLICT, readConflict, readJson } from './request-options.ts';
import { existing, notYetVisible, type Place } from './resolve.ts';
import type { Call } from './service.ts';

/** GET …/children, 200 a page unless `$top` says otherwise. */
export function listChildren(call: Call, place: Place): EmulatorReply {
  checkAccess(call, place.base, 'read');
  const folder = existing(place);
  const size = pageSize(call.query);
  const skip = skipPosition(call.query);
  const compare = ordering(call.query);
  const rest = compare === undefined ? arrivals(folder, skip, size + 1) : ranked(folder, compare).slice(skip);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const next = compare === undefined ? (last?.listOrder ?? 0) : skip + page.length;
  const drive = encodeURIComponent(folder.drive.id);
  const where = folder.parent === undefined ? 'root' : `items('${encodeURIComponent(folder.id)}')`;
  return {
    status: 200,
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#drives('${drive}')/${where}/children`,
      ...(rest.length > page.length ? { '@odata.nextLink': linkFrom(call, '$skiptoken', next) } : {}),
      value: page.map((item) => select(driveItem(call.service, item), call.query)),
    },
  };
}

/** In order of arrival, which deletions in between don't disturb; no more than are asked for. */
function arrivals(folder: Item, after: number, count: number): Item[] {
  const found: Item[] = [];
  for (const item of folder.children?.values() ?? []) {
    if (item.listOrder <= after || !visible(item)) continue;
    found.push(item);
    if (found.length === count) break;
  }
  return found;
}

function ranked(folder: Item, compare: (left: Item, right: Item) => number): Item[] {
  return [...(folder.children?.values() ?? [])].filter(visible).sort(compare);
}

/** A listing shows a fresh item as late as a look-up finds it. */
function visible(item: Item): boolean {
  if (item.hiddenRequests <= 0) return true;
  item.hiddenRequests--;
  return false;
}

/** The same call from a position on. */
function linkFrom(call: Call, parameter: '$skiptoken' | 'token', position: number): string {
  const query = new URLSearchParams(call.query);
  query.delete('$skipToken');
  query.set(parameter, positionToken(position));
  return `${call.origin}${call.request.rawTarget.replace(/\?.*$/s, '')}?${query}`;
}

/** POST …/children: 201 with the folder, or what the conflict behaviour says. */
export async function createFolder(call: Call, place: Place): Promise<EmulatorReply> {
  checkAccess(call, place.base, 'write');
  const parent = existing(place);
  if (parent.children === undefined) throw invalidRequest('The parent is not a folder.');
  const body = await readJson(call.request);
  const { name } = body;
  if (typeof name !== 'string' || !isObject(body.folder))
    throw invalidRequest('A folder needs a name and the folder facet.');
  checkNames(parent, [name], true);
  const there = child(parent, name);
  const { store, settings } = call.service;
  const fresh = { hiddenRequests: settings.visibilityLagRequests, hidesForWrites: true };
  if (there === undefined) return itemReply(call, store.createFolder(parent, name, fresh), 201);
  const conflict = readConflict(body[CONFLICT] ?? (parent.drive.type === 'personal' ? 'replace' : 'fail'));
  if (conflict === 'rename')
    return itemReply(call, store.createFolder(parent, freeName(parent, name), fresh), 201);
  if (conflict === 'fail' || there.children === undefined) throw nameAlreadyExists('Name already exists');
  notYetVisible(there);
  return itemReply(call, there);
}

/** GET …/delta: what changed since the token, oldest first, in pages. */
export function delta(call: Call, place: Place): EmulatorReply {
  checkAccess(call, place.base, 'read');
  const folder = existing(place);
  const { drive } = folder;
  const size = pageSize(call.query);
  const since = deltaPosition(call, drive.history);
  const inside = folder === drive.root ? undefined : new Set([folder, ...descendants(folder)]);
  const page: Item[] = [];
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
  const link = linkFrom(call, 'token', position);
  return {
    status: 200,
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#Collection(driveItem)`,
      [more ? '@odata.nextLink' : '@odata.deltaLink']: link,
      value: page.map((item) => select(changed(call, item), call.query)),
    },
  };
}

function changed(call: Call, item: Item): Json {
  return item.deleted ? deletedItem(item) : driveItem(call.service, item);
}

function deltaPosition(call: Call, history: ReadonlyMap<string, Item>): number {
  const token = call.query.get('token');
  if (token === null) return 0;
  if (token === 'latest') return [...history.values()].at(-1)?.changeOrder ?? 0;
  const position = positionOf(token);
  if (position !== undefined) return position;
  throw new Refusal({
    status: 410,
    code: 'resyncRequired',
    message: "Resync required. Replace any local items with the server's version.",
  });
}
