/** Dispatches the actions on an item, and reads, changes and deletes it. */
import {
  accessDenied,
  badRequest,
  type GraphError,
  invalidObjectHandle,
  invalidRequest,
  itemNotFound,
  methodNotAllowed,
  nameAlreadyExists,
} from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { type DriveItem, findChild, findDescendant } from '../drive/tree.ts';
import { decodeSegment } from './address.ts';
import { findFreeName } from './commit.ts';
import { createUploadSession } from './create-session.ts';
import { createChildFolder, driveDelta, ensurePersonalFolder, listChildren } from './folders.ts';
import { itemReply } from './item-reply.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { checkAccess } from './permissions.ts';
import { checkNames } from './placement.ts';
import {
  checkETags,
  conflictBehaviorKey,
  readConflictBehavior,
  readFileDates,
  readJsonBody,
} from './request-options.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';
import { createLink, permissionsReply, thumbnailsReply } from './sharing-links.ts';
import { getContent, putContent } from './simple-upload.ts';

type ItemHandler = (call: GraphCall, place: ResolvedItem) => EmulatorReply | Promise<EmulatorReply>;

const itemHandlers: Readonly<Record<string, ItemHandler>> = {
  'GET ': getItem,
  'PATCH ': patchItem,
  'DELETE ': deleteItem,
  'GET children': listChildren,
  'POST children': createChildFolder,
  'GET content': getContent,
  'PUT content': putContent,
  'POST createUploadSession': createUploadSession,
  'GET delta': driveDelta,
  'POST createLink': createLink,
  'GET thumbnails': thumbnailsReply,
  'GET permissions': permissionsReply,
  'DELETE permissions': permissionsReply,
  'GET versions': listVersions,
};

/** Handles a call on an item. */
export function itemRoute(call: GraphCall, resolved: ResolvedItem): EmulatorReply | Promise<EmulatorReply> {
  const actionName = (resolved.action[0] ?? '').replace(/^microsoft\.graph\./, '').replace(/\(\)$/, '');
  const handler = itemHandlers[`${call.request.method} ${actionName}`];
  if (handler !== undefined) {
    if (resolved.item?.isVault === true && handler !== getItem) throw closedVaultError(call);
    return handler(call, resolved);
  }
  if (!Object.keys(itemHandlers).some((key) => key.endsWith(` ${actionName}`))) {
    throw badRequest(`Resource not found for the segment '${actionName}'.`);
  }
  throw methodNotAllowed();
}

/** Graph opens the Personal Vault to nobody (rclone/rclone#8736). That DELETE is a 403 is our reading of it. */
function closedVaultError({ request }: GraphCall): GraphError {
  return request.method === 'GET' ? invalidObjectHandle() : accessDenied();
}

function getItem(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  return itemReply(call, requireItem(resolved));
}

async function patchItem(call: GraphCall, resolved: ResolvedItem): Promise<EmulatorReply> {
  checkAccess(call, resolved.base, 'write');
  const body = await readJsonBody(call.request);
  const madeFolder = isJsonObject(body.folder) ? ensurePersonalFolder(call, resolved) : undefined;
  if (madeFolder !== undefined) return itemReply(call, madeFolder, 201);
  const item = requireItem(resolved);
  checkETags(call.request, item);
  if (Object.keys(body).length === 0) throw invalidRequest('There is nothing to change.');
  const { name } = body;
  if (name !== undefined && typeof name !== 'string') throw invalidRequest("The value of 'name' is invalid.");
  const dates = readFileDates(body.fileSystemInfo);
  if (name !== undefined || body.parentReference !== undefined) moveItem(call, item, body);
  if (typeof body.description === 'string') item.description = body.description;
  if (dates.fileCreatedMs !== undefined) item.fileCreatedMs = dates.fileCreatedMs;
  if (dates.fileModifiedMs !== undefined) {
    item.fileModifiedMs = dates.fileModifiedMs;
    // On these drives, setting the date creates a new version (rclone#1716).
    if (item.drive.type !== 'personal' && item.children === undefined) item.versions++;
  }
  call.service.store.touch(item);
  return itemReply(call, item);
}

function moveItem(call: GraphCall, item: DriveItem, body: JsonObject): void {
  if (item.parent === undefined) throw invalidRequest('The root cannot be renamed or moved.');
  const parent = findNewParent(item, body.parentReference) ?? item.parent;
  if (parent !== item.parent) checkAccess(call, parent, 'write');
  let name = typeof body.name === 'string' ? body.name : item.name;
  checkNames(parent, [name], item.children !== undefined);
  for (let ancestor: DriveItem | undefined = parent; ancestor !== undefined; ancestor = ancestor.parent) {
    if (ancestor === item) throw invalidRequest('A folder cannot be moved into itself.');
  }
  const existing = findChild(parent, name);
  if (existing !== undefined && existing !== item) {
    const behavior = body[conflictBehaviorKey] ?? call.query.get(conflictBehaviorKey);
    const conflict = readConflictBehavior(behavior ?? 'fail');
    if (conflict === 'fail' || existing.children !== undefined)
      throw nameAlreadyExists('Name already exists');
    if (conflict === 'rename') name = findFreeName(parent, name);
    else call.service.store.remove(existing);
  }
  call.service.store.move(item, { parent, name });
}

function findNewParent(item: DriveItem, reference: unknown): DriveItem | undefined {
  if (reference === undefined) return undefined;
  if (!isJsonObject(reference)) throw invalidRequest("The value of 'parentReference' is invalid.");
  const { driveId, id, path } = reference;
  if (driveId !== undefined && driveId !== item.drive.id) {
    throw invalidRequest('Items cannot be moved to another drive.');
  }
  const found = typeof id === 'string' ? item.drive.items.get(id) : undefined;
  if (found?.children !== undefined) return found;
  if (typeof path !== 'string' || id !== undefined) throw itemNotFound();
  // `/drive/root:/a/b`, the form of `parentReference` in replies.
  const names = path
    .replace(/^.*?\/root:?/, '')
    .split('/')
    .filter(Boolean);
  const at = findDescendant(item.drive.root, names.map(decodeSegment));
  if (at?.children === undefined) throw itemNotFound();
  return at;
}

function deleteItem(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'write');
  const item = requireItem(resolved);
  if (item.parent === undefined) throw invalidRequest('The root cannot be deleted.');
  checkETags(call.request, item);
  call.service.store.remove(item);
  return { status: 204 };
}

function listVersions(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  const item = requireItem(resolved);
  const value = Array.from({ length: item.versions }, (_, index) => ({ id: `${item.versions - index}.0` }));
  return {
    status: 200,
    json: { '@odata.context': `${call.origin}/v1.0/$metadata#versions`, value },
  };
}
