/** Opens the file that is sent: the planned one, or its encrypted copy. */
import { stat, utimes, writeFile } from 'node:fs/promises';
import { formatBytes } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { Encryption } from '../encrypt/age.ts';
import { LocalFile } from '../files/local-file.ts';
import { writeTemporaryFile } from '../files/temporary.ts';
import type { PlannedFile } from '../plan/plan.ts';

export interface OpenedSource {
  readonly source: LocalFile;
  /** Closes the file, and removes the copy. Never throws. */
  close(): Promise<void>;
}

export interface SourceContext {
  readonly host: Pick<Host, 'tempDir' | 'signal' | 'log'>;
  /** Undefined if files are sent as they are. */
  readonly encryption: Encryption | undefined;
}

/** A larger file takes some seconds, in which nothing is sent. */
const toldBytes = 256 * 1024 * 1024;

/**
 * Opens the file. One that is to be encrypted is written to a private temporary file first, because a failed fragment
 * is sent again with the same bytes. Throws a Failure that names the file or the temporary folder.
 */
export async function openSource(
  { host, encryption }: SourceContext,
  file: PlannedFile,
  withHashes: boolean,
): Promise<OpenedSource> {
  if (encryption === undefined || file.plainBytes === undefined) {
    const source = await LocalFile.open(file.localPath, file.sizeBytes, withHashes);
    return { source, close: () => source.close() };
  }
  if (file.plainBytes >= toldBytes)
    host.log.info(`Encrypting ${file.remotePath} (${formatBytes(file.plainBytes)})`);
  const copy = await writeTemporaryFile({ parent: host.tempDir, name: 'encrypted' }, (path) =>
    encryptFile(file, { path, encryption, signal: host.signal }),
  );
  try {
    const source = await LocalFile.open(copy.localPath, copy.result, withHashes);
    const close = async () => {
      await source.close();
      await copy.dispose();
    };
    return { source, close };
  } catch (error) {
    await copy.dispose();
    throw error;
  }
}

interface EncryptTarget {
  readonly path: string;
  readonly encryption: Encryption;
  readonly signal: AbortSignal;
}

/** Returns the size of the encrypted file, which gets the modification time of the plain one. */
async function encryptFile(file: PlannedFile, { path, encryption, signal }: EncryptTarget): Promise<number> {
  const plain = await LocalFile.open(file.localPath, file.plainBytes ?? 0, false);
  try {
    const pieces = copyPieces(plain.pieces(0, plain.sizeBytes).read(), signal);
    await writeFile(path, encryption.encrypt(pieces), { mode: 0o600, flag: 'wx' });
    await plain.checkUnchanged();
    await utimes(path, new Date(), new Date(plain.modifiedMs));
    return (await stat(path)).size;
  } finally {
    await plain.close();
  }
}

/** The reader uses its buffers again. */
async function* copyPieces(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield Uint8Array.from(piece);
  }
}
