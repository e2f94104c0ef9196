/**
 * `…/content`: uploads a file in one request, and redirects to its download. Source: the put-content and get-content
 * documentation pages.
 */
import { rm } from 'node:fs/promises';
import { GraphError, invalidRequest, nameAlreadyExists } from '../core/errors.ts';
import { ConnectionCut } from '../core/faults.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { ContentHash } from '../drive/content-hash.ts';
import { BodyTooLargeError, receiveBody } from '../drive/receive.ts';
import type { StoredContent } from '../drive/store.ts';
import type { Drive } from '../drive/tree.ts';
import { checkQuota, commitFile } from './commit.ts';
import { itemReply, notModifiedReply } from './item-reply.ts';
import { notEmulatedError } from './not-emulated.ts';
import { checkAccess } from './permissions.ts';
import { checkNameLock, resolveUploadTarget } from './placement.ts';
import { checkETags, conflictBehaviorKey, isUnchanged, readConflictBehavior } from './request-options.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/**
 * PUT …/content: 201 or 200 with the driveItem. The page demands a Content-Type, but clients in use send none
 * (apache/opendal, api-docs#1145).
 */
export async function putContent(call: GraphCall, resolved: ResolvedItem): Promise<EmulatorReply> {
  const { service, request } = call;
  checkAccess(call, resolved.base, 'write');
  const conflict = readConflictBehavior(call.query.get(conflictBehaviorKey) ?? undefined);
  const declaredBytes = Number(request.headers['content-length'] ?? 0);
  if (declaredBytes > service.settings.simpleLimitBytes)
    throw tooLargeError(service.settings.simpleLimitBytes);
  const target = resolveUploadTarget(service, resolved);
  const { parent, name, existing } = target;
  if (existing !== undefined && conflict === 'fail') throw nameAlreadyExists();
  checkETags(request, existing);
  checkNameLock(service, target);
  checkQuota(service, parent, declaredBytes);
  const content = await receiveContent(call, parent.drive);
  try {
    checkQuota(service, parent, content.sizeBytes);
    const { item, isNew } = await commitFile(service, { parent, name, content, conflict });
    if (content.cut !== undefined) throw content.cut;
    return itemReply(call, item, isNew ? 201 : 200);
  } catch (error) {
    if (!(error instanceof ConnectionCut)) await rm(content.path, { force: true });
    throw error;
  }
}

/** `cut` is set if the connection broke: work drives keep what was received (OneDrive/onedrive-api-docs#1366). */
interface ReceivedContent extends StoredContent {
  readonly cut?: ConnectionCut;
}

async function receiveContent(call: GraphCall, drive: Drive): Promise<ReceivedContent> {
  const { retention } = call.service.store;
  const path = call.service.store.newContentPath();
  const hash = ContentHash.forDrive(drive);
  const limitBytes = call.service.settings.simpleLimitBytes;
  try {
    const sizeBytes = await receiveBody(call.request.body, {
      path,
      offsetBytes: 0,
      hash,
      limitBytes,
      retention,
    });
    return { path, sizeBytes, hash };
  } catch (error) {
    const keepsPartial = drive.type !== 'personal';
    if (keepsPartial && error instanceof ConnectionCut && error.keepBytes !== undefined)
      return { path, sizeBytes: error.keepBytes, hash, cut: error };
    await rm(path, { force: true });
    throw error instanceof BodyTooLargeError ? tooLargeError(limitBytes) : error;
  }
}

function tooLargeError(limitBytes: number): GraphError {
  return new GraphError({
    status: 413,
    code: 'invalidRequest',
    innerCode: 'maxFileSizeExceeded',
    message: `The request message is too big. The server does not allow messages larger than ${limitBytes} bytes.`,
  });
}

/** GET …/content: 302 to a pre-authenticated URL on the download host. */
export function getContent(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  const item = requireItem(resolved);
  if (item.children !== undefined) throw invalidRequest('A folder has no content.');
  if (call.query.has('format')) throw notEmulatedError('Conversion to another format');
  if (isUnchanged(call.request, item)) return notModifiedReply;
  return { status: 302, headers: { location: call.service.downloadUrls.urlOf(item) }, text: '' };
}
