/**
 * Parses Graph paths: plain segments, and item paths between colons (`root:/a/b:/content`). Only empty segments are
 * ignored: `..` is treated as a name and refused. Source: OneDrive/onedrive-api-docs, addressing-driveitems.md.
 */
import { badRequest, invalidRequest } from '../core/errors.ts';

/** A decoded segment, or the names of a path between colons. */
export type PathPart = string | readonly string[];

/** Parses a raw path after the version: `/me/drive/root:/a%20b:/content` → `me drive root [a b] content`. */
export function parseResourcePath(rawPath: string): PathPart[] {
  const parts: PathPart[] = [];
  let rest = decodeDelimiters(rawPath);
  while (rest !== '') {
    const colon = rest.search(/:(\/|$)/);
    const plain = colon < 0 ? rest : rest.slice(0, colon);
    // `//me` and `me/drive/` are the same as `me`, `me/drive`: Microsoft's own pages and SDKs have both.
    for (const segment of plain.split('/').filter(Boolean)) parts.push(readSegment(segment));
    if (colon < 0) break;
    rest = rest.slice(colon + 1);
    if (rest === '') throw invalidRequest('The resource path is incomplete.');
    const end = rest.indexOf(':', 1);
    // `items/ID:/` and `sites/HOST:/` are the item and the site.
    if (end >= 0 || rest !== '/') parts.push(readPathNames(end < 0 ? rest : rest.slice(0, end)));
    if (end < 0) break;
    rest = rest.slice(end + 1);
    if (rest !== '' && !rest.startsWith('/')) throw invalidRequest('A path must not hold a colon.');
  }
  return parts;
}

/** True if the request names the drive by its id: `/drives/{id}/…` or `/me/drives/{id}/…`. */
export function isAddressedByDriveId(rawTarget: string): boolean {
  return /^\/(v1\.0|beta)\/+(me\/+)?drives\//i.test(rawTarget);
}

/**
 * Decodes colons and slashes if the first colon that separates, or the slash behind it, is percent-encoded. Microsoft's
 * SDKs send a whole path as an id: `items/root%3A%2Fa.bin%3A/content` (msgraph-sdk-java#1804).
 */
function decodeDelimiters(rawPath: string): string {
  const first = /(?::|%3A)(?:\/|%2F|$)/i.exec(rawPath)?.[0] ?? '';
  return first.includes('%') ? rawPath.replace(/%3A/gi, ':').replace(/%2F/gi, '/') : rawPath;
}

function readSegment(raw: string): string {
  const segment = decodeSegment(raw);
  if (segment === '.' || segment === '..') {
    throw badRequest(`Resource not found for the segment '${segment}'.`);
  }
  return segment;
}

function readPathNames(raw: string): string[] {
  const names = raw.split('/').slice(1).map(decodeSegment);
  if (names.at(-1) === '' && names.length > 1) names.pop();
  if (names.length === 0 || names.some((name) => name === '')) {
    throw invalidRequest('A valid path must be provided.');
  }
  const dots = names.some((name) => name === '.' || name === '..');
  if (dots) throw invalidRequest('The path holds a relative segment.', 'invalidPath');
  return names;
}

/** Percent-decodes a segment. Throws a 400 if an escape is invalid. */
export function decodeSegment(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw badRequest('The request URI is not well-formed.');
  }
}
