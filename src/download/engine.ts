/**
 * The engine: folders first, then all files, several at once, one `Brought` each. Knows when the whole run has to
 * stop; one bad file never stops the others.
 */
import { CancelledFailure, explain, Failure } from '../core/errors.ts';
import { parentOf } from '../graph/paths.ts';
import type { Brought, Work } from './context.ts';
import { bring } from './file.ts';
import { makeFolders } from './folders.ts';
import { isDiskFull } from './partial.ts';
import type { Tree, WantedFile } from './tree.ts';

/** What came of it all. */
export interface Result {
  /** Every file of the tree, in its order, and after them what was refused. */
  readonly files: readonly Brought[];
  /** Folders that could not be made, each once: the files in them failed. */
  readonly folders: readonly Failure[];
}

/** Brings everything. Never throws: what went wrong is in the outcomes. */
export async function download(tree: Tree, work: Work): Promise<Result> {
  const outcomes = new Map<WantedFile, Brought>();
  const blocked = await makeFolders(tree, work);
  const queue = tree.files.values();
  let brake: unknown;
  const one = async (file: WantedFile): Promise<Brought> => {
    const folder = blocked.get(parentOf(file.relativePath));
    if (folder !== undefined) return failed(file, folder);
    await work.pace.enter();
    try {
      if (work.patience.host.signal.aborted) throw new CancelledFailure();
      if (brake !== undefined) return failed(file, notTried(brake));
      work.watcher.started(file);
      const brought = await bring(work, file);
      work.pace.good();
      return brought;
    } catch (error) {
      if (endsTheRun(error)) brake ??= error;
      return failed(file, work.patience.host.signal.aborted ? new CancelledFailure() : error);
    } finally {
      work.pace.leave();
    }
  };
  const worker = async () => {
    for (const file of queue) {
      const outcome = await one(file);
      outcomes.set(file, outcome);
      work.watcher.finished(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(work.pace.most, tree.files.length) }, worker));
  return {
    files: [
      ...tree.files.flatMap((file) => outcomes.get(file) ?? []),
      ...tree.refused.map(({ file, why }) => failed(file, refusal(file, why))),
    ],
    folders: [...new Set(blocked.values())],
  };
}

function failed(file: WantedFile, error: unknown): Brought {
  return { file, action: 'failed', error };
}

/** The failure for a name that cannot be a name here. */
export function refusal(file: WantedFile, why: string): Failure {
  return new Failure(`${file.remotePath} ${why}`, {
    kind: 'file',
    hint: file.item.isFolder
      ? 'rename it on the drive; nothing of what is in it came'
      : 'rename it on the drive',
  });
}

/** A full disk, a refused sign-in and a cancelled run are the same for every file. */
function endsTheRun(error: unknown): boolean {
  return error instanceof Failure && (['cancelled', 'sign-in'].includes(error.kind) || isDiskFull(error));
}

function notTried(why: unknown): Failure {
  return new Failure(`not tried, because ${explain(why)}`, {
    kind: why instanceof Failure ? why.kind : 'service',
  });
}
