/**
 * Finds the generations in a folder, which of them are this run's, and which to delete. The rules are in
 * generations.ts.
 */
import { formatCount } from '../core/format.ts';
import { processQueue } from '../core/queue.ts';
import { dayMs } from '../core/time.ts';
import type { Drive } from '../graph/drive.ts';
import { undefinedIfNotFound } from '../graph/items.ts';
import { type DriveItem, isAddressable } from '../graph/parse.ts';
import { joinRemotePath, normalizedPathKey, parentPathOf } from '../graph/paths.ts';
import type { RetainInputs } from '../inputs/cleanup.ts';
import { pathUnlessSecret, quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { type DeletionPlan, findIncompleteListing, type KeptItem } from './delete.ts';
import { expiredGenerations, type Generation } from './generations.ts';
import { type ListedItem, listItemTree, walkListing } from './listing.ts';
import {
  incompleteMarkerName,
  isStaleMarker,
  type MarkerState,
  markerStateOf,
  staleMarkerMs,
} from './marker.ts';
import { type NameMatcher, parseNamePattern } from './name-pattern.ts';

/** What this run creates in the folder of generations. */
export interface OwnGeneration {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface RetentionPolicy {
  /** Path of the folder whose children are the generations. */
  readonly folder: string;
  readonly rules: RetainInputs;
  readonly matches: NameMatcher;
  /** When the run began, by the earlier clock. */
  readonly nowMs: number;
}

/** Makes the policy. `cleanupProblems` has checked its inputs. */
export function createRetentionPolicy(
  rules: RetainInputs,
  { folder, nowMs }: Pick<RetentionPolicy, 'folder' | 'nowMs'>,
): RetentionPolicy {
  const pattern = parseNamePattern(rules.match);
  if ('problem' in pattern) throw new Error(`retain-match ${pattern.problem}`);
  return { folder, rules, matches: pattern.matches, nowMs };
}

/** The direct children of the folder that contain the files, or are the files. */
export function ownGenerations(
  { folder, matches }: Pick<RetentionPolicy, 'folder' | 'matches'>,
  paths: Iterable<string>,
): OwnGeneration[] {
  const own = new Map<string, OwnGeneration>();
  for (const path of paths) {
    const [name = '', ...deeper] = segmentsBelow(folder, path);
    const generation = { name, isFolder: deeper.length > 0 };
    if (matches(name)) own.set(normalizedPathKey(name), generation);
  }
  return [...own.values()];
}

function segmentsBelow(folder: string, path: string): readonly string[] {
  return path.split('/').slice(folder === '' ? 0 : folder.split('/').length);
}

/** What to say if `retain-match` fits nothing of the run: which names it was compared with, and what to set. */
export function noGenerationWarning(
  { folder, matches, rules }: Pick<RetentionPolicy, 'folder' | 'matches' | 'rules'>,
  plan: { readonly destination: string; readonly paths: readonly string[] },
): string {
  const { destination } = plan;
  const namesIn = (where: string) => [
    ...new Set(plan.paths.map((path) => segmentsBelow(where, path)[0] ?? '')),
  ];
  const [name = '', ...others] = namesIn(folder);
  const more = others.length === 0 ? '' : ` and ${formatCount(others.length, 'other name')}`;
  const place = folder === '' ? 'in the folder that paths start from' : `in ${quotePathUnlessSecret(folder)}`;
  const advice =
    destination !== folder && namesIn(destination).some(matches)
      ? `Set retain-in to ${quotePathUnlessSecret(destination)}, where names match`
      : 'Set retain-match to a glob for such names, or retain-in to the folder that holds the backups';
  return (
    `retain-match ${pathUnlessSecret(rules.match)} does not match what this run uploads: no old backup will be deleted. ` +
    `It was compared with ${quotePathUnlessSecret(name)}${more} ${place}. ${advice}.`
  );
}

/** What `planRetention` needs to know about the run. */
export interface RetentionPlanOptions {
  readonly drive: Drive;
  readonly own: readonly OwnGeneration[];
  /** Ids of what this run uploaded. */
  readonly uploadedIds: ReadonlySet<string>;
  /** Ids of the children that existed when the run began and into which no run was uploading. */
  readonly idleIds: ReadonlySet<string>;
}

interface FoundGeneration extends Generation {
  readonly item: DriveItem | undefined;
  /** Of the folder that it was listed in. */
  readonly folderId: string | undefined;
  /** True when its marker claims an active run but is too old. */
  readonly isStale: boolean;
}

/** Plans which generations to delete. Keeps this run's own, and any that changed or appeared since the run began. */
export async function planRetention(
  policy: RetentionPolicy,
  options: RetentionPlanOptions,
): Promise<DeletionPlan> {
  const found = await findGenerations(policy, options);
  const { nowMs, rules } = policy;
  const kept: KeptItem[] = found.filter(isUndated).map(({ name }) => ({
    path: joinRemotePath(policy.folder, name),
    reason: undatedReason,
    isUncertain: true,
  }));
  const plan: { items: { item: ListedItem; reason: 'retention' }[]; kept: KeptItem[] } = { items: [], kept };
  await processQueue(expiredGenerations(found, { rules, nowMs }).reverse(), async (generation) => {
    if (generation.item === undefined) return;
    const location = {
      path: joinRemotePath(policy.folder, generation.name),
      item: generation.item,
      folderId: generation.folderId,
    };
    // Another job of a matrix may be deleting it right now.
    const tree = await undefinedIfNotFound(listItemTree(options.drive, location));
    if (tree === undefined) return;
    const why = options.idleIds.has(tree.id)
      ? reasonToKeep(tree, generation, { ...policy, openedMs: options.drive.openedMs })
      : 'it was not complete when this run began';
    const keptItem = why === undefined ? findIncompleteListing(tree) : { path: tree.path, reason: why };
    if (keptItem === undefined) plan.items.push({ item: tree, reason: 'retention' });
    else plan.kept.push(keptItem);
  });
  return plan;
}

/** Ids of the children that no run is uploading into. One that another run completes meanwhile counts as new. */
export async function findIdleGenerationIds(
  { folder, matches, nowMs }: RetentionPolicy,
  { drive, children }: { readonly drive: Drive; readonly children: readonly DriveItem[] },
): Promise<ReadonlySet<string>> {
  const idleIds = new Set<string>();
  await processQueue(children.filter(isAddressable), async ({ id, name, isFolder }) => {
    const path = joinRemotePath(joinRemotePath(folder, name), incompleteMarkerName);
    const marker = isFolder && matches(name) ? await drive.findItem(path) : undefined;
    if (markerStateOf(marker) !== 'in-work' || isStaleMarker(marker, nowMs)) idleIds.add(id);
  });
  return idleIds;
}

const notListed = { item: undefined, folderId: undefined, isStale: false, state: 'complete' } as const;

async function findGenerations(
  { folder, matches, nowMs }: RetentionPolicy,
  options: RetentionPlanOptions,
): Promise<FoundGeneration[]> {
  const { drive } = options;
  const own = new Set(options.own.map(({ name }) => normalizedPathKey(name)));
  const ownKinds = new Set(options.own.map(({ isFolder }) => isFolder));
  const parent = await drive.findItem(folder);
  // It may vanish between the two requests, for example when another job of a matrix deletes it.
  const listed = parent?.isFolder ? await undefinedIfNotFound(drive.listChildrenById(parent.id)) : undefined;
  const children = listed ?? [];
  const found: FoundGeneration[] = [];
  const seen = new Set<string>();
  await processQueue(children.filter(isAddressable), async (item) => {
    const { name } = item;
    const createdMs = plausibleMs(item.createdMs, drive.serverTimeMs());
    // Items of another type than this run's are no generations: a README beside folders stays.
    if (item.isPackage || item.remoteItem !== undefined || !matches(name) || !ownKinds.has(item.isFolder))
      return;
    const isOwn = own.has(normalizedPathKey(name)) || options.uploadedIds.has(item.id);
    seen.add(normalizedPathKey(name));
    const marker =
      isOwn || !item.isFolder
        ? undefined
        : await drive.findItem(joinRemotePath(joinRemotePath(folder, name), incompleteMarkerName));
    const markerState = markerStateOf(marker);
    const isStale = markerState === 'in-work' && isStaleMarker(marker, nowMs);
    found.push({
      name,
      createdMs,
      isOwn,
      item,
      folderId: parent?.id,
      isStale,
      state: generationStateOf(markerState, isStale),
    });
  });
  // A new generation may not be listed yet, and does not exist in a dry run. It counts all the same.
  for (const { name } of options.own.filter(({ name }) => !seen.has(normalizedPathKey(name))))
    found.push({ name, createdMs: nowMs, isOwn: true, ...notListed });
  return found;
}

/** NaN for a time in the future, which would make the item newer than all others. */
function plausibleMs(createdMs: number, nowMs: number): number {
  return createdMs - nowMs > dayMs ? Number.NaN : createdMs;
}

function generationStateOf(marker: MarkerState, isStale: boolean): Generation['state'] {
  if (marker === undefined) return 'complete';
  return marker === 'ended' || isStale ? 'unfinished' : 'in-work';
}

const undatedReason = 'its creation date is missing or impossible, so its age is unknown';

/** Neither rule applies without a date. Generations in work are not reported, because their run handles them. */
function isUndated({ isOwn, state, createdMs }: Generation): boolean {
  return !isOwn && state !== 'in-work' && Number.isNaN(createdMs);
}

/** The run's start by the earlier clock, for ages, and by the service's clock, for times of items; and the rules. */
type RunStart = Pick<RetentionPolicy, 'nowMs' | 'rules'> & Pick<Drive, 'openedMs'>;

/** Why a generation stays although the rules expire it. */
function reasonToKeep(
  item: ListedItem,
  { isStale, state }: FoundGeneration,
  { nowMs, openedMs, rules }: RunStart,
): string | undefined {
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const descendant of walkListing(item)) {
    if (descendant.kind !== 'plain')
      return `it holds a ${descendant.kind}, which uploads never create: ${descendant.path}`;
    for (const atMs of [descendant.createdMs, descendant.modifiedMs]) if (atMs > newestMs) newestMs = atMs;
  }
  // Items have whole seconds, so a change in the second in which the drive was opened may have come later.
  if (Math.floor(newestMs / 1000) >= Math.floor(openedMs / 1000))
    return 'something in it changed since this run began';
  // A creation date may be wrong. The generation is then younger than the rules assumed.
  if (state === 'complete' && rules.days !== undefined && nowMs - newestMs < rules.days * dayMs)
    return 'something in it is younger than retain-days';
  return isStale && nowMs - newestMs < staleMarkerMs ? 'a run may still be uploading into it' : undefined;
}

/** The folder of generations: `retain-in` if set, else the parent of `destination` if it has one. */
export function generationsFolder(destination: string, retainIn: string | undefined): string | undefined {
  if (retainIn !== undefined) return retainIn;
  return destination.includes('/') ? parentPathOf(destination) : undefined;
}
