/** Reads the content of an item from its pre-authenticated address, without an access token. */
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import type { HttpResponse, ResponseHead } from '../http/message.ts';
import { graphFailure, parseContentRange } from './parse.ts';
import { checkPreAuthenticatedUrl } from './upload-host.ts';

/** Takes a chunk of a content. The next one waits for the returned promise. */
export type ChunkHandler = (chunk: Uint8Array) => Promise<void> | void;

/** The content to read, and its receiver. */
export interface ContentRequest {
  readonly fromByte: number;
  /** Where the content is, from a listing; tried first, and not again if it is refused. */
  readonly knownUrl?: string | undefined;
  /**
   * Called when the response starts; returns the handler for its chunks. `startByte` is their offset, 0 if the range
   * was ignored (api-docs#670). `totalBytes` is the size of the whole content; undefined if unknown.
   */
  readonly onStart: (at: {
    readonly startByte: number;
    readonly totalBytes: number | undefined;
  }) => ChunkHandler;
}

interface ReadOptions {
  readonly http: HttpClient;
  readonly host: Host;
  /** Unknown hosts that were already warned about. */
  readonly warnedHosts: Set<string>;
  /** Asks Graph for the address. */
  readonly redirect: () => Promise<HttpResponse>;
}

/** Reads once. Throws a ServiceFailure for an error response, a Failure for an address that cannot be Microsoft's. */
export async function readContent(
  { fromByte, knownUrl, onStart }: ContentRequest,
  { http, host, warnedHosts, redirect }: ReadOptions,
): Promise<void> {
  const check = (response: HttpResponse, expected: readonly number[]) => {
    if (!expected.includes(response.status))
      throw graphFailure(response, 'read the content', host.clock.now());
  };
  const readFrom = async (url: string): Promise<HttpResponse> => {
    checkPreAuthenticatedUrl(url, { http, host, warnedHosts });
    let onChunk: ChunkHandler | undefined;
    const forward = (chunk: Uint8Array, head: ResponseHead) => {
      onChunk ??= onStart(parseContentRange(head));
      return onChunk(chunk);
    };
    const headers = fromByte === 0 ? {} : { range: `bytes=${fromByte}-` };
    const response = await http.send({ method: 'GET', url, headers, onChunk: forward });
    if (contentStatuses.includes(response.status) && onChunk === undefined)
      onStart(parseContentRange(response));
    return response;
  };
  if (knownUrl !== undefined) {
    const response = await readFrom(knownUrl);
    if (!staleStatuses.includes(response.status)) return check(response, contentStatuses);
  }
  const redirected = await redirect();
  check(redirected, [302]);
  check(await readFrom(redirected.headers.location ?? ''), contentStatuses);
}

const contentStatuses = [200, 206];
/** The address has expired, or belongs to a content that was replaced or moved. */
const staleStatuses = [400, 401, 403, 404, 410];
