/**
 * `--latest MATCH`: the newest complete generation of a folder. Knows listings, patterns and the marker of an
 * unfinished one; brings nothing.
 */
import { byAge } from '../cleanup/generations.ts';
import { markerName } from '../cleanup/marker.ts';
import { type NamePattern, readPattern } from '../cleanup/name-pattern.ts';
import { Failure, UsageFailure } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isKnown } from '../graph/parse.ts';
import { join } from '../graph/paths.ts';
import { shown } from '../inputs/shown.ts';

export interface Generations {
  readonly drive: Pick<ItemOperations, 'childrenOf' | 'item'>;
  /** The folder whose children are the generations. */
  readonly folder: DriveItem;
  readonly remotePath: string;
  readonly match: string;
}

export interface Latest {
  readonly item: DriveItem;
  readonly remotePath: string;
  /** Names of newer ones that are not complete. */
  readonly passedOver: readonly string[];
}

/** Reads the pattern of `--latest`; throws UsageFailure for one that is none. */
export function readMatch(match: string): NamePattern {
  const pattern = match.trim() === '' ? { problem: 'is empty' } : readPattern(match);
  if ('problem' in pattern) throw new UsageFailure([`--latest ${shown(match)} ${pattern.problem}`]);
  return pattern.matches;
}

/** The newest child that fits and is complete; throws a Failure when there is none. */
export async function findLatest({ drive, folder, remotePath, match }: Generations): Promise<Latest> {
  const matches = readMatch(match);
  const where = remotePath || 'the root';
  const fitting = (await drive.childrenOf(folder.id))
    .filter(
      (item) =>
        isKnown(item) && matches(item.name) && item.name !== markerName && !Number.isNaN(item.createdMs),
    )
    .filter(({ isPackage, remote }) => !isPackage && remote === undefined)
    .map((item) => ({
      item,
      name: item.name,
      createdMs: item.createdMs,
      isOwn: false,
      state: 'complete' as const,
    }))
    .sort(byAge);
  const passedOver: string[] = [];
  for (const { item, name } of fitting) {
    const path = join(remotePath, name);
    const isMarked = item.isFolder && (await drive.item(join(path, markerName))) !== undefined;
    if (!isMarked) return { item, remotePath: path, passedOver };
    passedOver.push(name);
  }
  throw new Failure(
    passedOver.length === 0
      ? `nothing in ${where} matches --latest ${match}`
      : `nothing that is complete in ${where} matches --latest ${match} (${count(passedOver.length, 'unfinished one')})`,
    { kind: 'service', hint: 'look at the names there; a pattern is for the whole name' },
  );
}
