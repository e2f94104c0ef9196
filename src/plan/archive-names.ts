/**
 * Names that an archive must not hold, because they lead elsewhere when it is unpacked: Windows, and tools there, read
 * a backslash as a slash and `c:` as a drive. OneDrive's own rules do not apply inside an archive.
 */
import { quote } from '../core/format.ts';
import { encodeName } from './name-encoding.ts';

export type ArchiveKind = 'zip' | 'tar.gz' | 'tar.zst';

/** Returns a sentence with the problem of a name below the archive's root and what to do; undefined if it is fine. */
export function archiveNameProblem(
  { name, localPath }: { readonly name: string; readonly localPath: string },
  kind: ArchiveKind,
): string | undefined {
  if (isPlainName(name)) return undefined;
  const problems = name.split('/').map((segment, depth) => segmentProblem(segment, depth, kind));
  const problem = problems.find((one) => one !== undefined);
  if (problem === undefined) return undefined;
  const isFineInTar = encodeArchiveName(name, { kind: 'tar.gz', isFolder: false }) === name;
  const other = kind === 'zip' && isFineInTar ? 'set archive to tar.gz, or ' : 'rename it, or ';
  return `${quote(localPath)}: ${problem}; ${other}set invalid-names: replace`;
}

/**
 * Compares by the bytes of the names in UTF-8, but `/` comes before all others: everything in a folder follows it, as
 * programs that unpack expect, which set a folder's time when they leave it.
 */
export function compareEntryNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === length) return a.length - b.length;
  return codeUnitRank(a.charCodeAt(at)) - codeUnitRank(b.charCodeAt(at));
}

/** UTF-16 has surrogates before U+E000, UTF-8 after all others. */
function codeUnitRank(unit: number): number {
  if (unit === 0x2f) return -1;
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x2800 : unit;
}

/** Without the characters that make a problem, for any kind. Most names are, and the check is quick. */
function isPlainName(name: string): boolean {
  return !/[\\:\ud800-\udfff]/.test(name);
}

/** For `invalid-names: replace`: the name with look-alike characters where an archive cannot hold it. */
export function encodeArchiveName(
  name: string,
  { kind, isFolder }: { readonly kind: ArchiveKind; readonly isFolder: boolean },
): string {
  if (isPlainName(name)) return name;
  const segments = name.split('/');
  return segments
    .map((segment, depth) =>
      segmentProblem(segment, depth, kind) === undefined
        ? segment
        : encodeName(segment, isFolder || depth < segments.length - 1),
    )
    .join('/');
}

/** ZIP readers turn every backslash into a slash. In a tar file a backslash is mostly literal. */
function segmentProblem(segment: string, depth: number, kind: ArchiveKind): string | undefined {
  // With the u flag a surrogate pair is one character, so this matches only a lone surrogate.
  if (/\p{Cs}/u.test(segment)) return 'the name is not valid Unicode';
  const what = kind === 'zip' ? 'a ZIP' : `a ${kind}`;
  if (kind === 'zip' && segment.includes('\\'))
    return `${what} cannot contain that name, because it has a \\`;
  if (depth === 0 && /^[a-z]:/i.test(segment))
    return `${what} cannot contain that name, because it starts with a drive letter`;
  // Windows ignores trailing dots and spaces, except in . and .. themselves.
  const leadsOut = segment.startsWith('\\') || /(?:^|\\)\.\.[. ]*(?:\\|$)/.test(segment);
  return leadsOut && segment.includes('\\')
    ? 'the name would point outside the folder in which the archive is unpacked on Windows'
    : undefined;
}
