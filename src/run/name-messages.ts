/** What the log says about the names of an upload. */
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { ArchivePlan } from '../plan/archive-plan.ts';
import { fileAsFolderWarning } from '../plan/folder-text.ts';
import type { UploadPlan } from '../plan/plan.ts';
import { similarNameWarnings } from '../plan/similar-names.ts';

/** Warns of a file that would get a folder of its own name. */
export function warnOfFileAsFolder(
  { destination, remotePath }: Pick<ArchivePlan, 'destination' | 'remotePath'>,
  host: Host,
): void {
  const warning = fileAsFolderWarning(destination, remotePath);
  if (warning !== undefined) host.log.warning(warning);
}

/** GitHub shows ten warnings per step. */
const maxSimilarNames = 3;

/** Warns of names that the drive may treat as one. */
export function warnOfSimilarNames({ files }: UploadPlan, host: Host): void {
  const similarNames = similarNameWarnings(files);
  const rest = similarNames.length - maxSimilarNames;
  const remedy = 'only one of them would be kept: rename one, or set archive';
  for (const pair of similarNames.slice(0, maxSimilarNames)) host.log.warning(`${pair}: ${remedy}`);
  if (rest > 0)
    host.log.warning(`${formatCount(rest, 'more pair')} of names may be the same name for the drive`);
}

/** Further names are only counted. */
const maxEncodedNames = 50;

/** Logs under which names files go up, with `invalid-names: replace`. */
export function logEncodedNames({ encodedNames = [] }: Pick<UploadPlan, 'encodedNames'>, host: Host): void {
  for (const { originalPath, name } of encodedNames.slice(0, maxEncodedNames))
    host.log.info(`${originalPath} is uploaded as ${name}`);
  if (encodedNames.length > maxEncodedNames)
    host.log.info(`… and ${encodedNames.length - maxEncodedNames} more names`);
}
