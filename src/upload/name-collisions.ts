/**
 * Detects planned files that were stored as one item and planned folders that are one folder on the drive, because the
 * drive treats their names as the same.
 */
import { Failure } from '../core/errors.ts';
import { processQueue } from '../core/queue.ts';
import type { UploadedItem } from '../graph/content.ts';
import type { ItemOperations } from '../graph/items.ts';
import type { DriveItem } from '../graph/parse.ts';
import { baseNameOf, joinRemotePath, normalizedPathKey, parentPathOf } from '../graph/paths.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { isDifferentName } from '../plan/similar-names.ts';
import type { ClaimedItems, UploadOutcome } from './context.ts';

/** Records that the file was stored as this item. */
export function claimItem(claimedItems: ClaimedItems, id: string, file: PlannedFile): void {
  claimedItems.set(id, [...(claimedItems.get(id) ?? []), file]);
}

/** Removes that record: the file was not there after all. */
export function releaseItem(claimedItems: ClaimedItems, id: string, file: PlannedFile): void {
  const rest = (claimedItems.get(id) ?? []).filter((other) => other !== file);
  if (rest.length === 0) claimedItems.delete(id);
  else claimedItems.set(id, rest);
}

const hint =
  'rename one of them, or upload an archive: this drive treats their names as the same, although they differ in more than case';

/** The failure for a file whose name the drive treats as that of another, existing file. */
export function equivalentNameFailure(file: PlannedFile, { name }: DriveItem): Failure {
  const existingPath = joinRemotePath(parentPathOf(file.remotePath), name);
  return new Failure(
    `${file.remotePath}: the drive treats this name as ${existingPath}, which already exists`,
    {
      code: 'name-collision',
      kind: 'service',
      hint: 'rename the file or the existing one, or upload an archive',
    },
  );
}

/** The failure for a file that the drive stored under another name than requested. */
export function changedNameFailure(file: PlannedFile, { item: { name }, created }: UploadedItem): Failure {
  const actualPath = joinRemotePath(parentPathOf(file.remotePath), name);
  const before = created ? '' : '; the old content is an earlier version of that file';
  return new Failure(
    `${file.remotePath}: the drive stored it as ${actualPath}, which it treats as the same name`,
    {
      code: 'name-changed',
      kind: 'service',
      hint: `rename the file, or upload an archive${before}`,
    },
  );
}

export interface CollisionContext {
  readonly drive: Pick<ItemOperations, 'findItem'>;
  /** Files that arrived, including those that failed afterwards. */
  readonly claimedItems: ClaimedItems;
  /** Only names below this path are checked: the user may spell the path itself in any way. */
  readonly destination: string;
}

/** Returns the outcomes, with a failure for each file that is not on the drive with its own name and content. */
export async function checkCollisions(
  outcomes: readonly UploadOutcome[],
  context: CollisionContext,
): Promise<readonly UploadOutcome[]> {
  const failures = await folderFailures(outcomes, context);
  const byPath = new Map(outcomes.map((outcome) => [outcome.file.remotePath, outcome]));
  const shared = filesSharingItems(outcomes, context.claimedItems).map((files) => ({
    files,
    rest: files.filter(({ remotePath }) => !failures.has(remotePath)),
  }));
  await processQueue(shared.reverse(), async ({ files, rest }) => {
    const owner = await findOwner(rest, { byPath, drive: context.drive });
    for (const { remotePath } of rest)
      if (owner.owner?.remotePath !== remotePath)
        failures.set(remotePath, collisionFailure(remotePath, files, owner));
  });
  if (failures.size === 0) return outcomes;
  return outcomes.map((outcome) => {
    const error = failures.get(outcome.file.remotePath);
    return error === undefined ? outcome : { file: outcome.file, action: 'failed', error };
  });
}

/** Returns groups of files that share an item. Skipped files count too. */
function filesSharingItems(outcomes: readonly UploadOutcome[], claimedItems: ClaimedItems): PlannedFile[][] {
  for (const { action, file, item } of outcomes) {
    if (item === undefined || action === 'failed') continue;
    const isKnown = claimedItems.get(item.id)?.some(({ remotePath }) => remotePath === file.remotePath);
    if (isKnown !== true) claimItem(claimedItems, item.id, file);
  }
  return [...claimedItems.values()].filter(({ length }) => length > 1);
}

interface ItemOwner {
  readonly item?: DriveItem;
  /** The file that matches the item by name and content. Undefined when none does, or more than one. */
  readonly owner?: PlannedFile | undefined;
  /** The file that matches the item by content. */
  readonly contentOwner?: PlannedFile | undefined;
}

