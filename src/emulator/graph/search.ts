/**
 * `search(q='…')`: items below a folder with this text in their name. The service also looks into contents and metadata,
 * and finds new items only after a while. Source: the driveitem-search documentation page.
 */
import { badRequest, methodNotAllowed } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { type DriveItem, descendants } from '../drive/tree.ts';
import { driveItemJson } from './json.ts';
import type { JsonObject } from './json-values.ts';
import { checkAccess } from './permissions.ts';
import { applySelect, pageLink, parseSkipToken, parseTop } from './query.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/** The text of `search(q='text')`, with single quotes. Undefined for any other segment. */
export function searchText(segment: string): string | undefined {
  return /^(?:microsoft\.graph\.)?search\(q='(.*)'\)$/s.exec(segment)?.[1]?.replaceAll("''", "'");
}

/** GET …/search(q='…'), in pages. An empty text finds everything. */
export function searchItems(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  if (call.request.method !== 'GET') throw methodNotAllowed();
  checkAccess(call, resolved.base, 'read');
  const wanted = searchText(resolved.action[0] ?? '')?.toLowerCase();
  if (wanted === undefined) throw badRequest('The parameter q is missing.');
  const found = [...descendants(requireItem(resolved))].filter(
    ({ name, hiddenRequests }) => hiddenRequests <= 0 && name.toLowerCase().includes(wanted),
  );
  return itemPageReply(call, found, (item) => searchHit(driveItemJson(call.service, item), item));
}

/** A page of items that are not the children of one folder. */
export function itemPageReply(
  call: GraphCall,
  items: readonly DriveItem[],
  toJson: (item: DriveItem) => JsonObject,
): EmulatorReply {
  const skip = Number(parseSkipToken(call.query) ?? 0);
  const end = skip + parseTop(call.query);
  return {
    status: 200,
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#Collection(driveItem)`,
      ...(items.length > end ? { '@odata.nextLink': pageLink(call, '$skiptoken', end) } : {}),
      value: items.slice(skip, end).map((item) => applySelect(toJson(item), call.query)),
    },
  };
}

/** A search reports no children (microsoft-graph-docs#19306), and on personal drives of the new stack less than that. */
function searchHit(json: JsonObject, { children, isPackage, drive }: DriveItem): JsonObject {
  const isFolder = children !== undefined && isPackage !== true;
  const fields = drive.stack === 'new' ? indexedFields(json) : json;
  return { ...fields, ...(isFolder ? { folder: { childCount: 0 } } : {}), searchResult: {} };
}

/** Without tags, hashes, authors and addresses of contents (SkardiLabs/skardi, `drive_item_search.json`). */
function indexedFields(json: JsonObject): JsonObject {
  const missing = /^(@.*|eTag|cTag|createdBy|lastModifiedBy|isAuthoritative)$/;
  const { parentReference, file, ...rest } = json;
  const { siteId: _site, ...parent } = Object(parentReference);
  const { hashes: _hashes, ...fileFacet } = Object(file);
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !missing.test(name))),
    parentReference: parent,
    ...(file === undefined ? {} : { file: fileFacet }),
  };
}
