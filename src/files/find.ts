/**
 * Finds the files that `path` and the command's arguments name, and their paths relative to the root. The root follows
 * the rule of actions/upload-artifact. walk.ts reads the folders.
 */
import path from 'node:path';
import { compareText, formatCount, quote } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { StepProgress } from '../core/step-progress.ts';
import type { FileInputs } from '../inputs/files.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { type SortedArguments, sortArguments } from './arguments.ts';
import { hasPath, pathsAndFolders } from './named-paths.ts';
import { type PathPattern, type PathPatterns, parsePathPatterns } from './patterns.ts';
import { isWithinFolder } from './symlinks.ts';
import { walkFolders } from './walk.ts';
import type { WalkResult } from './walk-state.ts';

/** One file on this machine. */
export interface FoundFile {
  /** Absolute, as the system spells it. */
  readonly localPath: string;
  /** Relative to `FoundFiles.root`, with `/`. */
  readonly relativePath: string;
  readonly sizeBytes: number;
}

/** A link on this machine that was not followed. */
export type FoundLink = Pick<FoundFile, 'localPath' | 'relativePath'>;

/** A folder on this machine, or a link to one that was followed. */
export type FoundFolder = Pick<FoundFile, 'localPath' | 'relativePath'>;

/** An argument that found nothing, as written. */
export interface MissingArgument {
  readonly text: string;
  readonly isPattern: boolean;
}

/** What `path` found. Problems are returned: `planUpload` reports them together with its own. */
export interface FoundFiles {
  /** Each file once, sorted by path. */
  readonly files: readonly FoundFile[];
  /** The folder that relative paths start from; '' when there is none. */
  readonly root: string;
  /** Number of files left out because their name, or that of a folder above, starts with a dot. */
  readonly hiddenCount: number;
  /** Those of `unmatched` that match hidden files. */
  readonly onlyHidden: readonly string[];
  /** Number of links left out with `followSymbolicLinks: false`. */
  readonly linkCount: number;
  /** Those links; an archive can keep them as links. */
  readonly links: readonly FoundLink[];
  /** Folders that match, empty ones too, without the root; an archive keeps them. */
  readonly folders: readonly FoundFolder[];
  /** Lines of `path` and arguments that found no file, as written. */
  readonly unmatched: readonly string[];
  /** Those of them that are arguments: not on disk, or a pattern without a match. */
  readonly missingArguments: readonly MissingArgument[];
  /** Sentences: broken links, pipes and devices, files that vanished. */
  readonly warnings: readonly string[];
  /** Sentences about files that may be wanted but could not be seen. Lines that found nothing are in `unmatched`. */
  readonly unseen: readonly string[];
  /** Sentences. Any of them forbids the upload. */
  readonly problems: readonly string[];
}

/** The inputs that the search needs. */
export type FindOptions = Pick<
  FileInputs,
  'patterns' | 'arguments' | 'root' | 'includeHiddenFiles' | 'followSymbolicLinks'
> & {
  /** For an archive: a link that is not followed is found as well. */
  readonly keepLinks?: boolean;
};

/** Finds the files. Rejects only with the reason of `host.signal`. */
export async function findFiles(
  options: FindOptions,
  host: Pick<Host, 'cwd' | 'env' | 'signal'> & { readonly progress?: StepProgress },
): Promise<FoundFiles> {
  const sorted = await sortArguments(options.arguments ?? [], host.cwd);
  const given = options.arguments && sorted;
  const patterns = await parsePathPatterns(options.patterns, host.cwd, given);
  const walkResult = await walkFolders(patterns, {
    cwd: host.cwd,
    workspace: host.env.GITHUB_WORKSPACE || undefined,
    includeHiddenFiles: options.includeHiddenFiles,
    followSymbolicLinks: options.followSymbolicLinks,
    keepLinks: options.keepLinks ?? false,
    signal: host.signal,
    progress: host.progress,
  });
  const files = walkResult.files.sort((a, b) => compareText(a.localPath, b.localPath));
  const localPaths = files.map((file) => file.localPath);
  const links = walkResult.links.sort(compareText);
  const foundPaths = options.keepLinks ? [...localPaths, ...links] : localPaths;
  const root =
    options.root === undefined
      ? commonRoot(patterns.searchPaths, localPaths)
      : path.resolve(host.cwd, options.root);
  const problems = [...sorted.problems, ...patterns.problems, ...walkResult.problems.sort()];
  if (root === undefined)
    problems.push('path spans several drives: set root to the folder that the names start from');
  else for (const problem of outsideRootProblems(root, foundPaths)) problems.push(problem);
  return {
    files: files.map(({ localPath, sizeBytes }) => ({
      localPath,
      relativePath: relativePathOf(root, localPath),
      sizeBytes,
    })),
    root: root ?? '',
    hiddenCount: walkResult.hiddenMatches.length,
    onlyHidden: hiddenPatterns(patterns, walkResult),
    linkCount: links.length,
    links: links.map((link) => ({ localPath: link, relativePath: relativePathOf(root, link) })),
    folders: walkResult.folders
      .map((folder) => ({ localPath: folder, relativePath: relativePathOf(root, folder) }))
      .filter(({ relativePath }) => !isOutside(relativePath)),
    unmatched: [
      ...unmatchedPatterns(patterns, walkResult).map(({ text }) => text),
      ...emptyArguments(sorted, foundPaths),
      ...sorted.missing,
    ],
    missingArguments: [
      ...sorted.missing.map((text) => ({ text, isPattern: false })),
      ...missingPatterns(patterns, walkResult),
    ],
    warnings: walkResult.warnings.sort(),
    unseen: walkResult.unseen.sort(),
    problems,
  };
}

