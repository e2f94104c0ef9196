/**
 * Drives, items and permissions as JSON, the way each sort of drive words them. Reads the store, changes
 * nothing.
 */
import { extname } from 'node:path';
import { cTag, eTag } from '../core/ids.ts';
import { type Drive, type Item, type Permission, pathOf } from '../drive/tree.ts';
import type { Service } from './service.ts';

/** A JSON object on its way out. */
export type Json = Record<string, unknown>;

const mimeTypes: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.html': 'text/html',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** The media type the service derives from a name. */
export function mimeType(name: string): string {
  return mimeTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** A driveItem as Graph gives it. `raw` is the form of SharePoint's own `_api/v2.0`, as an upload's last answer has it. */
export function driveItem(service: Service, item: Item, raw = false): Json {
  const { drive } = item;
  const by = { user: { displayName: service.directory.me.displayName } };
  const isFile = item.children === undefined && item.remote === undefined;
  const download = raw ? '@content.downloadUrl' : '@microsoft.graph.downloadUrl';
  return {
    ...(isFile ? { [download]: service.tickets.urlOf(item) } : {}),
    createdBy: by,
    createdDateTime: seconds(item.createdMs),
    eTag: eTag(drive.type, item),
    id: item.id,
    lastModifiedBy: by,
    lastModifiedDateTime: seconds(item.modifiedMs),
    name: item.name,
    parentReference: parentReference(service, item),
    webUrl: webUrl(item),
    ...(item.children === undefined || drive.type === 'personal' ? { cTag: cTag(drive.type, item) } : {}),
    ...(item.description === undefined ? {} : { description: item.description }),
    ...(isFile ? { file: fileFacet(service, item) } : {}),
    ...containerFacet(item),
    ...(item.remote === undefined ? {} : { remoteItem: remoteFacet(item.remote) }),
    fileSystemInfo: {
      createdDateTime: seconds(item.fileCreatedMs),
      lastModifiedDateTime: seconds(item.fileModifiedMs),
    },
    ...(item.parent === undefined ? { root: {} } : {}),
    ...(item === drive.approot ? { specialFolder: { name: 'approot' } } : {}),
    ...(item.permissions.length > 0 ? { shared: { scope: item.permissions.at(-1)?.scope } } : {}),
    size: item.sizeBytes,
  };
}

function containerFacet({ children, isPackage }: Item): Json {
  if (children === undefined) return {};
  return isPackage === true ? { package: { type: 'oneNote' } } : { folder: { childCount: children.size } };
}

/** What is told, on one drive, of an item on another. */
export function remoteFacet(item: Item): Json {
  return {
    id: item.id,
    name: item.name,
    size: item.sizeBytes,
    webUrl: webUrl(item),
    ...containerFacet(item),
    parentReference: { driveId: item.drive.id, driveType: item.drive.type, id: item.parent?.id ?? '' },
  };
}

/** What delta tells of an item that is gone. */
export function deletedItem(item: Item): Json {
  return { id: item.id, deleted: { state: 'deleted' }, parentReference: { driveId: item.drive.id } };
}

function fileFacet(service: Service, item: Item): Json {
  const { omitHashes, omitZeroByteHashes } = service.settings;
  const bare = item.quickXorHash === undefined || omitHashes || (omitZeroByteHashes && item.sizeBytes === 0);
  return {
    ...(bare ? {} : { hashes: { quickXorHash: item.quickXorHash } }),
    mimeType: mimeType(item.name),
  };
}

function parentReference(service: Service, item: Item): Json {
  const { drive, parent } = item;
  const common = { driveId: drive.id, driveType: drive.type };
  if (parent === undefined) return common;
  const escaped = escapedPath(parent);
  const tail = service.settings.lowerCaseParent
    ? escaped.replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase())
    : escaped;
  const root = drive.type === 'personal' ? '/drive/root:' : `/drives/${drive.id}/root:`;
  return {
    ...common,
    id: parent.id,
    name: parent.parent === undefined ? 'root' : parent.name,
    path: `${root}${tail}`,
    ...(drive.siteId === undefined ? {} : { siteId: drive.siteId.split(',')[1] }),
  };
}

function webUrl(item: Item): string {
  const { drive } = item;
  if (drive.type === 'personal')
    return `https://onedrive.live.com/?cid=${drive.id.toLowerCase()}&id=${encodeURIComponent(item.id)}`;
  return drive.webUrl + escapedPath(item);
}

/** From the drive's root, each name escaped, with a slash before it. */
function escapedPath(item: Item): string {
  return pathOf(item)
    .map((name) => `/${encodeURIComponent(name)}`)
    .join('');
}

/** A drive as Graph gives it. */
export function driveJson(service: Service, drive: Drive): Json {
  return {
    id: drive.id,
    driveType: drive.type,
    name: drive.name,
    webUrl: drive.webUrl,
    createdDateTime: seconds(drive.root.createdMs),
    lastModifiedDateTime: seconds(drive.root.modifiedMs),
    owner:
      drive.type === 'documentLibrary'
        ? { group: { displayName: drive.ownerName } }
        : {
            user: {
              ...(drive.holder === 'me' && { id: service.directory.me.id }),
              displayName: drive.ownerName,
            },
          },
    quota: quota(service, drive),
  };
}

function quota(service: Service, drive: Drive): Json {
  if (service.settings.quotaZeros) return { deleted: 0, remaining: 0, state: 'normal', total: 0, used: 0 };
  const total = service.settings.quotaBytes;
  const used = drive.root.sizeBytes;
  const remaining = Math.max(0, total - used);
  return { deleted: 0, remaining, state: quotaState(remaining, total), total, used };
}

function quotaState(remaining: number, total: number): string {
  if (remaining === 0) return 'exceeded';
  if (remaining < total / 100) return 'critical';
  return remaining < total / 10 ? 'nearing' : 'normal';
}

/** Where a sharing link leads. */
export function linkAddress(item: Item, { token }: Permission): string {
  const kind = item.children === undefined ? 'u' : 'f';
  if (item.drive.type === 'personal') return `https://1drv.ms/${kind}/${token}`;
  return `${new URL(item.drive.webUrl).origin}/:${kind}:/g/${token}`;
}

/** A permission of an item, as createLink answers it. */
export function permissionJson(item: Item, permission: Permission): Json {
  const link = linkAddress(item, permission);
  return {
    id: permission.id,
    roles: [permission.type === 'edit' ? 'write' : 'read'],
    hasPassword: permission.hasPassword,
    ...(permission.expirationDateTime === undefined
      ? {}
      : { expirationDateTime: permission.expirationDateTime }),
    shareId: `u!${Buffer.from(link).toString('base64url')}`,
    link: {
      type: permission.type,
      scope: permission.scope,
      webUrl: link,
      preventsDownload: false,
      ...(permission.type === 'embed' ? { webHtml: `<iframe src="${link}"></iframe>` } : {}),
    },
  };
}

/** An instant the way items carry it: to the second, UTC. */
export function seconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
