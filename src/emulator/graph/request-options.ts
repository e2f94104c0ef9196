/**
 * What a Graph call asks for: its JSON body, and what headers, queries and bodies may state alike, which is conflict
 * behaviour, dates and tags. What is wrong is refused the way the service refuses it.
 */
import { badRequest, invalidRequest, Refusal } from '../core/errors.ts';
import { cTag, eTag } from '../core/ids.ts';
import type { EmulatorRequest } from '../core/messages.ts';
import { readText, TooManyBytes } from '../drive/receive.ts';
import type { Conflict } from '../drive/sessions.ts';
import type { FileDates } from '../drive/store.ts';
import type { Item } from '../drive/tree.ts';
import { isObject, type Json } from './json.ts';

export const CONFLICT = '@microsoft.graph.conflictBehavior';
/** Its name in the days of api.onedrive.com, still sent to Graph by abraunegg/onedrive 2.4. */
export const oldConflict = '@name.conflictBehavior';

/** Throws 412 when `If-Match` names another state than the item's, or `If-None-Match: *` finds it there. */
export function checkTags(request: EmulatorRequest, item: Item | undefined): void {
  const wanted = request.headers['if-match'];
  const { type } = item?.drive ?? {};
  // Either tag will do (driveItem documentation): the cTag is the one that a mere change of dates leaves alone.
  const held = item && type ? [eTag(type, item), cTag(type, item)] : [];
  const mismatch = wanted !== undefined && wanted !== '*' && !held.includes(wanted);
  if (!mismatch && (request.headers['if-none-match'] !== '*' || item === undefined)) return;
  const message = "ETag does not match current item's value";
  throw new Refusal({ status: 412, code: 'resourceModified', message });
}

/** `fail`, `replace` or `rename`; left out it means `replace`, whatever the documentation says (microsoft-graph-docs#19010). */
export function readConflict(value: unknown): Conflict {
  if (value === undefined || value === null) return 'replace';
  if (value === 'fail' || value === 'replace' || value === 'rename') return value;
  throw invalidRequest(`The value of '${CONFLICT}' is invalid.`);
}

/** fileSystemInfo, cut to whole seconds as the service stores it. */
export function readDates(value: unknown): FileDates {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw invalidRequest("The value of 'fileSystemInfo' is invalid.");
  const createdMs = readInstant(value.createdDateTime);
  const modifiedMs = readInstant(value.lastModifiedDateTime);
  return {
    ...(createdMs === undefined ? {} : { fileCreatedMs: createdMs }),
    ...(modifiedMs === undefined ? {} : { fileModifiedMs: modifiedMs }),
  };
}

function readInstant(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/;
  const atMs = typeof value === 'string' && shape.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(atMs)) throw invalidRequest('A date and time of fileSystemInfo is invalid.');
  return Math.floor(atMs / 1000) * 1000;
}

const limitBytes = 4 * 1024 * 1024;

/** The body as an object; `{}` when there is none. */
export async function readJson(request: EmulatorRequest): Promise<Json> {
  const text = await bodyText(request);
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
  if (!isObject(value)) throw badRequest('The request payload must be a JSON object.');
  return value;
}

async function bodyText(request: EmulatorRequest): Promise<string> {
  try {
    return await readText(request.body, limitBytes);
  } catch (error) {
    if (!(error instanceof TooManyBytes)) throw error;
    throw new Refusal({
      status: 413,
      code: 'RequestBodyTooLarge',
      message: 'The request body is too large.',
    });
  }
}
