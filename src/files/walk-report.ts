/** What a walk has to say about entries that are not files, cannot be read, or changed meanwhile. */
import type { Stats } from 'node:fs';
import { systemReason } from '../core/errors.ts';
import { quote } from '../core/format.ts';
import { readHint } from '../core/system-errors.ts';

/** The sentences of a walk. */
export interface WalkMessages {
  readonly warnings: string[];
  /** Sentences about files that may be wanted but could not be seen. */
  readonly unseen: string[];
  readonly problems: string[];
}

/** Node puts the replacement character in place of bytes that are not UTF-8; such a path cannot be opened. */
export function reportUnreadable(messages: WalkMessages, path: string, error: unknown): void {
  const code = systemReason(error);
  if (code === 'ENOENT' && path.includes('\ufffd')) {
    messages.problems.push(
      `${quote(path)} has a name that is not valid UTF-8: rename it, or exclude it with !`,
    );
  } else if (code === 'ENOENT') {
    reportUnseen(messages, `${quote(path)} was deleted while its folder was read`);
  } else {
    messages.problems.push(
      `${quote(path)} cannot be read (${code}): ${readHint(code, 'exclude it with !, or change its permissions')}`,
    );
  }
}

/** A pipe or a device is left out; a folder or a link was a file a moment ago. */
export function reportNoFile(messages: WalkMessages, path: string, stats: Stats): void {
  if (stats.isDirectory() || stats.isSymbolicLink())
    reportUnseen(messages, `${quote(path)} changed its type while its folder was read`);
  else messages.warnings.push(`${quote(path)} is neither a file nor a folder and is skipped`);
}

/** `isWanted`: a line wants the link itself; else it could have been a folder on the way to a wanted file. */
export function reportBrokenLink(
  messages: WalkMessages,
  path: string,
  { error, isWanted }: { readonly error: unknown; readonly isWanted: boolean },
): void {
  const broken = `link ${quote(path)} is broken (${systemReason(error)})`;
  if (isWanted) messages.warnings.push(`${broken} and is skipped`);
  messages.unseen.push(broken);
}

function reportUnseen(messages: WalkMessages, sentence: string): void {
  messages.warnings.push(sentence);
  messages.unseen.push(sentence);
}

/** A link that leads out. One that is a line of `path` itself is followed whatever `follow-symbolic-links` says. */
export function outsideProblem(path: string, isSearchPath: boolean): string {
  const remedy = isSearchPath
    ? 'add its target to path, or exclude it with !'
    : 'add its target to path, exclude it with !, or set follow-symbolic-links: false';
  return `link ${quote(path)} points outside the workspace and the paths to upload: ${remedy}`;
}
