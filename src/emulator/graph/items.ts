/**
 * What can be asked of an item: read, changed, deleted, and which action goes where. Knows nothing of how the
 * item was addressed.
 */
import {
  badRequest,
  invalidRequest,
  itemNotFound,
  methodNotAllowed,
  nameAlreadyExists,
} from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { below, child, type Item } from '../drive/tree.ts';
import { decoded } from './address.ts';
import { freeName } from './commit.ts';
import { createUploadSession } from './create-session.ts';
import { createFolder, delta, listChildren } from './folders.ts';
import { itemReply } from './item-reply.ts';
import type { Json } from './json.ts';
import { isObject } from './json.ts';
import { checkAccess } from './permissions.ts';
import { checkNames } from './placement.ts';
import { CONFLICT, checkTags, readConflict, readDates, readJson } from './request-options.ts';
import { existing, type Place } from './resolve.ts';
import type { Call } from './service.ts';
import { createLink, permissionsRoute, thumbnails } from './sharing-links.ts';
import { getContent, putContent } from './simple-upload.ts';

type Action = (call: Call, place: Place) => EmulatorReply | Promise<EmulatorReply>;

const actions: Readonly<Record<string, Action>> = {
  'GET ': getItem,
  'PATCH ': patchItem,
  'DELETE ': deleteItem,
  'GET children': listChildren,
  'POST children': createFolder,
  'GET content': getContent,
  'PUT content': putContent,
  'POST createUploadSession': createUploadSession,
  'GET delta': delta,
  'POST createLink': createLink,
  'GET thumbnails': thumbnails,
  'GET permissions': permissionsRoute,
  'DELETE permissions': permissionsRoute,
  'GET versions': listVersions,
};

/** Answers a call about an item. */
export function itemRoute(call: Call, place: Place): EmulatorReply | Promise<EmulatorReply> {
  const word = (place.action[0] ?? '').replace(/^microsoft\.graph\./, '').replace(/\(\)$/, '');
  const action = actions[`${call.request.method} ${word}`];
  if (action !== undefined) return action(call, place);
  if (!Object.keys(actions).some((key) => key.endsWith(` ${word}`))) {
    throw badRequest(`Resource not found for the segment '${word}'.`);
  }
  throw methodNotAllowed();
}

function getItem(call: Call, place: Place): EmulatorReply {
  checkAccess(call, place.base, 'read');
  return itemReply(call, existing(place));
}

async function patchItem(call: Call, place: Place): Promise<EmulatorReply> {
  checkAccess(call, place.base, 'write');
  const item = existing(place);
  checkTags(call.request, item);
  const body = await readJson(call.request);
  if (Object.keys(body).length === 0) throw invalidRequest('There is nothing to change.');
  const { name } = body;
  if (name !== undefined && typeof name !== 'string') throw invalidRequest("The value of 'name' is invalid.");
  const dates = readDates(body.fileSystemInfo);
  if (name !== undefined || body.parentReference !== undefined) relocate(call, item, body);
  if (typeof body.description === 'string') item.description = body.description;
  if (dates.fileCreatedMs !== undefined) item.fileCreatedMs = dates.fileCreatedMs;
  if (dates.fileModifiedMs !== undefined) {
    item.fileModifiedMs = dates.fileModifiedMs;
    // Setting the date makes a version of its own there (rclone#1716).
    if (item.drive.type !== 'personal' && item.children === undefined) item.versions++;
  }
  call.service.store.touch(item);
  return itemReply(call, item);
}

function relocate(call: Call, item: Item, body: Json): void {
  if (item.parent === undefined) throw invalidRequest('The root cannot be renamed or moved.');
  const parent = newParent(item, body.parentReference) ?? item.parent;
  if (parent !== item.parent) checkAccess(call, parent, 'write');
  let name = typeof body.name === 'string' ? body.name : item.name;
  checkNames(parent, [name], item.children !== undefined);
  for (let above: Item | undefined = parent; above !== undefined; above = above.parent) {
    if (above === item) throw invalidRequest('A folder cannot be moved into itself.');
  }
  const there = child(parent, name);
  if (there !== undefined && there !== item) {
    const stated = body[CONFLICT] ?? call.query.get(CONFLICT);
    const conflict = readConflict(stated ?? 'fail');
    if (conflict === 'fail' || there.children !== undefined) throw nameAlreadyExists('Name already exists');
    if (conflict === 'rename') name = freeName(parent, name);
    else call.service.store.remove(there);
  }
  call.service.store.move(item, { parent, name });
}

function newParent(item: Item, reference: unknown): Item | undefined {
  if (reference === undefined) return undefined;
  if (!isObject(reference)) throw invalidRequest("The value of 'parentReference' is invalid.");
  const { driveId, id, path } = reference;
  if (driveId !== undefined && driveId !== item.drive.id) {
    throw invalidRequest('Items cannot be moved to another drive.');
  }
  const found = typeof id === 'string' ? item.drive.items.get(id) : undefined;
  if (found?.children !== undefined) return found;
  if (typeof path !== 'string' || id !== undefined) throw itemNotFound();
  // `/drive/root:/a/b`, as a parentReference of an answer says it.
  const names = path
    .replace(/^.*?\/root:?/, '')
    .split('/')
    .filter(Boolean);
  const at = below(item.drive.root, names.map(decoded));
  if (at?.children === undefined) throw itemNotFound();
  return at;
}

function deleteItem(call: Call, place: Place): EmulatorReply {
  checkAccess(call, place.base, 'write');
  const item = existing(place);
  if (item.parent === undefined) throw invalidRequest('The root cannot be deleted.');
  checkTags(call.request, item);
  call.service.store.remove(item);
  return { status: 204 };
}

function listVersions(call: Call, place: Place): EmulatorReply {
  checkAccess(call, place.base, 'read');
  const item = existing(place);
  const value = Array.from({ length: item.versions }, (_, index) => ({ id: `${item.versions - index}.0` }));
  return {
    status: 200,
    json: { '@odata.context': `${call.origin}/v1.0/$metadata#versions`, value },
  };
}
