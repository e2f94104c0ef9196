/**
 * A way down a drive, folder by folder, that ends whatever the drive lists. Knows ids and paths, and asks nobody.
 */
import { Failure } from '../core/errors.ts';

/** A path has 400 characters at most, so no folder lies deeper (docs/facts.md, "Listings"). */
const maxDepth = 200;

/** To be called with each folder before it is listed. Throws a Failure for one that was listed already, or lies too deep. */
export function createTraversalGuard(): (id: string, path: string) => void {
  const listed = new Set<string>();
  return (id, path) => {
    const where = path === '' ? 'the root' : path;
    if (listed.has(id))
      throw traversalFailure(`${where} is a folder that the drive lists in two places, or in itself`);
    listed.add(id);
    const levels = path.split('/').length;
    if (levels > maxDepth)
      throw traversalFailure(
        `${path.slice(0, 100)}… lies ${levels} folders deep, which no folder on a drive can`,
      );
  };
}

function traversalFailure(what: string): Failure {
  return new Failure(what, {
    kind: 'service',
    hint: 'what is there is not known, so nothing is judged by it; run again later, and if it stays look at that folder in a browser',
  });
}
