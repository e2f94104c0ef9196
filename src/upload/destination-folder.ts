/** Looks at the folders of `destination` before anything is sent: a file in their place would fail every upload. */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { baseNameOf, parentPathOf } from '../graph/paths.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';

/** Answers for a path that this sign-in may not see, or that leads through a file. A folder above it may be visible. */
const noItemStatuses = [400, 403, 404, 409];

/**
 * Returns the path of the deepest folder of `folder` that is there; '' for where paths start. Asks from the deepest
 * upwards, because most destinations exist. Throws a Failure of kind `usage` that names a file in the way.
 */
export async function findNearestFolder(drive: Drive, folder: string): Promise<string> {
  for (let path = folder; path !== ''; path = parentPathOf(path)) {
    const item = await lookUp(drive, path);
    if (item === undefined) continue;
    if (isFileItem(item)) throw fileInPlaceFailure(folder, path);
    return path;
  }
  return '';
}

/** As `findNearestFolder`, for an upload: only a file in the way ends it. Anything else the upload itself reports. */
export async function checkDestination(drive: Drive, destination: string): Promise<void> {
  try {
    await findNearestFolder(drive, destination);
  } catch (error) {
    if (!(error instanceof ServiceFailure) || error.kind === 'sign-in') throw error;
  }
}

/** Returns a failure if a file has the place of a folder above `remotePath`. Never throws. */
export async function findFileInPlace(drive: Drive, remotePath: string): Promise<Failure | undefined> {
  const folder = parentPathOf(remotePath);
  try {
    await findNearestFolder(drive, folder);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'not-a-folder') return undefined;
    return new Failure(`${remotePath}: ${error.message.replace(/^destination /, '')}`, {
      code: 'not-a-folder',
      kind: 'service',
      hint: 'rename the local folder, or move that file away',
    });
  }
}

async function lookUp(drive: Drive, path: string): Promise<DriveItem | undefined> {
  try {
    return await drive.findItem(path);
  } catch (error) {
    if (error instanceof ServiceFailure && noItemStatuses.includes(error.service.status)) return undefined;
    throw error;
  }
}

/** The failure for a file at `path`, where `folder` needs a folder. */
export function fileInPlaceFailure(folder: string, path: string): Failure {
  const shown = quotePathUnlessSecret(path);
  const isLast = path === folder;
  const parent = parentPathOf(path);
  const toParent =
    parent === '' ? 'leave destination out' : `set destination to ${quotePathUnlessSecret(parent)}`;
  const replace = `to replace that file, ${toParent} and name to ${quotePathUnlessSecret(baseNameOf(path))}`;
  return new Failure(
    isLast
      ? `destination ${shown} is a file on the drive, and it must be a folder`
      : `destination ${quotePathUnlessSecret(folder)} leads through ${shown}, which is a file on the drive`,
    {
      code: 'not-a-folder',
      kind: 'usage',
      hint: `choose another destination, or move that file away${isLast ? `; ${replace}` : ''}`,
    },
  );
}
