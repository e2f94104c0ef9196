/**
 * Two planned files that ended at one item, two planned folders that are one: whatever made the drive take their
 * names for one, not all of the plan is there. Knows outcomes, and what a look at the drive tells of them.
 */
import { Failure } from '../core/errors.ts';
import { workOff } from '../core/queue.ts';
import type { Arrival } from '../graph/content.ts';
import type { ItemOperations } from '../graph/items.ts';
import type { DriveItem } from '../graph/parse.ts';
import { join, nameKey, nameOf, parentOf } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { isOtherName } from '../plan/similar-names.ts';
import type { Claims, Outcome } from './context.ts';

/** Notes that the file ended there. */
export function claim(claims: Claims, id: string, file: PlannedFile): void {
  claims.set(id, [...(claims.get(id) ?? []), file]);
}

/** Takes that back: the file was not there. */
export function disclaim(claims: Claims, id: string, file: PlannedFile): void {
  const rest = (claims.get(id) ?? []).filter((other) => other !== file);
  if (rest.length === 0) claims.delete(id);
  else claims.set(id, rest);
}

const hint =
  'rename one of them, or send them in an archive: to this drive their names are one, though they differ by more than case';

/** The failure for a file that the drive took for another name. */
export function otherName(file: PlannedFile, { name }: DriveItem): Failure {
  const there = join(parentOf(file.remotePath), name);
  return new Failure(`${file.remotePath}: the drive takes this name for ${there}, which is there`, {
    kind: 'service',
    hint: 'rename the file, or the one that is there, or send it in an archive',
  });
}

/** The failure for a file that the drive put under another name than we asked for. */
export function putElsewhere(file: PlannedFile, { item: { name }, created }: Arrival): Failure {
  const there = join(parentOf(file.remotePath), name);
  const before = created ? '' : '; what was there before is an earlier version of that file';
  return new Failure(`${file.remotePath}: the drive put it at ${there}, which it takes for the same name`, {
    kind: 'service',
    hint: `rename the file, or send it in an archive${before}`,
  });
}

export interface Settling {
  readonly drive: Pick<ItemOperations, 'item'>;
  /** Files that arrived, also those that failed afterwards. */
  readonly claims: Claims;
  /** Its own path is the user's to spell; what lies below it is the plan's. */
  readonly destination: string;
}

/** The outcomes, with a failure for every file that is not there under its own name and with its own content. */
export async function withCollisions(
  outcomes: readonly Outcome[],
  settling: Settling,
): Promise<readonly Outcome[]> {
  const failures = await folderFailures(outcomes, settling);
  const byPath = new Map(outcomes.map((outcome) => [outcome.file.remotePath, outcome]));
  const shared = groups(outcomes, settling.claims).map((files) => ({
    files,
    rest: files.filter(({ remotePath }) => !failures.has(remotePath)),
  }));
  await workOff(shared.reverse(), async ({ files, rest }) => {
    const lying = await lyingThere(rest, { byPath, drive: settling.drive });
    for (const { remotePath } of rest)
      if (lying.there?.remotePath !== remotePath) failures.set(remotePath, oneFile(remotePath, files, lying));
  });
  if (failures.size === 0) return outcomes;
  return outcomes.map((outcome) => {
    const error = failures.get(outcome.file.remotePath);
    return error === undefined ? outcome : { file: outcome.file, action: 'failed', error };
  });
}

/** Files that share an item, by item; what was skipped claims its item, too. */
function groups(outcomes: readonly Outcome[], claims: Claims): PlannedFile[][] {
  for (const { action, file, item } of outcomes) {
    if (item === undefined || action === 'failed') continue;
    const isKnown = claims.get(item.id)?.some(({ remotePath }) => remotePath === file.remotePath);
    if (isKnown !== true) claim(claims, item.id, file);
  }
  return [...claims.values()].filter(({ length }) => length > 1);
}

interface Lying {
  readonly item?: DriveItem;
  /** The one of the files that lies there, by name and content; undefined when it is none, or cannot be told. */
  readonly there?: PlannedFile | undefined;
  /** The one whose content it has, whatever its name. */
  readonly holder?: PlannedFile | undefined;
}

