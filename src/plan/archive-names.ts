/**
 * Names that an archive should not hold: they are fine where the files lie, and lead elsewhere where somebody unpacks it.
 * Windows, and who unpacks there, takes a backslash for a slash and `c:` for a drive. Pure; names need not please OneDrive.
 */
import { quote } from '../core/format.ts';
import { encodeName } from './name-encoding.ts';

export type ArchiveKind = 'zip' | 'tar.gz';

/** What is wrong with a name below the archive's root, as a sentence with what to do about it; undefined for most. */
export function archiveNameProblem(
  { name, localPath }: { readonly name: string; readonly localPath: string },
  kind: ArchiveKind,
): string | undefined {
  const problems = name.split('/').map((segment, depth) => segmentProblem(segment, depth, kind));
  const problem = problems.find((one) => one !== undefined);
  if (problem === undefined) return undefined;
  const isFineInTar = encodeArchiveName(name, 'tar.gz') === name;
  const other = kind === 'zip' && isFineInTar ? 'set archive to tar.gz, or ' : 'rename it, or ';
  return `${quote(localPath)}: ${problem}; ${other}set invalid-names: replace`;
}

/** The name with look-alikes where it could not be held, for `invalid-names: replace`. */
export function encodeArchiveName(name: string, kind: ArchiveKind): string {
  const segments = name.split('/');
  return segments
    .map((segment, depth) =>
      segmentProblem(segment, depth, kind) === undefined
        ? segment
        : encodeName(segment, depth < segments.length - 1),
    )
    .join('/');
}

/** A ZIP parts folders by nothing but slashes, so that readers mend every backslash; in a tar file most mean themselves. */
function segmentProblem(segment: string, depth: number, kind: ArchiveKind): string | undefined {
  // With the u flag a pair of surrogates is one character, so only a lone one is left to match.
  if (/\p{Cs}/u.test(segment)) return 'the name contains half of a surrogate pair';
  const what = kind === 'zip' ? 'a ZIP' : `a ${kind}`;
  if (kind === 'zip' && segment.includes('\\')) return `${what} cannot hold that name, with a \\ in it`;
  if (depth === 0 && /^[a-z]:/i.test(segment)) return `${what} cannot hold that name, with a drive in it`;
  // Dots and spaces at the end mean nothing to Windows, but for these.
  const leadsOut = segment.startsWith('\\') || /(?:^|\\)\.\.[. ]*(?:\\|$)/.test(segment);
  return leadsOut && segment.includes('\\')
    ? 'the name would lead out of the folder that the archive is unpacked into on Windows'
    : undefined;
}
