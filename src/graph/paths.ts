/**
 * How a remote path becomes a part of a Graph address. Pure. Source: learn.microsoft.com/onedrive/developer
 * "Addressing resources in a drive"; docs/facts.md, "Paths", for what the page leaves out.
 */

/**
 * A path in Graph's colon form: `/root:/a%20b/c.txt:`, and `/root` for the root itself (which takes no colon).
 * With a base it begins at the folder of that id: `/items/ID:/c.txt:`. Each segment is encoded by itself; `.`
 * and `..` are refused before an address is made, because an URL parser would resolve them to somebody else's item.
 */
export function itemAddress(remotePath: string, baseId?: string): string {
  const base = baseId === undefined ? '/root' : `/items/${encodeSegment(baseId)}`;
  return remotePath === '' ? base : `${base}:/${encodePath(remotePath)}:`;
}

/** Segments percent-encoded and joined; `'` too, which the service takes for the end of a literal in places. */
function encodePath(remotePath: string): string {
  return remotePath.split('/').map(encodeSegment).join('/');
}

/** One path segment or id, percent-encoded. Throws a RangeError for `.`, `..` and the empty segment. */
export function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..')
    throw new RangeError(`no path segment: "${segment}"`);
  return encodeURIComponent(segment).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent-decoded; as it is where that is impossible, because a lone `%` stands in it. */
export function percentDecode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Folder part of a remote path, `''` for one at the root. */
export function parentPathOf(remotePath: string): string {
  return remotePath.slice(0, Math.max(0, remotePath.lastIndexOf('/')));
}

/** Name part of a remote path. */
export function baseNameOf(remotePath: string): string {
  return remotePath.slice(remotePath.lastIndexOf('/') + 1);
}

/** A name in a folder. */
export function joinRemotePath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** What two paths that OneDrive takes for one have in common: names are compared without case. */
export function pathKey(remotePath: string): string {
  return remotePath.toLowerCase();
}

/**
 * What two paths that OneDrive may take for one have in common: names keep the way that their letters are composed
 * (NFC, or NFD as a Mac has it), and clash without regard to it (rclone/rclone#8634, api-docs#351).
 */
export function normalizedPathKey(remotePath: string): string {
  return pathKey(remotePath.normalize('NFC')).normalize('NFC');
}
