/** Answers the monitor URLs of copies. They need no Authorization. Source: the long-running-actions documentation page. */
import { itemNotFound } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { GraphService } from '../graph/service.ts';

/** The id of a copy in a monitor URL, or undefined for any other URL. */
export function monitorId(url: URL): string | undefined {
  return /\/_api\/v2\.0\/monitor\/([\w-]+)$/.exec(url.pathname)?.[1];
}

/**
 * 202 while the copy is in progress, then 200 with the new item's id, or the error (OneDrive/onedrive-api-docs#852). An
 * older page ends with a 303 that leads to the item.
 */
export function monitorReply({ copies, settings }: GraphService, id: string): EmulatorReply {
  const job = copies.find(id);
  if (job === undefined) throw itemNotFound('The operation does not exist.');
  const operation = 'ItemCopy';
  if (job.pollsLeft > 0) {
    job.pollsLeft--;
    return { status: 202, json: { operation, percentageComplete: 27.8, status: 'inProgress' } };
  }
  const { outcome } = job;
  if ('error' in outcome) {
    const { code, message } = outcome.error;
    // rclone reads the undocumented `errorCode`.
    const json = { operation, status: 'failed', errorCode: code, error: { code, message } };
    return { status: 200, json };
  }
  const { itemId: resourceId, itemUrl } = outcome;
  const json = { operation, percentageComplete: 100, resourceId, status: 'completed' };
  return settings.copyEndsWithRedirect
    ? { status: 303, headers: { location: itemUrl }, json }
    : { status: 200, json };
}
