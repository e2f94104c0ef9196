/**
 * What follows an upload: deletions, links, thumbnails, a release's notes. Knows their order, and what of it makes
 * a run red; each is after/'s to do.
 */
import type { Cleanup } from '../cleanup/after-upload.ts';
import type { KeptItem } from '../cleanup/delete.ts';
import { formatError } from '../core/errors.ts';
import { formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { openGitHubClient } from '../github/client.ts';
import type { Drive } from '../graph/drive.ts';
import type { HttpClient } from '../http/client.ts';
import type { Inputs } from '../inputs/read.ts';
import { downloadEntries } from '../publish/download-table.ts';
import { type GitHubRelease, openRelease } from '../publish/release.ts';
import { checkShareOptions, createShareLinks } from '../publish/share.ts';
import { fetchThumbnailUrls } from '../publish/thumbnails.ts';
import type { RunState } from '../report/run-state.ts';
import { checksumsText } from '../upload/checksums.ts';
import type { UploadOutcome } from '../upload/context.ts';

export interface Ending {
  readonly state: RunState;
  readonly inputs: Inputs;
  readonly host: Host;
  readonly drive: Drive;
}

/**
 * Looks before anything is sent whether what follows can be done: the release is there, the drive can make such a
 * link. Throws what stands in the way.
 */
export async function checkPublishing({
  state,
  inputs,
  host,
  drive,
  http,
}: Ending & { readonly http: HttpClient }): Promise<GitHubRelease | undefined> {
  const { share, cleanup: after } = inputs;
  await checkShareOptions({ drive, host, inputs: share, destination: state.destination });
  if (share.release === undefined) return undefined;
  const { tag, token } = share.release;
  const release = await openRelease({ host, github: openGitHubClient({ host, http, token }), tag });
  return after.dryRun ? undefined : release;
}

export interface Finishing extends Ending {
  readonly cleanup: Cleanup | undefined;
  readonly release: GitHubRelease | undefined;
  /** The list of checksums, when there is one. */
  readonly checksums: UploadOutcome | undefined;
}

/** Everything that is done once the files are there. Never throws. */
export async function finishUpload(finishing: Finishing): Promise<void> {
  const { state, cleanup, checksums, host } = finishing;
  const outcomes = checksums === undefined ? state.outcomes : [...state.outcomes, checksums];
  const deletions = await cleanup?.deleteObsolete(outcomes);
  if (deletions !== undefined) {
    state.deletedCount = deletions.deletedCount;
    state.deletions = { isDryRun: false, items: deletions.deleted, kept: deletions.kept };
    state.failures.push(...deletions.failures);
    logKeptItems(deletions.kept, host);
  }
  if (!host.signal.aborted) await publishResults(finishing);
}

/** GitHub shows ten notices a step. */
const maxKeptNotices = 8;

/** What stays though it was not named; what nobody could judge comes first, and louder. */
export function logKeptItems(kept: readonly KeptItem[], { log }: Pick<Host, 'log'>): void {
  const uncertain = kept.filter(({ isUncertain: isDoubtful }) => isDoubtful);
  const others = kept.filter(({ isUncertain: isDoubtful }) => !isDoubtful);
  const shown = [...uncertain, ...others].slice(0, maxKeptNotices);
  for (const { path, reason: why, isUncertain: isDoubtful } of shown)
    isDoubtful ? log.warning(`${path} stays: ${why}`) : log.notice(`${path} stays: ${why}`);
  if (kept.length > maxKeptNotices) log.notice(`… and ${kept.length - maxKeptNotices} more stay`);
}

/** Links, pictures and notes: a failure is a warning, and red only where the notes need the links. */
async function publishResults(finishing: Finishing): Promise<void> {
  const { state, inputs, host, drive, release } = finishing;
  const { share } = inputs;
  const { outcomes, destination, folder } = state;
  const warn = (warning: string) => {
    state.warnings.push(warning);
    host.log.warning(warning);
  };
  logChecksums(finishing);
  const shared = await createShareLinks({ drive, host, inputs: share, outcomes, destination, folder });
  const thumbnails = await fetchThumbnailUrls({ drive, host, size: share.thumbnails, outcomes });
  for (const warning of [...shared.warnings, ...thumbnails.warnings]) warn(warning);
  state.failures.push(...shared.failures);
  state.links = { areRequested: share.share !== 'none', folderUrl: shared.folderUrl, urls: shared.urls };
  logLinks(state, host);
  if (share.thumbnails !== 'none') state.thumbnails = thumbnails.urls;
  const isComplete = outcomes.every(({ action }) => action !== 'failed') && shared.failures.length === 0;
  if (release === undefined || share.release === undefined || !isComplete) return;
  const url = state.links.areRequested ? shared.folderUrl : folder?.webUrl;
  const downloads = downloadEntries(outcomes, state.links);
  const failure = await release.updateNotes({ downloads, destination, url });
  if (failure !== undefined)
    return warn(`The downloads are not in the release's notes: ${formatError(failure)}`);
  state.release = { tag: share.release.tag, url: release.url };
  // The address of a draft is for those only who may write.
  const where = state.reportLevel() === 'full' ? release.url : `the release ${share.release.tag}`;
  host.log.info(`The downloads are in the notes of ${where}`);
}

function logChecksums({ state, checksums, host }: Finishing): void {
  if (checksums?.item === undefined) return;
  const { outcomes, destination } = state;
  const lineCount = checksumsText(outcomes, destination).split('\n').length - 1;
  state.checksums = { name: checksums.file.relativePath, url: checksums.item.webUrl, lineCount };
  host.log.info(
    `${checksums.file.relativePath} has ${formatCount(lineCount, 'line')}, for ${formatCount(outcomes.length, 'file')}`,
  );
}

/** A link is for those whom the uploader gives it to: not for everybody who reads the log. */
function logLinks(state: RunState, { log }: Host): void {
  const { folderUrl, urls } = state.links;
  const [only] = urls.size === 1 ? urls.values() : [];
  const link = folderUrl ?? only;
  if (link !== undefined && state.reportLevel() === 'full') log.info(`The link for sharing is ${link}`);
  else if (urls.size > 0) log.info(`${formatCount(urls.size, 'link')} for sharing made: see the outputs`);
}
