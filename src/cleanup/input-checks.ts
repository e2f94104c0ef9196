/**
 * Checks the inputs of mirror, retention and sharing before the first request.
 */
import { normalizedPathKey } from '../graph/paths.ts';
import type { CleanupInputs } from '../inputs/cleanup.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import type { ShareInputs } from '../inputs/share.ts';
import { parseNamePattern } from './name-pattern.ts';
import { generationsFolder } from './retention.ts';

/** Where the run uploads to. */
export interface CleanupTarget {
  /** Expanded and normalized; '' where paths begin. */
  readonly destination: string;
  /** `retain-in`, expanded and normalized in the same way; absent when not set. */
  readonly retainIn?: string;
  /** Paths begin at a folder (`folder-id`, `app-folder`) instead of the drive's root. */
  readonly hasBaseFolder: boolean;
}

/** Returns all problems as sentences. Without any, mirror and retention have a valid folder. */
export function cleanupProblems(
  { mirror, retain }: Pick<CleanupInputs, 'mirror' | 'retain'>,
  target: CleanupTarget,
): string[] {
  const problems: string[] = [];
  const { destination, hasBaseFolder } = target;
  if (mirror && destination === '' && !hasBaseFolder)
    problems.push("mirror cannot be used on the drive's root: set destination to a folder");
  if (retain === undefined) return problems;
  const pattern = parseNamePattern(retain.match);
  if ('problem' in pattern)
    problems.push(`retain-match ${quotePathUnlessSecret(retain.match)} ${pattern.problem}`);
  const folder = generationsFolder(destination, target.retainIn);
  if (folder === undefined) {
    problems.push(
      'retain-in is needed, because destination has fewer than two folders: set it to the folder that holds the backups',
    );
  } else if (folder === '' && !hasBaseFolder) {
    problems.push("retain-in is the drive's root, where nothing is ever deleted: set it to a folder");
  } else if (!isWithin(destination, folder)) {
    problems.push(
      `destination ${quotePathUnlessSecret(destination)} is not in retain-in ${quotePathUnlessSecret(folder)}, so this run creates no backup there`,
    );
  } else if (mirror && normalizedPathKey(destination) === normalizedPathKey(folder)) {
    problems.push(
      'mirror would delete the backups that retention keeps: give each backup its own folder in destination, such as backups/{date}',
    );
  }
  return problems;
}

/** Problems of sharing that can be found without the drive. `checkShareOptions` finds the rest. */
export function shareProblems(
  { share, target, expires, release }: ShareInputs,
  context: Pick<CleanupTarget, 'destination' | 'hasBaseFolder'> & {
    readonly nowMs: number;
    readonly repository: string | undefined;
  },
): string[] {
  const problems: string[] = [];
  if (expires !== undefined && 'atMs' in expires && expires.atMs <= context.nowMs)
    problems.push(`share-expires is in the past: ${new Date(expires.atMs).toISOString()}`);
  if (share !== 'none' && target === 'folder' && context.destination === '' && !context.hasBaseFolder)
    problems.push("share-target: folder would share the drive's root: set destination, or share the files");
  if (release !== undefined && !/^[^/]+\/[^/]+$/.test(context.repository ?? ''))
    problems.push(
      'release-tag needs a repository on GitHub, and GITHUB_REPOSITORY is not one: set it to OWNER/REPO',
    );
  return problems;
}

/** Also true for the folder itself. */
function isWithin(path: string, folder: string): boolean {
  return folder === '' || `${normalizedPathKey(path)}/`.startsWith(`${normalizedPathKey(folder)}/`);
}
