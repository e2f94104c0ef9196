/** Compares files of the drive with lists of checksums. */
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { FileDigest } from '../files/hash.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { normalizedPathKey } from '../graph/paths.ts';
import { defaultChecksumsName } from '../inputs/files.ts';
import { ChecksumListError, type ListedChecksum } from './checksum-list.ts';
import { ContentMismatch } from './content-mismatch.ts';
import type { RemoteFile, RemoteTree } from './tree.ts';

interface Expected extends ListedChecksum {
  /** What the user calls the list. */
  readonly listName: string;
}

/** The checksums of all lists of a run, by the path of the file below the remote folder. */
export class ExpectedChecksums {
  readonly #byPath = new Map<string, Expected>();
  readonly #listNames: string[] = [];

  /**
   * Adds a list whose paths are below `folder`, a path below the remote folder; `''` is itself. Throws a
   * ChecksumListError when it contradicts itself or another list.
   */
  add(
    listed: readonly ListedChecksum[],
    { listName, folder }: { readonly listName: string; readonly folder: string },
  ): void {
    this.#listNames.push(listName);
    for (const { path, sha256 } of listed) {
      const fullPath = folder === '' ? path : `${folder}/${path}`;
      const key = normalizedPathKey(fullPath);
      const other = this.#byPath.get(key);
      if (other !== undefined && other.sha256 !== sha256)
        throw new ChecksumListError(
          `has another checksum for ${escapeControls(fullPath)} than ${otherPlace(other, listName)}`,
        );
      this.#byPath.set(key, { path: fullPath, sha256, listName });
    }
  }

  /** Whether there is any list. */
  get isEmpty(): boolean {
    return this.#listNames.length === 0;
  }

  /** Whether a list names the file. */
  has({ relativePath }: Pick<RemoteFile, 'relativePath'>): boolean {
    return this.#byPath.has(normalizedPathKey(relativePath));
  }

  /** Throws a ContentMismatch if a list has another SHA-256 for the file. Accepts a file whose SHA-256 is not known. */
  check({ relativePath, remotePath }: RemoteFile, { sha256 }: Partial<FileDigest>): void {
    const expected = this.#byPath.get(normalizedPathKey(relativePath));
    if (expected === undefined || sha256 === undefined || expected.sha256 === sha256) return;
    throw new ContentMismatch(
      `${escapeControls(remotePath)} has another SHA-256 than in ${escapeControls(expected.listName)}`,
      {
        code: 'checksum-different',
        kind: 'verify',
        hint: 'the file was changed after the list was made; SharePoint rewrites Office files, HTML and some images itself',
      },
    );
  }

  /** Paths in the lists that no file of these has. */
  findMissing(files: readonly Pick<RemoteFile, 'relativePath'>[]): string[] {
    const there = new Set(files.map(({ relativePath }) => normalizedPathKey(relativePath)));
    return [...this.#byPath].filter(([key]) => !there.has(key)).map(([, { path }]) => path);
  }
}

function otherPlace(other: Expected, listName: string): string {
  return other.listName === listName ? 'one of its other lines' : escapeControls(other.listName);
}

/** Paths that a list has and the tree has not. The list beside a single file may name others. */
export function findMissingPaths(
  checksums: ExpectedChecksums,
  { files, refused }: Pick<RemoteTree, 'files' | 'refused'>,
  item: DriveItem,
): string[] {
  return isFileItem(item) ? [] : checksums.findMissing([...files, ...refused.map(({ file }) => file)]);
}

/** The failure for these paths, as a list of one or none. */
export function missingFilesFailure(paths: readonly string[]): Failure[] {
  if (paths.length === 0) return [];
  const subject = paths.length === 1 ? 'a file of the list is' : `${paths.length} files of the list are`;
  return [
    new Failure(`${subject} not on the drive: ${nameSome(paths)}`, {
      code: 'checksum-file-missing',
      kind: 'verify',
      hint: 'paths in the list are relative to the remote path; look into the recycle bin of the drive',
    }),
  ];
}

/** Logs which files no list names; nothing if there is no list. */
export function logUnlistedFiles(
  checksums: ExpectedChecksums,
  files: readonly RemoteFile[],
  { log }: Pick<Host, 'log'>,
): void {
  const unlisted = checksums.isEmpty
    ? []
    : files.filter((file) => !checksums.has(file) && !isChecksumList(file));
  if (unlisted.length === 0) return;
  const subject = unlisted.length === 1 ? 'A file is' : `${unlisted.length} files are`;
  const names = nameSome(unlisted.map(({ relativePath }) => relativePath));
  log.notice(`${subject} not in the list, so only the hash of the drive counts: ${names}`);
}

/** The name that `checksums: true` gives the list, in any spelling that the drive takes for the same. */
export function isChecksumList({ name }: Pick<RemoteFile, 'name'>): boolean {
  return name.toUpperCase() === defaultChecksumsName;
}

const shownNames = 10;

/** `a, b, c and 7 more`, harmless for a terminal. */
function nameSome(paths: readonly string[]): string {
  const shown = paths.slice(0, shownNames).map((path) => escapeControls(path));
  const rest = paths.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
