/**
 * Going on where an earlier run died: a session from the journal at the server's position, if the bytes that
 * were sent are the ones that the file has now. Knows the journal and one file; sends nothing.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { bytes } from '../core/format.ts';
import type { Source } from '../files/read.ts';
import type { Conflict } from '../graph/content.ts';
import type { UploadSession } from '../graph/upload-session.ts';
import { persist } from '../http/retry.ts';
import { verdictOn } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';
import type { Entry, EntryKey } from './journal.ts';

/** The server may stand at the last boundary or, after a lost reply, at the one before. */
const marksKept = 3;

interface Sending {
  readonly source: Source;
  readonly conflict: Conflict;
}

function keyOf(work: Work, file: PlannedFile): EntryKey {
  const { id, baseId } = work.drive;
  // One path below two folders of a drive is two files.
  const driveId = baseId === undefined ? id : `${id}/${baseId}`;
  return { driveId, remotePath: file.remotePath, relativePath: file.relativePath };
}

/** The session of an earlier run and where it goes on; undefined when there is none that fits. */
export async function resume(
  work: Work,
  file: PlannedFile,
  { source, conflict }: Sending,
): Promise<{ readonly session: UploadSession; readonly nextByte: number } | undefined> {
  const entry = work.journal?.find(keyOf(work, file));
  if (entry === undefined) return undefined;
  const session = work.drive.resumeSession(file.remotePath, entry.uploadUrl);
  const nextByte = await positionOf(work, file, session);
  const { signal } = work.patience.host;
  const fits = entry.sizeBytes === source.sizeBytes && entry.conflict === conflict;
  if (nextByte !== undefined && fits && (await hasSameBytes(entry, { source, nextByte, signal }))) {
    work.patience.host.log.info(
      `${file.remotePath}: going on at ${bytes(nextByte)} where an earlier run ended`,
    );
    return { session, nextByte };
  }
  // Its name is locked as long as it lives (api-docs#747): what cannot be deleted now, post tries again.
  if (nextByte !== undefined) await session.cancel().catch(() => work.notes.opened(entry.uploadUrl));
  forget(work, file);
  return undefined;
}

/** Where the server stands; undefined when it does not know the session, or does not answer for long. */
async function positionOf(
  work: Work,
  file: PlannedFile,
  session: UploadSession,
): Promise<number | undefined> {
  const what = { place: 'session', label: file.remotePath } as const;
  try {
    return (await persist(work.patience, what, () => session.position())).nextByte;
  } catch (error) {
    // A run that is cancelled meanwhile has learnt nothing of the session: it stays in the journal.
    if (error instanceof ServiceFailure) return undefined;
    throw error;
  }
}

/** Compares the file with the last mark that the server has passed, and reads on to where it stands. */
async function hasSameBytes(
  entry: Entry,
  {
    source,
    nextByte,
    signal,
  }: { readonly source: Source; readonly nextByte: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const mark = entry.marks.filter(({ byte }) => byte <= nextByte).sort((a, b) => b.byte - a.byte)[0];
  if (mark === undefined || nextByte >= source.sizeBytes) return nextByte === 0;
  await source.hashTo(mark.byte, signal);
  if (source.mark().sha256 !== mark.sha256) return false;
  await source.hashTo(nextByte, signal);
  return true;
}

/** Notes how far the file has gone, each time that a fragment was read to its end. */
export function remember(
  work: Work,
  file: PlannedFile,
  { source, conflict, session }: Sending & { readonly session: UploadSession },
): void {
  if (work.journal === undefined) return;
  const key = keyOf(work, file);
  const before = work.journal.find(key);
  const marks = before?.uploadUrl === session.uploadUrl ? before.marks : [];
  const mark = source.mark();
  if (marks.some(({ byte }) => byte === mark.byte)) return;
  const { uploadUrl } = session;
  work.journal.keep(key, {
    uploadUrl,
    sizeBytes: source.sizeBytes,
    conflict,
    marks: [...marks, mark].slice(-marksKept),
  });
}

/** The session is over, or useless: the next run begins anew. */
export function forget(work: Work, file: PlannedFile): void {
  work.journal?.drop(keyOf(work, file));
}

/** True when the next run may go on with the session: what ended this one was neither the file nor the service's word. */
export function isResumable(work: Work, error: unknown): boolean {
  if (work.journal === undefined || !(error instanceof Failure)) return false;
  if (error.kind === 'cancelled' || error.kind === 'sign-in') return true;
  return error instanceof ServiceFailure && verdictOn('fragment', error.service) === 'again';
}
