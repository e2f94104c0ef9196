/**
 * `shares/{id}`: an item found by a sharing link or by its address in a browser. Knows links; what is then
 * done with the item is items'.
 */
import { badRequest, invalidRequest, itemNotFound } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { below, type Item } from '../drive/tree.ts';
import { decoded, type Part } from './address.ts';
import { itemReply } from './item-reply.ts';
import { itemRoute } from './items.ts';
import { checkAccess } from './permissions.ts';
import { placeAt } from './resolve.ts';
import type { Call } from './service.ts';
import { isGood } from './sharing-links.ts';

const gone = 'The sharing link no longer exists, or you do not have permission to access it.';

/** `shares/{u!…}/driveItem` and what may follow: a sharing link or an item's webUrl, base64url-encoded. */
export function shareRoute(
  call: Call,
  shareId: string,
  parts: readonly Part[],
): EmulatorReply | Promise<EmulatorReply> {
  if (!/^[us]!/.test(shareId)) throw invalidRequest('The sharing token is invalid.');
  const link = Buffer.from(shareId.slice(2), 'base64url').toString();
  const item = shared(call, link);
  if (item === undefined) throw itemNotFound(gone);
  const redeems = /\bredeemSharingLink/.test(String(call.request.headers.prefer ?? ''));
  if (redeems) redeem(item, link);
  checkAccess(call, item, 'read');
  const [word, ...rest] = parts;
  if (word === undefined) return { status: 200, json: { id: shareId, name: item.name } };
  if (word !== 'driveItem' && word !== 'root')
    throw badRequest(`Resource not found for the segment '${String(word)}'.`);
  if (rest.length === 0 && call.request.method === 'GET') return itemReply(call, item);
  return itemRoute(call, placeAt(call, item.drive, ['items', item.id, ...rest]));
}

/** Who follows a link in a browser may use the item from then on; `Prefer: redeemSharingLink` does the same (shares-get). */
function redeem(item: Item, link: string): void {
  const permission = item.permissions.find(({ token }) => tokenOf(link) === token);
  if (permission === undefined || permission.scope === 'users') return;
  item.drive.lent.set(item, permission.type === 'edit' ? 'write' : 'read');
}

function tokenOf(link: string): string {
  return link.replace(/\?.*$/, '').split('/').at(-1) ?? '';
}

function shared(call: Call, link: string): Item | undefined {
  // `/:f:/r/sites/…` is an item's own address in the form of a link.
  const plain = link.replace(/\/:[a-z]:\/r\//, '/').replace(/\?.*$/, '');
  const token = tokenOf(link);
  const nowMs = call.service.clock();
  for (const drive of call.service.store.drives.values()) {
    if (plain.startsWith(`${drive.webUrl}/`) || plain === drive.webUrl) {
      return below(drive.root, plain.slice(drive.webUrl.length).split('/').filter(Boolean).map(decoded));
    }
    for (const item of drive.items.values()) {
      if (item.permissions.some((one) => token === one.token && isGood(one, nowMs))) return item;
    }
  }
  return undefined;
}
