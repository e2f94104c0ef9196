/**
 * The action's entry, main and post in one bundle: the only file, beside the command's, that acts on import.
 */
import { CancelledFailure, explain } from './core/errors.ts';
import { actionsHost } from './core/host.ts';
import { stopSignal } from './core/stop-signal.ts';
import { actionInputs } from './inputs/read.ts';
import { cleanUp } from './run/post.ts';
import { run } from './run/run.ts';
import { beginNotes, isStopMarked } from './upload/open-sessions.ts';

/** Post leaves its mark and waits twice as long before it deletes sessions. */
const markEveryMs = 500;

const stop = stopSignal();
const host = actionsHost(stop.signal);

// Node.js would print the error as it is: it may hold a name that the runner takes for a command.
process.on('uncaughtException', (error) => {
  host.log.debug(error.stack ?? '');
  host.log.error(explain(error));
  process.exit(1);
});

if (process.env.STATE_notes !== undefined) {
  await cleanUp(host, process.env.STATE_notes);
} else {
  const notes = beginNotes(host.tempDir);
  host.saveState('notes', notes.path);
  const watch = setInterval(() => {
    if (isStopMarked(notes.path)) stop.abort(new CancelledFailure());
  }, markEveryMs).unref();
  const { result } = await run({ host, source: actionInputs(process.env), notes });
  clearInterval(watch);
  notes.end();
  if (result === 'failed' || result === 'cancelled') process.exitCode = 1;
}
