/**
 * The post step: deletes upload sessions and temporary files that a killed or failed main step left. Another step may
 * have changed the list of sessions or its path, so neither is trusted. Never fails the job. Always removes a list that
 * it could read.
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

/** Twice as long as main takes to see the stop file. */
const stopWaitMs = 1000;
/** A run uploads at most 32 files at once. A longer list may come from another step, and takes too long to delete. */
const maxSessions = 200;
const maxDurationMs = 60_000;

/** Runs the post step. `sessionsPath` is the state that main saved; empty if main did not start an upload. */
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

/** Returns undefined if there is no list, or if the path may come from another step. */
function readSessions(host: Host, path: string): RecordedSessions | undefined {
  try {
    return readOpenSessions(path, host.tempDir);
  } catch (error) {
    host.log.warning(
      `${formatError(error)}. Nothing was deleted. Check the other steps of this job: one of them changed this step's state or that file. ${seeTroubleshooting(error, host)}`,
    );
    return undefined;
  }
}

/** A main step in a container may survive the signal. It must not open sessions while this step deletes them. */
async function stopMain(host: Host, sessionsPath: string): Promise<void> {
  try {
    writeStopFile(sessionsPath);
    await host.clock.sleep(stopWaitMs);
  } catch (error) {
    host.log.warning(`A run that is still working could not be told to stop (${systemReason(error)}).`);
  }
}

async function deleteOpenSessions(host: Host, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return;
  const http = openHttpClient(host);
  // Main got its URLs from Graph and only warns about unknown hosts. A file is not trusted like that.
  const known = urls.filter((url) => isKnownUploadUrl(url, http.emulated));
  const counts = await cancelSessions(known.slice(0, maxSessions), { http, clock: host.clock });
  await http.close();
  if (known.length > 0)
    host.log.info(`Deleted ${formatCount(counts.deleted, 'upload session')} that the run left open`);
  const nameHint = 'on business drives the names are free again after 15 minutes';
  if (counts.failed > 0)
    host.log.warning(`${formatCount(counts.failed, 'upload session')} could not be deleted; ${nameHint}`);
  const rest = known.length - counts.deleted - counts.failed;
  if (rest > 0)
    host.log.warning(
      `${formatCount(rest, 'upload session')} left open: the post step deletes ${maxSessions} at most, and takes a minute at most; ${nameHint}`,
    );
  const unknownCount = urls.length - known.length;
  if (unknownCount === 0) return;
  host.log.warning(
    `${formatCount(unknownCount, 'upload session')} left open: their host is not a known Microsoft host, and their list may have been changed; ${nameHint}`,
  );
}

interface SessionCounts {
  readonly deleted: number;
  readonly failed: number;
}

/** Deletes several sessions at once. After the deadline it starts no more. */
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
