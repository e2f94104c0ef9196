/**
 * How long the service's limits let many files take. It counts requests, not bytes (docs/facts.md, "Throttling
 * headers").
 */
import { formatDuration } from '../core/format.ts';
import type { Drive } from '../graph/drive.ts';

/** The notice is shown for more files than this. */
const maxUnnoticedFiles = 2000;

/** 1,250 resource units for one app in an organization of up to 1,000 licences, 2 an upload (sp-throttling). */
const uploadsPerMinute = 1250 / 2;

/** What to say before that many files are sent one by one; undefined for few. Personal drives have no published limit. */
export function manyFilesNotice({ kind }: Pick<Drive, 'kind'>, fileCount: number): string | undefined {
  if (fileCount <= maxUnnoticedFiles) return undefined;
  const limit =
    kind === 'personal'
      ? 'Microsoft slows down apps that send many'
      : `in a small organization, Microsoft allows an app about ${uploadsPerMinute} uploads a minute, which takes ` +
        formatDuration((fileCount / uploadsPerMinute) * 60_000);
  return `${fileCount} files need at least as many requests: ${limit}. As an archive (archive: tar.gz) they are one file.`;
}
