/**
 * Walks the folders that patterns reach, several at a time, and returns what lies there: files with their sizes, and
 * everything that is not one.
 */
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode, systemReason } from '../core/errors.ts';
import { quote } from '../core/format.ts';
import type { StepProgress } from '../core/step-progress.ts';
import { readHint } from '../core/system-errors.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { hasPath } from './named-paths.ts';
import { matchingPatterns, matchPath, noMatches, type PathPatterns, shouldDescend } from './patterns.ts';
import { createSymlinkCheck, isWithinFolder, type SymlinkCheck } from './symlinks.ts';

/** File system requests in flight: folders, and entries of each folder. */
const foldersAtOnce = 8;
const entriesAtOnce = 64;

export interface WalkOptions {
  readonly cwd: string;
  /** Links may point into it. Undefined outside a CI system. */
  readonly workspace: string | undefined;
  readonly includeHiddenFiles: boolean;
  readonly followSymbolicLinks: boolean;
  readonly signal: AbortSignal;
  readonly progress?: StepProgress | undefined;
}

export interface WalkResult {
  /** In no order. */
  readonly files: { readonly localPath: string; readonly sizeBytes: number }[];
  /** Matching entries left out because a name in their path starts with a dot: indexes of their patterns. */
  readonly hiddenMatches: (readonly number[])[];
  /** Matching links left out because links are not followed. */
  readonly links: string[];
  /** Indexes of the patterns that found a file. */
  readonly matchedPatterns: Set<number>;
  readonly warnings: string[];
  /** Sentences about files that may be wanted but could not be seen. */
  readonly unseen: string[];
  readonly problems: string[];
}

interface WalkState {
  readonly patterns: PathPatterns;
  readonly options: WalkOptions;
  readonly isAllowed: SymlinkCheck;
  readonly folders: WalkFolder[];
  readonly result: WalkResult;
}

interface WalkFolder {
  readonly path: string;
  readonly realPath: string;
  readonly matches: readonly number[];
  readonly isHidden: boolean;
  readonly parent: WalkFolder | undefined;
}

interface WalkEntry {
  readonly path: string;
  readonly fileType: Dirent | Stats;
  readonly isHidden: boolean;
  /** Undefined for a search path itself. */
  readonly parent: WalkFolder | undefined;
  readonly parentMatches: readonly number[];
  readonly realParent: string;
}

/** Walks all search paths. Rejects only when `signal` is aborted; other errors are returned in the result. */
export async function walkFolders(patterns: PathPatterns, options: WalkOptions): Promise<WalkResult> {
  const result: WalkResult = {
    files: [],
    hiddenMatches: [],
    links: [],
    matchedPatterns: new Set(),
    warnings: [],
    unseen: [],
    problems: [],
  };
  const isAllowed = await createSymlinkCheck(patterns.searchPaths, [
    options.cwd,
    options.workspace ?? options.cwd,
  ]);
  const state: WalkState = { patterns, options, isAllowed, folders: [], result };
  for (const searchPath of patterns.searchPaths) await walkSearchPath(state, searchPath);
  while (state.folders.length > 0) {
    options.signal.throwIfAborted();
    await Promise.all(state.folders.splice(-foldersAtOnce).map((folder) => readFolder(state, folder)));
  }
  return result;
}

async function walkSearchPath(state: WalkState, path: string): Promise<void> {
  try {
    const fileType = await lstat(path);
    const realParent = await realpath(dirname(path));
    if (!fileType.isSymbolicLink() && !state.isAllowed(await realpath(path))) {
      state.result.problems.push(outsideProblem(path));
      return;
    }
    const isHidden = isHiddenPath(state, path, false) && !isWithinFolder(path, state.options.cwd);
    const parentMatches = parentMatchesOf(state.patterns, path);
    await visitEntry(state, { path, fileType, isHidden, parent: undefined, parentMatches, realParent });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return;
    state.result.problems.push(
      `${quotePathUnlessSecret(path)} cannot be read (${systemReason(error)}): ${readHint(systemCode(error), 'check the path and its permissions')}`,
    );
  }
}

/** The matches of the folders above a search path: an exclude may name one of them. */
function parentMatchesOf(patterns: PathPatterns, path: string): readonly number[] {
  const parent = dirname(path);
  if (parent === path) return noMatches(patterns);
  return matchPath(patterns, parent, parentMatchesOf(patterns, parent)).matches;
}

async function readFolder(state: WalkState, folder: WalkFolder): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    if (!folder.isHidden) reportUnreadable(state, folder.path, error);
    return;
  }
  for (let first = 0; first < entries.length; first += entriesAtOnce) {
    await Promise.all(
      entries.slice(first, first + entriesAtOnce).map((fileType) => {
        const path = join(folder.path, fileType.name);
        return visitEntry(state, {
          path,
          fileType,
          isHidden: isHiddenPath(state, path, folder.isHidden),
          parent: folder,
          parentMatches: folder.matches,
          realParent: folder.realPath,
        });
      }),
    );
  }
}

