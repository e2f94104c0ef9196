/**
 * createUploadSession: what the service refuses in address and body, and the session it opens. Knows nothing
 * of fragments. Source: the createUploadSession and driveItemUploadableProperties documentation pages.
 */
import { badRequest, invalidRequest, nameAlreadyExists, Refusal } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { Conflict } from '../drive/sessions.ts';
import type { FileDates } from '../drive/store.ts';
import type { Item } from '../drive/tree.ts';
import { checkRoom, isOffice } from './commit.ts';
import type { Json } from './json.ts';
import { isObject } from './json.ts';
import { checkAccess } from './permissions.ts';
import { checkLock, landingOf } from './placement.ts';
import { CONFLICT, checkTags, oldConflict, readConflict, readDates, readJson } from './request-options.ts';
import type { Place } from './resolve.ts';
import type { Call } from './service.ts';

/** POST …/createUploadSession. */
export async function createUploadSession(call: Call, place: Place): Promise<EmulatorReply> {
  const { service, request } = call;
  checkAccess(call, place.base, 'write');
  const wish = readWish(call, place, await readJson(request));
  const onWork = place.drive.type !== 'personal';
  if (!onWork && place.names.length === 0 && place.base.children === undefined) {
    throw invalidRequest('File name not provided in url');
  }
  const landing = landingOf(service, place);
  refusePackage(landing.parent);
  const { parent, name, present } = landing;
  if (wish.name !== undefined && wish.name !== name) {
    throw invalidRequest('Name from path does not match name from body');
  }
  checkTags(request, present);
  checkLock(service, landing);
  const early = onWork && !service.settings.conflictAtCommit;
  if (early && present !== undefined && wish.conflict === 'fail') throw nameAlreadyExists();
  checkRoom(service, parent, wish.fileSize ?? (service.settings.quotaLate ? Number.NEGATIVE_INFINITY : 1));
  const { session, url } = service.sessions.open({
    ...{ parent, name, conflict: wish.conflict, dates: wish.dates },
    ...(present === undefined ? {} : { existing: present }),
    officeBug: officeBug(call, present, wish.conflict),
  });
  return {
    status: 200,
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
      expirationDateTime: new Date(session.expiresMs).toISOString(),
      nextExpectedRanges: ['0-'],
      uploadUrl: url,
    },
  };
}

/** OneNote's notebooks take single PUTs, and no sessions (OneDrive/onedrive-api-docs#1634). */
function refusePackage(parent: Item): void {
  for (let at: Item | undefined = parent; at !== undefined; at = at.parent) {
    if (at.isPackage === true)
      throw new Refusal({ status: 400, code: 'notSupported', message: 'Operation not supported' });
  }
}

function officeBug(call: Call, existing: Item | undefined, conflict: Conflict): boolean {
  const library = existing?.drive.type === 'documentLibrary' || existing?.drive.type === 'business';
  return (
    call.service.settings.officeReplaceBug && library && conflict === 'replace' && isOffice(existing.name)
  );
}

interface Wish {
  readonly conflict: Conflict;
  readonly name?: string;
  readonly fileSize?: number;
  readonly dates: FileDates;
}

function readWish(call: Call, place: Place, body: Json): Wish {
  for (const key of Object.keys(body)) {
    if (key !== 'item' && key !== 'deferCommit' && !key.startsWith('@')) {
      throw badRequest(
        `The parameter '${key}' in the request payload is not a valid parameter for the operation 'createUploadSession'.`,
      );
    }
  }
  if (body.deferCommit !== undefined && body.deferCommit !== false) {
    throw new Refusal({ status: 501, code: 'notSupported', message: 'deferCommit is not emulated.' });
  }
  const item = body.item ?? {};
  if (!isObject(item)) throw invalidRequest("The value of 'item' is invalid.");
  const onWork = place.drive.type !== 'personal';
  checkProperties(item, { onWork, ordered: call.service.settings.strictOrder });
  const { name, fileSize } = item;
  if (name !== undefined && typeof name !== 'string') throw invalidRequest("The value of 'name' is invalid.");
  if (
    fileSize !== undefined &&
    (typeof fileSize !== 'number' || !Number.isSafeInteger(fileSize) || fileSize < 0)
  ) {
    throw invalidRequest("The value of 'fileSize' is invalid.");
  }
  return {
    conflict: readConflict(item[CONFLICT] ?? item[oldConflict]),
    dates: readDates(item.fileSystemInfo),
    ...(name === undefined ? {} : { name }),
    ...(fileSize === undefined ? {} : { fileSize }),
  };
}

function checkProperties(item: Json, { onWork, ordered }: { onWork: boolean; ordered: boolean }): void {
  const keys = Object.keys(item);
  const allowed = [CONFLICT, oldConflict, 'name', 'fileSystemInfo', 'mediaSource', 'driveItemSource'];
  if (!onWork) allowed.push('fileSize', '@odata.type');
  const wrong = keys.find((key) => !allowed.includes(key));
  if (wrong !== undefined)
    throw invalidRequest(`The property '${wrong}' is not valid for an upload session.`);
  if (ordered && keys.includes('fileSystemInfo') && keys.indexOf(CONFLICT) > keys.indexOf('fileSystemInfo')) {
    throw invalidRequest(`The annotation '${CONFLICT}' must precede the properties of the item.`);
  }
}
