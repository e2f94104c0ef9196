/** Logs what a listed tree holds, and what of it is left out. */
import { formatBytes, formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { RemoteTree } from '../download/tree.ts';

/** Clauses to put after the path of an item. */
const leftOutReasons = {
  notebook: 'is a OneNote notebook and is skipped: export it in OneNote',
  shortcut: "is a shortcut to somebody else's folder and is skipped",
};

const incompleteReasons = {
  download: {
    unlisted: 'holds more than its listing shows: the download of it may be incomplete',
    marker: 'shows that an upload into its folder did not finish: the download of that folder is incomplete',
  },
  verify: {
    unlisted: 'holds more than its listing shows: the rest was not read',
    marker: 'shows that an upload into its folder did not finish: files may be missing there',
  },
};

/** Call this before anything is written. Names from the drive are not trusted. */
export function logRemoteTree(tree: RemoteTree, { log }: Host, verb: 'download' | 'verify'): void {
  const reasons = { ...leftOutReasons, ...incompleteReasons[verb] };
  for (const { remotePath, kind } of tree.leftOut) log.warning(`${remotePath} ${reasons[kind]}`);
  const what = verb === 'download' ? 'downloaded' : 'read';
  for (const { file, reason } of tree.refused) log.warning(`${file.remotePath} ${reason}: it is not ${what}`);
  const files = `${formatCount(tree.files.length, 'file')} (${formatBytes(tree.totalBytes)})`;
  log.info(`${files} in ${formatCount(tree.folders.length, 'folder')}`);
}
