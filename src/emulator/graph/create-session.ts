/**
 * createUploadSession: validates path and body, and opens the session. Source: the createUploadSession and
 * driveItemUploadableProperties documentation pages.
 */
import { badRequest, GraphError, invalidRequest, nameAlreadyExists } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { ConflictBehavior } from '../drive/sessions.ts';
import type { FileDates } from '../drive/store.ts';
import type { DriveItem } from '../drive/tree.ts';
import { checkQuota, isOfficeFile } from './commit.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';
import { checkAccess } from './permissions.ts';
import { checkNameLock, resolveUploadTarget } from './placement.ts';
import {
  checkETags,
  conflictBehaviorKey,
  legacyConflictBehaviorKey,
  readConflictBehavior,
  readFileDates,
  readJsonBody,
} from './request-options.ts';
import type { ResolvedItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/** POST …/createUploadSession. */
export async function createUploadSession(call: GraphCall, resolved: ResolvedItem): Promise<EmulatorReply> {
  const { service, request } = call;
  checkAccess(call, resolved.base, 'write');
  const requested = readSessionRequest(call, resolved, await readJsonBody(request));
  const onWork = resolved.drive.type !== 'personal';
  if (!onWork && resolved.names.length === 0 && resolved.base.children === undefined) {
    throw invalidRequest('File name not provided in url');
  }
  const target = resolveUploadTarget(service, resolved);
  checkNotInPackage(target.parent);
  const { parent, name, existing } = target;
  if (requested.name !== undefined && requested.name !== name) {
    throw invalidRequest('Name from path does not match name from body');
  }
  checkETags(request, existing);
  checkNameLock(service, target);
  const failsEarly = onWork && !service.settings.conflictAtCommit;
  if (failsEarly && existing !== undefined && requested.conflict === 'fail') throw nameAlreadyExists();
  checkQuota(
    service,
    parent,
    requested.fileSize ?? (service.settings.quotaLate ? Number.NEGATIVE_INFINITY : 1),
  );
  const { session, url } = service.sessions.open({
    parent,
    name,
    conflict: requested.conflict,
    dates: requested.dates,
    ...(existing === undefined ? {} : { existing }),
    officeBug: hasOfficeReplaceBug(call, existing, requested.conflict),
  });
  return {
    status: 200,
    // Recorded in OneDrive/onedrive-api-docs#1734. The location is no upload address.
    headers: { 'cache-control': 'no-store', location: call.origin },
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
      expirationDateTime: new Date(session.expiresMs).toISOString(),
      nextExpectedRanges: ['0-'],
      uploadUrl: url,
    },
  };
}

/** OneNote notebooks accept simple PUTs, but no sessions (OneDrive/onedrive-api-docs#1634). */
function checkNotInPackage(parent: DriveItem): void {
  for (let at: DriveItem | undefined = parent; at !== undefined; at = at.parent) {
    if (at.isPackage === true)
      throw new GraphError({ status: 400, code: 'notSupported', message: 'Operation not supported' });
  }
}

function hasOfficeReplaceBug(
  call: GraphCall,
  existing: DriveItem | undefined,
  conflict: ConflictBehavior,
): boolean {
  const library = existing?.drive.type === 'documentLibrary' || existing?.drive.type === 'business';
  return (
    call.service.settings.officeReplaceBug && library && conflict === 'replace' && isOfficeFile(existing.name)
  );
}

interface SessionRequest {
  readonly conflict: ConflictBehavior;
  readonly name?: string;
  readonly fileSize?: number;
  readonly dates: FileDates;
}

function readSessionRequest(call: GraphCall, resolved: ResolvedItem, body: JsonObject): SessionRequest {
  for (const key of Object.keys(body)) {
    // Beside `item`, a name and a conflict behaviour are ignored (msgraph-sdk-php#472, api-docs#1491).
    if (key !== 'item' && key !== 'deferCommit' && key !== 'name' && !key.startsWith('@')) {
      throw badRequest(
        `The parameter '${key}' in the request payload is not a valid parameter for the operation 'createUploadSession'.`,
      );
    }
  }
  if (body.deferCommit !== undefined && body.deferCommit !== false) {
    throw new GraphError({ status: 501, code: 'notSupported', message: 'deferCommit is not emulated.' });
  }
  const item = body.item ?? {};
  if (!isJsonObject(item)) throw invalidRequest("The value of 'item' is invalid.");
  const onWork = resolved.drive.type !== 'personal';
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
    conflict: readConflictBehavior(item[conflictBehaviorKey] ?? item[legacyConflictBehaviorKey]),
    dates: readFileDates(item.fileSystemInfo),
    ...(name === undefined ? {} : { name }),
    ...(fileSize === undefined ? {} : { fileSize }),
  };
}

function checkProperties(item: JsonObject, { onWork, ordered }: { onWork: boolean; ordered: boolean }): void {
  const keys = Object.keys(item);
  const allowed = [
    conflictBehaviorKey,
    legacyConflictBehaviorKey,
    'name',
    'fileSystemInfo',
    'mediaSource',
    'driveItemSource',
  ];
  if (!onWork) allowed.push('fileSize', '@odata.type');
  const wrong = keys.find((key) => !allowed.includes(key));
  if (wrong !== undefined)
    throw invalidRequest(`The property '${wrong}' is not valid for an upload session.`);
  if (
    ordered &&
    keys.includes('fileSystemInfo') &&
    keys.indexOf(conflictBehaviorKey) > keys.indexOf('fileSystemInfo')
  ) {
    throw invalidRequest(`The annotation '${conflictBehaviorKey}' must precede the properties of the item.`);
  }
}
