/**
 * Removing what was found to go, and nothing else: counted against `max-delete` first, looked at once more right
 * before. Knows the drive and plain lists; why something goes was decided by mirror and generations.
 */
import { CancelledFailure, explain, Failure } from '../core/errors.ts';
import { count } from '../core/format.ts';
import { workOff } from '../core/queue.ts';
import type { Drive } from '../graph/drive.ts';
import { orMissing } from '../graph/items.ts';
import type { DriveItem } from '../graph/parse.ts';
import { nameKey, nameOf } from '../graph/paths.ts';
import type { Patience } from '../http/retry.ts';
import { everythingIn, readTwig, stateOf, type Twig, weightOf } from './listing.ts';

/** What shall go, and what would have gone if nothing spoke for it. */
export interface Removals {
  /** A folder goes as one item, with all that is in it. */
  readonly going: readonly Going[];
  readonly left: readonly Left[];
}

export interface Going {
  readonly twig: Twig;
  readonly why: 'mirror' | 'retention';
}

/** Something that stays, and the reason as a clause that follows its path. */
export interface Left {
  readonly path: string;
  readonly why: string;
  /** More than a notice: what is there is not known. */
  readonly isDoubtful?: true;
}

export interface Removed {
  /** Files that are gone, and folders that held none. */
  readonly deletedCount: number;
  /** What is gone, in the order in which it went. */
  readonly gone: readonly Going[];
  readonly left: readonly Left[];
  readonly failures: readonly Failure[];
}

/** Paths that an error names. */
const shownExamples = 5;
/** Lines of the log about what goes, or would go; the rest is counted. */
export const shownLines = 200;

/** How many items the removals come to: files, those in folders too, and folders that hold none. */
export function totalOf({ going }: Pick<Removals, 'going'>): number {
  return going.reduce((sum, { twig }) => sum + weightOf(twig), 0);
}

/** The refusal to remove more than `max-delete`, before the first removal; undefined when it is not needed. */
export function tooMany(removals: Pick<Removals, 'going'>, maxDelete: number): Failure | undefined {
  const total = totalOf(removals);
  if (total <= maxDelete) return undefined;
  const paths = removals.going.slice(0, shownExamples).map(({ twig }) => described(twig));
  const more = removals.going.length > shownExamples ? ' …' : '';
  return new Failure(
    `${count(total, 'item')} would be deleted, and max-delete is ${maxDelete}: ${paths.join(', ')}${more}`,
    {
      kind: 'service',
      hint: `nothing was deleted and the uploads were kept; if that is what you want, set max-delete to ${total} or more`,
    },
  );
}

/** The refusal to delete anything while something is missing that may be there; undefined when nothing is. */
export function notSeen(unseen: readonly string[]): Failure | undefined {
  if (unseen.length === 0) return undefined;
  const more = unseen.length > shownExamples ? `; and ${unseen.length - shownExamples} more` : '';
  const what = `${unseen.slice(0, shownExamples).join('; ')}${more}`;
  return new Failure(`nothing is deleted, because not all that path asks for was seen: ${what}`, {
    kind: 'file',
    hint: 'uploads are kept; mend path or what it names, exclude it with !, or set unmatched-patterns to ignore for lines that may find nothing',
  });
}

/**
 * The last look before anything goes: all of it lies in the folder, and nothing in it is this run's own. What
 * fails here is a bug of ours, and better a crash than somebody's files.
 */
export function checkScope(
  { going }: Pick<Removals, 'going'>,
  { folder, uploaded }: { readonly folder: string; readonly uploaded: ReadonlySet<string> },
): void {
  for (const { twig } of going) {
    if (folder !== '' && !twig.path.startsWith(`${folder}/`))
      throw new RangeError(`${twig.path} is not in ${folder}`);
    for (const one of everythingIn(twig))
      if (uploaded.has(one.id)) throw new RangeError(`${one.path} was uploaded by this run`);
  }
}

/** Why a folder stays whose listing may show less than it holds; undefined for one that is shown whole. */
export function doubtOf({ path, doubt }: Twig): Left | undefined {
  return doubt === undefined ? undefined : { path, why: doubt, isDoubtful: true };
}

