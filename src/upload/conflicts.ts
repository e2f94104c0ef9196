/**
 * What becomes of files whose name is taken on the drive, decided before the first byte: those that are
 * there already, and those that `fail` and `skip` decide on. Sends nothing.
 */
import { Failure } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFile } from '../graph/parse.ts';
import type { ConflictBehavior, UploadInputs } from '../inputs/transfer.ts';
import type { Plan, PlannedFile } from '../plan/plan.ts';
import { isOtherName } from '../plan/similar-names.ts';
import type { Outcome } from './context.ts';
import { notTried, taken } from './errors.ts';
import { findExisting } from './existing.ts';
import { otherName } from './name-collisions.ts';
import { findUnchanged } from './unchanged.ts';

/** What is left to send, and what is decided already. */
export interface Settled {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

export interface Settling {
  readonly drive: Drive;
  readonly settings: Pick<UploadInputs, 'conflictBehavior' | 'skipUnchanged'>;
  readonly signal: AbortSignal;
}

/**
 * Decides every file that needs no sending, or that must not be sent. With `skipUnchanged` what is there
 * already comes first, whatever `conflictBehavior` says. Under `fail` one conflict keeps the whole plan from
 * being sent.
 */
export async function decide(plan: Plan, { drive, settings, signal }: Settling): Promise<Settled> {
  const { conflictBehavior, skipUnchanged } = settings;
  const decides = conflictBehavior === 'fail' || conflictBehavior === 'skip';
  if (!decides && !skipUnchanged) return { plan, outcomes: [] };
  const there = await findExisting(drive, plan.files, plan.destination);
  // Not ours: under `rename` the file gets a name of its own, else sending it would replace something else.
  const strange = [...there].filter(([{ name }, item]) => isOtherName(name, item.name));
  for (const [file] of strange) there.delete(file);
  const refused = strange.map(
    ([file, item]) => ({ file, action: 'failed', error: otherName(file, item) }) as const,
  );
  const same = skipUnchanged || conflictBehavior === 'fail' ? await findUnchanged(there, signal) : [];
  // By path: of a file whose size is not what it holds, the outcome has a copy.
  const decided = new Set(same.map(({ file }) => file.remotePath));
  const others = [...there].filter(([file]) => !decided.has(file.remotePath));
  const taking: Outcome[] = [
    ...(conflictBehavior === 'rename' ? [] : refused),
    ...(decides ? others.map(([file, item]) => judged(file, item, conflictBehavior)) : []),
  ];
  for (const { file } of taking) decided.add(file.remotePath);
  const outcomes = [...same, ...taking];
  const rest = plan.files.filter((file) => !decided.has(file.remotePath));
  if (conflictBehavior !== 'fail' || taking.length === 0) return { plan: withFiles(plan, rest), outcomes };
  const files = count(taking.length, 'file');
  const why = new Failure(`conflict-behavior is fail and ${files} of this run cannot be placed`, {
    kind: 'service',
  });
  return { plan: withFiles(plan, []), outcomes: [...outcomes, ...rest.map((file) => notTried(file, why))] };
}

function judged(file: PlannedFile, item: DriveItem, behavior: ConflictBehavior): Outcome {
  if (behavior === 'skip' && isFile(item)) return { file, action: 'skipped', item };
  return { file, action: 'failed', error: taken(file, item) };
}

function withFiles(plan: Plan, files: readonly PlannedFile[]): Plan {
  return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}
