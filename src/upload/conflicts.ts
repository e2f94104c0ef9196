/**
 * What becomes of files whose name is taken on the drive, decided before the first byte: those that are
 * there already, and those that `fail` and `skip` decide on. Sends nothing.
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

/** What is left to send, and what is decided already. */
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
 * Decides every file that needs no sending, or that must not be sent. With `skipUnchanged` what is there
 * already comes first, whatever `conflictBehavior` says. Under `fail` one conflict keeps the whole plan from
 * being sent.
 */
export async function resolveConflicts(
  plan: UploadPlan,
  { drive, settings, signal }: ConflictContext,
): Promise<ConflictResult> {
  const { conflictBehavior, skipUnchanged } = settings;
  const decides = conflictBehavior === 'fail' || conflictBehavior === 'skip';
  if (!decides && !skipUnchanged) return { plan, outcomes: [] };
  const existing = await findExistingItems(drive, plan.files, plan.destination);
  // Not ours: under `rename` the file gets a name of its own, else sending it would replace something else.
  const misnamed = [...existing].filter(([{ name }, item]) => isDifferentName(name, item.name));
  for (const [file] of misnamed) existing.delete(file);
  const refused = misnamed.map(
    ([file, item]) => ({ file, action: 'failed', error: equivalentNameFailure(file, item) }) as const,
  );
  const unchanged =
    skipUnchanged || conflictBehavior === 'fail' ? await findUnchangedFiles(existing, signal) : [];
  // By path: of a file whose size is not what it holds, the outcome has a copy.
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
  const why = new Failure(`conflict-behavior is fail and ${files} of this run cannot be placed`, {
    code: 'name-taken',
    kind: 'service',
  });
  return {
    plan: withFiles(plan, []),
    outcomes: [...outcomes, ...rest.map((file) => notTriedOutcome(file, why))],
  };
}

/** What a dry run tells: what is left to send is planned. */
export function plannedOutcomes({ plan, outcomes }: ConflictResult): readonly UploadOutcome[] {
  return [...outcomes, ...plan.files.map((file) => ({ file, action: 'planned' }) as const)];
}

/** True where taken names keep everything from being sent: a marker would make a complete generation look unfinished. */
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
