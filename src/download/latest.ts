/** `--latest MATCH`: finds the newest complete generation in a folder. */
import { compareGenerations } from '../cleanup/generations.ts';
import { incompleteMarkerName } from '../cleanup/marker.ts';
import { type NameMatcher, parseNamePattern } from '../cleanup/name-pattern.ts';
import { Failure, UsageFailure } from '../core/errors.ts';
import type { ItemOperations } from '../graph/items.ts';
import { type DriveItem, isAddressable } from '../graph/parse.ts';
import { joinRemotePath } from '../graph/paths.ts';
import { quoteUnlessSecret } from '../inputs/quote-unless-secret.ts';

export interface LatestOptions {
  readonly drive: Pick<ItemOperations, 'listChildrenById' | 'findItem'>;
  /** The folder whose children are the generations. */
  readonly folder: DriveItem;
  readonly remotePath: string;
  readonly match: string;
}

export interface LatestGeneration {
  readonly item: DriveItem;
  readonly remotePath: string;
  /** Names of newer generations that are incomplete. */
  readonly passedOver: readonly string[];
}

/** Parses the pattern of `--latest`. Throws a UsageFailure when it is not valid. */
export function parseLatestPattern(match: string): NameMatcher {
  const pattern = match.trim() === '' ? { problem: 'is empty' } : parseNamePattern(match);
  if ('problem' in pattern)
    throw new UsageFailure([`--latest ${quoteUnlessSecret(match)} ${pattern.problem}`]);
  return pattern.matches;
}

/** Returns the newest complete child whose name matches. Throws a Failure when there is none. */
export async function findLatestGeneration({
  drive,
  folder,
  remotePath,
  match,
}: LatestOptions): Promise<LatestGeneration> {
  const matches = parseLatestPattern(match);
  const where = remotePath || 'the root';
  const candidates = (await drive.listChildrenById(folder.id))
    .filter(
      (item) =>
        isAddressable(item) &&
        matches(item.name) &&
        item.name !== incompleteMarkerName &&
        !Number.isNaN(item.createdMs),
    )
    .filter(({ isPackage, remoteItem: remote }) => !isPackage && remote === undefined)
    .map((item) => ({
      item,
      name: item.name,
      createdMs: item.createdMs,
      isOwn: false,
      state: 'complete' as const,
    }))
    .sort(compareGenerations);
  const passedOver: string[] = [];
  for (const { item, name } of candidates) {
    const path = joinRemotePath(remotePath, name);
    const isMarked =
      item.isFolder && (await drive.findItem(joinRemotePath(path, incompleteMarkerName))) !== undefined;
    if (!isMarked) return { item, remotePath: path, passedOver };
    passedOver.push(name);
  }
  throw new Failure(
    passedOver.length === 0
      ? `nothing in ${where} matches --latest ${match}`
      : `no complete backup in ${where} matches --latest ${match} (${passedOver.length} unfinished)`,
    {
      code: 'generation-not-found',
      kind: 'service',
      hint: `see what is there: onedrive-upload ls ${remotePath || '/'}; the pattern must match the whole name`,
    },
  );
}
