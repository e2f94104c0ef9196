/**
 * After the job: deletes upload sessions that main left open (it was killed, or could not), and its temporary files.
 * Knows main's notes, and that anybody may have named or written such a file; never fails the job, and never leaves the
 * notes behind.
 */
import { explain, systemReason } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { workOff } from '../core/queue.ts';
import { removeFoldersOf } from '../files/leftovers.ts';
import { cancelSession } from '../graph/upload-session.ts';
import { type Door, openDoor } from '../http/client.ts';
import { isKnownUploadUrl } from '../http/microsoft-hosts.ts';
import { leaveStopMark, type Noted, readNotes, removeNotes } from '../upload/open-sessions.ts';

/** Twice as long as main takes to see the mark. */
const markWaitMs = 1000;
/** A run has 32 files in flight at most; so many sessions in its notes may be somebody else's, and too many to wait for. */
const mostSessions = 200;
const longestMs = 60_000;

/** `notesPath` is what main saved as its state; empty when main never came to upload. */
export async function cleanUp(host: Host, notesPath: string): Promise<void> {
  if (notesPath === '') return;
  const noted = notesIn(host, notesPath);
  if (noted === undefined) return;
  try {
    await stopMain(host, notesPath);
    await deleteSessions(host, notesIn(host, notesPath)?.uploadUrls ?? []);
  } catch (error) {
    host.log.warning(`Upload sessions were left open: ${explain(error)}`);
  } finally {
    await removeFoldersOf(noted.folderPrefix, host.tempDir);
    removeNotes(notesPath);
  }
}

/** Undefined when there are none, and for a path that somebody else may have put into the state. */
function notesIn(host: Host, path: string): Noted | undefined {
  try {
    return readNotes(path, host.tempDir);
  } catch (error) {
    host.log.warning(
      `${explain(error)}. Nothing was deleted. Look at the other steps of this job: one of them has changed this step's state, or that file.`,
    );
    return undefined;
  }
}

/** A main in a container may outlive the signal: it must not open new sessions while the old ones are deleted. */
async function stopMain(host: Host, notesPath: string): Promise<void> {
  try {
    leaveStopMark(notesPath);
    await host.clock.sleep(markWaitMs);
  } catch (error) {
    host.log.warning(`No mark could be left that stops a run which goes on (${systemReason(error)}).`);
  }
}

async function deleteSessions(host: Host, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return;
  const door = openDoor(host);
  // Graph named the host to main, which warned of one that is not known; nobody vouches for what stands in a file.
  const known = urls.filter((url) => isKnownUploadUrl(url, door.emulated));
  const tally = await endSessions(known.slice(0, mostSessions), { door, clock: host.clock });
  await door.close();
  if (known.length > 0)
    host.log.info(`Deleted ${count(tally.deleted, 'upload session')} that the run left open`);
  const free = 'on business drives the names are free again in 15 minutes';
  if (tally.failed > 0)
    host.log.warning(`${count(tally.failed, 'upload session')} could not be deleted; ${free}`);
  const rest = known.length - tally.deleted - tally.failed;
  if (rest > 0)
    host.log.warning(
      `${count(rest, 'upload session')} left open: post deletes ${mostSessions} at most, and takes a minute at most; ${free}`,
    );
  const strange = urls.length - known.length;
  if (strange === 0) return;
  host.log.warning(
    `${count(strange, 'upload session')} left open: no host that is known as Microsoft’s, and the notes may be somebody else’s; ${free}`,
  );
}

interface Ended {
  readonly deleted: number;
  readonly failed: number;
}

/** Deletes one after another, several at once; what is not begun in time stays. */
async function endSessions(
  urls: readonly string[],
  { door, clock }: { readonly door: Door; readonly clock: Host['clock'] },
): Promise<Ended> {
  const untilMs = clock.now() + longestMs;
  const tally = { deleted: 0, failed: 0 };
  const queue = urls.map((url) => ({ url })).reverse();
  await workOff(queue, async ({ url }) => {
    if (clock.now() >= untilMs) return;
    try {
      await cancelSession(door, url);
      tally.deleted += 1;
    } catch {
      tally.failed += 1;
    }
  });
  return tally;
}
