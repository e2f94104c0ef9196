/**
 * What follows an upload: deletions, links, thumbnails, a release's notes. Knows their order, and what of it makes
 * a run red; each is after/'s to do.
 */
import type { Afterwards } from '../cleanup/after-upload.ts';
import type { Left } from '../cleanup/delete.ts';
import { explain } from '../core/errors.ts';
import { count } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { openGitHub } from '../github/client.ts';
import type { Drive } from '../graph/drive.ts';
import type { Door } from '../http/client.ts';
import type { Inputs } from '../inputs/read.ts';
import { downloadsOf } from '../publish/download-table.ts';
import { openRelease, type Release } from '../publish/release.ts';
import { checkShare, shareAll } from '../publish/share.ts';
import { thumbnailsOf } from '../publish/thumbnails.ts';
import type { Diary } from '../report/run-state.ts';
import { checksumsText } from '../upload/checksums.ts';
import type { Outcome } from '../upload/context.ts';

export interface Ending {
  readonly diary: Diary;
  readonly inputs: Inputs;
  readonly host: Host;
  readonly drive: Drive;
}

/**
 * Looks before anything is sent whether what follows can be done: the release is there, the drive can make such a
 * link. Throws what stands in the way.
 */
export async function foresee({
  diary,
  inputs,
  host,
  drive,
  door,
}: Ending & { readonly door: Door }): Promise<Release | undefined> {
  const { share, after } = inputs;
  await checkShare({ drive, host, inputs: share, destination: diary.destination });
  if (share.release === undefined) return undefined;
  const { tag, token } = share.release;
  const release = await openRelease({ host, github: openGitHub({ host, door, token }), tag });
  return after.dryRun ? undefined : release;
}

export interface Finishing extends Ending {
  readonly afterwards: Afterwards | undefined;
  readonly release: Release | undefined;
  /** The list of checksums, when there is one. */
  readonly list: Outcome | undefined;
}

/** Everything that is done once the files are there. Never throws. */
export async function finish(finishing: Finishing): Promise<void> {
  const { diary, afterwards, list, host } = finishing;
  const outcomes = list === undefined ? diary.outcomes : [...diary.outcomes, list];
  const removed = await afterwards?.finish(outcomes);
  if (removed !== undefined) {
    diary.deletedCount = removed.deletedCount;
    diary.deletions = { isPlan: false, going: removed.gone, left: removed.left };
    diary.failures.push(...removed.failures);
    tellLeft(removed.left, host);
  }
  if (!host.signal.aborted) await publish(finishing);
}

/** GitHub shows ten notices a step. */
const shownLeft = 8;

/** What stays though it was not named; what nobody could judge comes first, and louder. */
export function tellLeft(left: readonly Left[], { log }: Pick<Host, 'log'>): void {
  const doubts = left.filter(({ isDoubtful }) => isDoubtful);
  const others = left.filter(({ isDoubtful }) => !isDoubtful);
  const shown = [...doubts, ...others].slice(0, shownLeft);
  for (const { path, why, isDoubtful } of shown)
    isDoubtful ? log.warning(`${path} stays: ${why}`) : log.notice(`${path} stays: ${why}`);
  if (left.length > shownLeft) log.notice(`… and ${left.length - shownLeft} more stay`);
}

/** Links, pictures and notes: a failure is a warning, and red only where the notes need the links. */
async function publish(finishing: Finishing): Promise<void> {
  const { diary, inputs, host, drive, release } = finishing;
  const { share } = inputs;
  const { outcomes, destination, folder } = diary;
  const warn = (warning: string) => {
    diary.warnings.push(warning);
    host.log.warning(warning);
  };
  tellChecksums(finishing);
  const shared = await shareAll({ drive, host, inputs: share, outcomes, destination, folder });
  const pictures = await thumbnailsOf({ drive, host, size: share.thumbnails, outcomes });
  for (const warning of [...shared.warnings, ...pictures.warnings]) warn(warning);
  diary.failures.push(...shared.failures);
  diary.links = { asked: share.share !== 'none', folderUrl: shared.folderUrl, urls: shared.urls };
  tellLinks(diary, host);
  if (share.thumbnails !== 'none') diary.thumbnails = pictures.urls;
  const isComplete = outcomes.every(({ action }) => action !== 'failed') && shared.failures.length === 0;
  if (release === undefined || share.release === undefined || !isComplete) return;
  const url = diary.links.asked ? shared.folderUrl : folder?.webUrl;
  const downloads = downloadsOf(outcomes, diary.links);
  const failure = await release.update({ downloads, destination, url });
  if (failure !== undefined) return warn(`The downloads are not in the release's notes: ${explain(failure)}`);
  diary.release = { tag: share.release.tag, url: release.url };
  // The address of a draft is for those only who may write.
  const where = diary.level() === 'full' ? release.url : `the release ${share.release.tag}`;
  host.log.info(`The downloads are in the notes of ${where}`);
}

function tellChecksums({ diary, list, host }: Finishing): void {
  if (list?.item === undefined) return;
  const { outcomes, destination } = diary;
  const lines = checksumsText(outcomes, destination).split('\n').length - 1;
  diary.checksums = { name: list.file.relativePath, url: list.item.webUrl, lines };
  host.log.info(
    `${list.file.relativePath} has ${count(lines, 'line')}, for ${count(outcomes.length, 'file')}`,
  );
}

/** A link is for those whom the uploader gives it to: not for everybody who reads the log. */
function tellLinks(diary: Diary, { log }: Host): void {
  const { folderUrl, urls } = diary.links;
  const [only] = urls.size === 1 ? urls.values() : [];
  const link = folderUrl ?? only;
  if (link !== undefined && diary.level() === 'full') log.info(`The link for sharing is ${link}`);
  else if (urls.size > 0) log.info(`${count(urls.size, 'link')} for sharing made: see the outputs`);
}
