/** What a dry run finds out of the files that are left to send: which are new, and which take the name of an item. */
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import type { UploadInputs } from '../inputs/transfer.ts';
import type { PlannedFile, UploadPlan } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import type { ConflictResult } from './conflicts.ts';
import type { UploadOutcome } from './context.ts';
import { conflictFailure } from './errors.ts';
import { findExistingItems } from './existing.ts';
import { equivalentNameFailure } from './name-collisions.ts';

interface PlannedChangesContext {
  readonly drive: Drive;
  readonly settings: Pick<UploadInputs, 'conflictBehavior'>;
}

/** The outcomes of a dry run: `planned` with the change, or `failed` where the upload could only fail. Reads only. */
export async function plannedOutcomes(
  { plan, outcomes }: ConflictResult,
  context: PlannedChangesContext,
): Promise<readonly UploadOutcome[]> {
  const existing = await findExistingItems(context.drive, plan.files, plan.destination);
  return [...outcomes, ...plan.files.map((file) => plannedOutcome(file, existing.get(file), context))];
}

function plannedOutcome(
  file: PlannedFile,
  existing: DriveItem | undefined,
  { settings }: PlannedChangesContext,
): UploadOutcome {
  if (existing === undefined) return { file, action: 'planned', change: { kind: 'new' } };
  if (settings.conflictBehavior === 'rename')
    return { file, action: 'planned', change: { kind: 'rename', existing } };
  if (isDifferentName(file.name, existing.name))
    return { file, action: 'failed', error: equivalentNameFailure(file, existing) };
  if (!isFileItem(existing)) return { file, action: 'failed', error: conflictFailure(file, existing) };
  return { file, action: 'planned', change: { kind: 'replace', existing } };
}

/** The list of checksums that the run would write. It has no size yet, and replaces an earlier one. */
export async function plannedChecksums(
  { destination }: Pick<UploadPlan, 'destination'>,
  { name, drive }: { readonly name: string; readonly drive: Drive },
): Promise<UploadOutcome> {
  const remotePath = destination === '' ? name : `${destination}/${name}`;
  const file = { localPath: name, relativePath: name, remotePath, name, sizeBytes: Number.NaN };
  const plan = { files: [file], totalBytes: Number.NaN, destination };
  const settings = { conflictBehavior: 'replace' } as const;
  const [outcome] = await plannedOutcomes({ plan, outcomes: [] }, { drive, settings });
  return outcome ?? { file, action: 'planned', change: { kind: 'new' } };
}
