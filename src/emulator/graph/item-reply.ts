/** Replies with one item: context, `$select`, `$expand`. */
import type { EmulatorReply } from '../core/messages.ts';
import type { DriveItem } from '../drive/tree.ts';
import { isAddressedByDriveId } from './address.ts';
import { childrenByName } from './children-by-name.ts';
import { driveItemJson } from './json.ts';
import type { JsonObject } from './json-values.ts';
import { applySelect } from './query.ts';
import type { GraphCall } from './service.ts';

/** The reply to `If-None-Match` with the item's current tag. */
export const notModifiedReply: EmulatorReply = { status: 304, text: '' };

/** An item's JSON with its context, as in replies with a single item. */
export function itemReply(call: GraphCall, item: DriveItem, status = 200): EmulatorReply {
  const context = `${call.origin}/v1.0/$metadata#${itemContext(call, item)}/$entity`;
  return {
    status,
    json: { '@odata.context': context, ...applySelect(withExpandedChildren(call, item), call.query) },
  };
}

/** The collection that the item is from. It says how the item was asked for, but not on personal drives of the old stack. */
export function itemContext(call: GraphCall, { drive, parent }: DriveItem): string {
  if (drive.stack === 'old' || drive.holder !== 'me' || isAddressedByDriveId(call.request.rawTarget))
    return `drives('${encodeURIComponent(drive.id)}')/items`;
  const { alias, id } = call.service.tenant.me;
  const user = drive.type === 'personal' ? encodeURIComponent(alias) : id;
  return `users('${user}')/drive/${parent === undefined ? 'root' : 'items'}`;
}

function withExpandedChildren(call: GraphCall, item: DriveItem): JsonObject {
  const wanted = call.query.get('$expand') ?? '';
  const form = { byDriveId: isAddressedByDriveId(call.request.rawTarget) };
  const json = driveItemJson(call.service, item, form);
  if (/\bchildren\b/.test(wanted) && item.children !== undefined) {
    const inside = childrenByName(call.service.store, item).slice(0, 200);
    return { ...json, children: inside.map((one) => driveItemJson(call.service, one, form)) };
  }
  return json;
}
