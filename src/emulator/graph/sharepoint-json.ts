/**
 * The form of items, drives and links on work drives and in libraries, where it differs from personal drives. Sources:
 * recordings of pnp/cli-microsoft365 (`file-list.spec.ts`, 2021-09) and pnp/pnpcore (`ExecuteGraphBatchRequest-0-00002`,
 * `ShareFileOrganizationalLinkWithExpirationTest-1-00004`, 2024-07), and OneDrive/onedrive-api-docs#944.
 */
import { extname } from 'node:path';
import { cTag, eTag } from '../core/ids.ts';
import { type Drive, type DriveItem, encodedItemPath } from '../drive/tree.ts';
import type { JsonObject } from './json-values.ts';
import type { GraphService } from './service.ts';

const officeExtension = /^\.(docx?|docm|xlsx?|xlsm|pptx?|pptm)$/i;

/** The fields of an item that have a form of their own. The root of a drive has neither tags nor authors. */
export function sharepointItemFields(service: GraphService, item: DriveItem): JsonObject {
  if (item.parent === undefined) return { webUrl: item.drive.webUrl };
  const { alias: email, id, displayName } = service.tenant.me;
  const by = { user: { email, id, displayName } };
  return {
    createdBy: by,
    lastModifiedBy: by,
    eTag: eTag(item.drive, item),
    cTag: cTag(item.drive, item),
    webUrl: sharepointWebUrl(item),
  };
}

/** Office files open in the browser; everything else has its path. A quote is escaped, which a path need not be. */
export function sharepointWebUrl(item: DriveItem): string {
  const { drive, name, guid } = item;
  if (item.children !== undefined || !officeExtension.test(extname(name)))
    return drive.webUrl + encodedItemPath(item).replaceAll("'", '%27');
  const file = encodeURIComponent(name).replaceAll("'", '%27');
  const page = `${new URL(drive.webUrl).origin}${drive.sitePath}/_layouts/15/Doc.aspx`;
  return `${page}?sourcedoc=%7B${guid}%7D&file=${file}&action=default&mobileredirect=true`;
}

/** The id of the item that a `Doc.aspx` address opens, in upper case; undefined for any other address. */
export function officeItemGuid(address: string): string | undefined {
  return /\/_layouts\/15\/Doc\.aspx\?sourcedoc=(?:%7B|\{)([\da-f-]{36})(?:%7D|\})/i
    .exec(address)?.[1]
    ?.toUpperCase();
}

/** An item in the root of a library has a parent of the name that the library has in its URL. */
export function sharepointParentName({ parent, drive }: DriveItem): string {
  if (parent?.parent !== undefined) return parent.name;
  return decodeURIComponent(drive.webUrl.split('/').at(-1) ?? '');
}

/** The fields of a drive that have a form of their own. */
export function sharepointDriveFields({ tenant }: GraphService, drive: Drive): JsonObject {
  const system = { user: { displayName: 'System Account' } };
  const people = [tenant.me, ...tenant.people];
  const {
    id,
    alias: email,
    displayName,
  } = people.find(({ drives }) => drives.includes(drive)) ?? administrator;
  return {
    description: '',
    createdBy: system,
    lastModifiedBy: system,
    owner: { user: { email, id, displayName } },
  };
}

/** Who made the sites. */
const administrator = {
  id: '00000000-0e4d-4000-8000-0000000000ad',
  alias: 'admin@contoso.onmicrosoft.com',
  displayName: 'MOD Administrator',
};

const linkKinds: Readonly<Record<string, string>> = {
  ...{ '.docx': 'w', '.doc': 'w', '.xlsx': 'x', '.xls': 'x', '.pptx': 'p', '.ppt': 'p' },
  ...{ '.pdf': 'b', '.png': 'i', '.jpg': 'i', '.txt': 't' },
};

/** A sharing link says what it opens (`:w:` Word, `:f:` a folder) and on which site: `/:w:/s/SITE/TOKEN`. */
export function sharepointLinkUrl({ drive, name, children }: DriveItem, token: string): string {
  const kind = children === undefined ? (linkKinds[extname(name).toLowerCase()] ?? 'u') : 'f';
  const { origin } = new URL(drive.webUrl);
  const [, collection, rest] = /^\/(sites|teams)\/(.+)$/.exec(drive.sitePath) ?? [];
  const place = collection === undefined ? `g${drive.sitePath}` : `${collection.charAt(0)}/${rest}`;
  return `${origin}/:${kind}:/${place}/${token}`;
}
