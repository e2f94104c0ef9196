/** The state of a walk through folders: what it is told, what it has found, and what is still to be asked. */

import type { Dirent, Stats } from 'node:fs';
import type { StepProgress } from '../core/step-progress.ts';
import type { PathMatch, PathPatterns } from './patterns.ts';
import type { SymlinkCheck } from './symlinks.ts';
import type { WalkMessages } from './walk-report.ts';

/** What a walk is told besides its patterns. */
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

/** What a walk has found. */
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

/** Of one walk. */
export interface WalkState {
  readonly patterns: PathPatterns;
  readonly options: WalkOptions;
  readonly isAllowed: SymlinkCheck;
  readonly folders: WalkFolder[];
  readonly result: WalkResult;
  /** Of the file that was found last: files of a folder mostly share them. */
  lastMatches: readonly number[];
}

/** A folder to read. */
export interface WalkFolder {
  readonly path: string;
  readonly realPath: string;
  readonly matches: readonly number[];
  readonly isHidden: boolean;
  readonly parent: WalkFolder | undefined;
}

/** An entry of a folder, or a search path. */
export interface WalkEntry extends PathMatch {
  readonly path: string;
  readonly fileType: Dirent | Stats;
  readonly isHidden: boolean;
  /** Undefined for a search path itself. */
  readonly parent: WalkFolder | undefined;
  readonly realParent: string;
}

/** What is left to ask the disk about a folder's entries: sizes of files, and where links lead. */
export interface OpenQuestions {
  /** Paths of wanted files. */
  readonly files: string[];
  /** Their match results. */
  readonly fileMatches: (readonly number[])[];
  readonly links: WalkEntry[];
}

/** None so far. */
export function noQuestions(): OpenQuestions {
  return { files: [], fileMatches: [], links: [] };
}

/** Adds a wanted file. */
export function addQuestion(
  { files, fileMatches }: OpenQuestions,
  path: string,
  matches: readonly number[],
): void {
  files.push(path);
  fileMatches.push(matches);
}
