/**
 * Guards a recursive listing of a drive against loops and endless depth.
 */
import { Failure } from '../core/errors.ts';

/** A path has at most 400 characters, so no folder is deeper (docs/facts.md, "Listings"). */
const maxDepth = 200;

/** Call the result with each folder before you list it. It throws a Failure for a repeated or too deep folder. */
export function createTraversalGuard(): (id: string, path: string) => void {
  const listed = new Set<string>();
  return (id, path) => {
    const where = path === '' ? 'the root' : path;
    if (listed.has(id))
      throw traversalFailure(`${where} is a folder that the drive lists in two places, or inside itself`);
    listed.add(id);
    const levels = path.split('/').length;
    if (levels > maxDepth)
      throw traversalFailure(`${path.slice(0, 100)}… is ${levels} folders deep, more than a drive allows`);
  };
}

function traversalFailure(what: string): Failure {
  return new Failure(what, {
    code: 'folder-loop',
    kind: 'service',
    hint: 'the list may be wrong, so it is not used; run again later, and if this happens again, look at that folder in a browser',
  });
}
