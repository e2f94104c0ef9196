/**
 * A file in one PUT: half the round trips of a session, and the only way for an empty one. Knows what a lost
 * reply means for it: the file may be there, so it is looked for before it is sent again.
 */
import { ServiceFailure } from '../errors.ts';
import type { Arrival, Conflict } from '../graph/drive.ts';
import { Trouble } from '../persist.ts';
import { verdictOn } from '../retry.ts';
import { findArrived } from './arrival.ts';
import type { PlannedFile } from './plan.ts';
import type { Source } from './source.ts';
import type { Work } from './work.ts';

/** Sends the file; throws the ServiceFailure that the table calls final, a conflict among them. */
export async function sendSmall(
  work: Work,
  file: PlannedFile,
  { source, conflict }: { readonly source: Source; readonly conflict: Conflict },
): Promise<Arrival> {
  const trouble = new Trouble(work.patience);
  let mayBeThere = false;
  let renewed = false;
  for (;;) {
    await work.patience.gate.pass(work.patience.host);
    try {
      const pieces = source.pieces(0, source.sizeBytes, (byte) => work.watcher.reached(file, byte));
      const content = work.bandwidth.limit(pieces);
      const arrival = await work.drive.put(file.remotePath, conflict, content);
      work.pace.good();
      return arrival;
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      const verdict = verdictOn('put', error.service);
      mayBeThere ||= wasPerhapsCarriedOut(error);
      if (verdict === 'again') await trouble.wait(error, file.remotePath);
      else if (verdict === 'renew' && !renewed) renewed = true;
      else if (verdict !== 'conflict' || !mayBeThere) throw error;
      const arrived = mayBeThere
        ? await findArrived(work, file, { conflict, digest: await source.digestSoFar() })
        : undefined;
      if (arrived !== undefined) return arrived;
      if (verdict === 'conflict') throw error;
      work.watcher.reached(file, 0);
    }
  }
}

/** A refusal by the service's front door means that nothing happened; anything vaguer may have been too late. */
function wasPerhapsCarriedOut(error: ServiceFailure): boolean {
  return (
    error.service.status === 0 ||
    error.service.status === 408 ||
    [500, 502, 503, 504].includes(error.service.status)
  );
}
