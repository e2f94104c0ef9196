/**
 * What mirror, retention and sharing lack or must not have, told before the first request, in the inputs' words.
 * Pure: knows texts and paths, no drive.
 */
import { normalizedPathKey } from '../graph/paths.ts';
import type { CleanupInputs } from '../inputs/after.ts';
import type { ShareInputs } from '../inputs/share.ts';
import { quotePathUnlessSecret } from '../inputs/shown.ts';
import { parseNamePattern } from './name-pattern.ts';
import { generationsFolder } from './retention.ts';

/** Where the run's files go. */
export interface CleanupTarget {
  /** Expanded and normalised, '' where paths begin. */
  readonly destination: string;
  /** `retain-in`, expanded and normalised in the same way; absent when it was not given. */
  readonly retainIn?: string;
  /** Paths begin at a folder (`folder-id`, `app-folder`) and not at the drive's root. */
  readonly hasBaseFolder: boolean;
}

/** All of them, as sentences; none means that mirror and retention know where to work. */
export function cleanupProblems(
  { mirror, retain }: Pick<CleanupInputs, 'mirror' | 'retain'>,
  target: CleanupTarget,
): string[] {
  const problems: string[] = [];
  const { destination, hasBaseFolder } = target;
  if (mirror && destination === '' && !hasBaseFolder)
    problems.push("mirror would work on the drive's root, which it never does: set destination to a folder");
  if (retain === undefined) return problems;
  const pattern = parseNamePattern(retain.match);
  if ('problem' in pattern)
    problems.push(`retain-match ${quotePathUnlessSecret(retain.match)} ${pattern.problem}`);
  const folder = generationsFolder(destination, target.retainIn);
  if (folder === undefined) {
    problems.push(
      'retain-in is needed, because destination has fewer than two folders: name the folder whose children are the generations',
    );
  } else if (folder === '' && !hasBaseFolder) {
    problems.push(
      "retain-in is the drive's root, where nothing is ever pruned: keep generations in a folder",
    );
  } else if (!isWithin(destination, folder)) {
    problems.push(
      `destination ${quotePathUnlessSecret(destination)} is not in retain-in ${quotePathUnlessSecret(folder)}, so this run makes no generation there`,
    );
  } else if (mirror && normalizedPathKey(destination) === normalizedPathKey(folder)) {
    problems.push(
      'mirror would delete the generations that retention keeps: give each generation a folder of its own in destination',
    );
  }
  return problems;
}

/** What sharing lacks, as far as no drive is needed to know; share finds the rest once it is open. */
export function shareProblems(
  { share, target, expires, release }: ShareInputs,
  context: Pick<CleanupTarget, 'destination' | 'hasBaseFolder'> & {
    readonly nowMs: number;
    readonly repository: string | undefined;
  },
): string[] {
  const problems: string[] = [];
  if (expires !== undefined && 'atMs' in expires && expires.atMs <= context.nowMs)
    problems.push(`share-expires has passed already: ${new Date(expires.atMs).toISOString()}`);
  if (share !== 'none' && target === 'folder' && context.destination === '' && !context.hasBaseFolder)
    problems.push("share-target: folder would share the drive's root: set destination, or share the files");
  if (release !== undefined && !/^[^/]+\/[^/]+$/.test(context.repository ?? ''))
    problems.push(
      'release-tag is for a repository on GitHub, and GITHUB_REPOSITORY names none: set it to OWNER/REPO',
    );
  return problems;
}

/** True for the folder itself, too. */
function isWithin(path: string, folder: string): boolean {
  return folder === '' || `${normalizedPathKey(path)}/`.startsWith(`${normalizedPathKey(folder)}/`);
}
