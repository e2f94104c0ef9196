/** Tests write access without writing a file: opens an upload session for a random name and deletes it. */
import { randomUUID } from 'node:crypto';
import { formatBytes } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { Drive } from '../graph/drive.ts';
import { joinRemotePath } from '../graph/paths.ts';
import { findNearestFolder } from '../upload/destination-folder.ts';

/**
 * Throws the service's refusal when the folder is not writable, and a failure when a file has its place. A folder that
 * is not there is not created: the test is made in the folder above it.
 */
export async function testWriteAccess(
  drive: Drive,
  { host, folder }: { readonly host: Host; readonly folder: string },
): Promise<void> {
  const existing = await findNearestFolder(drive, folder);
  const session = await drive.createUploadSession(
    joinRemotePath(existing, `onedrive-upload-check-${randomUUID()}.tmp`),
    'fail',
  );
  await session.cancel();
  const room = drive.remainingBytes === undefined ? '' : `, ${formatBytes(drive.remainingBytes)} free`;
  host.log.info(`Can write to ${folder || 'the root'}${room}`);
  if (existing !== folder)
    host.log.info(
      `${folder} is not there yet, so ${existing || 'the root'} was tested: an upload creates it`,
    );
}
