/**
 * A drive: its items by path, its folders' children, uploads into it. Knows Graph's addresses and bodies;
 * knows nothing of plans, workers or local files.
 */
import { Failure, ServiceFailure } from '../errors.ts';
import type { Pieces } from '../http.ts';
import type { Graph } from './client.ts';
import { encodeSegment, itemAddress } from './paths.ts';
import { openSession, type UploadSession } from './session.ts';
import { type DriveItem, driveItem, record, text } from './wire.ts';

/** Values of `@microsoft.graph.conflictBehavior`. */
export type Conflict = 'replace' | 'rename' | 'fail';

/** A file that is on the drive now. */
export interface Arrival {
  readonly item: DriveItem;
  /** False when it took the place of another. */
  readonly created: boolean;
}

export interface Drive {
  readonly id: string;
  /** Personal drives keep sessions for days and report a conflict at the last byte; business ones lock the name. */
  readonly kind: 'personal' | 'business' | 'documentLibrary';
  readonly owner: string;
  readonly webUrl: string;
  /** Undefined where the service hides it or reports zeros. */
  readonly remainingBytes: number | undefined;
  /** The service's clock when the drive was opened, milliseconds since the epoch. */
  readonly openedMs: number;
  /** The item at a path (`''`: the root), undefined when nothing is there. */
  item(remotePath: string): Promise<DriveItem | undefined>;
  /** All children of a folder, page by page; undefined when the folder is not there. */
  children(remotePath: string): Promise<DriveItem[] | undefined>;
  /** The file in one PUT, one attempt. Folders on the way are made by the service. */
  put(remotePath: string, conflict: Conflict, content: Pieces): Promise<Arrival>;
  /** `modifiedMs` becomes the file's time of modification, in whole seconds, without a second version. */
  createSession(remotePath: string, conflict: Conflict, modifiedMs?: number): Promise<UploadSession>;
  /** A session that an earlier run began, by its uploadUrl. */
  resumeSession(remotePath: string, uploadUrl: string): UploadSession;
  /** Sets the time of modification of a file that is there. */
  setModified(itemId: string, modifiedMs: number): Promise<void>;
  /** The item's content; `begin` is called for every attempt and answers where its pieces go. */
  download(itemId: string, begin: () => (piece: Uint8Array) => void): Promise<void>;
}

/** Of the 7 s that a cancelled run has, for the answer that names a session; deleting it takes the rest. */
const sessionAnswerMs = 2000;

const fields = '$select=id,name,size,eTag,webUrl,createdDateTime,lastModifiedDateTime,file,folder';

/** The signed-in user's drive, or the one with that id. */
export async function openDrive(graph: Graph, driveId: string | undefined): Promise<Drive> {
  const path = driveId === undefined ? '/me/drive' : `/drives/${encodeSegment(driveId)}`;
  const doing = driveId === undefined ? 'open the drive' : `open the drive ${driveId}`;
  const answer = await graph.json({ method: 'GET', path, doing }).catch((error) => {
    throw noDrive(error, driveId);
  });
  const { body } = answer;
  const id = text(body.id);
  if (id === '')
    throw new Failure(`${doing}: the answer names no drive`, { kind: 'service', hint: 'run again later' });
  const kind = text(body.driveType);
  const quota = record(body.quota);
  const total = typeof quota?.total === 'number' ? quota.total : 0;
  const remaining = typeof quota?.remaining === 'number' ? quota.remaining : undefined;
  const user = record(record(body.owner)?.user) ?? record(record(body.owner)?.group);
  return {
    id,
    kind: kind === 'personal' || kind === 'documentLibrary' ? kind : 'business',
    owner: text(user?.displayName) || text(user?.email) || 'unknown',
    webUrl: text(body.webUrl),
    remainingBytes: total > 0 ? remaining : undefined,
    openedMs: Number.isNaN(answer.serverMs) ? graph.patience.host.clock.now() : answer.serverMs,
    ...operations(graph, `/drives/${encodeSegment(id)}`),
  };
}

function operations(
  graph: Graph,
  base: string,
): Pick<Drive, 'item' | 'children' | 'put' | 'createSession' | 'resumeSession' | 'setModified' | 'download'> {
  return {
    async item(remotePath) {
      const path = `${base}${itemAddress(remotePath)}?${fields}`;
      const answer = await orMissing(graph.json({ method: 'GET', path, doing: `look up ${remotePath}` }));
      return driveItem(answer?.body);
    },
    async children(remotePath) {
      const items: DriveItem[] = [];
      let path: string | undefined = `${base}${itemAddress(remotePath)}/children?$top=200&${fields}`;
      while (path !== undefined) {
        const answer = await orMissing(
          graph.json({ method: 'GET', path, doing: `list ${remotePath || 'the root'}` }),
        );
        if (answer === undefined) return undefined;
        const page: unknown[] = Array.isArray(answer.body.value) ? answer.body.value : [];
        items.push(...page.map(driveItem).filter((item) => item !== undefined));
        path = nextPage(answer.body);
      }
      return items;
    },
    async put(remotePath, conflict, content) {
      const path = `${base}${itemAddress(remotePath)}/content?@microsoft.graph.conflictBehavior=${conflict}`;
      const doing = `upload ${remotePath}`;
      const answer = await graph.put(path, content, doing);
      const item = driveItem(answer.body);
      if (item !== undefined) return { item, created: answer.status === 201 };
      // The bytes went out and something answered 2xx: to the engine that is a lost reply.
      throw new ServiceFailure(`${doing}: the answer names no file`, { service: { status: 502, codes: [] } });
    },
    async createSession(remotePath, conflict, modifiedMs) {
      const answer = await graph.json({
        method: 'POST',
        path: `${base}${itemAddress(remotePath)}/createUploadSession`,
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
      const path = `${base}/items/${encodeSegment(itemId)}`;
      await graph.json({
        method: 'PATCH',
        path,
        body: fileTimes(modifiedMs),
        doing: 'set the time of a file',
      });
    },
    download: (itemId, begin) => graph.download(`${base}/items/${encodeSegment(itemId)}/content`, begin),
  };
}

function fileTimes(modifiedMs: number | undefined): Record<string, unknown> {
  if (modifiedMs === undefined) return {};
  const seconds = new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return { fileSystemInfo: { lastModifiedDateTime: seconds } };
}

/** The link to the next page as a path; its host is the service's own and is not followed elsewhere. */
function nextPage(body: Record<string, unknown>): string | undefined {
  const link = text(body['@odata.nextLink']);
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  return url.pathname.replace(/^\/v1\.0/, '') + url.search;
}

async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServiceFailure && error.service.status === 404) return undefined;
    throw error;
  }
}

function noDrive(error: unknown, driveId: string | undefined): unknown {
  if (!(error instanceof ServiceFailure) || ![400, 403, 404].includes(error.service.status)) return error;
  const hint =
    driveId === undefined
      ? 'open OneDrive once in a browser with this account, so that the drive is made; a work account also needs a licence'
      : 'check drive-id, and that this account may open that drive (scope Files.ReadWrite.All or Sites.ReadWrite.All)';
  return new ServiceFailure(error.message, { service: error.service, hint });
}
