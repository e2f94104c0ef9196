/**
 * Is what arrived what was sent? Knows sizes, hashes and the file types that SharePoint rewrites; never
 * deletes anything, and never calls a file good that it could not compare.
 */
import { createHash } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { bytes } from '../core/format.ts';
import type { Digest } from '../files/hash.ts';
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFile } from '../graph/parse.ts';
import { join, parentOf } from '../graph/paths.ts';
import type { UploadInputs } from '../inputs/transfer.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';
import { isRecent } from './lost-reply.ts';

/**
 * `unknown`: the service has no hash for it (yet), the size is right. `missing`: an answer named it, and the drive
 * does not have it.
 */
export type Comparison = 'same' | 'different' | 'unknown' | 'missing';

/** Compares as `verify` says; empty files have no hash on some drives, and need none. */
export function compare(
  item: DriveItem,
  digest: Digest | undefined,
  facts: { sizeBytes: number; verify: UploadInputs['verify'] },
): Comparison {
  if (facts.verify === 'off') return 'same';
  if (item.sizeBytes !== facts.sizeBytes) return 'different';
  if (facts.verify === 'size' || facts.sizeBytes === 0) return 'same';
  if (item.quickXorHash === undefined) return 'unknown';
  return item.quickXorHash === digest?.quickXorHash ? 'same' : 'different';
}

/** A hash that is missing in the reply comes within seconds, if at all. */
export const hashTries = 3;
export const hashWaitMs = 1500;

/**
 * Compares, and reads the item again where the first look is not clear. An answer without a hash may come from
 * whatever stands between us and the service: then the drive itself has to show the item.
 */
export async function examine(
  work: Work,
  file: PlannedFile,
  { item, digest }: { readonly item: DriveItem; readonly digest: Digest | undefined },
): Promise<{ readonly comparison: Comparison; readonly item: DriveItem }> {
  const facts = { sizeBytes: file.sizeBytes, verify: work.settings.verify };
  const { host } = work.patience;
  let current = item;
  let comparison = compare(current, digest, facts);
  let isThere = comparison === 'same' && (facts.verify === 'off' || item.quickXorHash !== undefined);
  for (let tries = 1; !(isThere && comparison === 'same') && tries <= hashTries; tries += 1) {
    // What only has to be seen is there at once, most often; hashes and differences need a moment.
    if (comparison !== 'same' || tries > 1) await host.clock.sleep(hashWaitMs, host.signal);
    const again = await work.drive.item(whereIs(file, item));
    if (again === undefined) continue;
    const verdict = compare(again, digest, facts);
    if (!isArrival(work, { found: again, item, digest, verdict })) continue;
    isThere = true;
    // The first reply said it all but the state of the moment: keep it where the second look says less.
    current = again;
    const before = comparison;
    comparison = verdict;
    if (before === 'different' && comparison === 'different') break;
  }
  if (!isThere) return { comparison: 'missing', item };
  if (work.settings.verify !== 'readback' || comparison === 'different') return { comparison, item: current };
  const same = (await sha256Of(work.drive, current.id)) === digest?.sha256;
  return { comparison: same ? 'same' : 'different', item: current };
}

/** What has another id than the answer said may have lain there before, or be somebody else's. */
function isArrival(
  work: Work,
  facts: {
    readonly found: DriveItem;
    readonly item: DriveItem;
    readonly digest: Digest | undefined;
    readonly verdict: Comparison;
  },
): boolean {
  const { found, item, digest, verdict } = facts;
  if (!isFile(found)) return false;
  if (found.id === item.id) return true;
  if (found.quickXorHash !== undefined && found.quickXorHash === digest?.quickXorHash) return true;
  return verdict !== 'different' && isRecent(work, found);
}

/** SHA-256 of what the drive gives back, in hex: the bytes themselves, whatever the service says of them. */
export async function sha256Of(drive: Drive, itemId: string): Promise<string> {
  let hash = createHash('sha256');
  await drive.download(itemId, () => {
    hash = createHash('sha256');
    return (piece) => void hash.update(piece);
  });
  return hash.digest('hex');
}

/** The remote path of the item, which `rename` may have given another name than planned. */
export function whereIs(file: PlannedFile, item: DriveItem): string {
  return item.name === '' ? file.remotePath : join(parentOf(file.remotePath), item.name);
}

/** The verdict on a file that is not what was sent, or not there, after it was sent twice. What arrived stays where it is. */
export function unequal(
  file: PlannedFile,
  last: { readonly comparison: Comparison; readonly item: DriveItem },
): Failure {
  return last.comparison === 'missing' ? missing(file) : differs(file, last.item);
}

function missing(file: PlannedFile): Failure {
  return new Failure(
    `${file.remotePath} did not arrive: it was sent twice and answered as if it had, but the drive does not have it`,
    {
      kind: 'verify',
      hint: 'a proxy or filter on the way may have answered in place of the service: let the upload through it, and run again',
    },
  );
}

export function differs(file: PlannedFile, item: DriveItem): Failure {
  const how =
    item.sizeBytes === file.sizeBytes
      ? 'its QuickXorHash is another'
      : `it has ${sized(item.sizeBytes)} instead of ${sized(file.sizeBytes)}`;
  return new Failure(`${file.remotePath} arrived damaged: ${how}, after sending it twice`, {
    kind: 'verify',
    hint: 'what arrived was left there: look at it, and do not use it',
  });
}

function sized(sizeBytes: number): string {
  return Number.isNaN(sizeBytes) ? 'an unknown size' : `${bytes(sizeBytes)} (${sizeBytes})`;
}