function unmatchedPatterns({ list }: PathPatterns, { matchedPatterns }: WalkResult): PathPattern[] {
  return list.filter(
    ({ text, matcher }, index) => text !== '' && !matcher.negate && !matchedPatterns.has(index),
  );
}

function hiddenPatterns(patterns: PathPatterns, walkResult: WalkResult): string[] {
  const hidden = new Set(walkResult.hiddenMatches.flat().map((index) => patterns.list[index]));
  return unmatchedPatterns(patterns, walkResult)
    .filter((pattern) => hidden.has(pattern))
    .map(({ text }) => text);
}

/** A link that is not followed is something, too. */
function missingPatterns(patterns: PathPatterns, walkResult: WalkResult): MissingArgument[] {
  return unmatchedPatterns(patterns, walkResult).flatMap(({ text, isArgument, matcher }) =>
    isArgument && !walkResult.links.some((link) => matcher.match(link) > 0)
      ? [{ text, isPattern: true }]
      : [],
  );
}

/** Arguments that exist and hold no file to upload. */
function emptyArguments({ named, namedTexts }: SortedArguments, localPaths: readonly string[]): string[] {
  if (named.length === 0) return [];
  const full = pathsAndFolders(localPaths);
  return namedTexts.filter((_, index) => !hasPath(full, named[index] ?? ''));
}

/**
 * Returns the lowest common folder of the search paths; for a single file, its folder. Undefined when there is none:
 * paths on two Windows drives.
 */
export function commonRoot(
  searchPaths: readonly string[],
  localPaths: readonly string[],
  pathModule: Pick<typeof path, 'sep' | 'parse' | 'dirname'> = path,
): string | undefined {
  const [first, ...others] = searchPaths;
  if (first === undefined) return '';
  if (others.length === 0)
    return localPaths.length === 1 && localPaths[0] === first ? pathModule.dirname(first) : first;
  const foldCase = (text: string) => (pathModule.sep === '\\' ? text.toLowerCase() : text);
  const { root } = pathModule.parse(first);
  if (others.some((other) => foldCase(pathModule.parse(other).root) !== foldCase(root))) return undefined;
  const split = (searchPath: string) => searchPath.slice(root.length).split(pathModule.sep).filter(Boolean);
  const common = split(first);
  for (const other of others.map(split)) {
    const end = common.findIndex((segment, index) => foldCase(segment) !== foldCase(other[index] ?? ''));
    if (end >= 0) common.length = end;
  }
  return `${root}${common.join(pathModule.sep)}`;
}

function relativePathOf(root: string | undefined, localPath: string): string {
  if (root === undefined) return path.basename(localPath);
  const relative = isBelow(root, localPath)
    ? localPath.slice(root.endsWith(path.sep) ? root.length : root.length + 1)
    : path.relative(root, localPath);
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}

/** True only for a path that is written below the folder as it is written; spares most files the slower comparison. */
function isBelow(folder: string, localPath: string): boolean {
  return localPath !== folder && isWithinFolder(folder, localPath);
}

/** The root itself counts as outside: nothing can have its name. */
function isOutside(relative: string): boolean {
  return relative === '' || /^\.\.(?:$|[/\\])/.test(relative) || path.isAbsolute(relative);
}

/** Names the first ten only: with a wrong root, all files are outside. */
function outsideRootProblems(root: string, localPaths: readonly string[]): string[] {
  const outside = localPaths.filter((file) => {
    if (isBelow(root, file)) return false;
    return isOutside(path.relative(root, file));
  });
  const named = outside
    .slice(0, 10)
    .map((file) => `${quote(file)} is not inside root, ${quotePathUnlessSecret(root)}`);
  return outside.length > 10
    ? [...named, `${formatCount(outside.length - 10, 'more file')} outside root`]
    : named;
}
