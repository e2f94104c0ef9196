/**
 * One fragment: judged in the order the service judges it, received, and the file made when it was the last.
 * Knows nothing of how the session was made.
 */
import { truncate } from 'node:fs/promises';
import { invalidRequest, Refusal } from '../core/errors.ts';
import { Interruption } from '../core/faults.ts';
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { type Claim, expectedRanges, misplaced, offGrid, parseContentRange } from '../core/ranges.ts';
import { receive, TooManyBytes } from '../drive/receive.ts';
import type { Session } from '../drive/sessions.ts';
import type { Keeps } from '../drive/store.ts';
import { checkRoom, commit } from '../graph/commit.ts';
import { driveItem, type Json } from '../graph/json.ts';
import type { Service } from '../graph/service.ts';

/** A fragment of this size or more is refused (createUploadSession documentation: less than 60 MiB). */
const fragmentLimitBytes = 60 * 1024 * 1024;

const lengthMismatch = 'The Content-Range header length does not match the provided number of bytes.';

/** 202 with what is expected next, or the last fragment's 201 or 200. */
export async function putFragment(
  service: Service,
  request: EmulatorRequest,
  session: Session,
): Promise<EmulatorReply> {
  const claim = judged(service, request, session);
  // A fragment whose sender has gone, but whose connection we still hold, makes way for its successor. Nothing is
  // awaited between the last look and `taken`, which makes this one the fragment being received.
  while (session.busy !== undefined) {
    const { abort, done } = session.busy;
    abort();
    await done;
  }
  if (service.sessions.find(session.token) !== session) throw sessionNotFound();
  checkPlace(claim, session);
  const last = claim.endByte === claim.totalBytes;
  if (session.sizeBytes === undefined && !service.settings.quotaLate) {
    checkRoom(service, session.parent, claim.totalBytes);
  }
  session.sizeBytes = claim.totalBytes;
  await taken(service.store.keeps, { request, session, claim });
  if (offGrid(claim)) session.unaligned = true;
  service.sessions.extend(session);
  if (!last) return { status: 202, json: statusBody(service, session) };
  checkRoom(service, session.parent, claim.totalBytes);
  return finished(service, session);
}

/** 404, whether it expired, was cancelled or is done (OneDrive/onedrive-api-docs#1259). */
export function sessionNotFound(): Refusal {
  return new Refusal({
    status: 404,
    code: 'itemNotFound',
    message: 'The upload session was not found',
    inner: 'uploadSessionNotFound',
  });
}

/** What GET and a 202 answer. */
export function statusBody(service: Service, session: Session): unknown {
  return {
    expirationDateTime: new Date(session.expiresMs).toISOString(),
    nextExpectedRanges: expectedRanges(
      session.receivedBytes,
      session.sizeBytes,
      service.settings.closedRanges,
    ),
  };
}

function judged(service: Service, request: EmulatorRequest, session: Session): Claim {
  const claim = parseContentRange(request.headers['content-range']);
  if (typeof claim === 'string') throw invalidRequest(claim);
  const sizeBytes = claim.endByte - claim.startByte;
  const length = request.headers['content-length'];
  if (length !== undefined && Number(length) !== sizeBytes) throw invalidRequest(lengthMismatch);
  if (sizeBytes >= fragmentLimitBytes) {
    throw new Refusal({
      status: service.settings.oversizedFragmentStatus,
      code: 'invalidRequest',
      message: 'The fragment is too large.',
      inner: 'maxFragmentLengthExceeded',
    });
  }
  if (session.sizeBytes !== undefined && session.sizeBytes !== claim.totalBytes) {
    throw invalidRequest(
      `The current upload session is for ${session.sizeBytes} total bytes, but the current fragment declares a ` +
        `total of ${claim.totalBytes}`,
      'fragmentLengthMismatch',
    );
  }
  checkPlace(claim, session);
  return claim;
}

function checkPlace(claim: Claim, session: Session): void {
  const inner = misplaced(claim, session.receivedBytes);
  if (inner === undefined) return;
  const message =
    inner === 'fragmentOverlap'
      ? 'Uploaded fragment overlaps with existing data.'
      : 'Uploaded fragment is out of order.';
  throw new Refusal({ status: 416, code: 'invalidRange', message, inner });
}

/** Receives the bytes; what a broken connection had brought is forgotten, unless the fault says otherwise. */
async function taken(
  keeps: Keeps,
  { request, session, claim }: { request: EmulatorRequest; session: Session; claim: Claim },
): Promise<void> {
  const hash = session.hash.copy();
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  const mine = { done, abort: () => void request.body.destroy(new Interruption()) };
  session.busy = mine;
  const sizeBytes = claim.endByte - claim.startByte;
  try {
    const gotBytes = await receive(request.body, {
      path: session.contentPath,
      offsetBytes: session.receivedBytes,
      hash,
      limitBytes: sizeBytes,
      keeps,
    });
    if (gotBytes !== sizeBytes) throw invalidRequest(lengthMismatch);
    session.receivedBytes += gotBytes;
    session.fragments++;
    session.hash = hash;
  } catch (error) {
    if (error instanceof TooManyBytes) throw invalidRequest(lengthMismatch);
    if (error instanceof Interruption && error.keepBytes !== undefined) {
      session.receivedBytes += error.keepBytes;
      session.fragments++;
      session.hash = hash;
      if (offGrid(claim)) session.unaligned = true;
    }
    throw error;
  } finally {
    if (session.busy === mine) delete session.busy;
    release();
  }
}

async function finished(service: Service, session: Session): Promise<EmulatorReply> {
  const { settings, sessions } = service;
  if (service.sessions.find(session.token) !== session) throw sessionNotFound();
  if (settings.strictAlignment && session.unaligned) {
    sessions.end(session);
    throw new Refusal({
      status: 400,
      code: 'generalException',
      message: 'Upload session failed',
      inner: 'uploadSessionFailed',
    });
  }
  const sizeBytes = session.receivedBytes;
  session.committing = true;
  if (service.store.keeps.contents) await truncate(session.contentPath, sizeBytes);
  const { item, fresh } = await commit(service, {
    parent: session.parent,
    name: session.name,
    content: { path: session.contentPath, sizeBytes, hash: session.hash },
    conflict: session.conflict,
    dates: session.dates,
    reidentify: session.reidentify,
  }).finally(() => delete session.committing);
  sessions.end(session, true);
  if (settings.finalBodyWithoutId) {
    return { status: 200, json: statusBody(service, session) };
  }
  return { status: fresh ? 201 : 200, json: finalBody(service, item) };
}

function finalBody(service: Service, item: Parameters<typeof driveItem>[1]): Json {
  if (item.drive.type === 'personal') {
    const context = 'https://graph.microsoft.com/v1.0/$metadata#items/$entity';
    return { '@odata.context': context, ...driveItem(service, item) };
  }
  const { origin } = new URL(item.drive.webUrl);
  const context = `${origin}${item.drive.sitePath}/_api/v2.0/$metadata#items/$entity`;
  return { '@odata.context': context, ...driveItem(service, item, true) };
}
