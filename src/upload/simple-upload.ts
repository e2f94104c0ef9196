/**
 * A file in one PUT: half the round trips of a session, and the only way for an empty one. Knows what a lost
 * reply means for it: the file may be there, so it is looked for before it is sent again.
 */
import { ServiceFailure } from '../core/errors.ts';
import { bytes } from '../core/format.ts';
import type { Source } from '../files/read.ts';
import type { Arrival, Conflict } from '../graph/content.ts';
import type { DriveItem } from '../graph/parse.ts';
import { Trouble } from '../http/retry.ts';
import { verdictOn } from '../http/retry-table.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';
import { findArrived, isNew } from './lost-reply.ts';
import { findTorn, stuck, type Trace, unproved, withLeftover } from './partial-upload.ts';
import { whereIs } from './verify.ts';

interface Sending {
  readonly source: Source;
  readonly conflict: Conflict;
}

/** Sends the file; throws the ServiceFailure that the table calls final, a conflict among them. */
export async function sendSmall(work: Work, file: PlannedFile, how: Sending): Promise<Arrival> {
  const { source, conflict } = how;
  const trouble = new Trouble(work.patience);
  let mayBeThere = false;
  let renewed = false;
  /** The beginning of this file, which a broken attempt left there. */
  let torn: DriveItem | undefined;
  for (;;) {
    await work.patience.gate.pass(work.patience.host);
    try {
      const arrival = await attempt(work, file, { ...how, torn });
      work.pace.good();
      if (mayBeThere && torn === undefined) await tellTorn(work, file, how);
      // What it took the place of was its own beginning.
      return { ...arrival, created: arrival.created || (mayBeThere && isNew(work, arrival.item)) };
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      const verdict = verdictOn('put', error.service);
      mayBeThere ||= wasPerhapsCarriedOut(error);
      const left = async (cause: unknown) =>
        mayBeThere && cause instanceof ServiceFailure ? withLeftover(work, file, { ...how, cause }) : cause;
      if (verdict === 'again')
        await trouble.wait(error, file.remotePath).catch(async (cause: unknown) => {
          throw await left(cause);
        });
      else if (verdict === 'renew' && !renewed) renewed = true;
      else if (verdict === 'conflict' && torn !== undefined) throw stuck(file, torn, error);
      else if (verdict !== 'conflict' || !mayBeThere) throw await left(error);
      torn = undefined;
      if (mayBeThere) {
        const arrived = await findArrived(work, file, { conflict, digest: await source.digestSoFar() });
        if (arrived !== undefined) return arrived;
        const trace = await findTorn(work, file, how).catch((cause: unknown): Trace => {
          // A look that fails for now is no reason to give up, unless all hangs on it.
          if (cause instanceof ServiceFailure && verdict !== 'conflict') return {};
          throw cause;
        });
        torn = trace.torn;
        if (verdict === 'conflict' && trace.unproved !== undefined) throw unproved(file, trace.unproved);
      }
      if (verdict === 'conflict' && torn === undefined) throw error;
      work.watcher.reached(file, 0);
    }
  }
}

function attempt(
  work: Work,
  file: PlannedFile,
  { source, conflict, torn }: Sending & { readonly torn: DriveItem | undefined },
): Promise<Arrival> {
  const pieces = source.pieces(0, source.sizeBytes, (byte) => work.watcher.reached(file, byte));
  const content = work.bandwidth.limit(pieces);
  if (torn === undefined) return work.drive.put(file.remotePath, conflict, content);
  return work.drive.putOver({ remotePath: whereIs(file, torn), eTag: torn.eTag }, content);
}

/** Under `rename` a beginning that came to light late, or has no hash, lies beside the file: only people may delete it. */
async function tellTorn(work: Work, file: PlannedFile, how: Sending): Promise<void> {
  if (how.conflict !== 'rename') return;
  const trace = await findTorn(work, file, how).catch((): Trace => ({}));
  const left = trace.torn ?? trace.unproved;
  if (left === undefined || (left !== trace.torn && left.quickXorHash !== undefined)) return;
  const verb = left === trace.torn ? 'is' : 'may be';
  work.patience.host.log.warning(
    `${whereIs(file, left)} (${bytes(left.sizeBytes)}) ${verb} what a broken connection left of ${file.remotePath}: look at it, and delete it`,
  );
}

/** A refusal by the service's front door means that nothing happened; anything vaguer may have been too late. */
function wasPerhapsCarriedOut(error: ServiceFailure): boolean {
  return (
    error.service.status === 0 ||
    error.service.status === 408 ||
    [500, 502, 503, 504].includes(error.service.status)
  );
}
