/**
 * `shares/{id}`: an item found by a sharing link or by its address in a browser. Knows links; what is then
 * done with the item is items'.
 */
import { checkAccess } from './access.ts';
import type { Part } from './address.ts';
import { itemReply } from './itemreply.ts';
import { itemRoute } from './items.ts';
import type { EmulatorReply } from './message.ts';
import { placeAt } from './place.ts';
import { badRequest, invalidRequest, itemNotFound } from './refusal.ts';
import type { Call } from './service.ts';
import { child, type Item } from './tree.ts';

/** `shares/{u!…}/driveItem` and what may follow: a sharing link or an item's webUrl, base64url-encoded. */
export function shareRoute(
  call: Call,
  shareId: string,
  parts: readonly Part[],
): EmulatorReply | Promise<EmulatorReply> {
  if (!/^[us]!/.test(shareId)) throw invalidRequest('The sharing token is invalid.');
  const link = Buffer.from(shareId.slice(2), 'base64url').toString();
  const item = shared(call, link);
  if (item === undefined)
    throw itemNotFound('The sharing link no longer exists, or you do not have permission to access it.');
  checkAccess(call.caller, item, 'read');
  const [word, ...rest] = parts;
  if (word === undefined) return { status: 200, json: { id: shareId, name: item.name } };
  if (word !== 'driveItem' && word !== 'root')
    throw badRequest(`Resource not found for the segment '${String(word)}'.`);
  if (rest.length === 0 && call.request.method === 'GET') return itemReply(call, item);
  return itemRoute(call, placeAt(call, item.drive, ['items', item.id, ...rest]));
}

function shared(call: Call, link: string): Item | undefined {
  for (const drive of call.service.store.drives.values()) {
    if (link.startsWith(`${drive.webUrl}/`) || link === drive.webUrl) {
      const names = link.slice(drive.webUrl.length).replace(/\?.*$/, '').split('/').filter(Boolean);
      let at: Item | undefined = drive.root;
      for (const name of names) at = at === undefined ? undefined : child(at, decodeURIComponent(name));
      return at;
    }
    for (const item of drive.items.values()) {
      if (item.permissions.some((one) => link.endsWith(`/${one.token}`))) return item;
    }
  }
  return undefined;
}
