/** Checks that the item on the drive is what was sent. Deletes nothing. */
import { createHash } from 'node:crypto';
import { Failure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import type { FileDigest } from '../files/hash.ts';
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import type { UploadInputs } from '../inputs/transfer.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadContext } from './context.ts';
import { isModifiedInRun } from './lost-reply.ts';

/**
 * `unknown`: the size is right, but the service has no hash (yet). `missing`: a reply named the item, but the drive
 * does not have it.
 */
export type VerifyResult = 'same' | 'different' | 'unknown' | 'missing';

/** Compares as `verify` says. Some drives have no hash for empty files; their size is enough. */
export function compareItem(
  item: DriveItem,
  digest: FileDigest | undefined,
  facts: { sizeBytes: number; verify: UploadInputs['verify'] },
): VerifyResult {
  if (facts.verify === 'off') return 'same';
  if (item.sizeBytes !== facts.sizeBytes) return 'different';
  if (facts.verify === 'size' || facts.sizeBytes === 0) return 'same';
  if (item.quickXorHash === undefined) return 'unknown';
  return item.quickXorHash === digest?.quickXorHash ? 'same' : 'different';
}

/** A missing hash appears within seconds, if at all. */
export const hashRetryLimit = 3;
export const hashRetryMs = 1500;

/**
 * Compares the item, and reads it again when the result is unclear. A reply without a hash may come from a proxy, so
 * the item must then also be found on the drive.
 */
export async function verifyItem(
  context: UploadContext,
  file: PlannedFile,
  { item, digest }: { readonly item: DriveItem; readonly digest: FileDigest | undefined },
): Promise<{ readonly comparison: VerifyResult; readonly item: DriveItem }> {
  const facts = { sizeBytes: file.sizeBytes, verify: context.settings.verify };
  const { host } = context;
  let current = item;
  let comparison = compareItem(current, digest, facts);
  let isThere = comparison === 'same' && (facts.verify === 'off' || item.quickXorHash !== undefined);
  for (let tries = 1; !(isThere && comparison === 'same') && tries <= hashRetryLimit; tries += 1) {
    // An item is usually visible at once; hashes and corrected sizes need a moment.
    if (comparison !== 'same' || tries > 1) await host.clock.sleep(hashRetryMs, host.signal);
    const again = await context.drive.findItem(actualRemotePath(file, item));
    if (again === undefined) continue;
    const verdict = compareItem(again, digest, facts);
    if (!isUploadedItem(context, { found: again, item, digest, verdict })) continue;
    isThere = true;
    current = again;
    const before = comparison;
    comparison = verdict;
    if (before === 'different' && comparison === 'different') break;
  }
  if (!isThere) return { comparison: 'missing', item };
  if (context.settings.verify !== 'readback' || comparison === 'different')
    return { comparison, item: current };
  const same = (await downloadSha256(context.drive, current.id)) === digest?.sha256;
  return { comparison: same ? 'same' : 'different', item: current };
}

/** True when the found item is ours. With another id it may be another file, so its hash or its time must match. */
function isUploadedItem(
  context: UploadContext,
  facts: {
    readonly found: DriveItem;
    readonly item: DriveItem;
    readonly digest: FileDigest | undefined;
    readonly verdict: VerifyResult;
  },
): boolean {
  const { found, item, digest, verdict } = facts;
  if (!isFileItem(found)) return false;
  if (found.id === item.id) return true;
  if (found.quickXorHash !== undefined && found.quickXorHash === digest?.quickXorHash) return true;
  return verdict !== 'different' && isModifiedInRun(context, found);
}

/** Downloads the item and returns its SHA-256 in hex. */
export async function downloadSha256(drive: Drive, itemId: string): Promise<string> {
  let hash = createHash('sha256');
  await drive.downloadItem(itemId, () => {
    hash = createHash('sha256');
    return (piece) => void hash.update(piece);
  });
  return hash.digest('hex');
}

/** Returns the item's remote path. Under `rename` its name may differ from the plan. */
export function actualRemotePath(file: PlannedFile, item: DriveItem): string {
  return item.name === '' ? file.remotePath : joinRemotePath(parentPathOf(file.remotePath), item.name);
}

/** The failure for a file that is still missing or different after it was sent twice. The item stays on the drive. */
export function verifyFailure(
  file: PlannedFile,
  last: { readonly comparison: VerifyResult; readonly item: DriveItem },
): Failure {
  return last.comparison === 'missing' ? missingFailure(file) : damagedFailure(file, last.item);
}

function missingFailure(file: PlannedFile): Failure {
  return new Failure(
    `${file.remotePath} did not arrive: it was sent twice and twice reported as stored, but the drive does not have it`,
    {
      code: 'upload-not-arrived',
      kind: 'verify',
      hint: 'a proxy or filter may have answered instead of the service: allow uploads through it, and run again',
    },
  );
}

export function damagedFailure(file: PlannedFile, item: DriveItem): Failure {
  const how =
    item.sizeBytes === file.sizeBytes
      ? 'its QuickXorHash is different'
      : `it has ${sizeText(item.sizeBytes)} instead of ${sizeText(file.sizeBytes)}`;
  return new Failure(`${file.remotePath} arrived damaged: ${how}, although it was sent twice`, {
    code: 'upload-damaged',
    kind: 'verify',
    hint: 'the damaged file is still on the drive: do not use it',
  });
}

function sizeText(sizeBytes: number): string {
  return Number.isNaN(sizeBytes) ? 'an unknown size' : `${formatBytes(sizeBytes)} (${sizeBytes})`;
}
