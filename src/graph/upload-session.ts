/**
 * One upload session on the upload host: fragments, the server's position, the end. Knows the uploadUrl,
 * which is a credential by itself: it is sent without Authorization and shown to nobody but the notes for
 * post. Knows nothing of files, retries or conflicts. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession.
 */
import { parsed } from '../core/json.ts';
import type { Door } from '../http/client.ts';
import type { Pieces, Reply } from '../http/message.ts';
import type { Graph } from './client.ts';
import { type DriveItem, driveItem, nextExpectedByte, serviceFailure } from './parse.ts';
import { checkPublicUrl } from './upload-host.ts';

/** Bytes `[startByte, startByte + content.sizeBytes)` of `totalBytes`. */
export interface Fragment {
  readonly startByte: number;
  readonly totalBytes: number;
  readonly content: Pieces;
}

/** Where the server stands: the finished item, the first byte it wants next, or neither said. */
export interface Position {
  /** On the last answer: true for a new item (201), false for a replaced one (200). */
  readonly created: boolean;
  readonly item: DriveItem | undefined;
  readonly nextByte: number | undefined;
}

export interface UploadSession {
  /** For the notes that post reads. Never logged. */
  readonly uploadUrl: string;
  /** One attempt; throws ServiceFailure for anything but 2xx. */
  send(fragment: Fragment): Promise<Position>;
  /** Asks where the server stands: 404 when the session is over, finished or not. */
  position(): Promise<Position>;
  /** Gives the session up, so that its name is free again. One attempt of 4 s. */
  cancel(): Promise<void>;
}

/** Wraps an uploadUrl that Graph gave; throws when it points where no upload host can be. */
export function openSession(
  graph: Graph,
  made: { readonly uploadUrl: string; readonly remotePath: string },
): UploadSession {
  const { door, patience } = graph;
  const { uploadUrl, remotePath } = made;
  checkPublicUrl(uploadUrl, { door, host: patience.host, unknownHosts: graph.unknownHosts });
  const read = (reply: Reply, doing: string): Position => {
    if (reply.status >= 300) throw serviceFailure(reply, `${doing} ${remotePath}`, patience.host.clock.now());
    const body = parsed(reply.text);
    return { created: reply.status === 201, item: driveItem(body), nextByte: nextExpectedByte(body) };
  };
  return {
    uploadUrl,
    async send({ startByte, totalBytes, content }) {
      const range = `bytes ${startByte}-${startByte + content.sizeBytes - 1}/${totalBytes}`;
      const headers = { 'content-range': range };
      return read(
        await door.send({ method: 'PUT', url: uploadUrl, headers, body: content }),
        'send a fragment of',
      );
    },
    async position() {
      return read(await door.send({ method: 'GET', url: uploadUrl }), 'ask for the position of');
    },
    cancel: () => cancelSession(door, uploadUrl),
  };
}

/** A cancelled run has seconds to live: what cannot be deleted by then is left to post. */
const cancelLimitMs = 4000;

/** Deletes a session by its uploadUrl. 404 is as good as 204: it is over (docs#8082). */
export async function cancelSession(door: Door, uploadUrl: string): Promise<void> {
  const signal = AbortSignal.timeout(cancelLimitMs);
  const reply = await door.send({ method: 'DELETE', url: uploadUrl, signal, afterCancelMs: cancelLimitMs });
  if (reply.status >= 300 && reply.status !== 404) throw serviceFailure(reply, 'delete an upload session', 0);
}
