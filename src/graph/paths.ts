/**
 * Encodes remote paths for Graph addresses. Source: learn.microsoft.com/onedrive/developer "Addressing resources in a
 * drive"; docs/facts.md, "Paths", for what that page leaves out.
 */
import { Failure } from '../core/errors.ts';
import { quote } from '../core/format.ts';

/**
 * Returns a path in Graph's colon form: `/root:/a%20b/c.txt:`, or `/root` for the root, which takes no colon. With a
 * base id it starts from that folder: `/items/ID:/c.txt:`. Refuses `.` and `..`, which a URL parser would resolve to
 * another item.
 */
export function itemAddress(remotePath: string, baseId?: string): string {
  const base = baseId === undefined ? '/root' : `/items/${encodeSegment(baseId)}`;
  return remotePath === '' ? base : `${base}:/${encodePath(remotePath)}:`;
}

/** Encodes each segment, including `'`, which the service sometimes reads as the end of a literal. */
function encodePath(remotePath: string): string {
  return remotePath.split('/').map(encodeSegment).join('/');
}

/** One path segment or id, percent-encoded. Throws a Failure of kind `usage` for `.`, `..` and the empty segment. */
export function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..')
    throw new Failure(`not a valid path segment: ${quote(segment)}`, {
      code: 'bad-input',
      kind: 'usage',
      hint: 'write paths and ids without empty, . or .. segments',
    });
  return encodeURIComponent(segment).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Decodes percent-encoding. Returns the text unchanged if it contains a lone `%`. */
export function percentDecode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** The folder part of a remote path; `''` at the root. */
export function parentPathOf(remotePath: string): string {
  return remotePath.slice(0, Math.max(0, remotePath.lastIndexOf('/')));
}

/** The name part of a remote path. */
export function baseNameOf(remotePath: string): string {
  return remotePath.slice(remotePath.lastIndexOf('/') + 1);
}

/** The path of a name in a folder. */
export function joinRemotePath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The same for all paths that are one to OneDrive, which ignores case in names. */
export function pathKey(remotePath: string): string {
  return remotePath.toLowerCase();
}

/**
 * The same for all paths that may be one to OneDrive. It stores names as composed (NFC, or NFD from a Mac), but they
 * conflict with each other (rclone/rclone#8634, api-docs#351).
 */
export function normalizedPathKey(remotePath: string): string {
  return pathKey(remotePath.normalize('NFC')).normalize('NFC');
}
