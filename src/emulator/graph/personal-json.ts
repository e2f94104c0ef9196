/**
 * The form of drives and items on personal drives of the new stack, where it differs from the others. Sources: recordings
 * of SkardiLabs/skardi (`drive_items.json`, `drive_item_search.json`, 2026-08), of bradleymarques/microslop_one_drive
 * (`test/fixtures`, 2026-02), and the logs of rclone/rclone#8608.
 */
import { extname } from 'node:path';
import { cTag, eTag, withoutLeadingZeros } from '../core/ids.ts';
import { type Drive, type DriveItem, encodedItemPath, itemPath } from '../drive/tree.ts';
import { isoSeconds, type JsonObject } from './json-values.ts';
import type { GraphService } from './service.ts';

/** What the form of an item depends on, besides the item. */
export interface ItemForm {
  /** The form of SharePoint's `_api/v2.0`, which the last reply of an upload has. */
  readonly isStorageForm?: boolean;
  /** The request names the drive by its id. */
  readonly byDriveId?: boolean;
  /** A row of delta, which shows less. */
  readonly inDelta?: boolean;
}

/** The id of a drive as replies show it. */
export function shownDriveId({ settings }: GraphService, { id, type }: Drive): string {
  return settings.shortDriveIds && type === 'personal' ? withoutLeadingZeros(id).toLowerCase() : id;
}

/** The fields of an item that have a form of their own. */
export function newStackItemFields(service: GraphService, item: DriveItem, form: ItemForm): JsonObject {
  const { alias: email, id, displayName } = service.tenant.me;
  const by = { user: { email, id, displayName } };
  return {
    createdBy: by,
    lastModifiedBy: by,
    ...(form.byDriveId === true ? {} : { isAuthoritative: false }),
    parentReference: newStackParentReference(service, item, form),
    webUrl: newStackWebUrl(item),
    ...(item.children === undefined || item.isPackage === true ? {} : { folder: folderFacet(item) }),
  };
}

function folderFacet({ children }: DriveItem): JsonObject {
  const view = { sortBy: 'name', sortOrder: 'ascending', viewType: 'thumbnails' };
  return { childCount: children?.size ?? 0, view };
}

/**
 * Some rows have the raw path, and others of the same page the percent-encoded one. Which, nobody knows; here the length
 * of the item's own name decides.
 */
function hasEncodedPath(item: DriveItem): boolean {
  return item.name.length % 2 === 1;
}

function newStackParentReference(service: GraphService, item: DriveItem, form: ItemForm): JsonObject {
  const { drive, parent } = item;
  const driveId = shownDriveId(service, drive);
  const common = { driveType: drive.type, driveId };
  if (parent === undefined) return common;
  const rawPath = itemPath(parent).map((name) => `/${name}`);
  const path = hasEncodedPath(item) ? encodedItemPath(parent) : rawPath.join('');
  const shownPath = service.settings.lowerCaseParent ? withLowerCaseEscapes(path) : path;
  return {
    ...common,
    id: parent.id,
    // The root is the folder `Documents` of the owner's site.
    ...(form.inDelta === true ? {} : { name: parent.parent === undefined ? 'Documents' : parent.name }),
    path: `${form.byDriveId === true ? `/drives/${driveId}` : '/drive'}/root:${shownPath}`,
    siteId: drive.siteId?.split(',')[1],
  };
}

/** Writes percent-escapes in lower case. */
export function withLowerCaseEscapes(path: string): string {
  return path.replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase());
}

/** Three forms were recorded: one of folders and files, one of files alone, one of Office files. */
function newStackWebUrl(item: DriveItem): string {
  const cid = item.drive.id.toLowerCase();
  const guid = item.guid.toLowerCase();
  const itemUrl = `https://onedrive.live.com?cid=${item.drive.id}&id=${item.id}`;
  if (item.children !== undefined) return itemUrl;
  if (/^\.(docx?|xlsx?|pptx?)$/i.test(extname(item.name)))
    return `https://onedrive.live.com/personal/${cid}/_layouts/15/doc.aspx?resid=${guid}&cid=${cid}`;
  return hasEncodedPath(item) ? `https://onedrive.live.com/?id=${guid}&cid=${cid}` : itemUrl;
}

/**
 * The Personal Vault in a listing: it has neither `webUrl` nor the facet `folder`, and leads to a library that Graph does
 * not open (SkardiLabs/skardi, `drive_items.json`).
 */
export function vaultJson(service: GraphService, item: DriveItem, form: ItemForm): JsonObject {
  const by = { user: { displayName: 'System Account' } };
  const [createdDateTime, lastModifiedDateTime] = [isoSeconds(item.createdMs), isoSeconds(item.modifiedMs)];
  const [, siteId, webId] = item.drive.siteId?.split(',') ?? [];
  return {
    createdDateTime,
    eTag: eTag(item.drive, item),
    id: item.id,
    lastModifiedDateTime,
    name: item.name,
    cTag: cTag(item.drive, item),
    ...(form.byDriveId === true ? {} : { isAuthoritative: false }),
    size: 0,
    createdBy: by,
    lastModifiedBy: by,
    parentReference: newStackParentReference(service, item, form),
    fileSystemInfo: { createdDateTime, lastModifiedDateTime },
    remoteItem: {
      id: `01${item.guid.replaceAll('-', '')}`,
      size: 0,
      folder: { childCount: 0 },
      parentReference: { driveType: 'personal', driveId: `b!${'A'.repeat(64)}` },
      sharepointIds: {
        listId: webId,
        listItemUniqueId: item.guid.toLowerCase(),
        siteId,
        siteUrl: `https://my.microsoftpersonalcontent.com${item.drive.sitePath}`,
        webId,
      },
    },
  };
}

/** The fields of a drive that have a form of their own. Its id is in lower case, unlike in items. */
export function newStackDriveFields(service: GraphService, drive: Drive): JsonObject {
  const { me, people } = service.tenant;
  const owner = [me, ...people].find(({ drives }) => drives.includes(drive));
  const email = owner?.alias ?? '';
  const system = { user: { displayName: 'System Account' } };
  return {
    id: shownDriveId(service, drive).toLowerCase(),
    description: '',
    createdBy: system,
    lastModifiedBy: system,
    owner: { user: { email, displayName: email } },
  };
}
