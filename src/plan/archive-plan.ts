/**
 * `archive`: what goes into the archive, under which names, and the archive's own name. src/archive writes it.
 * OneDrive's rules for names do not apply inside it.
 */
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { Failure, systemReason, UsageFailure } from '../core/errors.ts';
import { formatBytes, quote } from '../core/format.ts';
import type { FoundFile, FoundFiles } from '../files/find.ts';
import { baseNameOf, joinRemotePath } from '../graph/paths.ts';
import { type ArchiveKind, archiveNameProblem, encodeArchiveName } from './archive-names.ts';
import { pathProblems } from './names.ts';
import {
  checksumsProblems,
  encodedNamesOf,
  encodePath,
  fileLimitBytes,
  type PlannedFile,
  type PlanOptions,
  type UploadPlan,
} from './plan.ts';

/** A file or link in an archive. */
export interface ArchiveEntry {
  /** Below the archive's root, with `/`. Never absolute, never with `..`. */
  readonly name: string;
  readonly localPath: string;
  readonly sizeBytes: number;
  /** The target of a link, unchanged; absent for a file. */
  readonly linkTarget?: string;
}

export interface ArchivePlan extends Pick<UploadPlan, 'destination' | 'totalBytes' | 'encodedNames'> {
  readonly kind: ArchiveKind;
  /** Sorted by the bytes of their names, so that the same files give the same archive. */
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
  const remotePath = joinRemotePath(destination, name);
  const links = options.flatten ? skipLinks(found) : await readLinks(found);
  const encodeEntry = (entry: ArchiveEntry): ArchiveEntry => {
    const encodedName = invalidNames === 'replace' ? encodeArchiveName(entry.name, kind) : entry.name;
    if (encodedName !== entry.name) encoded.set(entry.name, encodedName);
    return { ...entry, name: encodedName };
  };
  const files = found.files.map((file) => encodeEntry(fileEntry(file, options.flatten)));
  const entries = [...files, ...links.entries.map(encodeEntry)];
  const problems = [
    ...found.problems,
    ...pathProblems(remotePath, new Set()).map((problem) => `${problem}: change destination or name`),
    ...duplicateNameProblems(entries),
    ...entries.flatMap((entry) => archiveNameProblem(entry, kind) ?? []),
  ];
  if (options.checksums !== undefined) {
    const files = [plannedArchive(remotePath, remotePath, 0)];
    problems.push(...checksumsProblems(options.checksums, { destination, files }));
  }
  if (problems.length > 0) throw new UsageFailure(problems);
  return {
    kind,
    entries: sortEntries(entries),
    remotePath,
    destination,
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    warnings: links.warnings,
    unseen: [...found.unseen, ...links.unseen],
    ...encodedNamesOf(encoded),
  };
}

/** Plans the upload of the finished archive. */
export function planArchiveUpload(
  { remotePath, destination, encodedNames: respelled }: ArchivePlan,
  archiveFile: { readonly localPath: string; readonly sizeBytes: number },
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
  const file = {
    ...plannedArchive(remotePath, archiveFile.localPath, archiveFile.sizeBytes),
    isTemporary: true,
  };
  return {
    files: [file],
    totalBytes: archiveFile.sizeBytes,
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

function fileEntry(file: FoundFile, flatten: boolean): ArchiveEntry {
  const name = flatten ? baseNameOf(file.relativePath) : file.relativePath;
  return { name, localPath: file.localPath, sizeBytes: file.sizeBytes };
}

function sortEntries(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

/** Two entries share a name only with `flatten` or look-alikes. Archives distinguish case. */
function duplicateNameProblems(files: readonly ArchiveEntry[]): string[] {
  const taken = new Map<string, ArchiveEntry>();
  return files.flatMap((file) => {
    const other = taken.get(file.name);
    taken.set(file.name, other ?? file);
    if (other === undefined) return [];
    const sources = `${quote(other.localPath)} and ${quote(file.localPath)}`;
    return [`${sources} would both be ${quote(file.name)} in the archive`];
  });
}

interface ArchiveLinks {
  readonly entries: readonly ArchiveEntry[];
  readonly warnings: readonly string[];
  readonly unseen: readonly string[];
}

/** Without folders a link would point elsewhere. */
function skipLinks({ links }: FoundFiles): ArchiveLinks {
  return {
    entries: [],
    unseen: [],
    warnings: links.map(
      (link) => `link ${quote(link.localPath)} is left out: with flatten it would point to another place`,
    ),
  };
}

/** Keeps links that work on another machine and cannot lead out of the folder they are unpacked in. */
async function readLinks({ links }: FoundFiles): Promise<ArchiveLinks> {
  const entries: ArchiveEntry[] = [];
  const warnings: string[] = [];
  const unseen: string[] = [];
  for (const { localPath, relativePath: name } of links) {
    const target = await readlink(localPath).catch((error: unknown) => {
      unseen.push(`link ${quote(localPath)} cannot be read (${systemReason(error)})`);
    });
    if (target === undefined) continue;
    const linkTarget = target.split(path.sep).join('/');
    if (isLinkInsideArchive(name, linkTarget)) entries.push({ name, localPath, sizeBytes: 0, linkTarget });
    else
      warnings.push(
        `link ${quote(localPath)} is left out: it points to ${quote(linkTarget)}, which may be outside the archive`,
      );
  }
  return { entries, warnings: [...warnings, ...unseen.map((text) => `${text} and is left out`)], unseen };
}

/**
 * Whether a link of that name points below the archive's root when unpacked. `..` may only come first: after a name,
 * which may itself be a link, its meaning is unknown.
 */
export function isLinkInsideArchive(name: string, linkTarget: string): boolean {
  // A backslash may separate folders where the link is unpacked.
  if (
    linkTarget === '' ||
    linkTarget.startsWith('/') ||
    linkTarget.includes('\\') ||
    /^[a-z]:/i.test(linkTarget)
  )
    return false;
  const steps = linkTarget.split('/').filter((step) => step !== '' && step !== '.');
  const ups = steps.filter((step) => step === '..').length;
  const isInFront = !steps.slice(ups).includes('..');
  const depth = name.split('/').length - 1;
  const isBelow = name !== '' && !name.split('/').includes('..');
  return isBelow && isInFront && ups <= depth;
}
