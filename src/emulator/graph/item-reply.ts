/** Replies with one item: context, `$select`, `$expand`. */
import type { EmulatorReply } from '../core/messages.ts';
import type { DriveItem } from '../drive/tree.ts';
import { driveItemJson } from './json.ts';
import type { JsonObject } from './json-values.ts';
import { applySelect } from './query.ts';
import type { GraphCall } from './service.ts';

/** An item's JSON with its context, as in replies with a single item. */
export function itemReply(call: GraphCall, item: DriveItem, status = 200): EmulatorReply {
  const context = `${call.origin}/v1.0/$metadata#drives('${encodeURIComponent(item.drive.id)}')/items/$entity`;
  return {
    status,
    json: { '@odata.context': context, ...applySelect(withExpandedChildren(call, item), call.query) },
  };
}

function withExpandedChildren(call: GraphCall, item: DriveItem): JsonObject {
  const wanted = call.query.get('$expand') ?? '';
  const json = driveItemJson(call.service, item);
  if (/\bchildren\b/.test(wanted) && item.children !== undefined) {
    const inside = [...item.children.values()].slice(0, 200);
    return { ...json, children: inside.map((one) => driveItemJson(call.service, one)) };
  }
  return json;
}
