/**
 * Handles one fragment: checks it in the order of the service, receives it, and creates the file after the last one.
 */
import { truncate } from 'node:fs/promises';
import { GraphError, invalidRequest, itemNotFound } from '../core/errors.ts';
import { ConnectionCut } from '../core/faults.ts';
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import {
  type ContentRange,
  fragmentOrderError,
  isUnalignedFragment,
  nextExpectedRanges,
  parseContentRange,
} from '../core/ranges.ts';
import { ContentHash } from '../drive/content-hash.ts';
import { BodyTooLargeError, receiveBody } from '../drive/receive.ts';
import type { RetentionOptions } from '../drive/retention.ts';
import type { UploadSession } from '../drive/sessions.ts';
import { checkQuota, commitFile } from '../graph/commit.ts';
import { driveItemJson } from '../graph/json.ts';
import type { JsonObject } from '../graph/json-values.ts';
import type { GraphService } from '../graph/service.ts';

/** A fragment of this size or more is refused (createUploadSession documentation: less than 60 MiB). */
const fragmentLimitBytes = 60 * 1024 * 1024;

const lengthMismatch = 'The Content-Range header length does not match the provided number of bytes.';

/** Returns 202 with the next expected ranges, or 201 or 200 for the last fragment. */
export async function putFragment(
  service: GraphService,
  request: EmulatorRequest,
  session: UploadSession,
): Promise<EmulatorReply> {
  const range = checkFragment(service, request, session);
  // A fragment whose sender has gone may still be active because its connection is open. The next fragment aborts it.
  // There is no `await` between the last check and setting `activeFragment`, so only one fragment is active.
  while (session.activeFragment !== undefined) {
    const { abort, done } = session.activeFragment;
    abort();
    await done;
  }
  if (service.sessions.find(session.token) !== session) throw sessionNotFoundError();
  checkFragmentOrder(range, session);
  const last = range.endByte === range.totalBytes;
  if (session.sizeBytes === undefined && !service.settings.quotaLate) {
    checkQuota(service, session.parent, range.totalBytes);
  }
  session.sizeBytes = range.totalBytes;
  await receiveFragment(service.store.retention, { request, session, claim: range });
  if (isUnalignedFragment(range)) session.isUnaligned = true;
  service.sessions.extend(session);
  if (!last) return { status: 202, json: uploadSessionJson(service, session) };
  checkQuota(service, session.parent, range.totalBytes);
  return completeUpload(service, session);
}

/**
 * 404, whether the session expired, was cancelled or is complete (OneDrive/onedrive-api-docs#1259). It has no inner error
 * (rclone/rclone#8545, abraunegg/onedrive#3859).
 */
export function sessionNotFoundError(): GraphError {
  return itemNotFound('The upload session was not found');
}

/** The body of a GET and of a 202. */
export function uploadSessionJson({ settings }: GraphService, session: UploadSession): unknown {
  const { receivedBytes, sizeBytes, parent } = session;
  const closed =
    settings.closedRanges === 'all' ||
    (settings.closedRanges === 'personal' && parent.drive.type === 'personal');
  return {
    expirationDateTime: new Date(session.expiresMs).toISOString(),
    nextExpectedRanges: nextExpectedRanges(receivedBytes, sizeBytes, closed),
  };
}

function checkFragment(
  service: GraphService,
  request: EmulatorRequest,
  session: UploadSession,
): ContentRange {
  const range = parseContentRange(request.headers['content-range']);
  if (typeof range === 'string') throw invalidRequest(range);
  const sizeBytes = range.endByte - range.startByte;
  const length = service.store.retention.elsewhere
    ? request.headers['x-received-bytes']
    : request.headers['content-length'];
  if (length !== undefined && Number(length) !== sizeBytes) throw invalidRequest(lengthMismatch);
  if (sizeBytes >= fragmentLimitBytes) {
    throw new GraphError({
      status: service.settings.oversizedFragmentStatus,
      code: 'invalidRequest',
      message: 'The fragment is too large.',
      innerCode: 'maxFragmentLengthExceeded',
    });
  }
  if (session.sizeBytes !== undefined && session.sizeBytes !== range.totalBytes) {
    throw invalidRequest(
      `The current upload session is for ${session.sizeBytes} total bytes, but the current fragment declares a ` +
        `total of ${range.totalBytes}.`,
      'fragmentLengthMismatch',
    );
  }
  checkFragmentOrder(range, session);
  return range;
}

