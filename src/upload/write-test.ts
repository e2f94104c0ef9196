/** Tests write access without writing a file: opens an upload session for a random name and deletes it. */
import { randomUUID } from 'node:crypto';
import { formatBytes } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';
import { joinRemotePath } from '../graph/paths.ts';

/** Throws the service's refusal when the folder is not writable. */
export async function testWriteAccess(
  drive: Drive,
  { host, folder }: { readonly host: Host; readonly folder: string },
): Promise<void> {
  const session = await drive.createUploadSession(
    joinRemotePath(folder, `onedrive-upload-check-${randomUUID()}.tmp`),
    'fail',
  );
  await session.cancel();
  const room = drive.remainingBytes === undefined ? '' : `, ${formatBytes(drive.remainingBytes)} free`;
  host.log.info(`Can write to ${folder === '' ? 'the root' : folder}${room}`);
}
