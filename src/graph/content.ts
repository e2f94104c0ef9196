/**
 * Writes and reads the content of files on one drive: by PUT, upload session or download.
 */
import { ServiceFailure } from '../core/errors.ts';
import { asString } from '../core/json.ts';
import type { RequestBody } from '../http/message.ts';
import { withRetries } from '../http/retry.ts';
import { addressById, addressByPath, type DriveContext } from './items.ts';
import { type DriveItem, parseDriveItem } from './parse.ts';
import type { ContentRequest } from './read-content.ts';
import { openUploadSession, type UploadSession } from './upload-session.ts';

/** Values of `@microsoft.graph.conflictBehavior`. */
export type GraphConflictBehavior = 'replace' | 'rename' | 'fail';

/** A file that was uploaded. */
export interface UploadedItem {
  readonly item: DriveItem;
  /** False if it replaced another file. */
  readonly created: boolean;
}

export interface ContentOperations {
  /** Sends the file in one PUT, without retries. The service creates missing folders. */
  putFile(remotePath: string, conflict: GraphConflictBehavior, content: RequestBody): Promise<UploadedItem>;
  /** Replaces the item with that eTag in one PUT, without retries. Fails with 412 if the item has changed. */
  putFileIfUnchanged(
    item: { readonly remotePath: string; readonly eTag: string },
    content: RequestBody,
  ): Promise<UploadedItem>;
  /** `modifiedMs` becomes the file's modification time, in whole seconds, without a second version. */
  createUploadSession(
    remotePath: string,
    conflict: GraphConflictBehavior,
    modifiedMs?: number,
  ): Promise<UploadSession>;
  /** Continues a session of an earlier run by its uploadUrl. */
  resumeUploadSession(remotePath: string, uploadUrl: string): UploadSession;
  /** Sets the modification time of an existing file. */
  setModifiedTime(itemId: string, modifiedMs: number): Promise<void>;
  /** Reads the item's content from a byte offset, without retries. */
  readContent(itemId: string, wanted: ContentRequest): Promise<void>;
  /** Reads the item's whole content, with retries. Each attempt calls `onStart`, which returns a chunk handler. */
  downloadItem(itemId: string, onStart: () => (chunk: Uint8Array) => void): Promise<void>;
}

/** A cancelled run has 7 s. This is for the response with the uploadUrl; the rest is for deleting the session. */
const sessionGraceMs = 2000;

/** Creates the content operations of a drive. */
export function contentOperations(context: DriveContext): ContentOperations {
  const { graph } = context;
  return {
    putFile: (remotePath, conflict, content) => putFile(context, { remotePath, conflict }, content),
    putFileIfUnchanged: ({ remotePath, eTag }, content) =>
      putFile(context, { remotePath, conflict: 'replace', headers: { 'if-match': eTag } }, content),
    async createUploadSession(remotePath, conflict, modifiedMs) {
      const response = await graph.request({
        method: 'POST',
        path: `${addressByPath(context, remotePath)}/createUploadSession`,
        // The annotation must come first: the service rejects it after fileSystemInfo (o365 drive.py).
        body: { item: { '@microsoft.graph.conflictBehavior': conflict, ...fileSystemInfo(modifiedMs) } },
        requestKind: 'create-session',
        // If the uploadUrl never arrives, the name stays locked for 15 minutes and nobody can delete the session.
        cancelGraceMs: sessionGraceMs,
        operation: `open an upload session for ${remotePath}`,
      });
      return openUploadSession(graph, { uploadUrl: asString(response.body.uploadUrl), remotePath });
    },
    resumeUploadSession: (remotePath, uploadUrl) => openUploadSession(graph, { uploadUrl, remotePath }),
    async setModifiedTime(itemId, modifiedMs) {
      const path = addressById(context, itemId);
      const operation = 'set the time of a file';
      await graph.request({ method: 'PATCH', path, body: fileSystemInfo(modifiedMs), operation });
    },
    readContent: (itemId, content) =>
      graph.readContent(contentAddress(context, itemId), {
        ...content,
        knownUrl: context.downloadUrls.take(itemId),
      }),
    downloadItem: (itemId, onStart) =>
      withRetries(graph.retry, { requestKind: 'graph', label: 'read back' }, () =>
        graph.readContent(contentAddress(context, itemId), { fromByte: 0, onStart }),
      ),
  };
}

async function putFile(
  context: DriveContext,
  options: {
    readonly remotePath: string;
    readonly conflict: GraphConflictBehavior;
    readonly headers?: Readonly<Record<string, string>>;
  },
  content: RequestBody,
): Promise<UploadedItem> {
  const { remotePath, conflict, headers = {} } = options;
  const path = `${addressByPath(context, remotePath)}/content?@microsoft.graph.conflictBehavior=${conflict}`;
  const operation = `upload ${remotePath}`;
  const response = await context.graph.putContent(path, content, { operation, headers });
  const item = parseDriveItem(response.body);
  if (item !== undefined) return { item, created: response.status === 201 };
  // The bytes were sent and the status was 2xx. The caller treats this like a lost reply.
  throw new ServiceFailure(`${operation}: the answer contains no file`, {
    code: 'bad-answer',
    service: { status: 502, codes: [] },
  });
}

function contentAddress(context: DriveContext, itemId: string): string {
  return `${addressById(context, itemId)}/content`;
}

function fileSystemInfo(modifiedMs: number | undefined): Record<string, unknown> {
  if (modifiedMs === undefined) return {};
  const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}
