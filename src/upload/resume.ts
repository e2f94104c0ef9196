/**
 * Going on where an earlier run died: a session from the journal at the server's position, if the bytes that
 * were sent are the ones that the file has now. Knows the journal and one file; sends nothing.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { LocalFile } from '../files/local-file.ts';
import type { UploadSession } from '../graph/upload-session.ts';
import { withRetries } from '../http/retry.ts';
import { retryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { SendOptions, UploadContext } from './context.ts';
import type { JournalEntry, JournalKey } from './journal.ts';

/** The server may stand at the last boundary or, after a lost reply, at the one before. */
const markLimit = 3;

function journalKeyOf(context: UploadContext, file: PlannedFile): JournalKey {
  const { id, baseFolderId: baseId } = context.drive;
  // One path below two folders of a drive is two files.
  const driveId = baseId === undefined ? id : `${id}/${baseId}`;
  return { driveId, remotePath: file.remotePath, relativePath: file.relativePath };
}

/** The session of an earlier run and where it goes on; undefined when there is none that fits. */
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
      `${file.remotePath}: going on at ${formatBytes(nextByte)} where an earlier run ended`,
    );
    return { session, nextByte };
  }
  // Its name is locked as long as it lives (api-docs#747): what cannot be deleted now, post tries again.
  if (nextByte !== undefined) await session.cancel().catch(() => context.openSessions.add(entry.uploadUrl));
  dropProgress(context, file);
  return undefined;
}

/** Where the server stands; undefined when it does not know the session, or does not answer for long. */
async function readPosition(
  context: UploadContext,
  file: PlannedFile,
  session: UploadSession,
): Promise<number | undefined> {
  const what = { requestKind: 'session', label: file.remotePath } as const;
  try {
    return (await withRetries(context.retry, what, () => session.readPosition())).nextByte;
  } catch (error) {
    // A run that is cancelled meanwhile has learnt nothing of the session: it stays in the journal.
    if (error instanceof ServiceFailure) return undefined;
    throw error;
  }
}

/** Compares the file with the last mark that the server has passed, and reads on to where it stands. */
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

/** Notes how far the file has gone, each time that a fragment was read to its end. */
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

/** The session is over, or useless: the next run begins anew. */
export function dropProgress(context: UploadContext, file: PlannedFile): void {
  context.journal?.delete(journalKeyOf(context, file));
}

/** True when the next run may go on with the session: what ended this one was neither the file nor the service's word. */
export function isResumable(context: UploadContext, error: unknown): boolean {
  if (context.journal === undefined || !(error instanceof Failure)) return false;
  if (error.kind === 'cancelled' || error.kind === 'sign-in') return true;
  return error instanceof ServiceFailure && retryVerdict('fragment', error.service) === 'again';
}
