/**
 * Walks the folders that patterns reach, several at a time, and returns what lies there: files with their sizes, and
 * everything that is not one.
 */
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { systemCode, systemReason } from '../core/errors.ts';
import { readHint } from '../core/system-errors.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { hasPath } from './named-paths.ts';
import { matchingPatterns, matchPath, noMatches, type PathPatterns, shouldDescend } from './patterns.ts';
import { statFiles } from './stat-files.ts';
import { createSymlinkCheck, isWithinFolder } from './symlinks.ts';
import { outsideProblem, reportBrokenLink, reportNoFile, reportUnreadable } from './walk-report.ts';
import {
  addQuestion,
  noQuestions,
  type OpenQuestions,
  type WalkEntry,
  type WalkFolder,
  type WalkOptions,
  type WalkResult,
  type WalkState,
} from './walk-state.ts';

/** File system requests in flight: folders, and links of each folder. */
const foldersAtOnce = 8;
const linksAtOnce = 64;

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
  const state: WalkState = { patterns, options, isAllowed, folders: [], result, lastMatches: [] };
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
    const open = noQuestions();
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
  let open: OpenQuestions;
  try {
    // The entries themselves are let go here: thousands of them would wait for the answers.
    open = visitEntries(state, folder, await readdir(folder.path, { withFileTypes: true }));
  } catch (error) {
    if (!folder.isHidden) reportUnreadable(state.result, folder.path, error);
    return;
  }
  await answer(state, open);
}

function visitEntries(state: WalkState, folder: WalkFolder, entries: readonly Dirent[]): OpenQuestions {
  const open = noQuestions();
  const prefix = folder.path.endsWith(sep) ? folder.path : `${folder.path}${sep}`;
  for (const fileType of entries) {
    const path = prefix + fileType.name;
    const mayBeHidden = folder.isHidden || fileType.name.startsWith('.');
    const isHidden = mayBeHidden && isHiddenPath(state, path);
    const match = matchPath(state.patterns, path, folder.matches);
    if (fileType.isFile() && !isHidden) {
      if (match.isFileMatch) addQuestion(open, path, match.matches);
      continue;
    }
    const parent = { parent: folder, realParent: folder.realPath };
    visitEntry(state, { ...match, ...parent, path, fileType, isHidden }, open);
  }
  return open;
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
  } else if (isFileMatch) addQuestion(open, path, matches);
}

async function answer(state: WalkState, { files, fileMatches, links }: OpenQuestions): Promise<void> {
  const pathAt = (index: number) => files[index] ?? '';
  await statFiles(files, {
    found: (index, stats) => addFile(state, pathAt(index), { stats, matches: fileMatches[index] ?? [] }),
    failed: (index, error) => reportUnreadable(state.result, pathAt(index), error),
  });
  for (let first = 0; first < links.length; first += linksAtOnce)
    await Promise.all(links.slice(first, first + linksAtOnce).map((link) => followLink(state, link)));
  // Promises that are done, but not yet collected, hold these lists: they are to hold nothing more.
  for (const list of [files, fileMatches, links]) list.length = 0;
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

function addLink(state: WalkState, { path, matches }: WalkEntry): void {
  state.result.links.push(path);
  if (state.options.keepLinks) noteMatches(state, matches);
}

function addFile(
  state: WalkState,
  path: string,
  { stats, matches }: { readonly stats: Stats; readonly matches: readonly number[] },
): void {
  if (!stats.isFile()) {
    reportNoFile(state.result, path, stats);
    return;
  }
  state.result.files.push({ localPath: path, sizeBytes: stats.size });
  const { progress } = state.options;
  if (progress !== undefined) progress.itemsDone += 1;
  noteMatches(state, matches);
}

function noteMatches(state: WalkState, matches: readonly number[]): void {
  if (matches === state.lastMatches) return;
  state.lastMatches = matches;
  for (const index of matchingPatterns(state.patterns, matches)) state.result.matchedPatterns.add(index);
}
