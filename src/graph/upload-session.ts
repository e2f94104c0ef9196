/**
 * An upload session on the upload host: sends fragments, reads the server's position, deletes the session. The
 * uploadUrl is a credential: it is sent without Authorization and never shown; only the open-sessions file for post
 * holds it. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession.
 */
import { asString, parseJsonObject } from '../core/json.ts';
import type { HttpClient } from '../http/client.ts';
import type { HttpResponse, RequestBody } from '../http/message.ts';
import type { GraphClient } from './client.ts';
import { type DriveItem, graphFailure, parseDigits, parseDriveItem } from './parse.ts';
import { checkPreAuthenticatedUrl } from './upload-host.ts';

/** Bytes `[startByte, startByte + content.sizeBytes)` of `totalBytes`. */
export interface Fragment {
  readonly startByte: number;
  readonly totalBytes: number;
  readonly content: RequestBody;
}

/** The server's state: the finished item, or the first byte that it expects next, or neither. */
export interface UploadPosition {
  /** In the last response: true for a new item (201), false for a replaced one (200). */
  readonly created: boolean;
  readonly item: DriveItem | undefined;
  readonly nextByte: number | undefined;
}

export interface UploadSession {
  /** For the open-sessions file that post reads. Never logged. */
  readonly uploadUrl: string;
  /** Sends a fragment, without retries. Throws a ServiceFailure for any status but 2xx. */
  sendFragment(fragment: Fragment): Promise<UploadPosition>;
  /** Reads the server's position. 404 means that the session is over, finished or not. */
  readPosition(): Promise<UploadPosition>;
  /** Deletes the session, which frees its name. One attempt of at most 4 s. */
  cancel(): Promise<void>;
}

/** Creates a session from Graph's uploadUrl. Throws if it cannot be an upload host's. */
export function openUploadSession(
  graph: GraphClient,
  options: { readonly uploadUrl: string; readonly remotePath: string },
): UploadSession {
  const { http, retry, warnedHosts } = graph;
  const { uploadUrl, remotePath } = options;
  checkPreAuthenticatedUrl(uploadUrl, { http, host: retry.host, warnedHosts });
  const parsePosition = (response: HttpResponse, operation: string): UploadPosition => {
    if (response.status >= 300)
      throw graphFailure(response, `${operation} ${remotePath}`, retry.host.clock.now());
    const body = parseJsonObject(response.text);
    return {
      created: response.status === 201,
      item: parseDriveItem(body),
      nextByte: parseNextExpectedByte(body),
    };
  };
  return {
    uploadUrl,
    async sendFragment({ startByte, totalBytes, content }) {
      const range = `bytes ${startByte}-${startByte + content.sizeBytes - 1}/${totalBytes}`;
      const headers = { 'content-range': range };
      return parsePosition(
        await http.send({ method: 'PUT', url: uploadUrl, headers, body: content }),
        'send a fragment of',
      );
    },
    async readPosition() {
      return parsePosition(await http.send({ method: 'GET', url: uploadUrl }), 'get the position of');
    },
    cancel: () => cancelUploadSession(http, uploadUrl),
  };
}

/** A cancelled run has only seconds left. The post step deletes what remains. */
const cancelLimitMs = 4000;

/** Deletes a session by its uploadUrl. 404 counts as success: the session is over (docs#8082). */
export async function cancelUploadSession(http: HttpClient, uploadUrl: string): Promise<void> {
  const signal = AbortSignal.timeout(cancelLimitMs);
  const response = await http.send({
    method: 'DELETE',
    url: uploadUrl,
    signal,
    cancelGraceMs: cancelLimitMs,
  });
  if (response.status >= 300 && response.status !== 404)
    throw graphFailure(response, 'delete an upload session', 0);
}

/**
 * Returns the first byte that the server expects next, from `nextExpectedRanges`; undefined if it names none. Only the
 * first range counts: there is only one (api-docs#93). Older personal drives also give its end.
 */
export function parseNextExpectedByte(body: Record<string, unknown> | undefined): number | undefined {
  const ranges = body?.nextExpectedRanges;
  const [, first] = (Array.isArray(ranges) && /^(\d+)-\d*$/.exec(asString(ranges[0]))) || [];
  const byte = parseDigits(first);
  return Number.isNaN(byte) ? undefined : byte;
}
