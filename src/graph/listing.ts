/**
 * Reads a Graph collection to its end, page by page. An invalid or endless list is a failure, never an empty or shorter
 * list: files are deleted and restored by what a list contains.
 */
import { Failure } from '../core/errors.ts';
import { asObject, asString } from '../core/json.ts';
import type { GraphClient } from './client.ts';

/** Two million items at 200 per page. */
const maxPages = 10_000;
/** Consecutive pages without new items. Items that change while we read may appear twice (facts.md, "Listings"). */
const maxIdlePages = 100;

/** Returns all values of a collection. If an id appears twice, the later value wins. */
export async function readCollection(
  graph: Pick<GraphClient, 'request' | 'graphHost'>,
  address: string,
  operation: string,
): Promise<unknown[]> {
  const values = new Map<unknown, unknown>();
  const visitedPaths = new Set<string>();
  let idlePages = 0;
  for (let path = address; ; ) {
    const { body } = await graph.request({ method: 'GET', path, operation, mayBeLarge: true });
    if (!Array.isArray(body.value)) throw listFailure(operation, 'the answer contains no list');
    const before = values.size;
    for (const value of body.value) values.set(asString(asObject(value)?.id) || Symbol('no id'), value);
    idlePages = values.size === before ? idlePages + 1 : 0;
    const next = parseNextLink(body['@odata.nextLink'], graph.graphHost);
    if (next === undefined) return [...values.values()];
    if (next === 'odd') throw listFailure(operation, 'the link to its next page is not valid');
    if (visitedPaths.has(next)) throw listFailure(operation, 'its pages repeat');
    if (visitedPaths.add(next).size >= maxPages || idlePages >= maxIdlePages)
      throw listFailure(operation, 'its pages do not end');
    path = next;
  }
}

/** Returns the link to the next page as a path; `odd` if it does not lead to the same service. */
function parseNextLink(link: unknown, graphHost: string): string | undefined {
  if (link === undefined || link === null) return undefined;
  const url = URL.canParse(asString(link)) ? new URL(asString(link)) : undefined;
  if (url?.protocol !== 'https:' || url.host !== graphHost || !url.pathname.startsWith('/v1.0/'))
    return 'odd';
  return url.pathname.slice('/v1.0'.length) + url.search;
}

function listFailure(operation: string, reason: string): Failure {
  return new Failure(`${operation}: ${reason}`, {
    code: 'bad-listing',
    kind: 'service',
    hint: 'the list may be incomplete, so it is not used; run again later',
  });
}
