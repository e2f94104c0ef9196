/**
 * Sharing links once everything has arrived: of the destination, or of each file. Knows what is shared and when
 * asking further is no use; which link may be shown is link's to say, who hears of what went wrong the caller's.
 */
import { isRoot } from '../cleanup/listing.ts';
import { explain, Failure, UsageFailure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { workOff } from '../core/queue.ts';
import type { Drive } from '../graph/drive.ts';
import type { LinkAsk } from '../graph/links.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { Expiry, ShareInputs } from '../inputs/share.ts';
import type { Outcome } from '../upload/context.ts';
import { linkTo } from './link.ts';
import { Tally } from './link-errors.ts';

export interface ShareJob {
  readonly drive: Drive;
  readonly host: Host;
  readonly inputs: ShareInputs;
  /** All of the run's. */
  readonly outcomes: readonly Outcome[];
  /** Remote path of the destination. */
  readonly destination: string;
  /** The destination, where it was looked up already. */
  readonly folder: DriveItem | undefined;
}

/** What may be shown. */
export interface Shared {
  readonly folderUrl: string | undefined;
  /** Links by the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  /** Links that a policy refused while `release-tag` needs them: these make the run fail. */
  readonly failures: readonly Failure[];
}

const nothing: Shared = { folderUrl: undefined, urls: new Map(), warnings: [], failures: [] };

/** Throws what this drive cannot share as asked; to be called before anything is uploaded. */
export async function checkShare({
  drive,
  host,
  inputs,
  destination,
}: Omit<ShareJob, 'outcomes' | 'folder'>): Promise<void> {
  const ask = askOf(inputs, host.clock.now());
  if (ask === undefined) return;
  const problems: string[] = [];
  const personal = drive.kind === 'personal';
  if (personal && ask.scope === 'organization')
    problems.push(
      'share-scope: organization has no meaning on a personal account: choose anonymous or users',
    );
  if (!personal && ask.password !== undefined)
    problems.push('share-password works on personal accounts only: leave it out, and give the link an end');
  if (ask.expires !== undefined && Date.parse(ask.expires) <= host.clock.now())
    problems.push(`share-expires has passed already: ${ask.expires}`);
  if (inputs.target === 'folder' && (await isRoot(drive, destination)))
    problems.push("share-target: folder would share the drive's root: set destination, or share the files");
  if (problems.length > 0) throw new UsageFailure(problems);
}

/** What is asked of the service; undefined when nothing is to be shared. */
function askOf({ share, scope, expires, password }: ShareInputs, nowMs: number): LinkAsk | undefined {
  if (share === 'none' || scope === undefined) return undefined;
  return {
    ...{ type: share, scope },
    ...(expires !== undefined && { expires: endOf(expires, nowMs) }),
    ...(password !== undefined && { password }),
  };
}

const dayMs = 24 * 60 * 60_000;

/** ISO 8601, UTC, to the second. */
function endOf(expires: Expiry, nowMs: number): string {
  const endMs = 'atMs' in expires ? expires.atMs : nowMs + expires.days * dayMs;
  return `${new Date(endMs).toISOString().slice(0, 19)}Z`;
}

/** What gets a link. */
interface Subject {
  readonly item: DriveItem;
  readonly path: string;
}

/** Makes the links, if every file arrived. Never throws; a cancelled run answers what it has. */
export async function shareAll(job: ShareJob): Promise<Shared> {
  const { drive, inputs, outcomes, host, destination } = job;
  const ask = askOf(inputs, host.clock.now());
  const isComplete = outcomes.length > 0 && outcomes.every(({ action }) => action !== 'failed');
  if (ask === undefined || !isComplete || host.signal.aborted) return nothing;
  const urls = new Map<string, string>();
  const tally = new Tally();
  try {
    const queue = await subjects(job);
    await workOff(queue.reverse(), async ({ item, path }) => {
      const { url, trouble } = await linkTo(item, { drive, ask });
      if (url !== undefined) urls.set(item.id, url);
      // A wide link that could not be taken back is told of, even when the run was cancelled amid it.
      if (trouble === undefined || (host.signal.aborted && trouble.kind === 'service')) return;
      tally.add(trouble, path);
      const isOver = trouble.ends === 'always' || (trouble.ends === 'as-first' && urls.size === 0);
      if (isOver) tally.untried += queue.splice(0).length;
    });
  } catch (error) {
    if (!host.signal.aborted)
      tally.add({ kind: 'service', words: explain(error), ends: 'always' }, destination);
  }
  const folderUrl = inputs.target === 'folder' ? [...urls.values()][0] : undefined;
  return { folderUrl, urls, ...tally.told(inputs.release !== undefined) };
}

async function subjects({ inputs, outcomes, drive, destination, folder }: ShareJob): Promise<Subject[]> {
  if (inputs.target === 'files')
    return outcomes.flatMap(({ item, file }) => (item === undefined ? [] : { item, path: file.remotePath }));
  const item = folder ?? (await drive.item(destination));
  if (item === undefined) throw new Failure('the folder was not found', { kind: 'service' });
  if (item.isDriveRoot || drive.isRoot(destination))
    throw new Failure("the destination is the drive's root, which is never shared", { kind: 'usage' });
  return [{ item, path: destination === '' ? item.name : destination }];
}
