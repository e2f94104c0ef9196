/**
 * From the lines of `path` to files with the names they keep. Knows the rule that gives them their root
 * (that of actions/upload-artifact) and what is worth telling about the rest; the walk itself is in walk,
 * the drive unknown.
 */
import path from 'node:path';
import { compared, count, quoted } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { FileInputs } from '../inputs/files.ts';
import { shownPath } from '../inputs/shown.ts';
import { readPatterns } from './patterns.ts';
import { walk } from './walk.ts';

/** One file on this machine. */
export interface FoundFile {
  /** Absolute, in the system's own spelling. */
  readonly path: string;
  /** From `Found.root`, with `/`. */
  readonly relativePath: string;
  readonly sizeBytes: number;
}

/** A link on this machine that was not followed. */
export type FoundLink = Pick<FoundFile, 'path' | 'relativePath'>;

/** What `path` led to. Nothing is thrown: `planUpload` tells the problems together with its own. */
export interface Found {
  /** Each file once, by path. */
  readonly files: readonly FoundFile[];
  /** The folder that the relative paths start from; '' when there is none. */
  readonly root: string;
  /** Files left out because they, or a folder on their way, start with a dot. */
  readonly hiddenCount: number;
  /** Links left out with `followSymbolicLinks: false`. */
  readonly linkCount: number;
  /** The same by name: an archive may keep them as they are. */
  readonly links: readonly FoundLink[];
  /** Lines of `path` that found no file, as they were written. */
  readonly unmatched: readonly string[];
  /** Sentences: broken links, pipes and devices, files that vanished. */
  readonly warnings: readonly string[];
  /** Sentences: what may have been asked for and was not seen; lines that found nothing are `unmatched`. */
  readonly unseen: readonly string[];
  /** Sentences that forbid the upload. */
  readonly problems: readonly string[];
}

/** What of the inputs matters here. */
export type FindOptions = Pick<
  FileInputs,
  'patterns' | 'root' | 'includeHiddenFiles' | 'followSymbolicLinks'
>;

/** Finds the files. Rejects only with the reason of `host.signal`. */
export async function findFiles(
  options: FindOptions,
  host: Pick<Host, 'cwd' | 'env' | 'signal'>,
): Promise<Found> {
  const patterns = await readPatterns(options.patterns, host.cwd);
  const walked = await walk(patterns, {
    cwd: host.cwd,
    workspace: host.env.GITHUB_WORKSPACE || undefined,
    includeHiddenFiles: options.includeHiddenFiles,
    followSymbolicLinks: options.followSymbolicLinks,
    signal: host.signal,
  });
  const files = walked.files.sort((a, b) => compared(a.path, b.path));
  const paths = files.map((file) => file.path);
  const root =
    options.root === undefined
      ? commonRoot(patterns.searchPaths, paths)
      : path.resolve(host.cwd, options.root);
  const problems = [...patterns.problems, ...walked.problems.sort()];
  if (root === undefined)
    problems.push('path spans several drives: say with root which folder the names start from');
  else for (const problem of strangers(root, paths)) problems.push(problem);
  return {
    files: files.map((file) => ({ ...file, relativePath: relativePath(root, file.path) })),
    root: root ?? '',
    hiddenCount: walked.hiddenCount,
    linkCount: walked.links.length,
    links: walked.links.map((link) => ({ path: link, relativePath: relativePath(root, link) })),
    unmatched: patterns.list.flatMap(({ text, matcher }, index) =>
      matcher.negate || walked.finders.has(index) ? [] : [text],
    ),
    warnings: walked.warnings.sort(),
    unseen: walked.unseen.sort(),
    problems,
  };
}

/**
 * The least common ancestor of the search paths; the folder of a file that was named by itself. Undefined
 * when there is none, on two drives of Windows.
 */
export function commonRoot(
  searchPaths: readonly string[],
  files: readonly string[],
  system: Pick<typeof path, 'sep' | 'parse' | 'dirname'> = path,
): string | undefined {
  const [first, ...others] = searchPaths;
  if (first === undefined) return '';
  if (others.length === 0) return files.length === 1 && files[0] === first ? system.dirname(first) : first;
  const fold = (text: string) => (system.sep === '\\' ? text.toLowerCase() : text);
  const { root } = system.parse(first);
  if (others.some((other) => fold(system.parse(other).root) !== fold(root))) return undefined;
  const split = (searchPath: string) => searchPath.slice(root.length).split(system.sep).filter(Boolean);
  const common = split(first);
  for (const other of others.map(split)) {
    const end = common.findIndex((segment, index) => fold(segment) !== fold(other[index] ?? ''));
    if (end >= 0) common.length = end;
  }
  return `${root}${common.join(system.sep)}`;
}

function relativePath(root: string | undefined, file: string): string {
  return root === undefined ? path.basename(file) : path.relative(root, file).split(path.sep).join('/');
}

/** The first ten are named: a wrong root makes strangers of all. */
function strangers(root: string, files: readonly string[]): string[] {
  const outside = files.filter((file) => {
    const relative = path.relative(root, file);
    return (
      relative === '' ||
      relative === '..' ||
      relative.startsWith(`..${path.sep}`) ||
      path.isAbsolute(relative)
    );
  });
  const named = outside.slice(0, 10).map((file) => `${quoted(file)} is not below root, ${shownPath(root)}`);
  return outside.length > 10
    ? [...named, `${count(outside.length - 10, 'more file')} outside of root`]
    : named;
}
