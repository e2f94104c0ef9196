/**
 * `checksums`: the list that `sha256sum -c` reads, of what arrived and is what was sent. Knows outcomes and
 * the format; sends nothing.
 */
import { writeFile } from 'node:fs/promises';
import { compareText } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { type TemporaryFile, writeTemporaryFile } from '../files/temporary.ts';
import type { DriveItem } from '../graph/parse.ts';
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import type { PlannedFile, UploadPlan } from '../plan/plan.ts';
import type { UploadOutcome } from './context.ts';

/**
 * One line a file, by path: 64 hex digits, two spaces, the path below `destination` as it is on the drive.
 * Left out is what failed, what was skipped unread, and what the drive changed on arrival: its checksum
 * would be wrong for whoever downloads it. '' when nothing is left.
 */
export function checksumsText(outcomes: readonly UploadOutcome[], destination: string): string {
  const prefixLength = destination === '' ? 0 : destination.length + 1;
  return outcomes
    .flatMap((outcome) => {
      const { file, item, sha256 } = outcome;
      if (sha256 === undefined || item === undefined || !isIntact(outcome, item)) return [];
      return [{ path: joinRemotePath(parentPathOf(file.remotePath), item.name).slice(prefixLength), sha256 }];
    })
    .sort((a, b) => compareText(a.path, b.path))
    .map(({ path, sha256 }) => checksumLine(path, sha256))
    .join('');
}

function isIntact({ action, file, quickXorHash }: UploadOutcome, item: DriveItem): boolean {
  if (action === 'failed' || item.sizeBytes !== file.sizeBytes) return false;
  return file.sizeBytes === 0 || item.quickXorHash === undefined || item.quickXorHash === quickXorHash;
}

/** GNU's escapes: the backslash in front says that there are some (coreutils, "md5sum invocation"). */
function checksumLine(path: string, sha256: string): string {
  const escaped = path.replace(/[\\\n\r]/g, (mark) => ({ '\n': '\\n', '\r': '\\r' })[mark] ?? '\\\\');
  return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}

/** A list on its way: to be sent by itself, last, with `conflict-behavior: replace`. */
export interface ChecksumsFile extends TemporaryFile {
  readonly plan: UploadPlan;
}

/** Writes the list of what arrived; undefined when nothing did. The file is the caller's to dispose of. */
export async function writeChecksums(
  outcomes: readonly UploadOutcome[],
  {
    name,
    destination,
    host,
  }: { readonly name: string; readonly destination: string; readonly host: Pick<Host, 'tempDir'> },
): Promise<ChecksumsFile | undefined> {
  const text = checksumsText(outcomes, destination);
  if (text === '') return undefined;
  const place = { parent: host.tempDir, name: 'checksums' };
  const temporary = await writeTemporaryFile(place, (localPath) =>
    writeFile(localPath, text, { mode: 0o600, flag: 'wx' }),
  );
  const file: PlannedFile = {
    localPath: temporary.localPath,
    relativePath: name,
    remotePath: joinRemotePath(destination, name),
    name,
    sizeBytes: Buffer.byteLength(text),
  };
  return { ...temporary, plan: { files: [file], totalBytes: file.sizeBytes, destination } };
}
