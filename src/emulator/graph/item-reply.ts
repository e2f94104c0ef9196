/**
 * One item as an answer: context, `$select`, `$expand`. Knows nothing of how the item was found.
 */
import type { EmulatorReply } from '../core/messages.ts';
import type { Item } from '../drive/tree.ts';
import { driveItem, type Json } from './json.ts';
import { select } from './query.ts';
import type { Call } from './service.ts';

/** An item's JSON with its context, as single answers have it. */
export function itemReply(call: Call, item: Item, status = 200): EmulatorReply {
  const context = `${call.origin}/v1.0/$metadata#drives('${encodeURIComponent(item.drive.id)}')/items/$entity`;
  return {
    status,
    json: { '@odata.context': context, ...select(expanded(call, item), call.query) },
  };
}

function expanded(call: Call, item: Item): Json {
  const wanted = call.query.get('$expand') ?? '';
  const json = driveItem(call.service, item);
  if (/\bchildren\b/.test(wanted) && item.children !== undefined) {
    const inside = [...item.children.values()].slice(0, 200);
    return { ...json, children: inside.map((one) => driveItem(call.service, one)) };
  }
  return json;
}
