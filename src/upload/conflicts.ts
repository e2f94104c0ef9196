/**
 * What is on the drive already under the planned names, found before the first byte. Knows listings, and
 * what `fail` and `skip` make of them; sends nothing.
 */
import { Failure } from '../errors.ts';
import type { Drive } from '../graph/drive.ts';
import { nameOf, parentOf, pathKey } from '../graph/paths.ts';
import type { DriveItem } from '../graph/wire.ts';
import type { ConflictBehavior } from '../inputs/inputs.ts';
import { count } from '../text.ts';
import { notTried, taken } from './failures.ts';
import type { Plan, PlannedFile } from './plan.ts';
import { Source } from './source.ts';
import type { Outcome } from './work.ts';

/** What is left to send, and what is decided already. */
export interface Settled {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

/**
 * Decides every file whose name is taken, as far as `conflictBehavior` does so before anything is sent. Under
 * `fail` one conflict keeps the whole plan from being sent.
 */
export async function settle(plan: Plan, drive: Drive, behavior: ConflictBehavior): Promise<Settled> {
  if (behavior === 'replace' || behavior === 'rename') return { plan, outcomes: [] };
  const there = await existing(drive, plan.files);
  const outcomes: Outcome[] = [];
  for (const [file, item] of there) {
    const skip = !item.isFolder && (behavior === 'skip' || (await isSame(file, item)));
    outcomes.push(
      skip
        ? { file, action: 'skipped', item }
        : { file, action: 'failed', error: taken(file, item.isFolder) },
    );
  }
  const rest = plan.files.filter((file) => !there.has(file));
  const conflicts = outcomes.filter(({ action }) => action === 'failed').length;
  if (behavior === 'skip' || conflicts === 0) return { plan: withFiles(plan, rest), outcomes };
  const why = new Failure(
    `conflict-behavior is fail and ${count(conflicts, 'file')} of this run cannot be placed`,
    {
      kind: 'service',
    },
  );
  return { plan: withFiles(plan, []), outcomes: [...outcomes, ...rest.map((file) => notTried(file, why))] };
}

function withFiles(plan: Plan, files: readonly PlannedFile[]): Plan {
  return { ...plan, files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) };
}

/** Up to so many files of one folder are asked for one by one; beyond it, its listing is cheaper. */
const singleLookups = 3;

/** The items that stand where files are planned, by planned file. Folders that are not there cost one request each. */
async function existing(drive: Drive, files: readonly PlannedFile[]): Promise<Map<PlannedFile, DriveItem>> {
  const folders = new Map<string, PlannedFile[]>();
  for (const file of files) {
    const key = pathKey(parentOf(file.remotePath));
    const planned = folders.get(key);
    if (planned === undefined) folders.set(key, [file]);
    else planned.push(file);
  }
  const found = new Map<PlannedFile, DriveItem>();
  const missing = new Set<string>();
  // Parents before children: what lies in a missing folder is missing without a question.
  for (const key of [...folders.keys()].sort((a, b) => a.length - b.length)) {
    if ([...ancestors(key)].some((folder) => missing.has(folder))) continue;
    const planned = folders.get(key) ?? [];
    const items = await lookUp(drive, key, planned);
    if (items === undefined) missing.add(key);
    for (const file of planned) {
      const item = items?.get(pathKey(nameOf(file.remotePath)));
      if (item !== undefined) found.set(file, item);
    }
  }
  return found;
}

function* ancestors(folder: string): Generator<string> {
  for (let path = parentOf(folder); path !== ''; path = parentOf(path)) yield path;
}

async function lookUp(
  drive: Drive,
  folder: string,
  planned: readonly PlannedFile[],
): Promise<Map<string, DriveItem> | undefined> {
  const parent = parentOf(planned[0]?.remotePath ?? folder);
  if (planned.length > singleLookups) {
    const children = await drive.children(parent);
    return children && new Map(children.map((item) => [pathKey(item.name), item]));
  }
  const items = await Promise.all(planned.map((file) => drive.item(file.remotePath)));
  return new Map(items.filter((item) => item !== undefined).map((item) => [pathKey(item.name), item]));
}

/** True when the local file has the same size and hash: under `fail` that is a job run again, no conflict. */
export async function isSame(file: PlannedFile, item: DriveItem): Promise<boolean> {
  if (item.isFolder || item.sizeBytes !== file.sizeBytes) return false;
  if (file.sizeBytes === 0) return true;
  if (item.quickXorHash === undefined) return false;
  const source = await Source.open(file.sourcePath, file.sizeBytes);
  try {
    return (await source.digest()).quickXorHash === item.quickXorHash;
  } finally {
    await source.close();
  }
}
