/**
 * Decides before the upload about files whose name is taken on the drive: unchanged files, and conflicts under `fail`
 * and `skip`.
 */
import { Failure } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import type { ConflictBehavior, UploadInputs } from '../inputs/transfer.ts';
import type { PlannedFile, UploadPlan } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import type { UploadOutcome } from './context.ts';
import { conflictFailure, notTriedOutcome } from './errors.ts';
import { findExistingItems } from './existing.ts';
import { equivalentNameFailure } from './name-collisions.ts';
import { findUnchangedFiles } from './unchanged.ts';

/** The files that are left to send, and the outcomes of the others. */
export interface ConflictResult {
  readonly plan: UploadPlan;
  readonly outcomes: readonly UploadOutcome[];
}

export interface ConflictContext {
  readonly drive: Drive;
  readonly settings: Pick<UploadInputs, 'conflictBehavior' | 'skipUnchanged'>;
  readonly signal: AbortSignal;
}

/**
 * Finds the files that need no upload or must not be uploaded. With `skipUnchanged`, unchanged files are skipped
 * whatever `conflictBehavior` says. Under `fail`, one conflict stops the whole plan.
 */
export async function resolveConflicts(
  plan: UploadPlan,
  { drive, settings, signal }: ConflictContext,
): Promise<ConflictResult> {
  const { conflictBehavior, skipUnchanged } = settings;
  const decides = conflictBehavior === 'fail' || conflictBehavior === 'skip';
  if (!decides && !skipUnchanged) return { plan, outcomes: [] };
  const existing = await findExistingItems(drive, plan.files, plan.destination);
  // These items have another name that the drive treats as the same. Under `rename` the file gets a new name; otherwise
  // sending it would replace another file.
  const misnamed = [...existing].filter(([{ name }, item]) => isDifferentName(name, item.name));
  for (const [file] of misnamed) existing.delete(file);
  const refused = misnamed.map(
    ([file, item]) => ({ file, action: 'failed', error: equivalentNameFailure(file, item) }) as const,
  );
  const unchanged =
    skipUnchanged || conflictBehavior === 'fail' ? await findUnchangedFiles(existing, signal) : [];
  // Compare by path: an outcome can hold a copy of the file with a corrected size.
  const decided = new Set(unchanged.map(({ file }) => file.remotePath));
  const others = [...existing].filter(([file]) => !decided.has(file.remotePath));
  const conflicts: UploadOutcome[] = [
    ...(conflictBehavior === 'rename' ? [] : refused),
    ...(decides ? others.map(([file, item]) => conflictOutcome(file, item, conflictBehavior)) : []),
  ];
  for (const { file } of conflicts) decided.add(file.remotePath);
  const outcomes = [...unchanged, ...conflicts];
  const rest = plan.files.filter((file) => !decided.has(file.remotePath));
  if (conflictBehavior !== 'fail' || conflicts.length === 0) return { plan: withFiles(plan, rest), outcomes };
  const files = formatCount(conflicts.length, 'file');
  const why = new Failure(`conflict-behavior is fail, and ${files} of this run would conflict`, {
    code: 'name-taken',
    kind: 'service',
  });
  return {
    plan: withFiles(plan, []),
    outcomes: [...outcomes, ...rest.map((file) => notTriedOutcome(file, why))],
  };
}

/** True when conflicts stop the run. A marker would then make a complete generation look unfinished. */
export function conflictsBlockRun({ plan, outcomes }: ConflictResult): boolean {
  return plan.files.length === 0 && outcomes.some(({ action }) => action === 'failed');
}

function conflictOutcome(file: PlannedFile, item: DriveItem, behavior: ConflictBehavior): UploadOutcome {
  if (behavior === 'skip' && isFileItem(item)) return { file, action: 'skipped', item };
  return { file, action: 'failed', error: conflictFailure(file, item) };
}

function withFiles(plan: UploadPlan, files: readonly PlannedFile[]): UploadPlan {
  return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}
