/**
 * Is what arrived what was sent? Knows sizes, hashes and the file types that SharePoint rewrites; never
 * deletes anything, and never calls a file good that it could not compare.
 */
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
 * `unknown`: the service has no hash for it (yet), the size is right. `missing`: an answer named it, and the drive
 * does not have it.
 */
export type VerifyResult = 'same' | 'different' | 'unknown' | 'missing';

/** Compares as `verify` says; empty files have no hash on some drives, and need none. */
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

/** A hash that is missing in the reply comes within seconds, if at all. */
export const hashRetryLimit = 3;
export const hashRetryMs = 1500;

/**
 * Compares, and reads the item again where the first look is not clear. An answer without a hash may come from
 * whatever stands between us and the service: then the drive itself has to show the item.
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
    // What only has to be seen is there at once, most often; hashes and differences need a moment.
    if (comparison !== 'same' || tries > 1) await host.clock.sleep(hashRetryMs, host.signal);
    const again = await context.drive.findItem(actualRemotePath(file, item));
    if (again === undefined) continue;
    const verdict = compareItem(again, digest, facts);
    if (!isUploadedItem(context, { found: again, item, digest, verdict })) continue;
    isThere = true;
    // The first reply said it all but the state of the moment: keep it where the second look says less.
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

/** What has another id than the answer said may have lain there before, or be somebody else's. */
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

/** SHA-256 of what the drive gives back, in hex: the bytes themselves, whatever the service says of them. */
export async function downloadSha256(drive: Drive, itemId: string): Promise<string> {
  let hash = createHash('sha256');
  await drive.downloadItem(itemId, () => {
    hash = createHash('sha256');
    return (piece) => void hash.update(piece);
  });
  return hash.digest('hex');
}

/** The remote path of the item, which `rename` may have given another name than planned. */
export function actualRemotePath(file: PlannedFile, item: DriveItem): string {
  return item.name === '' ? file.remotePath : joinRemotePath(parentPathOf(file.remotePath), item.name);
}

/** The verdict on a file that is not what was sent, or not there, after it was sent twice. What arrived stays where it is. */
export function verifyFailure(
  file: PlannedFile,
  last: { readonly comparison: VerifyResult; readonly item: DriveItem },
): Failure {
  return last.comparison === 'missing' ? missingFailure(file) : damagedFailure(file, last.item);
}

function missingFailure(file: PlannedFile): Failure {
  return new Failure(
    `${file.remotePath} did not arrive: it was sent twice and answered as if it had, but the drive does not have it`,
    {
      code: 'upload-not-arrived',
      kind: 'verify',
      hint: 'a proxy or filter on the way may have answered in place of the service: let the upload through it, and run again',
    },
  );
}

export function damagedFailure(file: PlannedFile, item: DriveItem): Failure {
  const how =
    item.sizeBytes === file.sizeBytes
      ? 'its QuickXorHash is another'
      : `it has ${sizeText(item.sizeBytes)} instead of ${sizeText(file.sizeBytes)}`;
  return new Failure(`${file.remotePath} arrived damaged: ${how}, after sending it twice`, {
    code: 'upload-damaged',
    kind: 'verify',
    hint: 'what arrived was left there: look at it, and do not use it',
  });
}

function sizeText(sizeBytes: number): string {
  return Number.isNaN(sizeBytes) ? 'an unknown size' : `${formatBytes(sizeBytes)} (${sizeBytes})`;
}
