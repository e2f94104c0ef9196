/** The list of `--checksums-file`. */
import { UsageFailure } from '../core/errors.ts';
import { ChecksumListError, readChecksumFile } from '../download/checksum-list.ts';
import { ExpectedChecksums } from '../download/expected-checksums.ts';
import { pathUnlessSecret } from '../inputs/quote-unless-secret.ts';

/** Reads the list; its paths are relative to the remote path. Throws a UsageFailure if it cannot be used. */
export async function readExpectedChecksums(path: string): Promise<ExpectedChecksums> {
  if (path.trim() === '') throw new UsageFailure(['--checksums-file is empty: name a file']);
  const checksums = new ExpectedChecksums();
  try {
    checksums.add(await readChecksumFile(path), { listName: path, folder: '' });
  } catch (error) {
    if (!(error instanceof ChecksumListError)) throw error;
    throw new UsageFailure([`--checksums-file ${pathUnlessSecret(path)} ${error.message}`]);
  }
  return checksums;
}
