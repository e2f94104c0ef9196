/** Looks at the folders of `destination` before anything is sent: a file in their place would fail every upload. */
import { Failure, ServiceFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import { baseNameOf, parentPathOf } from '../graph/paths.ts';
import { quotePathUnlessSecret } from '../inputs/quote-unless-secret.ts';

/** Answers for a path that this sign-in may not see, or that leads through a file. A folder above it may be visible. */
const noItemStatuses = [400, 403, 404, 409];

/**
 * Returns the path of the deepest folder of `folder` that is there; '' for where paths start. Throws a Failure of kind
 * `usage` that names a file in the way.
 */
export async function findNearestFolder(drive: Drive, folder: string): Promise<string> {
  const { path, isFile } = await findNearestItem(drive, folder);
  if (isFile) throw destinationFailure(folder, path);
  return path;
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
  const nearest = await findNearestItem(drive, folder).catch(() => undefined);
  if (nearest?.isFile !== true) return undefined;
  return new Failure(`${remotePath}: ${fileInPlaceClause(folder, nearest.path)}`, {
    code: 'not-a-folder',
    kind: 'service',
    hint: 'rename the local folder, or move that file away',
  });
}

interface NearestItem {
  /** '' for where paths start. */
  readonly path: string;
  readonly isFile: boolean;
}

/** Asks from the deepest folder upwards, because most destinations exist. */
async function findNearestItem(drive: Drive, folder: string): Promise<NearestItem> {
  for (let path = folder; path !== ''; path = parentPathOf(path)) {
    const item = await lookUp(drive, path);
    if (item !== undefined) return { path, isFile: isFileItem(item) };
  }
  return { path: '', isFile: false };
}

async function lookUp(drive: Drive, path: string): Promise<DriveItem | undefined> {
  try {
    return await drive.findItem(path);
  } catch (error) {
    if (error instanceof ServiceFailure && noItemStatuses.includes(error.service.status)) return undefined;
    throw error;
  }
}

/** What is wrong with a file at `path`, where `folder` needs a folder. */
function fileInPlaceClause(folder: string, path: string): string {
  const shown = quotePathUnlessSecret(path);
  return path === folder
    ? `${shown} is a file on the drive, and it must be a folder`
    : `${quotePathUnlessSecret(folder)} leads through ${shown}, which is a file on the drive`;
}

function destinationFailure(folder: string, path: string): Failure {
  const parent = parentPathOf(path);
  const toParent =
    parent === '' ? 'leave destination out' : `set destination to ${quotePathUnlessSecret(parent)}`;
  const replace = `to replace that file, ${toParent} and name to ${quotePathUnlessSecret(baseNameOf(path))}`;
  return new Failure(`destination ${fileInPlaceClause(folder, path)}`, {
    code: 'not-a-folder',
    kind: 'usage',
    hint: `choose another destination, or move that file away${path === folder ? `; ${replace}` : ''}`,
  });
}
