/** Sharing links, permissions and thumbnails. */
import { randomBytes, randomUUID } from 'node:crypto';
import { accessDenied, badRequest, GraphError, invalidRequest, itemNotFound } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { LinkPolicy } from '../core/settings.ts';
import type { DriveItem, SharingPermission } from '../drive/tree.ts';
import { permissionJson } from './json.ts';
import { isoSeconds, type JsonObject } from './json-values.ts';
import { mimeType } from './mime-type.ts';
import { notEmulatedError } from './not-emulated.ts';
import { ownerPermissionJson } from './owner-permission.ts';
import { checkAccess } from './permissions.ts';
import { readJsonBody } from './request-options.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/**
 * POST …/createLink: 201, or 200 with an existing link of the same type and scope, unchanged. A different expiration or
 * password does not create another link (driveitem-createlink).
 */
export async function createLink(call: GraphCall, resolved: ResolvedItem): Promise<EmulatorReply> {
  checkAccess(call, resolved.base, 'write');
  const item = requireItem(resolved);
  const { clock, settings } = call.service;
  const requested = readLinkRequest(item, await readJsonBody(call.request));
  const { linkPolicyForbidden: forbidden, paidSharing } = settings;
  if (forbidden === true || (forbidden === 'anonymous' && requested.scope === 'anonymous')) {
    throw accessDenied('The feature has been disabled. Please contact your admin to get it enabled.');
  }
  const isExtra = requested.hasPassword || requested.expirationDateTime !== undefined;
  if (item.drive.type === 'personal' && isExtra && !paidSharing) throw accessDenied();
  const allowed = applyLinkPolicy(requested, { policy: settings.linkPolicy, nowMs: clock() });
  const existing = item.permissions.find(
    (one) => one.type === allowed.type && one.scope === allowed.scope && isUnexpired(one, clock()),
  );
  if (existing !== undefined) return createdLinkReply(call, item, { permission: existing, status: 200 });
  const permission: SharingPermission = {
    ...allowed,
    id: item.drive.type === 'personal' ? randomBytes(12).toString('hex') : randomUUID(),
    token: `E${randomBytes(18).toString('base64url')}`,
  };
  item.permissions.push(permission);
  return createdLinkReply(call, item, { permission, status: 201 });
}

/** With the headers that come with every createLink (recorded by pnp/pnpcore and in rclone/rclone#7898). */
function createdLinkReply(
  call: GraphCall,
  item: DriveItem,
  options: { permission: SharingPermission; status: number },
): EmulatorReply {
  const { drive } = item;
  const site = drive.siteId === undefined ? '' : `/sites('${drive.siteId}')`;
  const address = `${site}/drives('${drive.id}')/items('${item.id}')/permissions('${options.permission.id}')`;
  return {
    ...permissionReply(call, item, options),
    headers: {
      location:
        drive.type === 'personal' ? call.origin : `${new URL(drive.webUrl).origin}/_api/v2.0${address}`,
      deprecation: 'Fri, 03 Sep 2021 23:59:59 GMT',
      sunset: 'Sun, 01 Oct 2023 23:59:59 GMT',
      link: '<https://developer.microsoft-tst.com/en-us/graph/changes?$filterby=v1.0,Removal&from=2021-09-01&to=2021-10-01>;rel="deprecation";type="text/html"',
    },
  };
}

type LinkRequest = Omit<SharingPermission, 'id' | 'token'>;

/** Applies the tenant's policy to the requested link. */
function applyLinkPolicy(
  requested: LinkRequest,
  { policy, nowMs }: { policy: LinkPolicy; nowMs: number },
): LinkRequest {
  const { expirationDateTime: requestedEnd, ...rest } = requested;
  const end = expirationUnderPolicy(requestedEnd, { policy, nowMs });
  return {
    ...rest,
    type: policy.type ?? requested.type,
    scope: policy.scope ?? requested.scope,
    hasPassword: requested.hasPassword && policy.withoutPassword !== true,
    ...(end === undefined ? {} : { expirationDateTime: end }),
  };
}

const dayMs = 24 * 60 * 60_000;

