/**
 * The generations of a folder: which ones there are, which are this run's, which of them may go. Knows where
 * they lie and how a marked one is told; the rules by themselves are in generations.
 */
import { workOff } from '../core/queue.ts';
import type { Drive } from '../graph/drive.ts';
import { orMissing } from '../graph/items.ts';
import { type DriveItem, isKnown } from '../graph/parse.ts';
import { join, nameKey, parentOf } from '../graph/paths.ts';
import type { RetainInputs } from '../inputs/after.ts';
import { doubtIn, type Left, type Removals } from './delete.ts';
import { dayMs, type Generation, generationsToGo } from './generations.ts';
import { everythingIn, readTwig, type Twig } from './listing.ts';
import { isQuiet, type Mark, markerName, markOf, quietMs } from './marker.ts';
import { type NamePattern, readPattern } from './name-pattern.ts';

/** What this run makes in the folder of the generations. */
export interface OwnGeneration {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface Retention {
  /** Path of the folder whose children are the generations. */
  readonly folder: string;
  readonly rules: RetainInputs;
  readonly matches: NamePattern;
  /** When the run began, by the earlier clock. */
  readonly nowMs: number;
}

/** Ready to be used; the problems of its inputs were told before. */
export function openRetention(
  rules: RetainInputs,
  { folder, nowMs }: Pick<Retention, 'folder' | 'nowMs'>,
): Retention {
  const pattern = readPattern(rules.match);
  if ('problem' in pattern) throw new TypeError(`retain-match ${pattern.problem}`);
  return { folder, rules, matches: pattern.matches, nowMs };
}

/** The direct children of the folder that the files are, or are in. */
export function ownGenerations(
  { folder, matches }: Pick<Retention, 'folder' | 'matches'>,
  paths: Iterable<string>,
): OwnGeneration[] {
  const own = new Map<string, OwnGeneration>();
  for (const path of paths) {
    const [name = '', ...deeper] = path.split('/').slice(folder === '' ? 0 : folder.split('/').length);
    const one = { name, isFolder: deeper.length > 0 };
    if (matches(name)) own.set(nameKey(name), one);
  }
  return [...own.values()];
}

/** What a look at the generations is about. */
export interface Look {
  readonly drive: Drive;
  readonly own: readonly OwnGeneration[];
  /** Ids of what this run uploaded. */
  readonly uploaded: ReadonlySet<string>;
  /** Ids of the children that were there when the run began, with no run at work in them. */
  readonly known: ReadonlySet<string>;
}

interface Found extends Generation {
  readonly item: DriveItem | undefined;
  /** Of the folder that it was listed in. */
  readonly folderId: string | undefined;
  /** Its marker says that a run is at work, and has said so for long. */
  readonly isStale: boolean;
}

/** What goes of the generations. Never this run's own, nor what changed or came since the run began. */
export async function retentionPlan(retention: Retention, look: Look): Promise<Removals> {
  const found = await generations(retention, look);
  const { nowMs, rules } = retention;
  const left: Left[] = found
    .filter(isUndated)
    .map(({ name }) => ({ path: join(retention.folder, name), why: undated, isDoubtful: true }));
  const removals: { going: { twig: Twig; why: 'retention' }[]; left: Left[] } = { going: [], left };
  await workOff(generationsToGo(found, { rules, nowMs }).reverse(), async (one) => {
    if (one.item === undefined) return;
    const at = { path: join(retention.folder, one.name), item: one.item, folderId: one.folderId };
    // Another leg of a matrix may be removing it at this moment.
    const twig = await orMissing(readTwig(look.drive, at));
    if (twig === undefined) return;
    const why = look.known.has(twig.id)
      ? reasonToStay(twig, one, { ...retention, openedMs: look.drive.openedMs })
      : 'it was not complete when this run began';
    const stays = why === undefined ? doubtIn(twig) : { path: twig.path, why };
    if (stays === undefined) removals.going.push({ twig, why: 'retention' });
    else removals.left.push(stays);
  });
  return removals;
}

/** Ids of the children that no run is at work in: what another one completes meanwhile is as if it came later. */
export async function settledIn(
  { folder, matches, nowMs }: Retention,
  { drive, children }: { readonly drive: Drive; readonly children: readonly DriveItem[] },
): Promise<ReadonlySet<string>> {
  const settled = new Set<string>();
  await workOff(children.filter(isKnown), async ({ id, name, isFolder }) => {
    const path = join(join(folder, name), markerName);
    const marker = isFolder && matches(name) ? await drive.item(path) : undefined;
    if (markOf(marker) !== 'in-work' || isQuiet(marker, nowMs)) settled.add(id);
  });
  return settled;
}

const unseen = { item: undefined, folderId: undefined, isStale: false, state: 'complete' } as const;

async function generations({ folder, matches, nowMs }: Retention, look: Look): Promise<Found[]> {
  const { drive } = look;
  const own = new Set(look.own.map(({ name }) => nameKey(name)));
  const sorts = new Set(look.own.map(({ isFolder }) => isFolder));
  const above = await drive.item(folder);
  // Gone between the two looks: another leg of a matrix, or somebody, removes it at this moment.
  const listed = above?.isFolder ? await orMissing(drive.childrenOf(above.id)) : undefined;
  const children = listed ?? [];
  const found: Found[] = [];
  const seen = new Set<string>();
  await workOff(children.filter(isKnown), async (item) => {
    const { name } = item;
    const createdMs = possibleMs(item.createdMs, drive.latestMs());
    // Of another sort than what this run makes is no generation: a README beside folders stays.
    if (item.isPackage || item.remote !== undefined || !matches(name) || !sorts.has(item.isFolder)) return;
    const isOwn = own.has(nameKey(name)) || look.uploaded.has(item.id);
    seen.add(nameKey(name));
    const marker =
      isOwn || !item.isFolder ? undefined : await drive.item(join(join(folder, name), markerName));
    const mark = markOf(marker);
    const isStale = mark === 'in-work' && isQuiet(marker, nowMs);
    found.push({ name, createdMs, isOwn, item, folderId: above?.id, isStale, state: stateOf(mark, isStale) });
  });
  // A fresh one may not be in the listing yet, and in a dry run it is not there at all: it counts all the same.
  for (const { name } of look.own.filter(({ name }) => !seen.has(nameKey(name))))
    found.push({ name, createdMs: nowMs, isOwn: true, ...unseen });
  return found;
}

/** NaN for a time that is yet to come, which would make the item newer than all others. */
function possibleMs(createdMs: number, nowMs: number): number {
  return createdMs - nowMs > dayMs ? Number.NaN : createdMs;
}

function stateOf(mark: Mark, isStale: boolean): Generation['state'] {
  if (mark === undefined) return 'complete';
  return mark === 'ended' || isStale ? 'unfinished' : 'in-work';
}

const undated = 'its date of creation is missing or cannot be, so nobody knows how old it is';

/** Neither rule can judge it; one in work says nothing, because its run will. */
function isUndated({ isOwn, state, createdMs }: Generation): boolean {
  return !isOwn && state !== 'in-work' && Number.isNaN(createdMs);
}

/** When the run began: by the earlier clock, for ages, and by the service's, which stamps items; and the rules. */
type Began = Pick<Retention, 'nowMs' | 'rules'> & Pick<Drive, 'openedMs'>;

/** Why a generation that the rules let go stays all the same. */
function reasonToStay(
  twig: Twig,
  { isStale, state }: Found,
  { nowMs, openedMs, rules }: Began,
): string | undefined {
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const one of everythingIn(twig)) {
    if (one.sort !== 'plain') return `it holds a ${one.sort}, which no upload makes: ${one.path}`;
    for (const atMs of [one.createdMs, one.modifiedMs]) if (atMs > newestMs) newestMs = atMs;
  }
  // Items carry whole seconds: what happened in the second in which the drive was opened may have come after.
  if (Math.floor(newestMs / 1000) >= Math.floor(openedMs / 1000))
    return 'something in it changed since this run began';
  // A date of creation may be wrong, and then the generation is younger than the rules took it for.
  if (state === 'complete' && rules.days !== undefined && nowMs - newestMs < rules.days * dayMs)
    return 'something in it is younger than retain-days';
  return isStale && nowMs - newestMs < quietMs ? 'a run may still be at work in it' : undefined;
}

/** The folder of the generations: `retain-in` expanded, if given, else the parent of `destination`, if it has one. */
export function folderOfGenerations(destination: string, folder: string | undefined): string | undefined {
  if (folder !== undefined) return folder;
  return destination.includes('/') ? parentOf(destination) : undefined;
}