/** Finds out which of these files the item on the drive holds. */
async function findOwner(
  files: readonly PlannedFile[],
  how: { readonly byPath: ReadonlyMap<string, UploadOutcome>; readonly drive: CollisionContext['drive'] },
): Promise<ItemOwner> {
  const [first] = files;
  const item = first && (await how.drive.findItem(first.remotePath).catch(() => undefined));
  if (item === undefined) return {};
  const holders = files.filter((file) => hasContentOf(item, how.byPath.get(file.remotePath)));
  const owners = holders.filter((file) => !isDifferentName(file.name, item.name));
  return { item, owner: singleElement(owners), contentOwner: singleElement(holders) };
}

function singleElement<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

function hasContentOf(now: DriveItem, outcome: UploadOutcome | undefined): boolean {
  if (outcome === undefined) return false;
  const { file, item, quickXorHash } = outcome;
  if (item?.id === now.id && item.eTag !== '' && item.eTag === now.eTag) return true;
  if (file.sizeBytes !== now.sizeBytes) return false;
  return file.sizeBytes === 0 || (quickXorHash !== undefined && quickXorHash === now.quickXorHash);
}

function collisionFailure(
  remotePath: string,
  files: readonly PlannedFile[],
  { item, owner, contentOwner }: ItemOwner,
): Failure {
  const others = files.filter((file) => file.remotePath !== remotePath).map((file) => file.remotePath);
  const content = contentOwner === undefined ? 'not known' : `that of ${contentOwner.remotePath}`;
  const now =
    owner !== undefined
      ? `it has ${owner.remotePath}`
      : item === undefined
        ? 'the drive did not say which of them'
        : `its name is ${item.name}, and its content is ${content}`;
  return new Failure(`${remotePath} and ${others.join(', ')} became one file on the drive: ${now}`, {
    code: 'files-merged',
    kind: 'service',
    hint,
  });
}

/** Returns, by path, a failure for each file whose folder the drive treats as another folder. */
async function folderFailures(
  outcomes: readonly UploadOutcome[],
  { drive, destination }: CollisionContext,
): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  const suspects = suspectFolders(outcomes, destination);
  const ancestors = (path: string): string[] =>
    isBelowDestination(path, destination) ? [path, ...ancestors(parentPathOf(path))] : [];
  const folderItems = new Map<string, DriveItem | undefined>();
  const queue = [...new Set([...suspects].flatMap(ancestors))].reverse().map((path) => ({ path }));
  await processQueue(queue, async ({ path }) => {
    folderItems.set(path, await drive.findItem(path).catch(() => undefined));
  });
  for (const { file, action } of outcomes) {
    if (action === 'failed' || !suspects.has(parentPathOf(file.remotePath))) continue;
    for (const path of ancestors(parentPathOf(file.remotePath))) {
      const item = folderItems.get(path);
      if (item === undefined || !isDifferentName(baseNameOf(path), item.name)) continue;
      const real = joinRemotePath(parentPathOf(path), item.name);
      const words = `${file.remotePath}: the drive treats the folder ${path} as ${real}, and the file is there`;
      failures.set(file.remotePath, new Failure(words, { code: 'files-merged', kind: 'service', hint }));
    }
  }
  return failures;
}

/** Returns planned folders whose files report another path, or share a folder with another planned folder. */
function suspectFolders(outcomes: readonly UploadOutcome[], destination: string): ReadonlySet<string> {
  const suspects = new Set<string>();
  const byId = new Map<string, string>();
  for (const { file, action, item } of outcomes) {
    const folder = parentPathOf(file.remotePath);
    const { id = '', path } = (action === 'failed' ? undefined : item?.parentReference) ?? {};
    // Compare only below the destination: its path may contain a shortcut to another drive.
    const below = isBelowDestination(folder, destination)
      ? folder.slice(destination === '' ? 0 : destination.length + 1)
      : '';
    const isElsewhere =
      path !== undefined &&
      below !== '' &&
      !`/${normalizedPathKey(path)}`.endsWith(`/${normalizedPathKey(below)}`);
    if (isElsewhere) suspects.add(folder);
    if (id === '') continue;
    const other = byId.get(id) ?? folder;
    byId.set(id, other);
    if (normalizedPathKey(other) !== normalizedPathKey(folder)) suspects.add(folder).add(other);
  }
  return suspects;
}

/** True for a path inside the destination. */
export function isBelowDestination(path: string, destination: string): boolean {
  return path !== '' && path !== destination && (destination === '' || path.startsWith(`${destination}/`));
}
