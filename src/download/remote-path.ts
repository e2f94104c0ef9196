/** The remote path that `download`, `verify` and `ls` are given: its rules, and the item that it names. */
import { Failure, UsageFailure } from '../core/errors.ts';
import type { ItemOperations } from '../graph/items.ts';
import type { DriveItem } from '../graph/parse.ts';
import { shortcutFailure } from '../graph/shortcut.ts';
import { pathUnlessSecret, quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { folderTextProblems, withoutLeadingDot } from '../plan/folder-text.ts';

/**
 * Follows the rules of `destination`: removes extra slashes and `./` in front, and refuses `.` and `..`. Throws a
 * UsageFailure with all problems. `verb` names the command in them.
 */
export function parseRemotePath(remote: string, verb: 'download' | 'ls' | 'verify'): string {
  const problems = folderTextProblems('the remote path', remote);
  // No name on the drive can have these characters.
  if (/[*?]/.test(remote))
    problems.push(
      `${verb} does not accept wildcards, but the remote path is ${quotePathUnlessSecret(remote)}: name a folder or one file`,
    );
  if (problems.length > 0) throw new UsageFailure(problems);
  const segments = withoutLeadingDot(remote)
    .split(/[/\\]/)
    .filter((segment) => segment !== '');
  if (segments.some((segment) => ['.', '..'].includes(segment.trim())))
    throw new UsageFailure([
      `the remote path ${quotePathUnlessSecret(remote)} has the segment . or ..; write the path from the drive's root`,
    ]);
  return segments.join('/');
}

/** Returns the item at the remote path. Throws a Failure when it is missing, a notebook or a shortcut. */
export async function findRemoteItem(
  drive: Pick<ItemOperations, 'findItem'>,
  remotePath: string,
): Promise<DriveItem> {
  const item = await drive.findItem(remotePath);
  const where = remotePathForLog(remotePath);
  if (item === undefined)
    throw new Failure(`${where} is not on the drive`, {
      code: 'item-not-found',
      kind: 'service',
      hint: 'check the path and the drive',
    });
  if (item.isPackage)
    throw new Failure(`${where} is a OneNote notebook`, {
      code: 'not-supported',
      kind: 'service',
      hint: 'export it in OneNote: its files cannot be used alone',
    });
  if (item.remoteItem !== undefined)
    throw shortcutFailure(where, item, {
      remote: item.remoteItem,
      whatElse: ', and give its root as the remote path: /',
    });
  return item;
}

/** The path for a message; the log escapes its lines. */
export function remotePathForLog(remotePath: string): string {
  return pathUnlessSecret(remotePath) || 'the root';
}
