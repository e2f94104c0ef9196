/**
 * After the job: deletes the upload sessions that main left open (it was killed, or could not), and its temporary files.
 * Somebody else may have named or written the list of sessions, so it is not trusted. Never fails the job, and always
 * removes the list.
 */
import { formatError, formatErrorWithLink, seeTroubleshooting, systemReason } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { processQueue } from '../core/queue.ts';
import { removeFoldersWithPrefix } from '../files/leftovers.ts';
import { cancelUploadSession } from '../graph/upload-session.ts';
import { type HttpClient, openHttpClient } from '../http/client.ts';
import { isKnownUploadUrl } from '../http/microsoft-hosts.ts';
import {
  type RecordedSessions,
  readOpenSessions,
  removeOpenSessions,
  writeStopFile,
} from '../upload/open-sessions.ts';

/** Twice as long as main takes to see the mark. */
const stopWaitMs = 1000;
/** A run has 32 files in flight at most; so many sessions in its notes may be somebody else's, and too many to wait for. */
const maxSessions = 200;
const maxDurationMs = 60_000;

/** `sessionsPath` is what main saved as its state; empty when main never came to upload. */
export async function runPostStep(host: Host, sessionsPath: string): Promise<void> {
  if (sessionsPath === '') return;
  const recorded = readSessions(host, sessionsPath);
  if (recorded === undefined) return;
  try {
    await stopMain(host, sessionsPath);
    await deleteOpenSessions(host, readSessions(host, sessionsPath)?.uploadUrls ?? []);
  } catch (error) {
    host.log.warning(`Upload sessions were left open: ${formatErrorWithLink(error, host)}`);
  } finally {
    await removeFoldersWithPrefix(recorded.folderPrefix, host.tempDir);
    removeOpenSessions(sessionsPath);
  }
}

/** Undefined when there are none, and for a path that somebody else may have put into the state. */
function readSessions(host: Host, path: string): RecordedSessions | undefined {
  try {
    return readOpenSessions(path, host.tempDir);
  } catch (error) {
    host.log.warning(
      `${formatError(error)}. Nothing was deleted. Look at the other steps of this job: one of them has changed this step's state, or that file. ${seeTroubleshooting(error, host)}`,
    );
    return undefined;
  }
}

/** A main in a container may outlive the signal: it must not open new sessions while the old ones are deleted. */
async function stopMain(host: Host, sessionsPath: string): Promise<void> {
  try {
    writeStopFile(sessionsPath);
    await host.clock.sleep(stopWaitMs);
  } catch (error) {
    host.log.warning(`No mark could be left that stops a run which goes on (${systemReason(error)}).`);
  }
}

async function deleteOpenSessions(host: Host, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return;
  const http = openHttpClient(host);
  // Graph named the host to main, which warned of one that is not known; nobody vouches for what stands in a file.
  const known = urls.filter((url) => isKnownUploadUrl(url, http.emulated));
  const counts = await cancelSessions(known.slice(0, maxSessions), { http, clock: host.clock });
  await http.close();
  if (known.length > 0)
    host.log.info(`Deleted ${formatCount(counts.deleted, 'upload session')} that the run left open`);
  const nameHint = 'on business drives the names are free again in 15 minutes';
  if (counts.failed > 0)
    host.log.warning(`${formatCount(counts.failed, 'upload session')} could not be deleted; ${nameHint}`);
  const rest = known.length - counts.deleted - counts.failed;
  if (rest > 0)
    host.log.warning(
      `${formatCount(rest, 'upload session')} left open: post deletes ${maxSessions} at most, and takes a minute at most; ${nameHint}`,
    );
  const unknownCount = urls.length - known.length;
  if (unknownCount === 0) return;
  host.log.warning(
    `${formatCount(unknownCount, 'upload session')} left open: no host that is known as Microsoft’s, and the notes may be somebody else’s; ${nameHint}`,
  );
}

interface SessionCounts {
  readonly deleted: number;
  readonly failed: number;
}

/** Deletes one after another, several at once; what is not begun in time stays. */
async function cancelSessions(
  urls: readonly string[],
  { http, clock }: { readonly http: HttpClient; readonly clock: Host['clock'] },
): Promise<SessionCounts> {
  const deadlineMs = clock.now() + maxDurationMs;
  const counts = { deleted: 0, failed: 0 };
  const queue = urls.map((url) => ({ url })).reverse();
  await processQueue(queue, async ({ url }) => {
    if (clock.now() >= deadlineMs) return;
    try {
      await cancelUploadSession(http, url);
      counts.deleted += 1;
    } catch {
      counts.failed += 1;
    }
  });
  return counts;
}
