/** `checksums`: writes a list for `sha256sum -c` of the files that arrived unchanged. */
import { writeFile } from 'node:fs/promises';
import { compareText } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { type TemporaryFile, writeTemporaryFile } from '../files/temporary.ts';
import type { DriveItem } from '../graph/parse.ts';
import { joinRemotePath, parentPathOf } from '../graph/paths.ts';
import type { PlannedFile, UploadPlan } from '../plan/plan.ts';
import type { UploadOutcome } from './context.ts';

/**
 * Returns one line for each file, sorted by path: 64 hex digits, two spaces, the path below `destination` on the drive.
 * Leaves out files that failed, files that were skipped without reading them, and files that the drive changed on
 * arrival, because their checksums would be wrong after a download. Returns '' when no file is left.
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

/** Escapes as GNU does: a leading backslash marks a line with escapes (coreutils, "md5sum invocation"). */
function checksumLine(path: string, sha256: string): string {
  const escaped = path.replace(/[\\\n\r]/g, (mark) => ({ '\n': '\\n', '\r': '\\r' })[mark] ?? '\\\\');
  return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}

/** The list as a temporary file, with a plan that uploads it. Send it last, with `conflict-behavior: replace`. */
export interface ChecksumsFile extends TemporaryFile {
  readonly plan: UploadPlan;
}

/** Writes the list of files that arrived. Returns undefined when there are none. The caller disposes of the file. */
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
