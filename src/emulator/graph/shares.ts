/** `shares/{id}`: finds an item by a sharing link or by its browser URL. */
import { badRequest, invalidRequest, itemNotFound } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { type DriveItem, findDescendant } from '../drive/tree.ts';
import { decodeSegment, type PathPart } from './address.ts';
import { itemReply } from './item-reply.ts';
import { itemRoute } from './items.ts';
import { checkAccess } from './permissions.ts';
import { resolveItem } from './resolve.ts';
import type { GraphCall } from './service.ts';
import { officeItemGuid } from './sharepoint-json.ts';
import { isUnexpired } from './sharing-links.ts';

const linkNotFoundMessage = 'The sharing link no longer exists, or you do not have permission to access it.';

/** Handles `shares/{u!…}/driveItem` and paths below it. The id is a base64url-encoded sharing link or webUrl. */
export function shareRoute(
  call: GraphCall,
  shareId: string,
  parts: readonly PathPart[],
): EmulatorReply | Promise<EmulatorReply> {
  if (!/^[us]!/.test(shareId)) throw invalidRequest('The sharing token is invalid.');
  const link = Buffer.from(shareId.slice(2), 'base64url').toString();
  // A personal item's own URL is no key (microsoftgraph/msgraph-sdk-dotnet#2604).
  if (/^https:\/\/onedrive\.live\.com\b/.test(link)) throw invalidRequest('Invalid shares key.');
  const item = findSharedItem(call, link);
  if (item === undefined) throw itemNotFound(linkNotFoundMessage);
  const redeems = /\bredeemSharingLink/.test(String(call.request.headers.prefer ?? ''));
  if (redeems) redeemSharingLink(item, link);
  checkShareAccess(call, item);
  const [word, ...rest] = parts;
  if (word === undefined) return { status: 200, json: { id: shareId, name: item.name } };
  if (word !== 'driveItem' && word !== 'root')
    throw badRequest(`Resource not found for the segment '${String(word)}'.`);
  if (rest.length === 0 && call.request.method === 'GET') return itemReply(call, item);
  return itemRoute(call, resolveItem(call, item.drive, ['items', item.id, ...rest]));
}

function checkShareAccess(call: GraphCall, item: DriveItem): void {
  try {
    checkAccess(call, item, 'read');
  } catch (error) {
    if (!call.service.settings.unfollowedLinkIsBadRequest) throw error;
    throw invalidRequest('Share url does not point to a drive item or no permission to access it');
  }
}

/**
 * Grants access to the item, as when the user opens the link in a browser. For `Prefer: redeemSharingLink`
 * (shares-get).
 */
function redeemSharingLink(item: DriveItem, link: string): void {
  const permission = item.permissions.find(({ token }) => linkToken(link) === token);
  if (permission === undefined || permission.scope === 'users') return;
  item.drive.sharedWithMe.set(item, permission.type === 'edit' ? 'write' : 'read');
}

function linkToken(link: string): string {
  return link.replace(/\?.*$/, '').split('/').at(-1) ?? '';
}

function findSharedItem(call: GraphCall, link: string): DriveItem | undefined {
  // `/:f:/r/sites/…` is an item's own URL in the form of a link.
  const plain = link.replace(/\/:[a-z]:\/r\//, '/').replace(/\?.*$/, '');
  const token = linkToken(link);
  const guid = officeItemGuid(link);
  const nowMs = call.service.clock();
  for (const drive of call.service.store.drives.values()) {
    if (plain.startsWith(`${drive.webUrl}/`) || plain === drive.webUrl) {
      return findDescendant(
        drive.root,
        plain.slice(drive.webUrl.length).split('/').filter(Boolean).map(decodeSegment),
      );
    }
    for (const item of drive.items.values()) {
      if (guid !== undefined && item.guid === guid) return item;
      if (item.permissions.some((one) => token === one.token && isUnexpired(one, nowMs))) return item;
    }
  }
  return undefined;
}
