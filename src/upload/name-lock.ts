/**
 * Opens an upload session and waits while its name is locked. On business drives an unfinished session of an ended run
 * locks its name for about 15 minutes (api-docs#747, rclone#8558), and only that run could delete it.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { formatDuration } from '../core/format.ts';
import type { GraphConflictBehavior } from '../graph/content.ts';
import { isFileItem } from '../graph/parse.ts';
import type { UploadSession } from '../graph/upload-session.ts';
import { retryVerdict } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadContext } from './context.ts';
import { conflictFailure } from './errors.ts';

const lockPollMs = 20_000;
/** For clock differences, and because the service ends sessions a little late. */
const lockGraceMs = 30_000;

/** Opens a session and waits while the name is locked. Throws the conflict when the name is taken by an item. */
export async function openUnlockedSession(
  context: UploadContext,
  file: PlannedFile,
  options: { readonly conflict: GraphConflictBehavior; readonly modifiedMs: number | undefined },
): Promise<UploadSession> {
  const { conflict, modifiedMs } = options;
  const { host } = context;
  const { lockWaitMs } = context.settings;
  // Starts at the first refusal, because earlier steps may have taken long.
  let untilMs: number | undefined;
  for (;;) {
    try {
      return await context.drive.createUploadSession(file.remotePath, conflict, modifiedMs);
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      const verdict = retryVerdict('create-session', error.service);
      // Some servers report a lock as "already exists". Under `replace` that cannot mean a file.
      const locked = verdict === 'locked' || (verdict === 'conflict' && conflict === 'replace');
      if (!locked) throw error;
      const existing = await context.drive.findItem(file.remotePath);
      if (existing !== undefined && !isFileItem(existing)) throw conflictFailure(file, existing);
      if (untilMs === undefined && lockWaitMs > 0) {
        host.log.info(
          `${file.remotePath}: an unfinished upload has locked this name; waiting up to ${formatDuration(lockWaitMs)}`,
        );
        untilMs = host.clock.now() + lockWaitMs + lockGraceMs;
      }
      const leftMs = (untilMs ?? 0) - host.clock.now();
      if (leftMs <= 0) throw stillLockedFailure(file, lockWaitMs);
      await host.clock.sleep(Math.min(lockPollMs, leftMs), host.signal);
    }
  }
}

/** Not a ServiceFailure, because the engine would treat its 409 as a conflict. */
function stillLockedFailure(file: PlannedFile, lockWaitMs: number): Failure {
  const waited =
    lockWaitMs === 0 ? 'has locked this name' : `has locked this name for ${formatDuration(lockWaitMs)}`;
  return new Failure(`${file.remotePath}: an unfinished upload ${waited}`, {
    code: 'name-locked',
    kind: 'service',
    hint: 'the lock ends 15 minutes after the last byte (lock-wait); check whether another job uploads the same file, or somebody has it open',
  });
}
