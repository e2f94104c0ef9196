/**
 * Makes one sharing link, checks it, and removes it again when it gives more than requested. Such a link is never
 * returned.
 */
import { formatError, ServiceFailure } from '../core/errors.ts';
import type { Drive } from '../graph/drive.ts';
import type { LinkRequest, SharingLink } from '../graph/links.ts';
import type { DriveItem } from '../graph/parse.ts';
import { compareLink } from './link-check.ts';
import type { LinkError } from './link-errors.ts';

/** A link that may be shown, an error, or both. */
export interface LinkResult {
  readonly url?: string;
  readonly error?: LinkError;
}

export interface LinkOptions {
  readonly drive: Pick<Drive, 'kind' | 'createLink' | 'deletePermission'>;
  readonly request: LinkRequest;
}

/** Makes the link, or returns the one that exists. Never throws. */
export async function createShareLink(item: DriveItem, options: LinkOptions): Promise<LinkResult> {
  let link: SharingLink;
  try {
    link = await options.drive.createLink(item.id, options.request);
  } catch (error) {
    return { error: toLinkError(error, options) };
  }
  const { broader, narrower } = compareLink(link, options.request);
  const isSafe = /^https:\/\//i.test(link.webUrl) && URL.canParse(link.webUrl);
  const problems = isSafe ? broader : [...broader, 'has an address that is not https'];
  if (problems.length > 0)
    return { error: await revokeLink(link, { item, options, problem: problems.join(', ') }) };
  if (narrower.length === 0) return { url: link.webUrl };
  const message = `the link gives less than asked for: it ${narrower.join(', ')}`;
  return { url: link.webUrl, error: { kind: 'narrower', message, stop: 'never' } };
}

/** A 400 or 403 means that a sharing policy forbids the link (api-docs#413, o365#648, rclone onedrive.go). */
function toLinkError(error: unknown, { drive, request }: LinkOptions): LinkError {
  const status = error instanceof ServiceFailure ? error.service.status : 0;
  if (status !== 400 && status !== 403)
    return { kind: 'service', message: formatError(error), stop: 'always' };
  const needsPaidAccount =
    drive.kind === 'personal' && (request.expires !== undefined || request.password !== undefined);
  const hint = needsPaidAccount
    ? 'an end and a password need a paid personal account: leave out share-expires and share-password, or upgrade'
    : `such links may be forbidden here: choose another share-scope than ${request.scope}, or ask who administers sharing`;
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'policy', message, hint, stop: 'as-first' };
}

interface LinkProblem {
  readonly item: DriveItem;
  readonly options: LinkOptions;
  readonly problem: string;
}

/** A link that existed before may belong to another person, so it stays; it is not shown. */
async function revokeLink(link: SharingLink, { item, options, problem }: LinkProblem): Promise<LinkError> {
  const manualFix = 'remove it in OneDrive under “Manage access”';
  if (!link.created) {
    const words = `the link that is there already ${problem}, so it is not shown`;
    return { kind: 'policy', message: words, hint: `${manualFix} to get one as asked for`, stop: 'never' };
  }
  const cause = `the link that the service made ${problem}`;
  try {
    await options.drive.deletePermission(item.id, link.permissionId);
  } catch (error) {
    const words = `${cause}, and could not be removed again: ${formatError(error)}`;
    return { kind: 'policy', message: words, hint: `${manualFix}, it is open now`, stop: 'always' };
  }
  const hint = 'ask for what the sharing policy allows, or ask who administers it';
  return { kind: 'policy', message: `${cause}, so it was removed again`, hint, stop: 'always' };
}
