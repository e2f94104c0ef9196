/**
 * A second, independent model of what mirror and retention delete. It follows the rules literally on plain lists of
 * paths, and shares no code with src/cleanup.
 */
import type { DriveItem } from '../../src/graph/parse.ts';
import { openedMs } from './fake-drive.ts';

const dayMs = 24 * 60 * 60_000;
const marker = '.onedrive-upload-incomplete';

export interface ModelEntry {
  readonly path: string;
  readonly item: DriveItem;
}

export interface ModelRun {
  readonly destination: string;
  readonly mirror: boolean;
  readonly maxDelete: number;
  /** Remote paths of the run's files. */
  readonly files: readonly string[];
  /** True when not everything arrived. */
  readonly failed: boolean;
  /** True when something that was asked for was not seen. */
  readonly hasUnseen: boolean;
  readonly retain?: {
    readonly folder: string;
    readonly own: string;
    readonly fits: (name: string) => boolean;
    readonly last?: number | undefined;
    readonly days?: number | undefined;
    /** Size of a marker that says that a run is at work. */
    readonly atWorkBytes: number;
  };
}

/** Items are where they are spelt; a name that differs in its accents' form alone is taken for the run's own. */
const key = (path: string) => path.toLowerCase();
const plain = (path: string) => key(path.normalize('NFC'));
const isBelow = (path: string, folder: string) => key(path).startsWith(`${key(folder)}/`);
const isAtOrBelow = (path: string, folder: string) => key(path) === key(folder) || isBelow(path, folder);
const parent = (path: string) => path.slice(0, path.lastIndexOf('/'));
/** A folder whose count exceeds its listing. In these tests the count is either far too large or missing. */
const isPartiallyListed = ({ item }: ModelEntry) => (item.childCount ?? 0) > 500;
const isUndeletable = ({ item }: ModelEntry) => item.isPackage || item.remoteItem !== undefined;

/** Paths, among those that are there now, that have to be gone in the end. */
export function expectedDeletions(
  before: readonly ModelEntry[],
  now: readonly ModelEntry[],
  run: ModelRun,
): Set<string> {
  if (run.failed || run.hasUnseen) return new Set();
  const mirrored = run.mirror ? mirrorTops(before, run) : [];
  const pruned = run.retain === undefined ? [] : prunedTops(before, now, run.retain);
  const weigh = (all: readonly ModelEntry[], top: ModelEntry) =>
    Math.max(1, all.filter(({ path, item }) => isAtOrBelow(path, top.path) && !item.isFolder).length);
  const total =
    mirrored.reduce((sum, top) => sum + weigh(before, top), 0) +
    pruned.reduce((sum, top) => sum + weigh(now, top), 0);
  if (total > run.maxDelete) return new Set();
  const unchanged = mirrored.filter((top) => content(before, top) === content(now, top));
  const tops = [...unchanged, ...pruned];
  return new Set(
    now.filter(({ path }) => tops.some((top) => isAtOrBelow(path, top.path))).map(({ path }) => path),
  );
}

function content(all: readonly ModelEntry[], top: ModelEntry): string {
  const inside = all.filter(({ path }) => isAtOrBelow(path, top.path));
  return inside
    .map(({ item }) => `${item.id} ${item.isFolder || item.eTag}`)
    .sort()
    .join('\n');
}

/** Extras whose folder is none. */
function mirrorTops(before: readonly ModelEntry[], run: ModelRun): ModelEntry[] {
  const was = before.filter(({ path }) => isBelow(path, run.destination));
  const fixtures = was.filter((one) => isUndeletable(one) || isPartiallyListed(one));
  if (before.some((one) => key(one.path) === key(run.destination) && isPartiallyListed(one))) return [];
  const named = [...run.files, ...(run.retain ? [`${run.retain.folder}/${run.retain.own}/${marker}`] : [])];
  const staysItself = ({ path }: ModelEntry) =>
    named.some((file) => isAtOrBelow(plain(file), plain(path))) ||
    fixtures.some((fixture) => isAtOrBelow(path, fixture.path));
  const isExtra = (one: ModelEntry) =>
    !was.some((other) => isAtOrBelow(other.path, one.path) && staysItself(other));
  return was.filter(
    (one) => isExtra(one) && !was.some((above) => isBelow(one.path, above.path) && isExtra(above)),
  );
}

function prunedTops(
  before: readonly ModelEntry[],
  now: readonly ModelEntry[],
  rules: NonNullable<ModelRun['retain']>,
): ModelEntry[] {
  const all = now.filter(
    (one) =>
      key(parent(one.path)) === key(rules.folder) &&
      one.item.isFolder &&
      !isUndeletable(one) &&
      rules.fits(one.item.name),
  );
  const isOwn = ({ item }: ModelEntry) => plain(item.name) === plain(rules.own);
  const mark = (one: ModelEntry) => now.find(({ path }) => key(path) === key(`${one.path}/${marker}`))?.item;
  const saysAtWork = (one: ModelEntry) => mark(one)?.sizeBytes === rules.atWorkBytes;
  const isStale = (one: ModelEntry) => saysAtWork(one) && openedMs - (mark(one)?.modifiedMs ?? 0) >= dayMs;
  const isComplete = (one: ModelEntry) =>
    isOwn(one) || (mark(one) === undefined && !Number.isNaN(one.item.createdMs));
  const isNewer = (a: ModelEntry, b: ModelEntry) =>
    isOwn(a) ||
    (!isOwn(b) &&
      (a.item.createdMs > b.item.createdMs ||
        (a.item.createdMs === b.item.createdMs && a.item.name > b.item.name)));
  return all.filter((one) => {
    if (isOwn(one) || Number.isNaN(one.item.createdMs)) return false;
    if (saysAtWork(one) && !isStale(one)) return false;
    const newer = all.filter((other) => other !== one && isComplete(other) && isNewer(other, one)).length;
    const keptByCount = rules.last !== undefined && newer < rules.last;
    const keptByAge = rules.days !== undefined && openedMs - one.item.createdMs < rules.days * dayMs;
    if (mark(one) === undefined ? keptByCount || keptByAge : newer === 0) return false;
    const inside = now.filter(({ path }) => isAtOrBelow(path, one.path));
    const isFresh = (atMs: number) => Math.floor(atMs / 1000) >= Math.floor(openedMs / 1000);
    const isRecent = (atMs: number) => openedMs - atMs < dayMs;
    const times = inside.flatMap(({ item }) => [item.createdMs, item.modifiedMs]);
    if (
      inside.some((one) => isUndeletable(one) || isPartiallyListed(one)) ||
      times.some(isFresh) ||
      (mark(one) === undefined && times.some((atMs) => openedMs - atMs < (rules.days ?? 0) * dayMs)) ||
      (isStale(one) && times.some(isRecent))
    )
      return false;
    return before.some(
      ({ path, item }) => item.id === one.item.id && key(parent(path)) === key(rules.folder),
    );
  });
}
