/**
 * The download engine: works on several files at once. One failed file does not stop the others; a fatal error does.
 */
import { CancelledFailure, Failure, formatError, ServiceFailure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { untilFilesCanBeOpened } from '../core/open-files.ts';
import { parentPathOf } from '../graph/paths.ts';
import type { DownloadContext, DownloadOutcome, FetchContext } from './context.ts';
import { downloadEncryptedFile } from './download-encrypted-file.ts';
import { downloadFile } from './download-file.ts';
import { createFolders } from './folders.ts';
import { isDiskFull } from './partial-file.ts';
import type { RemoteFile, RemoteTree } from './tree.ts';

export interface DownloadResult {
  /** Every file of the tree, in its order, followed by the refused ones. */
  readonly files: readonly DownloadOutcome[];
  /** One failure for each folder that could not be created. The files in it failed as well. */
  readonly folders: readonly Failure[];
}

/** Creates the folders, then downloads everything. Never throws: failures are in the result. */
export async function downloadFiles(tree: RemoteTree, context: DownloadContext): Promise<DownloadResult> {
  const blocked = await createFolders(tree, context);
  const files = await processFiles(tree, context, async (file) => {
    const folder = blocked.get(parentPathOf(file.relativePath));
    if (folder !== undefined) throw folder;
    const { decryption } = context;
    return decryption === undefined || file.plainPath === undefined
      ? downloadFile(context, file)
      : downloadEncryptedFile(context, file, decryption);
  });
  return { files, folders: [...new Set(blocked.values())] };
}

/**
 * Calls `process` for each file, several at once. Returns an outcome for every file of the tree, in its order, followed
 * by the refused ones. Never throws: what `process` throws is in the outcome.
 */
export async function processFiles(
  tree: RemoteTree,
  context: FetchContext,
  process: (file: RemoteFile) => Promise<DownloadOutcome>,
): Promise<DownloadOutcome[]> {
  const outcomes = new Map<RemoteFile, DownloadOutcome>();
  const queue = tree.files.values();
  let fatalError: unknown;
  const processOne = async (file: RemoteFile): Promise<DownloadOutcome> => {
    await context.concurrency.acquire();
    try {
      if (context.host.signal.aborted) throw new CancelledFailure();
      if (fatalError !== undefined) return failedOutcome(file, notTriedFailure(fatalError));
      context.events.started(file);
      const outcome = await process(file);
      context.concurrency.succeeded();
      return outcome;
    } catch (error) {
      if (isFatal(error)) fatalError ??= error;
      return failedOutcome(file, context.host.signal.aborted ? new CancelledFailure() : named(file, error));
    } finally {
      context.concurrency.release();
    }
  };
  const worker = async () => {
    for (const file of queue) {
      const outcome = await untilFilesCanBeOpened(() => processOne(file), {
        host: context.host,
        onTooMany: () => context.concurrency.tooManyOpenFiles(),
      });
      outcomes.set(file, outcome);
      context.events.finished(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(context.concurrency.maximum, tree.files.length) }, worker));
  return [
    ...tree.files.flatMap((file) => outcomes.get(file) ?? []),
    ...tree.refused.map(({ file, reason: why }) => failedOutcome(file, refusedFileFailure(file, why))),
  ];
}

/** The service's refusal with the file in front: it says what was asked, not of which file. */
function named(file: RemoteFile, error: unknown): unknown {
  if (!(error instanceof ServiceFailure) || isFatal(error) || error.message.includes(file.remotePath))
    return error;
  const { code, kind, hint, service } = error;
  const message = `${escapeControls(file.remotePath)}: ${error.message}`;
  return new ServiceFailure(message, { code, kind, hint, service, cause: error.cause });
}

function failedOutcome(file: RemoteFile, error: unknown): DownloadOutcome {
  return { file, action: 'failed', error };
}

/** The failure for an item whose name is not valid on this system. */
export function refusedFileFailure(file: RemoteFile, why: string): Failure {
  return new Failure(`${file.remotePath} ${why}`, {
    code: 'local-name-refused',
    kind: 'file',
    hint: file.item.isFolder
      ? 'rename it on the drive; nothing in it was downloaded'
      : 'rename it on the drive',
  });
}

/** A full disk, a refused sign-in and a cancelled run affect every file. */
function isFatal(error: unknown): boolean {
  return error instanceof Failure && (['cancelled', 'sign-in'].includes(error.kind) || isDiskFull(error));
}

function notTriedFailure(why: unknown): Failure {
  return new Failure(`not tried, because ${formatError(why)}`, {
    code: 'not-tried',
    kind: why instanceof Failure ? why.kind : 'service',
  });
}
