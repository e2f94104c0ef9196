/** Decides whether a request is one that a planned fault applies to. */

/** The emulated services, as faults and the request log name them. */
export type Surface = 'identity' | 'graph' | 'upload' | 'github';

/** The requests that a fault applies to. What is left out matches any. */
export interface FaultMatch {
  readonly surface?: Surface;
  readonly method?: string;
  /** Part of the decoded path, or `/regex/`. On the upload host, the file's path is matched too. */
  readonly path?: string;
}

/** The parts of a request that a fault is matched against. */
export interface FaultTarget {
  readonly surface: string;
  readonly method: string;
  readonly paths: readonly string[];
  /** Content-Range, as sent. */
  readonly contentRange?: string | undefined;
  /** Content-Length in bytes. Undefined for a chunked body. */
  readonly bodyBytes?: number | undefined;
}

/** True if the fault applies to the request. */
export function matchesFault({ surface, method, path }: FaultMatch, target: FaultTarget): boolean {
  if (surface !== undefined && surface !== target.surface) return false;
  if (method !== undefined && method.toUpperCase() !== target.method) return false;
  if (path === undefined) return true;
  const pattern = pathPattern(path);
  return target.paths.some((text) => pattern?.test(text) ?? text.includes(path));
}

/** The expression of a path in the form `/expression/flags`; undefined for any other text. Throws when it is none. */
export function pathPattern(path: string): RegExp | undefined {
  const parts = /^\/(.+)\/([imsu]*)$/.exec(path);
  return parts === null ? undefined : new RegExp(parts[1] ?? '', parts[2]);
}

/** True for a fragment that ends where the file ends (`bytes 5-9/10`). */
export function isLastFragment({ contentRange = '' }: FaultTarget): boolean {
  const [, last, total] = /^bytes \d+-(\d+)\/(\d+)$/.exec(contentRange) ?? [];
  return last !== undefined && Number(last) + 1 === Number(total);
}
