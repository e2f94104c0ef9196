/**
 * `…/content`: a file's bytes in one request, and the redirect to its download. Knows nothing of sessions but
 * that one may lock the name. Source: the put-content and get-content documentation pages.
 */
import { rm } from 'node:fs/promises';
import { badRequest, invalidRequest, nameAlreadyExists, Refusal } from '../core/errors.ts';
import { Interruption } from '../core/faults.ts';
import type { EmulatorReply } from '../core/messages.ts';
import { QuickXorHash } from '../drive/quickxor.ts';
import { receive, TooManyBytes } from '../drive/receive.ts';
import type { Content } from '../drive/store.ts';
import { checkRoom, commit } from './commit.ts';
import { driveItem } from './json.ts';
import { checkAccess } from './permissions.ts';
import { checkLock, landingOf } from './placement.ts';
import { CONFLICT, checkTags, readConflict } from './request-options.ts';
import { existing, type Place } from './resolve.ts';
import type { Call } from './service.ts';

/** PUT …/content: 201 or 200 with the driveItem. */
export async function putContent(call: Call, place: Place): Promise<EmulatorReply> {
  const { service, request } = call;
  checkAccess(call, place.base, 'write');
  const conflict = readConflict(call.query.get(CONFLICT) ?? undefined);
  const declaredBytes = Number(request.headers['content-length'] ?? 0);
  // Nothing has no type: rclone sends an empty file without one.
  const typed = request.headers['content-type'] !== undefined;
  if (!typed && request.headers['content-length'] !== '0')
    throw badRequest('A Content-Type header is required.');
  if (declaredBytes > service.settings.simpleLimitBytes) throw tooLarge(service.settings.simpleLimitBytes);
  const landing = landingOf(service, place);
  const { parent, name, present } = landing;
  if (present !== undefined && conflict === 'fail') throw nameAlreadyExists();
  checkTags(request, present);
  checkLock(service, landing);
  checkRoom(service, parent, declaredBytes);
  const content = await arrived(call, parent.drive.type !== 'personal');
  try {
    checkRoom(service, parent, content.sizeBytes);
    const { item, fresh } = await commit(service, { parent, name, content, conflict });
    if (content.cut !== undefined) throw content.cut;
    const context = `${call.origin}/v1.0/$metadata#drives('${encodeURIComponent(item.drive.id)}')/items/$entity`;
    return {
      status: fresh ? 201 : 200,
      json: { '@odata.context': context, ...driveItem(service, item) },
    };
  } catch (error) {
    if (!(error instanceof Interruption)) await rm(content.path, { force: true });
    throw error;
  }
}

/** `cut`: what it held until its connection was cut, which work drives keep (OneDrive/onedrive-api-docs#1366). */
interface Arrived extends Content {
  readonly cut?: Interruption;
}

async function arrived(call: Call, keepsHalves: boolean): Promise<Arrived> {
  const { keeps } = call.service.store;
  const path = call.service.store.newContentPath();
  const hash = new QuickXorHash();
  const limitBytes = call.service.settings.simpleLimitBytes;
  try {
    const sizeBytes = await receive(call.request.body, { path, offsetBytes: 0, hash, limitBytes, keeps });
    return { path, sizeBytes, hash };
  } catch (error) {
    if (keepsHalves && error instanceof Interruption && error.keepBytes !== undefined)
      return { path, sizeBytes: error.keepBytes, hash, cut: error };
    await rm(path, { force: true });
    throw error instanceof TooManyBytes ? tooLarge(limitBytes) : error;
  }
}

function tooLarge(limitBytes: number): Refusal {
  return new Refusal({
    status: 413,
    code: 'invalidRequest',
    inner: 'maxFileSizeExceeded',
    message: `The request message is too big. The server does not allow messages larger than ${limitBytes} bytes.`,
  });
}

/** GET …/content: 302 to a pre-authenticated address on the download host. */
export function getContent(call: Call, place: Place): EmulatorReply {
  checkAccess(call, place.base, 'read');
  const item = existing(place);
  if (item.children !== undefined) throw invalidRequest('A folder has no content.');
  return { status: 302, headers: { location: call.service.tickets.urlOf(item) }, text: '' };
}
