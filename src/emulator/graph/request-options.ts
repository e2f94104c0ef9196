/**
 * Reads the JSON body of a request, and options that occur in headers, queries and bodies: conflict behaviour, dates
 * and ETags. Throws the service's error if one is invalid.
 */
import { badRequest, GraphError, invalidRequest } from '../core/errors.ts';
import { cTag, eTag } from '../core/ids.ts';
import type { EmulatorRequest } from '../core/messages.ts';
import { BodyTooLargeError, readBodyText } from '../drive/receive.ts';
import type { ConflictBehavior } from '../drive/sessions.ts';
import type { FileDates } from '../drive/store.ts';
import type { DriveItem } from '../drive/tree.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';

export const conflictBehaviorKey = '@microsoft.graph.conflictBehavior';
/** The name used on api.onedrive.com. abraunegg/onedrive 2.4 still sends it to Graph. */
export const legacyConflictBehaviorKey = '@name.conflictBehavior';

/** Throws a 412 if `If-Match` does not match the item, or if `If-None-Match: *` is set and the item exists. */
export function checkETags(request: EmulatorRequest, item: DriveItem | undefined): void {
  const wanted = request.headers['if-match'];
  // Both tags are accepted (driveItem documentation). A change of dates alone does not change the cTag.
  const currentTags = item ? [eTag(item.drive, item), cTag(item.drive, item)] : [];
  const mismatch = wanted !== undefined && wanted !== '*' && !currentTags.includes(wanted);
  if (!mismatch && (request.headers['if-none-match'] !== '*' || item === undefined)) return;
  const message = "ETag does not match current item's value";
  // As recorded in abraunegg/onedrive#24 and skilion/onedrive#366.
  const code = request.method === 'PUT' ? 'notAllowed' : 'resourceModified';
  throw new GraphError({ status: 412, code, message });
}

/** True if `If-None-Match` has a tag of the item, so that the reply is a 304 (get-content documentation). */
export function isUnchanged(request: EmulatorRequest, item: DriveItem): boolean {
  // SharePoint's tags have a comma inside of their quotes.
  const tags = request.headers['if-none-match']?.match(/"[^"]*"|[^",\s]+/g) ?? [];
  return tags.some((tag) => tag === '*' || tag === eTag(item.drive, item) || tag === cTag(item.drive, item));
}

/** `fail`, `replace` or `rename`. The default is `replace`, despite the documentation (microsoft-graph-docs#19010). */
export function readConflictBehavior(value: unknown): ConflictBehavior {
  if (value === undefined || value === null) return 'replace';
  if (value === 'fail' || value === 'replace' || value === 'rename') return value;
  throw invalidRequest(`The value of '${conflictBehaviorKey}' is invalid.`);
}

/** Reads fileSystemInfo, truncated to whole seconds as the service stores it. */
export function readFileDates(value: unknown): FileDates {
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw invalidRequest("The value of 'fileSystemInfo' is invalid.");
  const createdMs = readDateTime(value.createdDateTime);
  const modifiedMs = readDateTime(value.lastModifiedDateTime);
  return {
    ...(createdMs === undefined ? {} : { fileCreatedMs: createdMs }),
    ...(modifiedMs === undefined ? {} : { fileModifiedMs: modifiedMs }),
  };
}

function readDateTime(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/;
  const atMs = typeof value === 'string' && shape.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(atMs)) throw invalidRequest('A date and time of fileSystemInfo is invalid.');
  return Math.floor(atMs / 1000) * 1000;
}

const maxBodyBytes = 4 * 1024 * 1024;

/** The body as an object, or `{}` if it is empty. */
export async function readJsonBody(request: EmulatorRequest): Promise<JsonObject> {
  const text = await readRequestText(request);
  if (text === '') return {};
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw badRequest('Entity only allows writes with a JSON Content-Type header.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  if (!isJsonObject(value)) throw badRequest('The request payload must be a JSON object.');
  return value;
}

async function readRequestText(request: EmulatorRequest): Promise<string> {
  try {
    return await readBodyText(request.body, maxBodyBytes);
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    throw new GraphError({
      status: 413,
      code: 'RequestBodyTooLarge',
      message: 'The request body is too large.',
    });
  }
}
