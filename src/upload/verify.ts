/**
 * Is what arrived what was sent? Knows sizes, hashes and the file types that SharePoint rewrites; never
 * deletes anything, and never calls a file good that it could not compare.
 */
import { createHash } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { bytes } from '../core/format.ts';
import type { Digest } from '../files/hash.ts';
import type { Drive } from '../graph/drive.ts';
import type { DriveItem } from '../graph/parse.ts';
import { join, parentOf } from '../graph/paths.ts';
import type { UploadInputs } from '../inputs/transfer.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { Work } from './context.ts';

/** `unknown`: the service has no hash for it (yet), the size is right. */
export type Comparison = 'same' | 'different' | 'unknown';

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

/** Compares, and reads the item again where the first look is not clear. */
export async function examine(
  work: Work,
  file: PlannedFile,
  { item, digest }: { readonly item: DriveItem; readonly digest: Digest | undefined },
): Promise<{ readonly comparison: Comparison; readonly item: DriveItem }> {
  const facts = { sizeBytes: file.sizeBytes, verify: work.settings.verify };
  const { host } = work.patience;
  let current = item;
  let comparison = compare(current, digest, facts);
  for (let tries = 1; comparison !== 'same' && tries <= hashTries; tries += 1) {
    await host.clock.sleep(hashWaitMs, host.signal);
    const again = await work.drive.item(whereIs(file, item));
    if (again === undefined) continue;
    // The first reply said it all but the state of the moment: keep it where the second look says less.
    current = again;
    const before = comparison;
    comparison = compare(current, digest, facts);
    if (before === 'different' && comparison === 'different') break;
  }
  if (work.settings.verify !== 'readback' || comparison === 'different') return { comparison, item: current };
  const same = (await sha256Of(work.drive, current.id)) === digest?.sha256;
  return { comparison: same ? 'same' : 'different', item: current };
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
  return join(parentOf(file.remotePath), item.name);
}

/** The verdict on a file that differs after it was sent twice. What arrived stays where it is. */
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
