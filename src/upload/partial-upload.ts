/**
 * What a single PUT leaves behind when its connection breaks: on work drives the first bytes, as a file under
 * our name (docs/facts.md, "Simple upload"). Knows how the beginning of our file is told from somebody else's.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { bytes } from '../core/format.ts';
import type { Source } from '../files/read.ts';
import type { Conflict } from '../graph/content.ts';
import { type DriveItem, isFile } from '../graph/parse.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';
import { candidates, isNew, isRecent } from './lost-reply.ts';
import { hashTries, hashWaitMs, whereIs } from './verify.ts';

/** What lies there: the beginning of our file, or something that may be it and cannot be compared. */
export interface Trace {
  readonly torn?: DriveItem;
  readonly unproved?: DriveItem;
}

/**
 * Looks for the beginning of the file, after a PUT whose answer was lost. Only what was made since the run began
 * counts, and only what another hash does not make somebody else's. Under `replace` nobody needs to know.
 */
export async function findTorn(
  work: Work,
  file: PlannedFile,
  { source, conflict }: { readonly source: Source; readonly conflict: Conflict },
): Promise<Trace> {
  if (conflict === 'replace') return {};
  // Of the numbered ones a whole file may be ours that has just arrived.
  const mostBytes = file.sizeBytes - (conflict === 'rename' ? 1 : 0);
  const fits = (item: DriveItem) =>
    isFile(item) && isNew(work, item) && item.sizeBytes <= mostBytes && !work.claims.has(item.id);
  let unproved: DriveItem | undefined;
  for (const found of (await candidates(work, file, conflict)).filter(fits)) {
    const item = await hashed(work, file, found);
    const { signal } = work.patience.host;
    // Without an eTag it could not be replaced for certain.
    const isShort = item.sizeBytes < file.sizeBytes && item.eTag !== '';
    if (isShort && (await isOurs(source, item, signal))) return { torn: item };
    unproved ??= item;
  }
  return unproved === undefined ? {} : { unproved };
}

/** Nothing begins every file; of the rest the hash tells. */
async function isOurs(
  source: Source,
  { sizeBytes, quickXorHash }: DriveItem,
  signal: AbortSignal,
): Promise<boolean> {
  if (sizeBytes === 0) return true;
  return quickXorHash !== undefined && quickXorHash === (await source.quickXorOf(sizeBytes, signal));
}

/** A hash that is missing comes within seconds, if at all. */
async function hashed(work: Work, file: PlannedFile, item: DriveItem): Promise<DriveItem> {
  const { clock, signal } = work.patience.host;
  let current = item;
  for (let tries = 1; tries <= hashTries && lacksHash(current); tries += 1) {
    await clock.sleep(hashWaitMs, signal);
    const again = await work.drive.item(whereIs(file, item));
    if (again?.id === item.id) current = again;
  }
  return current;
}

function lacksHash({ sizeBytes, quickXorHash }: DriveItem): boolean {
  return sizeBytes > 0 && quickXorHash === undefined;
}

/** The last failure of a file of which an attempt may have left something, with what one look finds of it. */
export async function withLeftover(
  work: Work,
  file: PlannedFile,
  how: { readonly source: Source; readonly conflict: Conflict; readonly cause: ServiceFailure },
): Promise<ServiceFailure> {
  const { cause } = how;
  if (how.source.readByte === 0) return cause;
  const there = await candidates(work, file, how.conflict).catch(() => undefined);
  const left = there?.find(
    (item) =>
      isFile(item) && isRecent(work, item) && item.sizeBytes < file.sizeBytes && !work.claims.has(item.id),
  );
  const isKnown = there !== undefined || work.drive.kind === 'personal';
  if (isKnown && left === undefined) return cause;
  const what =
    left === undefined
      ? 'a shorter file may lie there now'
      : `${whereIs(file, left)}, ${bytes(left.sizeBytes)} (${left.sizeBytes}) of ${file.sizeBytes} bytes, may be what is left of it`;
  const advice = 'do not use what lies there: delete it, or run again with conflict-behavior: replace';
  return new ServiceFailure(`${cause.message}; it was cut off while it was sent, and ${what}`, {
    service: cause.service,
    hint: cause.hint === '' ? advice : `${cause.hint}; ${advice}`,
  });
}

/** The failure for a file whose beginning lies there and cannot be replaced. */
export function stuck(file: PlannedFile, item: DriveItem, cause: Failure): Failure {
  return new Failure(
    `${whereIs(file, item)} holds the first ${bytes(item.sizeBytes)} (${item.sizeBytes}) of ${file.sizeBytes} bytes, left by a broken connection, and cannot be replaced: ${cause.message}`,
    { kind: 'service', hint: 'delete it, and run again', cause },
  );
}

/** The failure for a file in whose place lies what may be a part of it, and what may be somebody else's. */
export function unproved(file: PlannedFile, item: DriveItem): Failure {
  const size = `${bytes(item.sizeBytes)} (${item.sizeBytes})`;
  const why = lacksHash(item)
    ? 'the drive gives no hash of it'
    : item.eTag === ''
      ? 'it has no eTag to replace it by'
      : 'they are not how this file begins';
  return new Failure(
    `${file.remotePath}: the connection broke while it was sent, and now ${size} of ${file.sizeBytes} bytes lie there, made since this run began: ${why}`,
    { kind: 'service', hint: 'look at what lies there, delete it if it is of no use, and run again' },
  );
}
