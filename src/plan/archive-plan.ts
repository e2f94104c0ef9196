/**
 * `archive`: what goes into the archive, under which names, and the archive's own name. src/archive writes it.
 * OneDrive's rules for names do not apply inside it.
 */
import path from 'node:path';
import { Failure, UsageFailure } from '../core/errors.ts';
import { formatBytes, quote } from '../core/format.ts';
import type { FoundFiles } from '../files/find.ts';
import { baseNameOf, joinRemotePath } from '../graph/paths.ts';
import { linkAsFolderProblems, readLinks, skipLinks } from './archive-links.ts';
import {
  type ArchiveKind,
  archiveNameProblem,
  compareEntryNames,
  encodeArchiveName,
} from './archive-names.ts';
import { pathProblems } from './names.ts';
import {
  checksumsProblems,
  encodedNamesOf,
  encodePath,
  encryptedEnding,
  fileLimitBytes,
  type PlannedFile,
  type PlanOptions,
  type UploadPlan,
} from './plan.ts';

/** A file, folder or link in an archive. */
export interface ArchiveEntry {
  readonly kind: 'file' | 'folder' | 'link';
  /** Below the archive's root, with `/` between names. Never absolute, never with `..`. */
  readonly name: string;
  readonly localPath: string;
  /** Of a file; else 0. */
  readonly sizeBytes: number;
  /** The target of a link, unchanged. */
  readonly linkTarget?: Uint8Array;
}

export interface ArchivePlan extends Pick<UploadPlan, 'destination' | 'totalBytes' | 'encodedNames'> {
  readonly kind: ArchiveKind;
  /** A folder is followed by all that is in it. Always in the same order, so that the same files give the same archive. */
  readonly entries: readonly ArchiveEntry[];
  /** Of the archive, on the drive. */
  readonly remotePath: string;
  /** Sentences about links that were left out. */
  readonly warnings: readonly string[];
  /** As in `FoundFiles`, with the links that could not be read. */
  readonly unseen: readonly string[];
}

export interface ArchivePlanOptions extends PlanOptions {
  readonly kind: ArchiveKind;
}

/**
 * Plans an archive without any request. Its name is `name`, else the root folder's name with the kind as extension.
 * @throws UsageFailure with every problem
 */
export async function planArchive(found: FoundFiles, options: ArchivePlanOptions): Promise<ArchivePlan> {
  const { destination, kind, invalidNames } = options;
  const requestedName = options.name ?? `${path.basename(found.root) || 'archive'}.${kind}`;
  const encoded = new Map<string, string>();
  const name = invalidNames === 'replace' ? encodePath(requestedName, encoded) : requestedName;
  const remotePath = joinRemotePath(
    destination,
    options.encryption === undefined ? name : `${name}${encryptedEnding}`,
  );
  const links = options.flatten ? skipLinks(found.links) : await readLinks(found.links);
  const own = [
    ...found.files.map((file) => fileEntry(file, options.flatten)),
    ...links.links.map((link) => ({
      kind: 'link' as const,
      name: link.relativePath,
      localPath: link.localPath,
      sizeBytes: 0,
      linkTarget: link.linkTarget,
    })),
  ];
  const all = options.flatten ? own : [...own, ...folderEntries(found, own)];
  const entries = sortEntries(
    invalidNames === 'replace' ? all.map((entry) => encodeEntry(entry, { kind, encoded })) : all,
  );
  const problems = [
    ...found.problems,
    ...pathProblems(remotePath, new Set()).map((problem) => `${problem}: change destination or name`),
    ...duplicateNameProblems(entries),
    ...nameProblems(entries, kind),
    ...linkAsFolderProblems(entries),
  ];
  if (options.checksums !== undefined) {
    const files = [plannedArchive(remotePath, remotePath, 0)];
    problems.push(...checksumsProblems(options.checksums, { destination, files }));
  }
  if (problems.length > 0) throw new UsageFailure(problems);
  return {
    kind,
    entries,
    remotePath,
    destination,
    totalBytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    warnings: links.warnings,
    unseen: [...found.unseen, ...links.unseen],
    ...encodedNamesOf(encoded),
  };
}

