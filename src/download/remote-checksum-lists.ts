/** Reads the lists of checksums that lie on the drive. */
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { baseNameOf, joinRemotePath, parentPathOf } from '../graph/paths.ts';
import { defaultChecksumsName } from '../inputs/files.ts';
import {
  ChecksumListError,
  checksumListFailure,
  checksumListLimitBytes,
  parseChecksumList,
  tooLarge,
} from './checksum-list.ts';
import { HashingSink } from './content-sink.ts';
import type { FetchContext } from './context.ts';
import { ExpectedChecksums, isChecksumList } from './expected-checksums.ts';
import { fetchVerified } from './fetch-verified.ts';
import type { RemoteFile, RemoteTree } from './tree.ts';

export interface RemoteChecksums {
  readonly checksums: ExpectedChecksums;
  /** One for each list that cannot be read. */
  readonly failures: readonly unknown[];
}

/**
 * Reads every SHA256SUMS of the item's tree; each is about the files below its folder. For a file, reads the one beside
 * it. Throws only when the run was cancelled.
 */
export async function readRemoteChecksums(
  context: FetchContext,
  { files }: Pick<RemoteTree, 'files'>,
  item: DriveItem,
): Promise<RemoteChecksums> {
  const checksums = new ExpectedChecksums();
  const failures: unknown[] = [];
  const add = async (
    find: () => RemoteFile | undefined | Promise<RemoteFile | undefined>,
    folder: string,
  ) => {
    try {
      const list = await find();
      if (list === undefined) return;
      await addList(context, checksums, { list, folder });
    } catch (error) {
      context.host.signal.throwIfAborted();
      failures.push(error);
    }
  };
  const [only] = files;
  if (!isFileItem(item)) {
    for (const list of files.filter(isChecksumList)) await add(() => list, parentPathOf(list.relativePath));
  } else if (only !== undefined && !isChecksumList(only)) await add(() => findListBeside(context, only), '');
  return { checksums, failures };
}

async function findListBeside(
  { drive }: FetchContext,
  { remotePath }: RemoteFile,
): Promise<RemoteFile | undefined> {
  const path = joinRemotePath(parentPathOf(remotePath), defaultChecksumsName);
  const item = await drive.findItem(path);
  if (item === undefined || !isFileItem(item)) return undefined;
  const name = baseNameOf(path);
  return { remotePath: path, relativePath: name, name, sizeBytes: item.sizeBytes, item };
}

async function addList(
  context: FetchContext,
  checksums: ExpectedChecksums,
  { list, folder }: { readonly list: RemoteFile; readonly folder: string },
): Promise<void> {
  try {
    if (list.sizeBytes > checksumListLimitBytes) throw new ChecksumListError(tooLarge(list.sizeBytes));
    const listed = parseChecksumList(await fetchText(context, list));
    checksums.add(listed, { listName: list.remotePath, folder });
  } catch (error) {
    throw error instanceof ChecksumListError ? checksumListFailure(list.remotePath, error.message) : error;
  }
}

/** Keeps the content. Its size was looked at before. */
class KeepingSink extends HashingSink {
  #pieces: Buffer[] = [];

  override async write(chunk: Uint8Array): Promise<void> {
    this.#pieces.push(Buffer.from(chunk));
    await super.write(chunk);
  }

  override async restart(): Promise<void> {
    this.#pieces = [];
    await super.restart();
  }

  text(): string {
    return Buffer.concat(this.#pieces).toString();
  }
}

async function fetchText(context: FetchContext, list: RemoteFile): Promise<string> {
  const sink = new KeepingSink();
  const silent = { ...context, events: { started() {}, reached() {}, finished() {} } };
  await fetchVerified(silent, list, sink);
  return sink.text();
}
