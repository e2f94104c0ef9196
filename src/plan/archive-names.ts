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
  const problems = name.split('/').map((segment, depth) => segmentProblem(segment, depth, kind));
  const problem = problems.find((one) => one !== undefined);
  if (problem === undefined) return undefined;
  const isFineInTar = encodeArchiveName(name, { kind: 'tar.gz', isFolder: false }) === name;
  const other = kind === 'zip' && isFineInTar ? 'set archive to tar.gz, or ' : 'rename it, or ';
  return `${quote(localPath)}: ${problem}; ${other}set invalid-names: replace`;
}

/** For `invalid-names: replace`: the name with look-alike characters where an archive cannot hold it. */
export function encodeArchiveName(
  name: string,
  { kind, isFolder }: { readonly kind: ArchiveKind; readonly isFolder: boolean },
): string {
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