/** Plans the upload of the finished archive. */
export function planArchiveUpload(
  { remotePath, destination, encodedNames: respelled }: ArchivePlan,
  archiveFile: { readonly localPath: string; readonly sizeBytes: number },
  encryption?: PlanOptions['encryption'],
): UploadPlan {
  if (archiveFile.sizeBytes > fileLimitBytes) {
    throw new Failure(
      `the archive has ${formatBytes(archiveFile.sizeBytes)}, and OneDrive allows at most 250 GB per file`,
      {
        code: 'file-too-large',
        kind: 'file',
        hint: 'upload the files without archive, or as several archives',
      },
    );
  }
  const { localPath, sizeBytes: plainBytes } = archiveFile;
  const sizeBytes = encryption?.encryptedBytes(plainBytes) ?? plainBytes;
  const file = {
    ...plannedArchive(remotePath, localPath, sizeBytes),
    ...(encryption !== undefined && { plainBytes }),
    isTemporary: true,
  };
  return {
    files: [file],
    totalBytes: sizeBytes,
    destination,
    ...(respelled && { encodedNames: respelled }),
  };
}

/** Plans the upload of an archive that a dry run does not pack. Its size is NaN. */
export function planUnpackedArchive({
  remotePath,
  destination,
  entries,
  totalBytes,
}: ArchivePlan): UploadPlan {
  const packs = { itemCount: entries.length, totalBytes };
  const file = { ...plannedArchive(remotePath, remotePath, Number.NaN), isTemporary: true, packs };
  return { files: [file], totalBytes: Number.NaN, destination };
}

function plannedArchive(remotePath: string, localPath: string, sizeBytes: number): PlannedFile {
  const name = baseNameOf(remotePath);
  return { localPath, relativePath: name, remotePath, name, sizeBytes };
}

function fileEntry(file: FoundFiles['files'][number], flatten: boolean): ArchiveEntry {
  const name = flatten ? baseNameOf(file.relativePath) : file.relativePath;
  return { kind: 'file', name, localPath: file.localPath, sizeBytes: file.sizeBytes };
}

/** The folders that match, and those above all that goes into the archive: their modes count, too. */
function folderEntries({ folders, root }: FoundFiles, own: readonly ArchiveEntry[]): ArchiveEntry[] {
  const localPaths = new Map(folders.map((folder) => [folder.relativePath, folder.localPath]));
  const addAbove = (name: string) => {
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
      const above = name.slice(0, end);
      if (localPaths.has(above)) return;
      localPaths.set(above, path.join(root, above));
    }
  };
  for (const { relativePath } of folders) addAbove(relativePath);
  for (const { name } of own) addAbove(name);
  return [...localPaths].map(([name, localPath]) => ({ kind: 'folder', name, localPath, sizeBytes: 0 }));
}

/** Adds a name that changed to `encoded`. */
function encodeEntry(
  entry: ArchiveEntry,
  { kind, encoded }: { readonly kind: ArchiveKind; readonly encoded: Map<string, string> },
): ArchiveEntry {
  const isFolder = entry.kind === 'folder';
  const name = encodeArchiveName(entry.name, { kind, isFolder });
  if (name === entry.name) return entry;
  // A folder above is an entry of its own.
  if (baseNameOf(name) !== baseNameOf(entry.name)) encoded.set(entry.name, name);
  return { ...entry, name };
}

/** Sorts in place: a hundred thousand keys would need much memory. */
function sortEntries(entries: ArchiveEntry[]): ArchiveEntry[] {
  return entries.sort((a, b) => compareEntryNames(a.name, b.name));
}

/** Names that an archive must not hold; what is in a folder with such a name is not listed. */
function nameProblems(entries: readonly ArchiveEntry[], kind: ArchiveKind): string[] {
  const named = new Set<string>();
  const problems: string[] = [];
  for (const entry of entries) {
    const problem = archiveNameProblem(entry, kind);
    if (problem === undefined) continue;
    named.add(entry.name);
    const above = entry.name.slice(0, Math.max(0, entry.name.lastIndexOf('/')));
    if (!named.has(above)) problems.push(problem);
  }
  return problems;
}

/** Two entries share a name only with `flatten` or look-alikes. Archives distinguish case. Equal names are neighbours. */
function duplicateNameProblems(sorted: readonly ArchiveEntry[]): string[] {
  const problems: string[] = [];
  let first: ArchiveEntry | undefined;
  for (const entry of sorted) {
    if (first?.name !== entry.name) {
      first = entry;
      continue;
    }
    const sources = `${quote(first.localPath)} and ${quote(entry.localPath)}`;
    problems.push(`${sources} would both be ${quote(entry.name)} in the archive`);
  }
  return problems;
}
