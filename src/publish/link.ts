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
  const message = `the link allows less than requested: it ${narrower.join(', ')}`;
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
    ? 'an expiry date or a password needs a paid personal account: remove share-expires and share-password, or upgrade'
    : `such links may be forbidden here: choose another share-scope than ${request.scope}, or ask your administrator`;
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
    const words = `the existing link ${problem}, so it is not shown`;
    return {
      kind: 'policy',
      message: words,
      hint: `${manualFix}, and the next run creates one as requested`,
      stop: 'never',
    };
  }
  const cause = `the link that the service created ${problem}`;
  try {
    await options.drive.deletePermission(item.id, link.permissionId);
  } catch (error) {
    const words = `${cause}, and could not be removed: ${formatError(error)}`;
    return { kind: 'policy', message: words, hint: `${manualFix}: it is open now`, stop: 'always' };
  }
  const hint = 'choose a link that the sharing policy allows, or ask your administrator';
  return { kind: 'policy', message: `${cause}, so it was removed`, hint, stop: 'always' };
}
