/**
 * Walks the folders that patterns reach, several at a time, and returns what lies there: files with their sizes, and
 * everything that is not one.
 */
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { systemCode, systemReason } from '../core/errors.ts';
import type { StepProgress } from '../core/step-progress.ts';
import { readHint } from '../core/system-errors.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { hasPath } from './named-paths.ts';
import {
  matchingPatterns,
  matchPath,
  noMatches,
  type PathMatch,
  type PathPatterns,
  shouldDescend,
} from './patterns.ts';
import { statFiles } from './stat-files.ts';
import { createSymlinkCheck, isWithinFolder, type SymlinkCheck } from './symlinks.ts';
import {
  outsideProblem,
  reportBrokenLink,
  reportNoFile,
  reportUnreadable,
  type WalkMessages,
} from './walk-report.ts';

/** File system requests in flight: folders, and links of each folder. */
const foldersAtOnce = 8;
const linksAtOnce = 64;

export interface WalkOptions {
  readonly cwd: string;
  /** Links may point into it. Undefined outside a CI system. */
  readonly workspace: string | undefined;
  readonly includeHiddenFiles: boolean;
  /** A search path that is itself a link is always followed. */
  readonly followSymbolicLinks: boolean;
  /** A link that is not followed is something that a pattern found. */
  readonly keepLinks?: boolean;
  readonly signal: AbortSignal;
  readonly progress?: StepProgress | undefined;
}

export interface WalkResult extends WalkMessages {
  /** In no order. */
  readonly files: { readonly localPath: string; readonly sizeBytes: number }[];
  /** Matching folders, empty ones too, and links to folders that were followed. */
  readonly folders: string[];
  /** Matching entries left out because a name in their path starts with a dot: indexes of their patterns. */
  readonly hiddenMatches: (readonly number[])[];
  /** Matching links left out because links are not followed. */
  readonly links: string[];
  /** Indexes of the patterns that found a file, or a link that is kept. */
  readonly matchedPatterns: Set<number>;
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

interface WalkEntry extends PathMatch {
  readonly path: string;
  readonly fileType: Dirent | Stats;
  readonly isHidden: boolean;
  /** Undefined for a search path itself. */
  readonly parent: WalkFolder | undefined;
  readonly realParent: string;
}

/** What is left to ask the disk about a folder's entries: sizes of files, and where links lead. */
interface OpenQuestions {
  /** Paths of wanted files, with their match results. */
  readonly files: Map<string, readonly number[]>;
  readonly links: WalkEntry[];
}

/** Walks all search paths. Rejects only when `signal` is aborted; other errors are returned in the result. */
export async function walkFolders(patterns: PathPatterns, options: WalkOptions): Promise<WalkResult> {
  const result: WalkResult = {
    files: [],
    folders: [],
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
      state.result.problems.push(outsideProblem(path, true));
      return;
    }
    const mayBeHidden = basename(path).startsWith('.') && !isWithinFolder(path, state.options.cwd);
    const isHidden = mayBeHidden && isHiddenPath(state, path);
    const match = matchPath(state.patterns, path, parentMatchesOf(state.patterns, path));
    const open: OpenQuestions = { files: new Map(), links: [] };
    visitEntry(state, { ...match, path, fileType, isHidden, parent: undefined, realParent }, open);
    await answer(state, open);
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
    if (!folder.isHidden) reportUnreadable(state.result, folder.path, error);
    return;
  }
  const open: OpenQuestions = { files: new Map(), links: [] };
  const prefix = folder.path.endsWith(sep) ? folder.path : `${folder.path}${sep}`;
  for (const fileType of entries) {
    const path = prefix + fileType.name;
    const mayBeHidden = folder.isHidden || fileType.name.startsWith('.');
    const isHidden = mayBeHidden && isHiddenPath(state, path);
    const match = matchPath(state.patterns, path, folder.matches);
    visitEntry(
      state,
      { ...match, path, fileType, isHidden, parent: folder, realParent: folder.realPath },
      open,
    );
  }
  await answer(state, open);
}

/** What an argument names is not hidden, wherever it is. */
function isHiddenPath({ options, patterns }: WalkState, path: string): boolean {
  return !options.includeHiddenFiles && !hasPath(patterns.named, path);
}

function visitEntry(state: WalkState, entry: WalkEntry, open: OpenQuestions): void {
  const { path, fileType, isHidden, isFileMatch, matches } = entry;
  if (fileType.isDirectory()) {
    visitFolder(state, entry, join(entry.realParent, basename(path)));
  } else if (isHidden) {
    if (isFileMatch) state.result.hiddenMatches.push(matchingPatterns(state.patterns, matches));
  } else if (fileType.isSymbolicLink()) {
    if (state.options.followSymbolicLinks || entry.parent === undefined) open.links.push(entry);
    else if (isFileMatch) addLink(state, entry);
  } else if (isFileMatch) open.files.set(path, matches);
}

async function answer(state: WalkState, { files, links }: OpenQuestions): Promise<void> {
  await statFiles([...files.keys()], {
    found: (path, stats) => addFile(state, path, { stats, matches: files.get(path) ?? [] }),
    failed: (path, error) => reportUnreadable(state.result, path, error),
  });
  for (let first = 0; first < links.length; first += linksAtOnce)
    await Promise.all(links.slice(first, first + linksAtOnce).map((link) => followLink(state, link)));
}

function visitFolder(
  state: WalkState,
  { path, isHidden, parent, matches, isFolderMatch }: WalkEntry,
  realPath: string,
): void {
  if (isLoop(parent, realPath)) return;
  if (isFolderMatch && !isHidden) state.result.folders.push(path);
  if (shouldDescend(state.patterns, path, matches))
    state.folders.push({ matches, realPath, path, isHidden, parent });
}

/** A link can make a folder its own ancestor. */
function isLoop(parent: WalkFolder | undefined, realPath: string): boolean {
  for (let ancestor = parent; ancestor !== undefined; ancestor = ancestor.parent)
    if (ancestor.realPath === realPath) return true;
  return false;
}

async function followLink(state: WalkState, entry: WalkEntry): Promise<void> {
  const { result, patterns } = state;
  const { path, isFileMatch: isWanted, matches, parent } = entry;
  const mayDescend = shouldDescend(patterns, path, matches);
  if (!isWanted && !mayDescend) return;
  try {
    const realPath = await realpath(path);
    const target = await stat(realPath);
    if (target.isDirectory() ? !mayDescend : !isWanted) return;
    if (!state.isAllowed(realPath)) result.problems.push(outsideProblem(path, parent === undefined));
    else if (target.isDirectory()) visitFolder(state, entry, realPath);
    else addFile(state, path, { stats: target, matches });
  } catch (error) {
    reportBrokenLink(result, path, { error, isWanted });
  }
}

function addLink({ result, patterns, options }: WalkState, { path, matches }: WalkEntry): void {
  result.links.push(path);
  if (options.keepLinks)
    for (const index of matchingPatterns(patterns, matches)) result.matchedPatterns.add(index);
}

function addFile(
  { result, patterns, options }: WalkState,
  path: string,
  { stats, matches }: { readonly stats: Stats; readonly matches: readonly number[] },
): void {
  if (!stats.isFile()) {
    reportNoFile(result, path, stats);
    return;
  }
  result.files.push({ localPath: path, sizeBytes: stats.size });
  if (options.progress !== undefined) options.progress.itemsDone += 1;
  for (const index of matchingPatterns(patterns, matches)) result.matchedPatterns.add(index);
}