function checkFragmentOrder(range: ContentRange, session: UploadSession): void {
  const inner = fragmentOrderError(range, session.receivedBytes);
  if (inner === undefined) return;
  const message =
    inner === 'fragmentOverlap'
      ? 'Uploaded fragment overlaps with existing data.'
      : 'Uploaded fragment is out of order.';
  throw new GraphError({ status: 416, code: 'invalidRange', message, innerCode: inner });
}

/** Receives the bytes. If the connection breaks, what it sent is discarded, unless the fault says otherwise. */
async function receiveFragment(
  retention: RetentionOptions,
  {
    request,
    session,
    claim: range,
  }: { request: EmulatorRequest; session: UploadSession; claim: ContentRange },
): Promise<void> {
  const elsewhere = retention.elsewhere ? request.headers['x-quick-xor-hash'] : undefined;
  const hash =
    typeof elsewhere === 'string' ? ContentHash.ofReceivedElsewhere(elsewhere) : session.hash.copy();
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  const fragment = { done, abort: () => void request.body.destroy(new ConnectionCut()) };
  session.activeFragment = fragment;
  const sizeBytes = range.endByte - range.startByte;
  try {
    const gotBytes = retention.elsewhere
      ? Number(request.headers['x-received-bytes'])
      : await receiveBody(request.body, {
          path: session.contentPath,
          offsetBytes: session.receivedBytes,
          hash,
          limitBytes: sizeBytes,
          retention,
        });
    if (gotBytes !== sizeBytes) throw invalidRequest(lengthMismatch);
    session.receivedBytes += gotBytes;
    session.fragments++;
    session.hash = hash;
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw invalidRequest(lengthMismatch);
    if (error instanceof ConnectionCut && error.keepBytes !== undefined) {
      session.receivedBytes += error.keepBytes;
      session.fragments++;
      session.hash = hash;
      if (isUnalignedFragment(range)) session.isUnaligned = true;
    }
    throw error;
  } finally {
    if (session.activeFragment === fragment) delete session.activeFragment;
    release();
  }
}

async function completeUpload(service: GraphService, session: UploadSession): Promise<EmulatorReply> {
  const { settings, sessions } = service;
  if (service.sessions.find(session.token) !== session) throw sessionNotFoundError();
  if (settings.strictAlignment && session.isUnaligned) {
    sessions.end(session);
    throw new GraphError({
      status: 400,
      code: 'generalException',
      message: 'Upload session failed',
      innerCode: 'uploadSessionFailed',
    });
  }
  const sizeBytes = session.receivedBytes;
  session.isCommitting = true;
  if (service.store.retention.contents) await truncate(session.contentPath, sizeBytes);
  const { item, isNew } = await commitFile(service, {
    parent: session.parent,
    name: session.name,
    content: { path: session.contentPath, sizeBytes, hash: session.hash },
    conflict: session.conflict,
    dates: session.dates,
    replacesId: session.replacesId,
  }).finally(() => delete session.isCommitting);
  sessions.end(session, true);
  return { status: isNew ? 201 : 200, json: completedItemJson(service, item) };
}

function completedItemJson(service: GraphService, item: Parameters<typeof driveItemJson>[1]): JsonObject {
  if (item.drive.stack === 'old') {
    const context = 'https://graph.microsoft.com/v1.0/$metadata#items/$entity';
    return { '@odata.context': context, ...driveItemJson(service, item) };
  }
  const { origin } = new URL(item.drive.webUrl);
  const context = `${origin}${item.drive.sitePath}/_api/v2.0/$metadata#items/$entity`;
  return { '@odata.context': context, ...driveItemJson(service, item, { isStorageForm: true }) };
}
