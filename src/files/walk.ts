/**
 * Goes through the folders that patterns reach, several at a time, and says what lies there: files with
 * their sizes, and everything that is not one. Knows the file system and the patterns; must not know what
 * the files are called on the drive.
 */
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode, systemReason } from '../core/errors.ts';
import { quoted } from '../core/format.ts';
import { shownPath } from '../inputs/shown.ts';
import { descends, finders, judge, nothingMatched, type Patterns } from './patterns.ts';
import { type Fence, raiseFence, within } from './symlinks.ts';

/** Requests to the file system in flight: folders, and entries of each folder. */
const foldersAtOnce = 8;
const entriesAtOnce = 64;

export interface WalkOptions {
  readonly cwd: string;
  /** Links may point into it; undefined outside a CI system. */
  readonly workspace: string | undefined;
  readonly includeHiddenFiles: boolean;
  readonly followSymbolicLinks: boolean;
  readonly signal: AbortSignal;
}

export interface Walked {
  /** In no order. */
  readonly files: { readonly path: string; readonly sizeBytes: number }[];
  /** Matching entries left out because a name on their way starts with a dot. */
  hiddenCount: number;
  /** Matching links left out because links are not followed. */
  readonly links: string[];
  /** Positions of the patterns that found a file. */
  readonly finders: Set<number>;
  readonly warnings: string[];
  /** Sentences: what may have been asked for and was not seen. */
  readonly unseen: string[];
  readonly problems: string[];
}

interface Walk {
  readonly patterns: Patterns;
  readonly options: WalkOptions;
  readonly fence: Fence;
  readonly folders: Folder[];
  readonly found: Walked;
}

/** A folder to look into. */
interface Folder {
  readonly path: string;
  /** Links resolved. */
  readonly real: string;
  readonly matches: readonly number[];
  readonly isHidden: boolean;
  readonly parent: Folder | undefined;
}

interface Entry {
  readonly path: string;
  readonly kind: Dirent | Stats;
  readonly isHidden: boolean;
  /** Undefined for a search path itself. */
  readonly parent: Folder | undefined;
  readonly above: readonly number[];
  /** Links of the folder resolved. */
  readonly realParent: string;
}

/** Walks all search paths. Rejects only when `signal` is aborted; whatever goes wrong on the way is reported. */
export async function walk(patterns: Patterns, options: WalkOptions): Promise<Walked> {
  const found: Walked = {
    files: [],
    hiddenCount: 0,
    links: [],
    finders: new Set(),
    warnings: [],
    unseen: [],
    problems: [],
  };
  const fence = await raiseFence(patterns.searchPaths, [options.cwd, options.workspace ?? options.cwd]);
  const tour: Walk = { patterns, options, fence, folders: [], found };
  for (const searchPath of patterns.searchPaths) await start(tour, searchPath);
  while (tour.folders.length > 0) {
    options.signal.throwIfAborted();
    await Promise.all(tour.folders.splice(-foldersAtOnce).map((folder) => look(tour, folder)));
  }
  return found;
}

async function start(tour: Walk, path: string): Promise<void> {
  try {
    const kind = await lstat(path);
    const realParent = await realpath(dirname(path));
    if (!kind.isSymbolicLink() && !tour.fence(await realpath(path))) {
      tour.found.problems.push(outside(path));
      return;
    }
    const isHidden = isDotted(tour, basename(path)) && !within(path, tour.options.cwd);
    await visit(tour, {
      path,
      kind,
      isHidden,
      parent: undefined,
      above: aboveOf(tour.patterns, path),
      realParent,
    });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return;
    tour.found.problems.push(
      `${shownPath(path)} cannot be read (${systemReason(error)}): check the path and its permissions`,
    );
  }
}

/** What the folders above a search path matched: an exclude may name one of them. */
function aboveOf(patterns: Patterns, path: string): readonly number[] {
  const parent = dirname(path);
  if (parent === path) return nothingMatched(patterns);
  return judge(patterns, parent, aboveOf(patterns, parent)).matches;
}

