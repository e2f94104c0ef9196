/** Formats drives, items and permissions as JSON, in the form of each kind of drive. */
import { cTag, eTag } from '../core/ids.ts';
import { type Drive, type DriveItem, encodedItemPath, type SharingPermission } from '../drive/tree.ts';
import { isoSeconds, type JsonObject } from './json-values.ts';
import { mimeType } from './mime-type.ts';
import {
  type ItemForm,
  newStackDriveFields,
  newStackItemFields,
  shownDriveId,
  vaultJson,
  withLowerCaseEscapes,
} from './personal-json.ts';
import type { GraphService } from './service.ts';
import {
  sharepointDriveFields,
  sharepointItemFields,
  sharepointLinkUrl,
  sharepointParentName,
  sharepointWebUrl,
} from './sharepoint-json.ts';

/** A driveItem as Graph returns it. */
export function driveItemJson(service: GraphService, item: DriveItem, form: ItemForm = {}): JsonObject {
  const { drive } = item;
  if (item.isVault === true) return vaultJson(service, item, form);
  const { displayName, alias: email, id } = service.tenant.me;
  const by = { user: { displayName, email, id } };
  const isFile = item.children === undefined && item.remote === undefined;
  const download = form.isStorageForm === true ? '@content.downloadUrl' : '@microsoft.graph.downloadUrl';
  return {
    ...(isFile ? { [download]: service.downloadUrls.urlOf(item) } : {}),
    ...(drive.type === 'personal' ? { createdBy: by, lastModifiedBy: by, eTag: eTag(drive, item) } : {}),
    createdDateTime: isoSeconds(item.createdMs),
    id: item.id,
    lastModifiedDateTime: isoSeconds(item.modifiedMs),
    name: item.name,
    parentReference: parentReference(service, item),
    webUrl: webUrl(item),
    ...(hasCTag(item) ? { cTag: cTag(drive, item) } : {}),
    ...(item.description === undefined ? {} : { description: item.description }),
    ...(isFile ? { file: fileFacet(service, item, form) } : {}),
    ...containerFacet(item),
    ...(item.remote === undefined ? {} : { remoteItem: remoteItemJson(service, item.remote) }),
    fileSystemInfo: {
      createdDateTime: isoSeconds(item.fileCreatedMs),
      lastModifiedDateTime: isoSeconds(item.fileModifiedMs),
    },
    ...(item.parent === undefined ? { root: {} } : {}),
    ...(item.specialFolder === undefined ? {} : { specialFolder: { name: item.specialFolder } }),
    ...(item.permissions.length > 0 ? { shared: { scope: item.permissions.at(-1)?.scope } } : {}),
    size: item.sizeBytes,
    ...(drive.stack === 'new' ? newStackItemFields(service, item, form) : {}),
    ...(drive.type === 'personal' ? {} : sharepointItemFields(service, item)),
  };
}

/** The root of a drive of the new stack has none. */
function hasCTag({ drive, parent }: DriveItem): boolean {
  return drive.stack === 'old' || (drive.stack === 'new' && parent !== undefined);
}

function containerFacet({ children, isPackage }: DriveItem): JsonObject {
  if (children === undefined) return {};
  return isPackage === true ? { package: { type: 'oneNote' } } : { folder: { childCount: children.size } };
}

/** An item on another drive, as a `remoteItem`. */
export function remoteItemJson(service: GraphService, item: DriveItem): JsonObject {
  return {
    id: item.id,
    name: item.name,
    size: item.sizeBytes,
    webUrl: webUrl(item),
    ...containerFacet(item),
    parentReference: {
      driveId: shownDriveId(service, item.drive),
      driveType: item.drive.type,
      id: item.parent?.id ?? '',
    },
  };
}

/** A deleted item, as delta returns it. */
export function deletedItemJson(service: GraphService, item: DriveItem): JsonObject {
  const driveId = shownDriveId(service, item.drive);
  return { id: item.id, deleted: { state: 'deleted' }, parentReference: { driveId } };
}

function fileFacet(service: GraphService, item: DriveItem, { inDelta }: ItemForm): JsonObject {
  const { omitHashes, omitZeroByteHashes } = service.settings;
  const { quickXorHash, shaHashes, sizeBytes } = item;
  const hashes = { quickXorHash, ...(inDelta === true ? {} : shaHashes) };
  return {
    ...(quickXorHash === undefined || omitHashes
      ? {}
      : { hashes: omitZeroByteHashes && sizeBytes === 0 ? {} : hashes }),
    mimeType: mimeType(item.name),
  };
}

function parentReference(service: GraphService, item: DriveItem): JsonObject {
  const { drive, parent } = item;
  const common = { driveId: shownDriveId(service, drive), driveType: drive.type };
  if (parent === undefined) return common;
  const path = encodedItemPath(parent);
  const root = drive.type === 'personal' ? '/drive/root:' : `/drives/${drive.id}/root:`;
  return {
    ...common,
    id: parent.id,
    name: drive.type === 'personal' && parent.parent === undefined ? 'root' : sharepointParentName(item),
    path: `${root}${service.settings.lowerCaseParent ? withLowerCaseEscapes(path) : path}`,
    ...(drive.siteId === undefined ? {} : { siteId: drive.siteId.split(',')[1] }),
  };
}

function webUrl(item: DriveItem): string {
  const { drive } = item;
  if (drive.type === 'personal')
    return `https://onedrive.live.com/?cid=${drive.id.toLowerCase()}&id=${encodeURIComponent(item.id)}`;
  return sharepointWebUrl(item);
}

/** A drive as Graph returns it. */
export function driveJson(service: GraphService, drive: Drive): JsonObject {
  return {
    id: shownDriveId(service, drive),
    driveType: drive.type,
    name: drive.name,
    webUrl: drive.webUrl,
    createdDateTime: isoSeconds(drive.root.createdMs),
    lastModifiedDateTime: isoSeconds(drive.root.modifiedMs),
    owner: {
      user: {
        ...(drive.holder === 'me' && { id: service.tenant.me.id }),
        displayName: drive.ownerName,
      },
    },
    quota: quotaFacet(service, drive),
    ...(drive.stack === 'new' ? newStackDriveFields(service, drive) : {}),
    ...(drive.type === 'personal' ? {} : sharepointDriveFields(service, drive)),
  };
}

function quotaFacet(service: GraphService, drive: Drive): JsonObject {
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

/** The URL of a sharing link. */
export function sharingLinkUrl(item: DriveItem, { token }: SharingPermission): string {
  const kind = item.children === undefined ? 'u' : 'f';
  const { type, stack, id } = item.drive;
  if (type === 'personal')
    return `https://1drv.ms/${kind}/${stack === 'new' ? `c/${id.toLowerCase()}/` : ''}${token}`;
  return sharepointLinkUrl(item, token);
}

/** A permission of an item, as createLink returns it. */
export function permissionJson(item: DriveItem, permission: SharingPermission): JsonObject {
  const link = sharingLinkUrl(item, permission);
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