function expirationUnderPolicy(
  requestedEnd: string | undefined,
  { policy, nowMs }: { policy: LinkPolicy; nowMs: number },
): string | undefined {
  const { ends } = policy;
  if (ends === undefined) return requestedEnd;
  if (typeof ends === 'string') return ends === 'never' ? undefined : '0001-01-01T00:00:00Z';
  const latestMs = nowMs + ends.maxDays * dayMs;
  return isoSeconds(Math.min(latestMs, requestedEnd === undefined ? latestMs : Date.parse(requestedEnd)));
}

/** False for an expired link: it no longer works, and createLink creates a new one. */
export function isUnexpired({ expirationDateTime }: SharingPermission, nowMs: number): boolean {
  const endMs = Date.parse(expirationDateTime ?? '');
  return Number.isNaN(endMs) || new Date(endMs).getUTCFullYear() <= 1 || endMs > nowMs;
}

function readLinkRequest(item: DriveItem, body: JsonObject): LinkRequest {
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
  call: GraphCall,
  item: DriveItem,
  options: { permission: SharingPermission; status: number },
): EmulatorReply {
  const context = `${call.origin}/v1.0/$metadata#permission`;
  return {
    status: options.status,
    json: { '@odata.context': context, ...permissionJson(item, options.permission) },
  };
}

/** GET …/permissions, GET and DELETE …/permissions/{id}. */
export function permissionsReply(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  const deleting = call.request.method === 'DELETE';
  checkAccess(call, resolved.base, deleting ? 'write' : 'read');
  const item = requireItem(resolved);
  const id = resolved.action[1];
  const owner = ownerPermissionJson(call.service, item);
  if (id === undefined) {
    if (deleting) throw badRequest('A permission id is needed.');
    const value = [owner, ...item.permissions.map((one) => permissionJson(item, one))];
    return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#permissions`, value } };
  }
  if (id === owner.id) {
    if (deleting) throw accessDenied();
    return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#permission`, ...owner } };
  }
  const index = item.permissions.findIndex((one) => one.id === id);
  const permission = item.permissions[index];
  if (permission === undefined) throw itemNotFound();
  if (!deleting) return permissionReply(call, item, { permission, status: 200 });
  item.permissions.splice(index, 1);
  return { status: 204 };
}

/** PATCH …/permissions/{id} and POST …/permissions/{id}/grant. */
export function changePermission(call: GraphCall, resolved: ResolvedItem): never {
  checkAccess(call, resolved.base, 'write');
  throw notEmulatedError('Changing a permission');
}

/** POST …/invite: 400, as the service answers for more and more accounts (rclone, skipIfSharingRefused). */
export function inviteReply(call: GraphCall, resolved: ResolvedItem): never {
  checkAccess(call, resolved.base, 'write');
  requireItem(resolved);
  throw new GraphError({ status: 400, code: 'sharingFailed', message: 'Sharing failed.' });
}

const previewableTypes = /^(image\/|text\/plain$|application\/(pdf$|vnd\.openxmlformats))/;
const sizes = { small: 96, medium: 176, large: 800 } as const;

/** GET …/thumbnails, …/thumbnails/0, …/thumbnails/0/large and its `/content`. Empty for a file without a preview. */
export function thumbnailsReply(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  const item = requireItem(resolved);
  const preview = item.children === undefined && previewableTypes.test(mimeType(item.name));
  const set: JsonObject = { id: '0' };
  for (const [name, edge] of Object.entries(sizes)) {
    set[name] = {
      height: Math.round((edge * 2) / 3),
      width: edge,
      url: `${call.service.downloadUrls.urlOf(item)}&thumb=${name}`,
    };
  }
  const [, id, size, content] = resolved.action;
  const base = `${call.origin}/v1.0/$metadata#thumbnails`;
  const selected = (call.query.get('$select') ?? call.query.get('select') ?? '').split(',').filter(Boolean);
  const chosen = Object.entries(set).filter(
    ([name]) => selected.length === 0 || [...selected, 'id'].includes(name),
  );
  const value = preview ? [Object.fromEntries(chosen)] : [];
  if (id === undefined) return { status: 200, json: { '@odata.context': base, value } };
  if (!preview || id !== '0') throw itemNotFound();
  if (size === undefined) return { status: 200, json: { '@odata.context': base, ...set } };
  const one = set[size];
  if (one === undefined || size === 'id') throw itemNotFound();
  if (content === 'content')
    return { status: 302, headers: { location: call.service.downloadUrls.urlOf(item) }, text: '' };
  return { status: 200, json: { '@odata.context': base, ...Object(one) } };
}
