/** An upload session fixture: a file, the engine's context, and a fake service in memory that receives the file. */
import { readFileSync } from 'node:fs';
import { LocalFile } from '../../src/files/local-file.ts';
import type { GraphConflictBehavior, UploadedItem } from '../../src/graph/content.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { UploadInputs } from '../../src/inputs/transfer.ts';
import type { PlannedFile } from '../../src/plan/plan.ts';
import type { UploadContext } from '../../src/upload/context.ts';
import type { Journal, JournalEntry } from '../../src/upload/journal.ts';
import type { OpenSessions } from '../../src/upload/open-sessions.ts';
import { uploadWithSession } from '../../src/upload/session-upload.ts';
import { type FakeUploadContext, fakeUploadContext, writePlannedFile } from './fake-drive.ts';
import type { FakeHost } from './fake-host.ts';
import { SessionService } from './fake-upload-sessions.ts';

/** Open sessions for the post step, in memory. */
export function memoryOpenSessions(): OpenSessions & { readonly open: Set<string> } {
  const open = new Set<string>();
  return { open, add: (url) => open.add(url), delete: (url) => open.delete(url), close() {} };
}

/** A journal in memory; entries by what they are about, as JSON. */
export function memoryJournal(): Journal & { readonly entries: Map<string, JournalEntry> } {
  const entries = new Map<string, JournalEntry>();
  return {
    entries,
    find: (key) => entries.get(JSON.stringify(key)),
    save: (key, entry) => entries.set(JSON.stringify(key), entry),
    delete: (key) => entries.delete(JSON.stringify(key)),
  };
}

export interface SessionUploadFixture {
  readonly service: SessionService;
  readonly notes: ReturnType<typeof memoryOpenSessions>;
  readonly work: FakeUploadContext;
  readonly file: PlannedFile;
  readonly content: Buffer;
  /** Sends the file as the engine does. */
  send(conflict?: GraphConflictBehavior): Promise<UploadedItem>;
}

/** By default a file of 450 bytes in fragments of 100. */
export function sessionUploadFixture(
  world: FakeHost,
  more: {
    readonly name?: string;
    readonly sizeBytes?: number;
    readonly drive?: Partial<Drive>;
    readonly settings?: Partial<UploadInputs>;
    readonly work?: Partial<UploadContext>;
  } = {},
): SessionUploadFixture {
  const service = new SessionService(more.drive);
  const notes = memoryOpenSessions();
  const file = writePlannedFile(world, more.name ?? 'a.bin', more.sizeBytes ?? 450);
  const settings = { chunkSizeBytes: 100, ...more.settings };
  const work = { ...fakeUploadContext(world, service.drive, settings), openSessions: notes, ...more.work };
  return {
    ...{ service, notes, work, file },
    content: readFileSync(file.localPath),
    async send(conflict = 'replace') {
      const source = await LocalFile.open(file.localPath, file.sizeBytes);
      return uploadWithSession(work, file, { source, conflict }).finally(() => source.close());
    },
  };
}
