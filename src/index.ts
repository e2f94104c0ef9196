/**
 * The action's entry point for main and post. Only this file and the command's entry point run on import.
 */
import { CancelledFailure, formatErrorWithLink } from './core/errors.ts';
import { actionsHost } from './core/host.ts';
import { createStopController } from './core/stop-signal.ts';
import { actionInputs } from './inputs/read.ts';
import { runPostStep } from './run/post.ts';
import { run } from './run/run.ts';
import { createOpenSessions, hasStopFile } from './upload/open-sessions.ts';

/** The post step creates the stop file and waits twice as long before it deletes sessions. */
const stopFilePollMs = 500;

const stop = createStopController();
const host = actionsHost(stop.signal);

// Node.js would print the error unescaped, and it may contain a name that the runner takes for a command.
process.on('uncaughtException', (error) => {
  host.log.debug(error.stack ?? '');
  host.log.error(formatErrorWithLink(error, host));
  process.exit(1);
});

if (process.env.STATE_notes !== undefined) {
  await runPostStep(host, process.env.STATE_notes);
} else {
  const openSessions = createOpenSessions(host.tempDir);
  host.saveState('notes', openSessions.path);
  const stopFilePoll = setInterval(() => {
    if (hasStopFile(openSessions.path)) stop.abort(new CancelledFailure());
  }, stopFilePollMs).unref();
  const { result } = await run({ host, source: actionInputs(process.env), openSessions });
  clearInterval(stopFilePoll);
  openSessions.close();
  if (result === 'failed' || result === 'cancelled') process.exitCode = 1;
}
