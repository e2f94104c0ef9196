/** Dispatches the actions on an item, and reads, changes and deletes it. */
import {
  accessDenied,
  badRequest,
  type GraphError,
  invalidObjectHandle,
  invalidRequest,
  methodNotAllowed,
  nameAlreadyExists,
} from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { FileDates } from '../drive/store.ts';
import { type DriveItem, findChild } from '../drive/tree.ts';
import { keepVersion } from '../drive/versions.ts';
import { findFreeName } from './commit.ts';
import { postCopy } from './copy.ts';
import { createUploadSession } from './create-session.ts';
import { createChildFolder, driveDelta, ensurePersonalFolder, listChildren } from './folders.ts';
import { itemReply, notModifiedReply } from './item-reply.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { isNotEmulated, notEmulatedError } from './not-emulated.ts';
import { findReferencedFolder } from './parent-reference.ts';
import { checkAccess } from './permissions.ts';
import { checkNames } from './placement.ts';
import {
  checkETags,
  conflictBehaviorKey,
  isUnchanged,
  readConflictBehavior,
  readFileDates,
  readJsonBody,
} from './request-options.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import { searchItems } from './search.ts';
import type { GraphCall } from './service.ts';
import {
  changePermission,
  createLink,
  inviteReply,
  permissionsReply,
  thumbnailsReply,
} from './sharing-links.ts';
import { getContent, putContent } from './simple-upload.ts';
import { deleteVersionReply, getVersions, restoreVersion } from './versions.ts';

type ItemHandler = (call: GraphCall, place: ResolvedItem) => EmulatorReply | Promise<EmulatorReply>;

const itemHandlers: Readonly<Record<string, ItemHandler>> = {
  'GET ': getItem,
  'PATCH ': patchItem,
  // The end of an upload session by `sourceUrl`.
  'PUT ': () => {
    throw notEmulatedError('PUT of an item');
  },
  'DELETE ': deleteItem,
  'GET children': listChildren,
  'POST children': createChildFolder,
  'GET content': getContent,
  'PUT content': putContent,
  'POST createUploadSession': createUploadSession,
  'POST copy': postCopy,
  'GET delta': driveDelta,
  'POST createLink': createLink,
  'GET thumbnails': thumbnailsReply,
  'GET permissions': permissionsReply,
  'DELETE permissions': permissionsReply,
  'PATCH permissions': changePermission,
  'POST permissions': changePermission,
  'POST invite': inviteReply,
  'POST permanentDelete': permanentDelete,
  'GET versions': getVersions,
  'DELETE versions': deleteVersionReply,
  'POST versions': restoreVersion,
};

/** Handles a call on an item. */
export function itemRoute(call: GraphCall, resolved: ResolvedItem): EmulatorReply | Promise<EmulatorReply> {
  const actionName = (resolved.action[0] ?? '').replace(/^microsoft\.graph\./, '').replace(/\(\)$/, '');
  if (actionName.startsWith('search(')) return searchItems(call, resolved);
  const handler = itemHandlers[`${call.request.method} ${actionName}`];
  if (handler !== undefined) {
    if (resolved.item?.isVault === true && handler !== getItem) throw closedVaultError(call);
    return handler(call, resolved);
  }
  if (isNotEmulated(actionName)) throw notEmulatedError(actionName);
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
  const item = requireItem(resolved);
  return isUnchanged(call.request, item) ? notModifiedReply : itemReply(call, item);
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
    if (item.drive.type !== 'personal' && item.children === undefined) {
      keepVersion(item);
      item.versions++;
    }
  }
  call.service.store.touch(item);
  if (item.drive.type !== 'personal') takeDates(item, dates);
  return itemReply(call, item);
}

/** SharePoint has one pair of dates, so those of the file are the item's own (OneDrive/onedrive-api-docs#1600). */
function takeDates(item: DriveItem, { fileCreatedMs, fileModifiedMs }: FileDates): void {
  item.createdMs = fileCreatedMs ?? item.createdMs;
  item.modifiedMs = fileModifiedMs ?? item.modifiedMs;
}

function moveItem(call: GraphCall, item: DriveItem, body: JsonObject): void {
  if (item.parent === undefined) throw invalidRequest('The root cannot be renamed or moved.');
  const parent = findReferencedFolder(call.service, item, body.parentReference) ?? item.parent;
  if (parent.drive !== item.drive) throw invalidRequest('Items cannot be moved to another drive.');
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

function deleteItem(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'write');
  const item = requireItem(resolved);
  if (item.parent === undefined) throw invalidRequest('The root cannot be deleted.');
  checkETags(call.request, item);
  call.service.store.remove(item);
  return { status: 204 };
}

/** POST …/permanentDelete: 204. Personal drives do not have it (rclone, `--onedrive-hard-delete`). */
function permanentDelete(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  if (resolved.drive.type === 'personal') throw notEmulatedError('permanentDelete on a personal drive');
  return deleteItem(call, resolved);
}
