/**
 * Sharing links, permissions and thumbnails. Knows items and nothing of contents.
 */
import { randomBytes } from 'node:crypto';
import { checkAccess } from './access.ts';
import { readJson } from './body.ts';
import type { EmulatorReply } from './message.ts';
import { existing, type Place } from './place.ts';
import { accessDenied, badRequest, invalidRequest, itemNotFound } from './refusal.ts';
import type { Call } from './service.ts';
import type { Item, Permission } from './tree.ts';
import { type Json, mimeType, permissionJson } from './wire.ts';

/** POST …/createLink: 201, or 200 with the link that was there. */
export async function createLink(call: Call, place: Place): Promise<EmulatorReply> {
  checkAccess(call.caller, place.base, 'write');
  const item = existing(place);
  const wish = readWish(item, await readJson(call.request));
  const { linkPolicyForbidden } = call.service.settings;
  if (linkPolicyForbidden === true || (linkPolicyForbidden === 'anonymous' && wish.scope === 'anonymous')) {
    throw accessDenied('The feature has been disabled. Please contact your admin to get it enabled.');
  }
  const same = item.permissions.find((one) => one.type === wish.type && one.scope === wish.scope);
  if (same !== undefined) return permissionReply(call, item, { permission: same, status: 200 });
  const permission: Permission = {
    ...wish,
    id: randomBytes(12).toString('hex'),
    token: `E${randomBytes(18).toString('base64url')}`,
  };
  item.permissions.push(permission);
  return permissionReply(call, item, { permission, status: 201 });
}

function readWish(item: Item, body: Json): Omit<Permission, 'id' | 'token'> {
  const personal = item.drive.type === 'personal';
  const { type = 'view', expirationDateTime, password } = body;
  const { scope = personal ? 'anonymous' : 'organization' } = body;
  const types = personal ? ['view', 'edit', 'embed'] : ['view', 'edit'];
  const scopes = personal ? ['anonymous', 'users'] : ['anonymous', 'organization', 'users'];
  if (typeof type !== 'string' || !types.includes(type))
    throw invalidRequest("The value of 'type' is invalid.");
  if (typeof scope !== 'string' || !scopes.includes(scope))
    throw invalidRequest("The value of 'scope' is invalid.");
  if (password !== undefined && !personal) throw invalidRequest('A password is not supported for this link.');
  const expires = expirationDateTime ?? undefined;
  if (expires !== undefined && (typeof expires !== 'string' || Number.isNaN(Date.parse(expires)))) {
    throw invalidRequest("The value of 'expirationDateTime' is invalid.");
  }
  return {
    type,
    scope,
    hasPassword: typeof password === 'string' && password !== '',
    ...(expires === undefined ? {} : { expirationDateTime: expires }),
  };
}

function permissionReply(
  call: Call,
  item: Item,
  answer: { permission: Permission; status: number },
): EmulatorReply {
  const context = `${call.origin}/v1.0/$metadata#permission`;
  return {
    status: answer.status,
    json: { '@odata.context': context, ...permissionJson(item, answer.permission) },
  };
}

/** GET …/permissions, GET and DELETE …/permissions/{id}. */
export function permissionsRoute(call: Call, place: Place): EmulatorReply {
  const deleting = call.request.method === 'DELETE';
  checkAccess(call.caller, place.base, deleting ? 'write' : 'read');
  const item = existing(place);
  const id = place.action[1];
  if (id === undefined) {
    if (deleting) throw badRequest('A permission id is needed.');
    const value = item.permissions.map((one) => permissionJson(item, one));
    return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#permissions`, value } };
  }
  const index = item.permissions.findIndex((one) => one.id === id);
  const permission = item.permissions[index];
  if (permission === undefined) throw itemNotFound();
  if (!deleting) return permissionReply(call, item, { permission, status: 200 });
  item.permissions.splice(index, 1);
  return { status: 204 };
}

const sizes = { small: 96, medium: 176, large: 800 } as const;

/** GET …/thumbnails, …/thumbnails/0, …/thumbnails/0/large and its `/content`; empty for what has no preview. */
export function thumbnails(call: Call, place: Place): EmulatorReply {
  checkAccess(call.caller, place.base, 'read');
  const item = existing(place);
  const preview = item.children === undefined && /^(image\/|application\/pdf)/.test(mimeType(item.name));
  const set: Json = { id: '0' };
  for (const [name, edge] of Object.entries(sizes)) {
    set[name] = {
      height: Math.round((edge * 2) / 3),
      width: edge,
      url: `${call.service.tickets.urlOf(item)}&thumb=${name}`,
    };
  }
  const [, id, size, content] = place.action;
  const base = `${call.origin}/v1.0/$metadata#thumbnails`;
  if (id === undefined) return { status: 200, json: { '@odata.context': base, value: preview ? [set] : [] } };
  if (!preview || id !== '0') throw itemNotFound();
  if (size === undefined) return { status: 200, json: { '@odata.context': base, ...set } };
  const one = set[size];
  if (one === undefined || size === 'id') throw itemNotFound();
  if (content === 'content')
    return { status: 302, headers: { location: call.service.tickets.urlOf(item) }, text: '' };
  return { status: 200, json: { '@odata.context': base, ...Object(one) } };
}
