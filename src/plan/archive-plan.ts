/**
 * `archive`: what goes into the one file, under which names, and what that file is called. Knows found files
 * and links; how an archive is written is in pack, zip and tarball. Names in it need not please OneDrive.
 */
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { Failure, systemReason, UsageFailure } from '../core/errors.ts';
import { bytes, quoted } from '../core/format.ts';
import type { Found, FoundFile } from '../files/find.ts';
import { join, nameOf } from '../graph/paths.ts';
import { type ArchiveKind, archiveName, archiveNameProblem } from './archive-names.ts';
import { pathProblems } from './names.ts';
import {
  checksumsProblems,
  fileLimitBytes,
  type Plan,
  type PlannedFile,
  type PlanOptions,
  respell,
  respellings,
} from './plan.ts';

/** One file or link of an archive. */
export interface ArchiveEntry {
  /** Below the archive's root, with `/`; never absolute, never with `..`. */
  readonly name: string;
  readonly sourcePath: string;
  readonly sizeBytes: number;
  /** Where a link points to, as it is; absent for a file. */
  readonly link?: string;
}

export interface ArchivePlan extends Pick<Plan, 'destination' | 'totalBytes' | 'respelled'> {
  readonly kind: ArchiveKind;
  /** By the bytes of their names, so that the same files make the same archive. */
  readonly entries: readonly ArchiveEntry[];
  /** Of the archive on the drive. */
  readonly remotePath: string;
  /** Sentences: links that were left out. */
  readonly warnings: readonly string[];
  /** As in `Found`, links that could not be read included. */
  readonly unseen: readonly string[];
}

export interface ArchiveOptions extends PlanOptions {
  readonly kind: ArchiveKind;
}

/**
 * What goes into the archive, judged without a request. Its name is `name` as it stands, else the root
 * folder's with the kind behind it.
 * @throws UsageFailure with every problem
 */
export async function planArchive(found: Found, options: ArchiveOptions): Promise<ArchivePlan> {
  const { destination, kind, invalidNames } = options;
  const wanted = options.name ?? `${path.basename(found.root) || 'archive'}.${kind}`;
  const respelled = new Map<string, string>();
  const name = invalidNames === 'replace' ? respell(wanted, respelled) : wanted;
  const remotePath = join(destination, name);
  const links = options.flatten ? notFlat(found) : await keptLinks(found);
  const spell = (entry: ArchiveEntry): ArchiveEntry => {
    const spelled = invalidNames === 'replace' ? archiveName(entry.name, kind) : entry.name;
    if (spelled !== entry.name) respelled.set(entry.name, spelled);
    return { ...entry, name: spelled };
  };
  const files = found.files.map((file) => spell(fileEntry(file, options.flatten)));
  const entries = [...files, ...links.entries.map(spell)];
  const problems = [
    ...found.problems,
    ...pathProblems(remotePath, new Set()).map((problem) => `${problem}: mend destination or name`),
    ...twins(entries),
    ...entries.flatMap((entry) => archiveNameProblem(entry, kind) ?? []),
  ];
  if (options.checksums !== undefined) {
    const files = [archiveFile(remotePath, remotePath, 0)];
    problems.push(...checksumsProblems(options.checksums, { destination, files }));
  }
  if (problems.length > 0) throw new UsageFailure(problems);
  return {
    kind,
    entries: sorted(entries),
    remotePath,
    destination,
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    warnings: links.warnings,
    unseen: [...found.unseen, ...links.unseen],
    ...respellings(respelled),
  };
}

/** The plan of the one file that the archive is, once it was made. */
export function planOfArchive(
  { remotePath, destination, respelled }: ArchivePlan,
  made: { readonly path: string; readonly sizeBytes: number },
): Plan {
  if (made.sizeBytes > fileLimitBytes) {
    throw new Failure(`the archive has ${bytes(made.sizeBytes)}, OneDrive takes at most 250 GB a file`, {
      kind: 'file',
      hint: 'upload the files without archive, or in several archives',
    });
  }
  const file = { ...archiveFile(remotePath, made.path, made.sizeBytes), isTemporary: true };
  return { files: [file], totalBytes: made.sizeBytes, destination, ...(respelled && { respelled }) };
}

function archiveFile(remotePath: string, sourcePath: string, sizeBytes: number): PlannedFile {
  const name = nameOf(remotePath);
  return { sourcePath, relativePath: name, remotePath, name, sizeBytes };
}

function fileEntry(file: FoundFile, flatten: boolean): ArchiveEntry {
  const name = flatten ? nameOf(file.relativePath) : file.relativePath;
  return { name, sourcePath: file.path, sizeBytes: file.sizeBytes };
}

function sorted(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

/** Only `flatten` and look-alikes make two names one; their case tells them apart in an archive. */
function twins(files: readonly ArchiveEntry[]): string[] {
  const taken = new Map<string, ArchiveEntry>();
  return files.flatMap((file) => {
    const other = taken.get(file.name);
    taken.set(file.name, other ?? file);
    if (other === undefined) return [];
    const sources = `${quoted(other.sourcePath)} and ${quoted(file.sourcePath)}`;
    return [`${sources} would both be ${quoted(file.name)} in the archive`];
  });
}

interface Links {
  readonly entries: readonly ArchiveEntry[];
  readonly warnings: readonly string[];
  readonly unseen: readonly string[];
}

/** Without folders a link would point elsewhere. */
function notFlat({ links }: Found): Links {
  return {
    entries: [],
    unseen: [],
    warnings: links.map(
      (link) => `link ${quoted(link.path)} is left out: with flatten it would point elsewhere`,
    ),
  };
}

/** Links go along when they are of use on another machine, and can lead nobody out of where he unpacks. */
async function keptLinks({ links }: Found): Promise<Links> {
  const entries: ArchiveEntry[] = [];
  const warnings: string[] = [];
  const unseen: string[] = [];
  for (const { path: sourcePath, relativePath: name } of links) {
    const target = await readlink(sourcePath).catch((error: unknown) => {
      unseen.push(`link ${quoted(sourcePath)} cannot be read (${systemReason(error)})`);
    });
    if (target === undefined) continue;
    const link = target.split(path.sep).join('/');
    if (staysInside(name, link)) entries.push({ name, sourcePath, sizeBytes: 0, link });
    else
      warnings.push(
        `link ${quoted(sourcePath)} is left out: it points to ${quoted(link)}, which may be out of the archive`,
      );
  }
  return { entries, warnings: [...warnings, ...unseen.map((text) => `${text} and is left out`)], unseen };
}

/**
 * Whether a link of that name, unpacked, points below the archive's root. `..` only in front: behind a name,
 * which may itself be a link, nobody can tell what it means.
 */
export function staysInside(name: string, link: string): boolean {
  // A backslash may part folders where the link is unpacked.
  if (link === '' || link.startsWith('/') || link.includes('\\') || /^[a-z]:/i.test(link)) return false;
  const steps = link.split('/').filter((step) => step !== '' && step !== '.');
  const ups = steps.filter((step) => step === '..').length;
  const isInFront = !steps.slice(ups).includes('..');
  const depth = name.split('/').length - 1;
  const isBelow = name !== '' && !name.split('/').includes('..');
  return isBelow && isInFront && ups <= depth;
}
