/**
 * Contents in and out of one drive: a PUT, an upload session, a download. Knows Graph's addresses and bodies;
 * knows nothing of retries between attempts, of workers or of local files.
 */
import { ServiceFailure } from '../core/errors.ts';
import { asString } from '../core/json.ts';
import type { RequestBody } from '../http/message.ts';
import { withRetries } from '../http/retry.ts';
import type { ContentRequest } from './client.ts';
import { addressById, addressByPath, type DriveContext } from './items.ts';
import { type DriveItem, parseDriveItem } from './parse.ts';
import { openUploadSession, type UploadSession } from './upload-session.ts';

/** Values of `@microsoft.graph.conflictBehavior`. */
export type GraphConflictBehavior = 'replace' | 'rename' | 'fail';

/** A file that is on the drive now. */
export interface UploadedItem {
  readonly item: DriveItem;
  /** False when it took the place of another. */
  readonly created: boolean;
}

export interface ContentOperations {
  /** The file in one PUT, one attempt. Folders on the way are made by the service. */
  putFile(remotePath: string, conflict: GraphConflictBehavior, content: RequestBody): Promise<UploadedItem>;
  /** The file in one PUT, one attempt, over the item with that eTag; 412 when it is another one by now. */
  putFileIfUnchanged(
    item: { readonly remotePath: string; readonly eTag: string },
    content: RequestBody,
  ): Promise<UploadedItem>;
  /** `modifiedMs` becomes the file's time of modification, in whole seconds, without a second version. */
  createUploadSession(
    remotePath: string,
    conflict: GraphConflictBehavior,
    modifiedMs?: number,
  ): Promise<UploadSession>;
  /** A session that an earlier run began, by its uploadUrl. */
  resumeUploadSession(remotePath: string, uploadUrl: string): UploadSession;
  /** Sets the time of modification of a file that is there. */
  setModifiedTime(itemId: string, modifiedMs: number): Promise<void>;
  /** The item's content from a byte on, one attempt. */
  readContent(itemId: string, wanted: ContentRequest): Promise<void>;
  /** The item's whole content; `begin` is called for every attempt and answers where its pieces go. */
  downloadItem(itemId: string, onStart: () => (chunk: Uint8Array) => void): Promise<void>;
}

/** Of the 7 s that a cancelled run has, for the answer that names a session; deleting it takes the rest. */
const sessionGraceMs = 2000;

/** How contents come and go. */
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
        // The annotation first: the service refuses it behind fileSystemInfo (o365 drive.py).
        body: { item: { '@microsoft.graph.conflictBehavior': conflict, ...fileSystemInfo(modifiedMs) } },
        requestKind: 'create-session',
        // A session whose address never came locks its name for 15 minutes, and nobody can delete it.
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
    readContent: (itemId, content) => graph.readContent(contentAddress(context, itemId), content),
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
  // The bytes went out and something answered 2xx: to the engine that is a lost reply.
  throw new ServiceFailure(`${operation}: the answer names no file`, { service: { status: 502, codes: [] } });
}

function contentAddress(context: DriveContext, itemId: string): string {
  return `${addressById(context, itemId)}/content`;
}

function fileSystemInfo(modifiedMs: number | undefined): Record<string, unknown> {
  if (modifiedMs === undefined) return {};
  const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}
