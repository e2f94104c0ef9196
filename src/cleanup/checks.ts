/**
 * What mirror, retention and sharing lack or must not have, told before the first request, in the inputs' words.
 * Pure: knows texts and paths, no drive.
 */
import { nameKey } from '../graph/paths.ts';
import type { AfterInputs } from '../inputs/after.ts';
import type { ShareInputs } from '../inputs/share.ts';
import { shownPath } from '../inputs/shown.ts';
import { readPattern } from './name-pattern.ts';
import { folderOfGenerations } from './retention.ts';

/** Where the run's files go. */
export interface AfterPlace {
  /** Expanded and normalised, '' where paths begin. */
  readonly destination: string;
  /** `retain-in`, expanded and normalised in the same way; absent when it was not given. */
  readonly retainIn?: string;
  /** Paths begin at a folder (`folder-id`, `app-folder`) and not at the drive's root. */
  readonly isBased: boolean;
}

/** All of them, as sentences; none means that mirror and retention know where to work. */
export function afterProblems(
  { mirror, retain }: Pick<AfterInputs, 'mirror' | 'retain'>,
  place: AfterPlace,
): string[] {
  const problems: string[] = [];
  const { destination, isBased } = place;
  if (mirror && destination === '' && !isBased)
    problems.push("mirror would work on the drive's root, which it never does: set destination to a folder");
  if (retain === undefined) return problems;
  const pattern = readPattern(retain.match);
  if ('problem' in pattern) problems.push(`retain-match ${shownPath(retain.match)} ${pattern.problem}`);
  const folder = folderOfGenerations(destination, place.retainIn);
  if (folder === undefined) {
    problems.push(
      'retain-in is needed, because destination has fewer than two folders: name the folder whose children are the generations',
    );
  } else if (folder === '' && !isBased) {
    problems.push(
      "retain-in is the drive's root, where nothing is ever pruned: keep generations in a folder",
    );
  } else if (!isWithin(destination, folder)) {
    problems.push(
      `destination ${shownPath(destination)} is not in retain-in ${shownPath(folder)}, so this run makes no generation there`,
    );
  } else if (mirror && nameKey(destination) === nameKey(folder)) {
    problems.push(
      'mirror would delete the generations that retention keeps: give each generation a folder of its own in destination',
    );
  }
  return problems;
}

/** What sharing lacks, as far as no drive is needed to know; share finds the rest once it is open. */
export function shareProblems(
  { share, target, expires, release }: ShareInputs,
  facts: Pick<AfterPlace, 'destination' | 'isBased'> & {
    readonly nowMs: number;
    readonly repository: string | undefined;
  },
): string[] {
  const problems: string[] = [];
  if (expires !== undefined && 'atMs' in expires && expires.atMs <= facts.nowMs)
    problems.push(`share-expires has passed already: ${new Date(expires.atMs).toISOString()}`);
  if (share !== 'none' && target === 'folder' && facts.destination === '' && !facts.isBased)
    problems.push("share-target: folder would share the drive's root: set destination, or share the files");
  if (release !== undefined && !/^[^/]+\/[^/]+$/.test(facts.repository ?? ''))
    problems.push(
      'release-tag is for a repository on GitHub, and GITHUB_REPOSITORY names none: set it to OWNER/REPO',
    );
  return problems;
}

/** True for the folder itself, too. */
function isWithin(path: string, folder: string): boolean {
  return folder === '' || `${nameKey(path)}/`.startsWith(`${nameKey(folder)}/`);
}
