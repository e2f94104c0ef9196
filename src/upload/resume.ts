/** Resumes a session from the journal at the server's position, if the local file still has the sent bytes. */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { LocalFile } from '../files/local-file.ts';
import type { UploadSession } from '../graph/upload-session.ts';
import { withRetries } from '../http/retry.ts';
import { retryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { SendOptions, UploadContext } from './context.ts';
import type { JournalEntry, JournalKey } from './journal.ts';

/** The server may be at the last boundary or, after a lost reply, at the one before. */
const markLimit = 3;

function journalKeyOf(context: UploadContext, file: PlannedFile): JournalKey {
  const { id, baseFolderId: baseId } = context.drive;
  // The same path below two base folders of a drive means two files.
  const driveId = baseId === undefined ? id : `${id}/${baseId}`;
  return { driveId, remotePath: file.remotePath, relativePath: file.relativePath };
}

/** Returns the session of an earlier run and the next byte to send; undefined when none fits. */
export async function resumeUpload(
  context: UploadContext,
  file: PlannedFile,
  { source, conflict }: SendOptions,
): Promise<{ readonly session: UploadSession; readonly nextByte: number } | undefined> {
  const entry = context.journal?.find(journalKeyOf(context, file));
  if (entry === undefined) return undefined;
  const session = context.drive.resumeUploadSession(file.remotePath, entry.uploadUrl);
  const nextByte = await readPosition(context, file, session);
  const { signal } = context.host;
  const fits = entry.sizeBytes === source.sizeBytes && entry.conflict === conflict;
  if (nextByte !== undefined && fits && (await hasSameBytes(entry, { source, nextByte, signal }))) {
    context.host.log.info(
      `${file.remotePath}: continuing at ${formatBytes(nextByte)}, where an earlier run stopped`,
    );
    return { session, nextByte };
  }
  // An open session locks its name (api-docs#747). If deleting it fails, the post step tries again.
  if (nextByte !== undefined) await session.cancel().catch(() => context.openSessions.add(entry.uploadUrl));
  dropProgress(context, file);
  return undefined;
}

/** Returns the server's position; undefined when the service rejects the session or does not answer. */
async function readPosition(
  context: UploadContext,
  file: PlannedFile,
  session: UploadSession,
): Promise<number | undefined> {
  const what = { requestKind: 'session', label: file.remotePath } as const;
  try {
    return (await withRetries(context.retry, what, () => session.readPosition())).nextByte;
  } catch (error) {
    // Other errors, such as a cancelled run, say nothing about the session: it stays in the journal.
    if (error instanceof ServiceFailure) return undefined;
    throw error;
  }
}

/** Compares the file with the last mark before the server's position, then hashes up to that position. */
async function hasSameBytes(
  entry: JournalEntry,
  {
    source,
    nextByte,
    signal,
  }: { readonly source: LocalFile; readonly nextByte: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const mark = entry.marks.filter(({ byte }) => byte <= nextByte).sort((a, b) => b.byte - a.byte)[0];
  if (mark === undefined || nextByte >= source.sizeBytes) return nextByte === 0;
  await source.hashUpTo(mark.byte, signal);
  if (source.checkpoint().sha256 !== mark.sha256) return false;
  await source.hashUpTo(nextByte, signal);
  return true;
}

/** Saves a mark each time a fragment was read to its end. */
export function saveProgress(
  context: UploadContext,
  file: PlannedFile,
  { source, conflict, session }: SendOptions & { readonly session: UploadSession },
): void {
  if (context.journal === undefined) return;
  const key = journalKeyOf(context, file);
  const before = context.journal.find(key);
  const marks = before?.uploadUrl === session.uploadUrl ? before.marks : [];
  const mark = source.checkpoint();
  if (marks.some(({ byte }) => byte === mark.byte)) return;
  const { uploadUrl } = session;
  context.journal.save(key, {
    uploadUrl,
    sizeBytes: source.sizeBytes,
    conflict,
    marks: [...marks, mark].slice(-markLimit),
  });
}

/** Removes the file's entry, so that the next run starts over. */
export function dropProgress(context: UploadContext, file: PlannedFile): void {
  context.journal?.delete(journalKeyOf(context, file));
}

/** True when the next run may resume: this one was cancelled, its sign-in failed, or the error can be retried. */
export function isResumable(context: UploadContext, error: unknown): boolean {
  if (context.journal === undefined || !(error instanceof Failure)) return false;
  if (error.kind === 'cancelled' || error.kind === 'sign-in') return true;
  return (
    error instanceof ServiceFailure && ['again', 'twice'].includes(retryVerdict('fragment', error.service))
  );
}