/** The first such folder among the item and all below it. */
export function doubtIn(twig: Twig): Left | undefined {
  for (const one of everythingIn(twig)) if (one.doubt !== undefined) return doubtOf(one);
  return undefined;
}

/** `backups/monday (12 files)`. */
export function described(twig: Twig): string {
  if (!twig.isFolder) return twig.path;
  const files = [...everythingIn(twig)].filter(({ isFolder }) => !isFolder).length;
  return `${twig.path} (${files === 0 ? 'an empty folder' : count(files, 'file')})`;
}

/**
 * Moves all that is going to the recycle bin, several at once. What is no longer as it was listed is left. One
 * failure does not stop the others; a cancelled run stops.
 */
export async function remove(
  removals: Removals,
  { drive, patience }: { readonly drive: Drive; readonly patience: Patience },
): Promise<Removed> {
  const { log, signal } = patience.host;
  const gone: Going[] = [];
  const left: Left[] = [...removals.left];
  const failures: Failure[] = [];
  let lines = 0;
  const say = (line: string) => {
    lines += 1;
    if (lines <= shownLines) log.info(line);
  };
  await workOff([...removals.going].reverse(), async (going) => {
    const { twig } = going;
    if (signal.aborted) throw new CancelledFailure();
    try {
      const stays = await removeOne(drive, twig);
      if (stays === undefined) gone.push(going);
      else left.push(stays);
      say(stays === undefined ? `deleted ${described(twig)}` : `left ${stays.path}: ${stays.why}`);
    } catch (error) {
      if (signal.aborted) throw new CancelledFailure();
      failures.push(notRemoved(twig, error));
    }
  });
  if (lines > shownLines) log.info(`… and ${lines - shownLines} more like these`);
  return { deletedCount: totalOf({ going: gone }), gone, left, failures };
}

/** Undefined when it is gone, else why it stays. */
async function removeOne(drive: Drive, twig: Twig): Promise<Left | undefined> {
  const { path } = twig;
  // By its path: an id would be followed to wherever somebody has moved the item in the meantime.
  const item = await drive.item(path);
  if (item === undefined) return { path, why: 'somebody else deleted or moved it' };
  if (item.id !== twig.id) return { path, why: 'something else has its place now' };
  // The id alone says what is deleted: without an eTag that goes with it, it is asked what it leads to.
  const byId = item.eTag === '' ? await drive.itemById(item.id) : item;
  if (byId === undefined) return { path, why: 'somebody else deleted or moved it' };
  if (isElsewhere(item, twig, drive) || isElsewhere(byId, twig, drive))
    return { path, why: 'its id leads to something in another place', isDoubtful: true };
  const now = await orMissing(readTwig(drive, { path, item }));
  if (now === undefined) return { path, why: 'somebody else deletes or moves it' };
  const changed = { path, why: 'it was changed in the meantime' };
  if (stateOf(now) !== stateOf(twig)) return changed;
  const doubt = doubtIn(now);
  if (doubt !== undefined) return doubt;
  // The eTag of now: a folder's moves with what is in it on some drives, and that was compared already.
  return (await drive.remove(item.id, item.eTag)) === 'changed' ? changed : undefined;
}

/** False where the answer does not tell its place. Drives write their ids with other cases, and without zeros in front. */
function isElsewhere(
  { name, parent }: DriveItem,
  { path, folderId }: Twig,
  drive: Pick<Drive, 'id'>,
): boolean {
  const differ = (a = '', b = '') => a !== '' && b !== '' && idKey(a) !== idKey(b);
  return (
    nameKey(name) !== nameKey(nameOf(path)) ||
    differ(parent?.id, folderId) ||
    differ(parent?.driveId, drive.id)
  );
}

function idKey(id: string): string {
  return id.toLowerCase().replace(/^0+/, '');
}

function notRemoved(twig: Twig, error: unknown): Failure {
  const kind = error instanceof Failure ? error.kind : 'service';
  return new Failure(`${described(twig)} was not deleted: ${explain(error)}`, { kind, cause: error });
}
