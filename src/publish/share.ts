/**
 * Makes sharing links after all files are uploaded: for the destination, or for each file. Stops early when further
 * requests cannot succeed.
 */
import { isDriveRootPath } from '../cleanup/listing.ts';
import { Failure, formatError, UsageFailure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { processQueue } from '../core/queue.ts';
import { dayMs } from '../core/time.ts';
import type { Drive } from '../graph/drive.ts';
import type { LinkRequest } from '../graph/links.ts';
import type { DriveItem } from '../graph/parse.ts';
import type { LinkExpiry, ShareInputs } from '../inputs/share.ts';
import type { UploadOutcome } from '../upload/context.ts';
import { createShareLink } from './link.ts';
import { LinkErrors } from './link-errors.ts';

export interface ShareOptions {
  readonly drive: Drive;
  readonly host: Host;
  readonly inputs: ShareInputs;
  /** All of the run. */
  readonly outcomes: readonly UploadOutcome[];
  /** Remote path of the destination. */
  readonly destination: string;
  /** The destination, if it was looked up already. */
  readonly folder: DriveItem | undefined;
}

/** The links that may be shown, and what went wrong. */
export interface ShareResult {
  readonly folderUrl: string | undefined;
  /** Links by the id of the item. */
  readonly urls: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  /** Links that a policy refused although `release-tag` needs them. They fail the run. */
  readonly failures: readonly Failure[];
}

const noLinks: ShareResult = { folderUrl: undefined, urls: new Map(), warnings: [], failures: [] };

/** Throws when this drive cannot share as requested. Call it before anything is uploaded. */
export async function checkShareOptions({
  drive,
  host,
  inputs,
  destination,
}: Omit<ShareOptions, 'outcomes' | 'folder'>): Promise<void> {
  const request = linkRequestOf(inputs, host.clock.now());
  if (request === undefined) return;
  const problems: string[] = [];
  const isPersonal = drive.kind === 'personal';
  if (isPersonal && request.scope === 'organization')
    problems.push('share-scope: organization does not work on a personal account: choose anonymous or users');
  if (!isPersonal && request.password !== undefined)
    problems.push('share-password works on personal accounts only: remove it, and set share-expires');
  if (request.expires !== undefined && Date.parse(request.expires) <= host.clock.now())
    problems.push(`share-expires is in the past: ${request.expires}`);
  if (inputs.target === 'folder' && (await isDriveRootPath(drive, destination)))
    problems.push("share-target: folder would share the drive's root: set destination, or share the files");
  if (problems.length > 0) throw new UsageFailure(problems);
}

/** The request for the service; undefined when nothing is shared. */
function linkRequestOf(
  { share, scope, expires, password }: ShareInputs,
  nowMs: number,
): LinkRequest | undefined {
  if (share === 'none' || scope === undefined) return undefined;
  return {
    type: share,
    scope,
    ...(expires !== undefined && { expires: expiresAt(expires, nowMs) }),
    ...(password !== undefined && { password }),
  };
}

/** ISO 8601, UTC, to the second. */
function expiresAt(expires: LinkExpiry, nowMs: number): string {
  const endMs = 'atMs' in expires ? expires.atMs : nowMs + expires.days * dayMs;
  return `${new Date(endMs).toISOString().slice(0, 19)}Z`;
}

/** An item that gets a link. */
interface ShareTarget {
  readonly item: DriveItem;
  readonly path: string;
}

/** Makes the links if every file was uploaded. Never throws. A cancelled run returns the links it has. */
export async function createShareLinks(options: ShareOptions): Promise<ShareResult> {
  const { drive, inputs, outcomes, host, destination } = options;
  const request = linkRequestOf(inputs, host.clock.now());
  const isComplete = outcomes.length > 0 && outcomes.every(({ action }) => action !== 'failed');
  if (request === undefined || !isComplete || host.signal.aborted) return noLinks;
  const urls = new Map<string, string>();
  const linkErrors = new LinkErrors();
  try {
    const queue = await findShareTargets(options);
    await processQueue(queue.reverse(), async ({ item, path }) => {
      const { url, error } = await createShareLink(item, { drive, request });
      if (url !== undefined) urls.set(item.id, url);
      // Report a link that is too wide and could not be removed even if the run is cancelled.
      if (error === undefined || (host.signal.aborted && error.kind === 'service')) return;
      linkErrors.add(error, path);
      const isLast = error.stop === 'always' || (error.stop === 'as-first' && urls.size === 0);
      if (isLast) linkErrors.notTriedCount += queue.splice(0).length;
    });
  } catch (error) {
    if (!host.signal.aborted)
      linkErrors.add({ kind: 'service', message: formatError(error), stop: 'always' }, destination);
  }
  const folderUrl = inputs.target === 'folder' ? [...urls.values()][0] : undefined;
  return { folderUrl, urls, ...linkErrors.summarize(inputs.release !== undefined, host) };
}

async function findShareTargets({
  inputs,
  outcomes,
  drive,
  destination,
  folder,
}: ShareOptions): Promise<ShareTarget[]> {
  if (inputs.target === 'files')
    return outcomes.flatMap(({ item, file }) => (item === undefined ? [] : { item, path: file.remotePath }));
  const item = folder ?? (await drive.findItem(destination));
  if (item === undefined)
    throw new Failure('the folder was not found', { code: 'item-not-found', kind: 'service' });
  if (item.isDriveRoot || drive.isRoot(destination))
    throw new Failure("the destination is the drive's root, which is never shared", {
      code: 'root-protected',
      kind: 'usage',
    });
  return [{ item, path: destination === '' ? item.name : destination }];
}
