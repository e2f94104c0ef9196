/**
 * After the job: deletes upload sessions that main left open (it was killed, or could not). Knows main's
 * notes; never fails the job, and never leaves the notes behind.
 */
import { isLoopback, judgeUploadUrl } from './clouds.ts';
import { explain } from './errors.ts';
import { cancelSession } from './graph/session.ts';
import type { Host } from './host.ts';
import { openDoor } from './http.ts';
import { count } from './text.ts';
import { readNotes, removeNotes } from './upload/notes.ts';

/** `notesPath` is what main saved as its state; empty when main never came to upload. */
export async function cleanUp(host: Host, notesPath: string): Promise<void> {
  if (notesPath === '') return;
  const urls = readNotes(notesPath);
  removeNotes(notesPath);
  if (urls.length === 0) return;
  try {
    const door = openDoor(host);
    const mayCall = (url: string) =>
      judgeUploadUrl(url).verdict !== 'refused' ||
      (door.emulated && URL.canParse(url) && isLoopback(new URL(url).hostname));
    const ended = await Promise.allSettled(urls.filter(mayCall).map((url) => cancelSession(door, url)));
    await door.close();
    const left = ended.filter(({ status }) => status === 'rejected').length;
    host.log.info(`Deleted ${count(ended.length - left, 'upload session')} that the run left open`);
    if (left > 0)
      host.log.warning(
        `${count(left, 'upload session')} could not be deleted; the names are free again in 15 minutes`,
      );
  } catch (error) {
    host.log.warning(`Upload sessions were left open: ${explain(error)}`);
  }
}
