/**
 * Sorts the command's arguments: what exists on disk is that file or folder, whatever characters its name has. Only
 * what does not exist may be a pattern, so that `upload *` uploads `a [1].txt`, `#notes.txt` and `!important.txt`.
 */
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, systemReason } from '../core/errors.ts';
import { quote } from '../core/format.ts';
import { readHint } from '../core/system-errors.ts';
import { pathUnlessSecret, quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import type { PathArgument } from '../inputs/reader.ts';
import { type ArgumentPatterns, toAbsolutePattern } from './patterns.ts';

export interface SortedArguments extends ArgumentPatterns {
  /** As written, in the order of `named`. */
  readonly namedTexts: readonly string[];
  /** Neither on disk nor a pattern, as written. */
  readonly missing: readonly string[];
  /** Sentences about arguments that cannot be looked at. */
  readonly problems: readonly string[];
}

/** Looks for each argument on disk. Relative ones start at `cwd`. */
export async function sortArguments(given: readonly PathArgument[], cwd: string): Promise<SortedArguments> {
  const sorted = {
    named: [] as string[],
    namedTexts: [] as string[],
    excluded: [] as string[],
    patterns: [] as { text: string; absolute: string }[],
    missing: [] as string[],
    problems: [] as string[],
  };
  const looks = await Promise.all(given.map((argument) => lookUp(argument, cwd)));
  for (const [index, look] of looks.entries()) {
    const { text, isLiteral } = given[index] ?? { text: '', isLiteral: true };
    if ('problem' in look) sorted.problems.push(look.problem);
    else if (look.path !== undefined && look.isExcluded) sorted.excluded.push(look.path);
    else if (look.path !== undefined) {
      sorted.named.push(look.path);
      sorted.namedTexts.push(text);
    } else if (!isLiteral && isPattern(text))
      sorted.patterns.push({ text, absolute: argumentPattern(text, cwd) });
    else sorted.missing.push(text);
  }
  return sorted;
}

/** Without a path, nothing is there. */
type Look =
  | { readonly path: string | undefined; readonly isExcluded: boolean }
  | { readonly problem: string };

async function lookUp({ text, isLiteral }: PathArgument, cwd: string): Promise<Look> {
  try {
    const path = await findOnDisk(text, cwd);
    const excluded = isLiteral ? undefined : /^!(?!!)\s*(?=\S)/.exec(text)?.[0];
    if (excluded === undefined) return { path, isExcluded: false };
    const rest = text.slice(excluded.length);
    const other = await findOnDisk(rest, cwd);
    if (path === undefined) return { path: other, isExcluded: true };
    // A file that somebody adds must not turn off an exclusion.
    if (other !== undefined || isPattern(rest)) return { problem: ambiguousExclusion(text) };
    return { path, isExcluded: false };
  } catch (error) {
    return {
      problem: `${quotePathUnlessSecret(text)} cannot be read (${systemReason(error)}): ${readHint(systemCode(error), 'check the path and its permissions')}`,
    };
  }
}

function ambiguousExclusion(text: string): string {
  const shown = pathUnlessSecret(text);
  return `${quote(shown)} is a file or folder, and also excludes something: write ${quote(`./${shown}`)} for the file, or rename it`;
}

/** The absolute path of what is there; undefined when nothing is. Rejects when that cannot be seen. */
async function findOnDisk(text: string, cwd: string): Promise<string | undefined> {
  if (text === '') return undefined;
  try {
    await lstat(absolutePath(text, cwd));
    return await resolvePath(text, cwd);
  } catch (error) {
    if (['EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EIO'].includes(systemCode(error))) throw error;
    return undefined;
  }
}

/** The path as written: a slash after the name of a file stays, and says that it is none. */
function absolutePath(text: string, cwd: string): string {
  if (path.sep === '/') return path.isAbsolute(text) ? text : `${cwd}/${text}`;
  return `${path.resolve(cwd, text)}${/[/\\]$/.test(text) ? path.sep : ''}`;
}

/** Beyond a link, `..` is the folder above its target, as for every other program. Windows resolves it by name. */
async function resolvePath(text: string, cwd: string): Promise<string> {
  const resolved = path.resolve(cwd, text);
  if (path.sep === '\\' || !/(^|\/)\.\.(\/|$)/.test(text)) return resolved;
  const whole = absolutePath(text, cwd);
  if (/(^|\/)\.{1,2}\/*$/.test(text)) return realpath(whole);
  return path.join(await realpath(path.dirname(whole)), path.basename(whole));
}

/** Without such a character, what does not exist is a name with a mistake. */
function isPattern(text: string): boolean {
  return /^\s*!|[*?[]|^~($|[/\\])/.test(text) && !/[\r\n]/.test(text);
}

/** The pattern of an argument. `..` at its start leads out of `cwd`. */
export function argumentPattern(
  text: string,
  cwd: string,
  pathModule: Pick<typeof path, 'sep' | 'isAbsolute' | 'dirname'> = path,
): string {
  const [negation = ''] = /^\s*(?:!\s*)*/.exec(text) ?? [];
  const step = pathModule.sep === '\\' ? /^(\.{1,2})[/\\]+/ : /^(\.{1,2})\/+/;
  let [folder, rest] = [cwd, negation.includes('!') ? text.slice(negation.length) : text];
  for (let found = step.exec(rest); found !== null; found = step.exec(rest)) {
    if (found[1] === '..') folder = pathModule.dirname(folder);
    rest = rest.slice(found[0].length);
  }
  // The library trims its patterns.
  const kept = rest.replace(/\s$/, '[$&]');
  return toAbsolutePattern(`${negation.replace(/\s/g, '')}${kept}`, folder, pathModule);
}
