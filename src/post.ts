/**
 * After the job: deletes upload sessions that main left open (it was killed, or could not). Knows main's
 * notes; never fails the job, and never leaves the notes behind.
 */
import { writeFileSync } from 'node:fs';
import { isLoopback, judgeUploadUrl } from './clouds.ts';
import { explain } from './errors.ts';
import { cancelSession } from './graph/session.ts';
import type { Host } from './host.ts';
import { openDoor } from './http.ts';
import { count } from './text.ts';
import { readNotes, removeNotes, stopMark } from './upload/notes.ts';

/** Twice as long as main takes to see the mark. */
const markWaitMs = 1000;

/** `notesPath` is what main saved as its state; empty when main never came to upload. */
export async function cleanUp(host: Host, notesPath: string): Promise<void> {
  if (notesPath === '') return;
  try {
    if (readNotes(notesPath).length === 0) return;
    // A main in a container may outlive the signal: it must not open new sessions while the old ones are deleted.
    writeFileSync(stopMark(notesPath), '');
    await host.clock.sleep(markWaitMs);
    await deleteSessions(host, readNotes(notesPath));
  } catch (error) {
    host.log.warning(`Upload sessions were left open: ${explain(error)}`);
  } finally {
    removeNotes(notesPath);
  }
}

async function deleteSessions(host: Host, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return;
  const door = openDoor(host);
  const mayCall = (url: string) =>
    judgeUploadUrl(url).verdict !== 'refused' ||
    (door.emulated && URL.canParse(url) && isLoopback(new URL(url).hostname));
  const ended = await Promise.allSettled(urls.filter(mayCall).map((url) => cancelSession(door, url)));
  await door.close();
  const left = ended.filter(({ status }) => status === 'rejected').length;
  host.log.info(`Deleted ${count(ended.length - left, 'upload session')} that the run left open`);
  if (left === 0) return;
  const sessions = count(left, 'upload session');
  host.log.warning(
    `${sessions} could not be deleted; on business drives the names are free again in 15 minutes`,
  );
}
