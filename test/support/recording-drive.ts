/**
 * A fake drive that takes a file by one PUT or by a session of one fragment, and records which. A test can change the
 * items that arrive, for example damage or rename them.
 */

import type { GraphConflictBehavior } from '../../src/graph/content.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { DriveItem } from '../../src/graph/parse.ts';
import { joinRemotePath, parentPathOf, pathKey } from '../../src/graph/paths.ts';
import type { RequestBody } from '../../src/http/message.ts';
import { fakeDrive, type Stored } from './fake-drive.ts';

/** What becomes of an item that arrives as the `nth`, counted from 0. */
export type ItemChange = (item: DriveItem, nth: number) => Partial<DriveItem>;

export interface RecordingDrive extends Drive {
  readonly stored: Stored;
  /** `put replace in/a.bin`, in the order in which they arrived. */
  readonly uploads: readonly string[];
  /** Times that were asked for, afterwards or with a session, by the path or the item's id. */
  readonly modifiedTimes: ReadonlyMap<string, number>;
}

export function recordingDrive(fate: ItemChange = () => ({}), more: Partial<Drive> = {}): RecordingDrive {
  const drive = fakeDrive(more);
  const came: string[] = [];
  const dated = new Map<string, number>();
  const take = async (way: string, path: string, content: RequestBody, conflict: GraphConflictBehavior) => {
    const { item, created } = await drive.putFile(path, conflict, content);
    const kept = { ...item, ...fate(item, came.length) };
    drive.stored.delete(pathKey(path));
    drive.stored.set(pathKey(joinRemotePath(parentPathOf(path), kept.name)), kept);
    came.push(`${way} ${conflict} ${path}`);
    return { item: kept, created };
  };
  return {
    ...drive,
    uploads: came,
    modifiedTimes: dated,
    putFile: (path, conflict, content) => take('put', path, content, conflict),
    async createUploadSession(path, conflict, modifiedMs) {
      if (modifiedMs !== undefined) dated.set(path, modifiedMs);
      return {
        uploadUrl: 'https://example.sharepoint.com/upload?tempauth=x',
        sendFragment: async ({ content }) => ({
          ...(await take('session', path, content, conflict)),
          nextByte: undefined,
        }),
        readPosition: () => Promise.reject(new Error('nobody has to ask')),
        cancel: async () => {},
      };
    },
    async setModifiedTime(itemId, modifiedMs) {
      dated.set(itemId, modifiedMs);
    },
  };
}