/** What lies where these files ended. */
async function lyingThere(
  files: readonly PlannedFile[],
  how: { readonly byPath: ReadonlyMap<string, Outcome>; readonly drive: Settling['drive'] },
): Promise<Lying> {
  const [first] = files;
  const item = first && (await how.drive.item(first.remotePath).catch(() => undefined));
  if (item === undefined) return {};
  const holders = files.filter((file) => holds(item, how.byPath.get(file.remotePath)));
  const there = holders.filter((file) => !isOtherName(file.name, item.name));
  return { item, there: only(there), holder: only(holders) };
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

function holds(now: DriveItem, outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return false;
  const { file, item, quickXorHash } = outcome;
  if (item?.id === now.id && item.eTag !== '' && item.eTag === now.eTag) return true;
  if (file.sizeBytes !== now.sizeBytes) return false;
  return file.sizeBytes === 0 || (quickXorHash !== undefined && quickXorHash === now.quickXorHash);
}

function oneFile(remotePath: string, files: readonly PlannedFile[], { item, there, holder }: Lying): Failure {
  const others = files.filter((file) => file.remotePath !== remotePath).map((file) => file.remotePath);
  const now =
    there !== undefined
      ? `${there.remotePath} is what lies there`
      : item === undefined
        ? 'which of them lies there, the drive did not tell'
        : `it is called ${item.name} and has the content of ${holder?.remotePath ?? 'neither for certain'}`;
  return new Failure(`${remotePath} and ${others.join(', ')} ended as one file on the drive: ${now}`, {
    kind: 'service',
    hint,
  });
}

/** For each file in a folder that the drive took for another one, by path. */
async function folderFailures(
  outcomes: readonly Outcome[],
  { drive, destination }: Settling,
): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  const suspects = suspectFolders(outcomes, destination);
  const way = (path: string): string[] => (isBelow(path, destination) ? [path, ...way(parentOf(path))] : []);
  const looks = new Map<string, DriveItem | undefined>();
  const queue = [...new Set([...suspects].flatMap(way))].reverse().map((path) => ({ path }));
  await workOff(queue, async ({ path }) => {
    looks.set(path, await drive.item(path).catch(() => undefined));
  });
  for (const { file, action } of outcomes) {
    if (action === 'failed' || !suspects.has(parentOf(file.remotePath))) continue;
    for (const path of way(parentOf(file.remotePath))) {
      const item = looks.get(path);
      if (item === undefined || !isOtherName(nameOf(path), item.name)) continue;
      const real = join(parentOf(path), item.name);
      const words = `${file.remotePath}: the drive takes the folder ${path} for ${real}, and the file lies there`;
      failures.set(file.remotePath, new Failure(words, { kind: 'service', hint }));
    }
  }
  return failures;
}

/** Folders of the plan whose files say that they lie elsewhere, or in another planned folder as well. */
function suspectFolders(outcomes: readonly Outcome[], destination: string): ReadonlySet<string> {
  const suspects = new Set<string>();
  const byId = new Map<string, string>();
  for (const { file, action, item } of outcomes) {
    const folder = parentOf(file.remotePath);
    const { id = '', path } = (action === 'failed' ? undefined : item?.parent) ?? {};
    // Only below the destination: the way there may lead over a shortcut to another drive.
    const below = isBelow(folder, destination)
      ? folder.slice(destination === '' ? 0 : destination.length + 1)
      : '';
    const isElsewhere =
      path !== undefined && below !== '' && !`/${nameKey(path)}`.endsWith(`/${nameKey(below)}`);
    if (isElsewhere) suspects.add(folder);
    if (id === '') continue;
    const other = byId.get(id) ?? folder;
    byId.set(id, other);
    if (nameKey(other) !== nameKey(folder)) suspects.add(folder).add(other);
  }
  return suspects;
}

/** True for a path inside of the destination. */
export function isBelow(path: string, destination: string): boolean {
  return path !== '' && path !== destination && (destination === '' || path.startsWith(`${destination}/`));
}