/** What an argument names is not hidden, wherever it is. */
function isHiddenPath({ options, patterns }: WalkState, path: string, isFolderHidden: boolean): boolean {
  if (options.includeHiddenFiles || hasPath(patterns.named, path)) return false;
  return isFolderHidden || basename(path).startsWith('.');
}

async function visitEntry(state: WalkState, entry: WalkEntry): Promise<void> {
  const { path, fileType, isHidden } = entry;
  const { isFileMatch: isWanted, matches } = matchPath(state.patterns, path, entry.parentMatches);
  if (fileType.isDirectory()) {
    queueFolder(state, entry, { matches, realPath: join(entry.realParent, basename(path)) });
  } else if (isHidden) {
    if (isWanted) state.result.hiddenMatches.push(matchingPatterns(state.patterns, matches));
  } else if (fileType.isSymbolicLink()) {
    await followLink(state, entry, { isWanted, matches });
  } else if (isWanted) {
    try {
      addFile(state, path, await lstat(path), matches);
    } catch (error) {
      reportUnreadable(state, path, error);
    }
  }
}

function queueFolder(
  state: WalkState,
  entry: WalkEntry,
  target: { matches: readonly number[]; realPath: string },
): void {
  const { path, isHidden, parent } = entry;
  if (!shouldDescend(state.patterns, path, target.matches) || isLoop(parent, target.realPath)) return;
  state.folders.push({ ...target, path, isHidden, parent });
}

/** A link can make a folder its own ancestor. */
function isLoop(parent: WalkFolder | undefined, realPath: string): boolean {
  for (let ancestor = parent; ancestor !== undefined; ancestor = ancestor.parent)
    if (ancestor.realPath === realPath) return true;
  return false;
}

async function followLink(
  state: WalkState,
  entry: WalkEntry,
  match: { isWanted: boolean; matches: readonly number[] },
): Promise<void> {
  const { result, options, patterns } = state;
  const { isWanted, matches } = match;
  if (!options.followSymbolicLinks) {
    if (isWanted) result.links.push(entry.path);
    return;
  }
  const mayDescend = shouldDescend(patterns, entry.path, matches);
  if (!isWanted && !mayDescend) return;
  try {
    const realPath = await realpath(entry.path);
    const target = await stat(realPath);
    if (target.isDirectory() ? !mayDescend : !isWanted) return;
    if (!state.isAllowed(realPath)) result.problems.push(outsideProblem(entry.path));
    else if (target.isDirectory()) queueFolder(state, entry, { matches, realPath });
    else addFile(state, entry.path, target, matches);
  } catch (error) {
    const broken = `link ${quote(entry.path)} is broken (${systemReason(error)})`;
    if (isWanted) result.warnings.push(`${broken} and is skipped`);
    // If it was a folder, it could have held a wanted file.
    result.unseen.push(broken);
  }
}

function addFile(state: WalkState, path: string, stats: Stats, matches: readonly number[]): void {
  if (stats.isFile()) {
    state.result.files.push({ localPath: path, sizeBytes: stats.size });
    if (state.options.progress !== undefined) state.options.progress.itemsDone += 1;
    for (const index of matchingPatterns(state.patterns, matches)) state.result.matchedPatterns.add(index);
  } else if (stats.isDirectory() || stats.isSymbolicLink()) {
    reportUnseen(state, `${quote(path)} changed its type while its folder was read`);
  } else state.result.warnings.push(`${quote(path)} is neither a file nor a folder and is skipped`);
}

/** Node puts the replacement character in place of bytes that are not UTF-8; such a path cannot be opened. */
function reportUnreadable(state: WalkState, path: string, error: unknown): void {
  const code = systemReason(error);
  if (code === 'ENOENT' && !path.includes('\ufffd')) {
    reportUnseen(state, `${quote(path)} was deleted while its folder was read`);
    return;
  }
  const why =
    code === 'ENOENT'
      ? 'has a name that is not valid UTF-8: rename it, or exclude it with !'
      : `cannot be read (${code}): ${readHint(code, 'exclude it with !, or change its permissions')}`;
  state.result.problems.push(`${quote(path)} ${why}`);
}

function reportUnseen(state: WalkState, sentence: string): void {
  state.result.warnings.push(sentence);
  state.result.unseen.push(sentence);
}

function outsideProblem(path: string): string {
  return (
    `link ${quote(path)} points outside the workspace and the paths to upload: add its target to path, ` +
    'exclude it with !, or set follow-symbolic-links: false'
  );
}