async function look(tour: Walk, folder: Folder): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    if (!folder.isHidden) lost(tour, folder.path, error);
    return;
  }
  for (let first = 0; first < entries.length; first += entriesAtOnce) {
    await Promise.all(
      entries.slice(first, first + entriesAtOnce).map((kind) =>
        visit(tour, {
          path: join(folder.path, kind.name),
          kind,
          isHidden: folder.isHidden || isDotted(tour, kind.name),
          parent: folder,
          above: folder.matches,
          realParent: folder.real,
        }),
      ),
    );
  }
}

function isDotted(tour: Walk, name: string): boolean {
  return !tour.options.includeHiddenFiles && name.startsWith('.');
}

async function visit(tour: Walk, entry: Entry): Promise<void> {
  const { path, kind, isHidden } = entry;
  const { file: isWanted, matches } = judge(tour.patterns, path, entry.above);
  if (kind.isDirectory()) {
    enter(tour, entry, { matches, real: join(entry.realParent, basename(path)) });
  } else if (isHidden) {
    if (isWanted) tour.found.hiddenCount++;
  } else if (kind.isSymbolicLink()) {
    await follow(tour, entry, { isWanted, matches });
  } else if (isWanted) {
    try {
      add(tour, path, await lstat(path), matches);
    } catch (error) {
      lost(tour, path, error);
    }
  }
}

function enter(tour: Walk, entry: Entry, way: { matches: readonly number[]; real: string }): void {
  const { path, isHidden, parent } = entry;
  if (!descends(tour.patterns, path, way.matches) || isLoop(parent, way.real)) return;
  tour.folders.push({ ...way, path, isHidden, parent });
}

/** Behind a link a folder can be its own ancestor. */
function isLoop(parent: Folder | undefined, real: string): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (above.real === real) return true;
  return false;
}

async function follow(
  tour: Walk,
  entry: Entry,
  verdict: { isWanted: boolean; matches: readonly number[] },
): Promise<void> {
  const { found, options, patterns } = tour;
  const { isWanted, matches } = verdict;
  if (!options.followSymbolicLinks) {
    if (isWanted) found.links.push(entry.path);
    return;
  }
  const mayDescend = descends(patterns, entry.path, matches);
  if (!isWanted && !mayDescend) return;
  try {
    const real = await realpath(entry.path);
    const target = await stat(real);
    if (target.isDirectory() ? !mayDescend : !isWanted) return;
    if (!tour.fence(real)) found.problems.push(outside(entry.path));
    else if (target.isDirectory()) enter(tour, entry, { matches, real });
    else add(tour, entry.path, target, matches);
  } catch (error) {
    const broken = `link ${quoted(entry.path)} leads nowhere (${systemReason(error)})`;
    if (isWanted) found.warnings.push(`${broken} and is left out`);
    // As a folder it could have held what a line asks for.
    found.unseen.push(broken);
  }
}

function add(tour: Walk, path: string, stats: Stats, matches: readonly number[]): void {
  if (stats.isFile()) {
    tour.found.files.push({ path, sizeBytes: stats.size });
    for (const index of finders(tour.patterns, matches)) tour.found.finders.add(index);
  } else if (stats.isDirectory() || stats.isSymbolicLink()) {
    missed(tour, `${quoted(path)} became something else while its folder was read`);
  } else tour.found.warnings.push(`${quoted(path)} is neither a file nor a folder and is left out`);
}

/** The replacement character is what Node makes of bytes that are not UTF-8; such a name opens nothing. */
function lost(tour: Walk, path: string, error: unknown): void {
  const code = systemReason(error);
  if (code === 'ENOENT' && path.includes('\ufffd')) {
    tour.found.problems.push(
      `${quoted(path)} has a name that is not valid UTF-8: rename it, or exclude it with !`,
    );
  } else if (code === 'ENOENT') {
    missed(tour, `${quoted(path)} vanished while its folder was read`);
  } else {
    tour.found.problems.push(
      `${quoted(path)} cannot be read (${code}): exclude it with !, or change its permissions`,
    );
  }
}

function missed(tour: Walk, sentence: string): void {
  tour.found.warnings.push(sentence);
  tour.found.unseen.push(sentence);
}

function outside(path: string): string {
  return (
    `link ${quoted(path)} leads out of the workspace and of the paths to upload: name its target in path, ` +
    'exclude it with !, or set follow-symbolic-links: false'
  );
}
