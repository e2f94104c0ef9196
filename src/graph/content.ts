/**
 * Contents in and out of one drive: a PUT, an upload session, a download. Knows Graph's addresses and bodies;
 * knows nothing of retries between attempts, of workers or of local files.
 */
import { ServiceFailure } from '../core/errors.ts';
import { text } from '../core/json.ts';
import type { Pieces } from '../http/message.ts';
import { persist } from '../http/retry.ts';
import type { WantedContent } from './client.ts';
import { addressById, addressOf, type Ground } from './items.ts';
import { type DriveItem, driveItem } from './parse.ts';
import { openSession, type UploadSession } from './upload-session.ts';

/** Values of `@microsoft.graph.conflictBehavior`. */
export type Conflict = 'replace' | 'rename' | 'fail';

/** A file that is on the drive now. */
export interface Arrival {
  readonly item: DriveItem;
  /** False when it took the place of another. */
  readonly created: boolean;
}

export interface TransferOperations {
  /** The file in one PUT, one attempt. Folders on the way are made by the service. */
  put(remotePath: string, conflict: Conflict, content: Pieces): Promise<Arrival>;
  /** The file in one PUT, one attempt, over the item with that eTag; 412 when it is another one by now. */
  putOver(item: { readonly remotePath: string; readonly eTag: string }, content: Pieces): Promise<Arrival>;
  /** `modifiedMs` becomes the file's time of modification, in whole seconds, without a second version. */
  createSession(remotePath: string, conflict: Conflict, modifiedMs?: number): Promise<UploadSession>;
  /** A session that an earlier run began, by its uploadUrl. */
  resumeSession(remotePath: string, uploadUrl: string): UploadSession;
  /** Sets the time of modification of a file that is there. */
  setModified(itemId: string, modifiedMs: number): Promise<void>;
  /** The item's content from a byte on, one attempt. */
  content(itemId: string, wanted: WantedContent): Promise<void>;
  /** The item's whole content; `begin` is called for every attempt and answers where its pieces go. */
  download(itemId: string, begin: () => (piece: Uint8Array) => void): Promise<void>;
}

/** Of the 7 s that a cancelled run has, for the answer that names a session; deleting it takes the rest. */
const sessionAnswerMs = 2000;

/** How contents come and go. */
export function transferOperations(ground: Ground): TransferOperations {
  const { graph } = ground;
  return {
    put: (remotePath, conflict, content) => put(ground, { remotePath, conflict }, content),
    putOver: ({ remotePath, eTag }, content) =>
      put(ground, { remotePath, conflict: 'replace', headers: { 'if-match': eTag } }, content),
    async createSession(remotePath, conflict, modifiedMs) {
      const answer = await graph.json({
        method: 'POST',
        path: `${addressOf(ground, remotePath)}/createUploadSession`,
        // The annotation first: the service refuses it behind fileSystemInfo (o365 drive.py).
        body: { item: { '@microsoft.graph.conflictBehavior': conflict, ...fileTimes(modifiedMs) } },
        place: 'create-session',
        // A session whose address never came locks its name for 15 minutes, and nobody can delete it.
        afterCancelMs: sessionAnswerMs,
        doing: `open an upload session for ${remotePath}`,
      });
      return openSession(graph, { uploadUrl: text(answer.body.uploadUrl), remotePath });
    },
    resumeSession: (remotePath, uploadUrl) => openSession(graph, { uploadUrl, remotePath }),
    async setModified(itemId, modifiedMs) {
      const path = addressById(ground, itemId);
      const doing = 'set the time of a file';
      await graph.json({ method: 'PATCH', path, body: fileTimes(modifiedMs), doing });
    },
    content: (itemId, wanted) => graph.content(contentOf(ground, itemId), wanted),
    download: (itemId, begin) =>
      persist(graph.patience, { place: 'graph', label: 'read back' }, () =>
        graph.content(contentOf(ground, itemId), { fromByte: 0, begin }),
      ),
  };
}

async function put(
  ground: Ground,
  how: {
    readonly remotePath: string;
    readonly conflict: Conflict;
    readonly headers?: Readonly<Record<string, string>>;
  },
  content: Pieces,
): Promise<Arrival> {
  const { remotePath, conflict, headers = {} } = how;
  const path = `${addressOf(ground, remotePath)}/content?@microsoft.graph.conflictBehavior=${conflict}`;
  const doing = `upload ${remotePath}`;
  const answer = await ground.graph.put(path, content, { doing, headers });
  const item = driveItem(answer.body);
  if (item !== undefined) return { item, created: answer.status === 201 };
  // The bytes went out and something answered 2xx: to the engine that is a lost reply.
  throw new ServiceFailure(`${doing}: the answer names no file`, { service: { status: 502, codes: [] } });
}

function contentOf(ground: Ground, itemId: string): string {
  return `${addressById(ground, itemId)}/content`;
}

function fileTimes(modifiedMs: number | undefined): Record<string, unknown> {
  if (modifiedMs === undefined) return {};
  const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}
