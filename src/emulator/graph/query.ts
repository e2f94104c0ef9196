/** OData query options: `$select`, `$top`, `$orderby`, `$skiptoken`. */
import { badRequest, invalidRequest } from '../core/errors.ts';
import type { DriveItem } from '../drive/tree.ts';
import type { JsonObject } from './json-values.ts';
import type { GraphCall } from './service.ts';

const defaultPageSize = 200;
const maxPageSize = 5000;

/** Keeps only the selected properties. `id` and annotations must be selected too. */
export function applySelect(json: JsonObject, query: URLSearchParams): JsonObject {
  const wanted = query.get('$select');
  if (wanted === null) return json;
  const names = new Set(wanted.split(',').map((name) => name.trim().split('/')[0] ?? ''));
  if (names.has('')) throw badRequest('Parsing OData Select and Expand failed: a name is missing.');
  if (names.has('*')) return json;
  const alias = names.has('content.downloadUrl') ? '@microsoft.graph.downloadUrl' : '';
  return Object.fromEntries(Object.entries(json).filter(([name]) => names.has(name) || name === alias));
}

/** `$top`, or 200. Throws a 400 if it is not a number. */
export function parseTop(query: URLSearchParams): number {
  const top = query.get('$top');
  if (top === null) return defaultPageSize;
  if (!/^\d{1,9}$/.test(top) || Number(top) === 0) {
    throw badRequest(`Invalid value '${top}' for $top query option found.`);
  }
  return Math.min(Number(top), maxPageSize);
}

/** The position after which a page starts: a count, or a name in the order of names. Undefined for the first page. */
export function parseSkipToken(query: URLSearchParams): number | string | undefined {
  const token = query.get('$skiptoken') ?? query.get('$skipToken');
  if (token === null) return undefined;
  const position = decodePositionToken(token);
  if (position === undefined) throw invalidRequest('The skip token is invalid.');
  return position;
}

/** Encodes a position as an opaque token. */
function encodePositionToken(position: number | string): string {
  const text = typeof position === 'number' ? `at-${position}` : `after-${position}`;
  return Buffer.from(text).toString('base64url');
}

/** Decodes a token of `encodePositionToken`. Returns undefined for any other text. */
export function decodePositionToken(token: string): number | string | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  const count = /^at-(\d{1,15})$/.exec(text)?.[1];
  return count === undefined ? /^after-(.*)$/s.exec(text)?.[1] : Number(count);
}

/**
 * The URL of the same request, from a position on. As recorded from Graph, `$` stays as it is and commas are escaped
 * (SkardiLabs/skardi, `drive_item_search.json`; pnp/pnpcore, `SiteEnumerationTests_Application`).
 */
export function pageLink(
  call: GraphCall,
  parameter: '$skiptoken' | 'token',
  position: number | string,
): string {
  const [address = '', query = ''] = call.request.rawTarget.split('?');
  const isPosition = parameter === 'token' ? /^token=/ : /^(\$|%24)skiptoken=/i;
  const kept = query.split('&').filter((part) => part !== '' && !isPosition.test(part));
  const own = `${parameter}=${encodePositionToken(position)}`;
  return `${call.origin}${address}?${[...kept.map((part) => part.replaceAll(',', '%2c')), own].join('&')}`;
}

/** The comparison for `$orderby`, or undefined for the order of names. */
export function parseOrderBy(
  query: URLSearchParams,
): ((left: DriveItem, right: DriveItem) => number) | undefined {
  const text = query.get('$orderby');
  if (text === null) return undefined;
  const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
  const keys: Readonly<Record<string, (item: DriveItem) => number | string>> = {
    name: (item) => item.name.toLowerCase(),
    size: (item) => item.sizeBytes,
    createddatetime: (item) => item.createdMs,
    lastmodifieddatetime: (item) => item.modifiedMs,
  };
  const key = keys[name.toLowerCase()];
  if (key === undefined) throw invalidRequest(`Ordering by '${name}' is not supported.`);
  return (left, right) => {
    const [a, b] = [key(left), key(right)];
    return sign * (a < b ? -1 : a > b ? 1 : 0);
  };
}
