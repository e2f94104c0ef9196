/**
 * The action's entry, main and post in one bundle: the only file, beside the command's, that acts on import.
 */
import { CancelledFailure } from './errors.ts';
import { actionsHost } from './host.ts';
import { actionInputs } from './inputs.ts';
import { run } from './main.ts';
import { cleanUp } from './post.ts';
import { beginNotes } from './upload/notes.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) {
  process.once(signal, () => stop.abort(new CancelledFailure()));
}
const host = actionsHost(stop.signal);

if (process.env.STATE_notes !== undefined) {
  await cleanUp(host, process.env.STATE_notes);
} else {
  const notes = beginNotes(host.tempDir);
  host.saveState('notes', notes.path);
  const { result } = await run({ host, source: actionInputs(process.env), notes });
  notes.end();
  if (result === 'failed' || result === 'cancelled') process.exitCode = 1;
}
