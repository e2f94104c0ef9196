/** The steps after an upload: logs kept items, creates links, fetches thumbnails, updates the release notes. */
import type { KeptItem } from '../cleanup/delete.ts';
import { formatErrorWithLink } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { openGitHubClient } from '../github/client.ts';
import { downloadEntries, type ShareLinks } from '../publish/download-table.ts';
import { type GitHubRelease, openRelease } from '../publish/release.ts';
import { checkShareOptions, createShareLinks } from '../publish/share.ts';
import { fetchThumbnailUrls } from '../publish/thumbnails.ts';
import type { ReportLevel } from '../report/public-log.ts';
import type { ChecksumsSummary, RunReport } from '../report/report.ts';
import { checksumsText } from '../upload/checksums.ts';
import type { UploadOutcome } from '../upload/context.ts';
import type { ConnectedContext } from './context.ts';

/** The parts of the report that publishing needs. */
type Uploaded = Pick<RunReport, 'outcomes' | 'destination' | 'folder'>;

/**
 * Checks before the upload whether the results can be published: the release exists, and the drive supports the link.
 * Returns the release whose notes to update; undefined without one and in a dry run. Throws when a check fails.
 */
export async function checkPublishing(
  { inputs, host, drive, http }: ConnectedContext,
  destination: string,
): Promise<GitHubRelease | undefined> {
  const { share, cleanup } = inputs;
  await checkShareOptions({ drive, host, inputs: share, destination });
  if (share.release === undefined) return undefined;
  const { tag, token } = share.release;
  const release = await openRelease({ host, github: openGitHubClient({ host, http, token }), tag });
  return cleanup.dryRun ? undefined : release;
}

/** GitHub shows ten notices per step. */
const maxKeptNotices = 8;

/** Logs the items that were not deleted. Uncertain ones come first, as warnings. */
export function logKeptItems(kept: readonly KeptItem[], { log }: Pick<Host, 'log'>): void {
  const uncertain = kept.filter(({ isUncertain }) => isUncertain);
  const others = kept.filter(({ isUncertain }) => !isUncertain);
  const shown = [...uncertain, ...others].slice(0, maxKeptNotices);
  for (const { path, reason, isUncertain } of shown)
    isUncertain
      ? log.warning(`${path} was not deleted: ${reason}`)
      : log.notice(`${path} was not deleted: ${reason}`);
  if (kept.length > maxKeptNotices) log.notice(`… and ${kept.length - maxKeptNotices} more were not deleted`);
}

/** Describes the list of checksums for the report; undefined when it was not uploaded. */
export function describeChecksums(
  { item, file }: UploadOutcome,
  { outcomes, destination }: Uploaded,
  { log }: Host,
): ChecksumsSummary | undefined {
  if (item === undefined) return undefined;
  const lineCount = checksumsText(outcomes, destination).split('\n').length - 1;
  log.info(
    `${file.relativePath} has ${formatCount(lineCount, 'line')} for ${formatCount(outcomes.length, 'file')}`,
  );
  return { name: file.relativePath, url: item.webUrl, lineCount };
}

/** Sharing links and thumbnail URLs for the report. */
export interface PublishedLinks extends Pick<RunReport, 'links' | 'thumbnails'> {
  /** Already in the log. */
  readonly warnings: readonly string[];
  /** Failures that make the run fail. */
  readonly failures: readonly unknown[];
}

/** Creates sharing links and fetches thumbnails. A failure is a warning, unless the release notes need the links. */
export async function publishLinks(
  { inputs, host, drive, reportLevel }: ConnectedContext,
  { outcomes, destination, folder }: Uploaded,
): Promise<PublishedLinks> {
  const { share } = inputs;
  const shared = await createShareLinks({ drive, host, inputs: share, outcomes, destination, folder });
  const thumbnails = await fetchThumbnailUrls({ drive, host, size: share.thumbnails, outcomes });
  const warnings = [...shared.warnings, ...thumbnails.warnings];
  for (const warning of warnings) host.log.warning(warning);
  const links = { areRequested: share.share !== 'none', folderUrl: shared.folderUrl, urls: shared.urls };
  logLinks(links, reportLevel, host);
  return {
    links,
    thumbnails: share.thumbnails === 'none' ? undefined : thumbnails.urls,
    warnings,
    failures: shared.failures,
  };
}

/** A sharing link must not appear in a public log. */
function logLinks({ folderUrl, urls }: ShareLinks, level: ReportLevel, { log }: Host): void {
  const [only] = urls.size === 1 ? urls.values() : [];
  const link = folderUrl ?? only;
  if (link !== undefined && level === 'full') log.info(`The sharing link is ${link}`);
  else if (urls.size > 0) log.info(`${formatCount(urls.size, 'sharing link')} created: see the outputs`);
}

/** Lists the downloads in the release notes, unless a file failed. Returns the release, or a warning on failure. */
export async function updateReleaseNotes(
  { inputs, host, reportLevel }: ConnectedContext,
  release: GitHubRelease,
  { outcomes, destination, folder, links }: Uploaded & Pick<RunReport, 'links'>,
): Promise<{ readonly release?: NonNullable<RunReport['release']>; readonly warnings: readonly string[] }> {
  const tag = inputs.share.release?.tag;
  if (tag === undefined || outcomes.some(({ action }) => action === 'failed')) return { warnings: [] };
  const url = links.areRequested ? links.folderUrl : folder?.webUrl;
  const failure = await release.updateNotes({
    downloads: downloadEntries(outcomes, links),
    destination,
    url,
  });
  if (failure !== undefined) {
    const warning = `The release notes were not updated: ${formatErrorWithLink(failure, host)}`;
    host.log.warning(warning);
    return { warnings: [warning] };
  }
  // Only people with write access may see the URL of a draft.
  const where = reportLevel === 'full' ? release.url : `the release ${tag}`;
  host.log.info(`The downloads are listed in the notes of ${where}`);
  return { release: { tag, url: release.url }, warnings: [] };
}
