/**
 * One upload session on the upload host: fragments, the server's position, the end. Knows the uploadUrl,
 * which is a credential by itself: it is sent without Authorization and shown to nobody but the notes for
 * post. Knows nothing of files, retries or conflicts. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession.
 */
import { parseJsonObject } from '../core/json.ts';
import type { HttpClient } from '../http/client.ts';
import type { HttpResponse, RequestBody } from '../http/message.ts';
import type { GraphClient } from './client.ts';
import { type DriveItem, graphFailure, parseDriveItem, parseNextExpectedByte } from './parse.ts';
import { checkPreAuthenticatedUrl } from './upload-host.ts';

/** Bytes `[startByte, startByte + content.sizeBytes)` of `totalBytes`. */
export interface Fragment {
  readonly startByte: number;
  readonly totalBytes: number;
  readonly content: RequestBody;
}

/** Where the server stands: the finished item, the first byte it wants next, or neither said. */
export interface UploadPosition {
  /** On the last answer: true for a new item (201), false for a replaced one (200). */
  readonly created: boolean;
  readonly item: DriveItem | undefined;
  readonly nextByte: number | undefined;
}

export interface UploadSession {
  /** For the notes that post reads. Never logged. */
  readonly uploadUrl: string;
  /** One attempt; throws ServiceFailure for anything but 2xx. */
  sendFragment(fragment: Fragment): Promise<UploadPosition>;
  /** Asks where the server stands: 404 when the session is over, finished or not. */
  readPosition(): Promise<UploadPosition>;
  /** Gives the session up, so that its name is free again. One attempt of 4 s. */
  cancel(): Promise<void>;
}

/** Wraps an uploadUrl that Graph gave; throws when it points where no upload host can be. */
export function openUploadSession(
  graph: GraphClient,
  options: { readonly uploadUrl: string; readonly remotePath: string },
): UploadSession {
  const { http: door, retry } = graph;
  const { uploadUrl, remotePath } = options;
  checkPreAuthenticatedUrl(uploadUrl, { http: door, host: retry.host, warnedHosts: graph.warnedHosts });
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
        await door.send({ method: 'PUT', url: uploadUrl, headers, body: content }),
        'send a fragment of',
      );
    },
    async readPosition() {
      return parsePosition(await door.send({ method: 'GET', url: uploadUrl }), 'ask for the position of');
    },
    cancel: () => cancelUploadSession(door, uploadUrl),
  };
}

/** A cancelled run has seconds to live: what cannot be deleted by then is left to post. */
const cancelLimitMs = 4000;

/** Deletes a session by its uploadUrl. 404 is as good as 204: it is over (docs#8082). */
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
