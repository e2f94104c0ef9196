/**
 * Parses Microsoft's JSON into our own types without trusting it. Source:
 * learn.microsoft.com/graph/api/resources/driveitem, /uploadsession, /graph/errors.
 */

import { ServiceFailure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { asObject, asObjectOrEmpty, asString, asWholeNumber, parseJsonObject } from '../core/json.ts';
import { htmlTitleClause } from '../http/html-title.ts';
import type { HttpResponse, ResponseHead } from '../http/message.ts';
import { redactResponse } from '../http/receive.ts';
import { readRetryAfterMs } from '../http/retry-table.ts';
import { completeDriveId } from './drive-id.ts';
import { graphFailureCode, graphFailureHint } from './failure-code.ts';
import { percentDecode } from './paths.ts';

/** A file or folder on the drive, with the fields that we use. */
export interface DriveItem {
  readonly id: string;
  readonly name: string;
  /** For a folder: everything below it. NaN if missing or invalid. */
  readonly sizeBytes: number;
  readonly isFolder: boolean;
  /** Direct children of a folder; undefined for other items, and if the service does not say. */
  readonly childCount: number | undefined;
  /** True for the root of a drive that was looked up. Listings do not say. */
  readonly isDriveRoot: boolean;
  /** True for a OneNote notebook: a folder that nobody may write to (driveItem, facet `package`). */
  readonly isPackage: boolean;
  /** Flagged by the service on arrival: cannot be downloaded as it was sent (driveItem, facets of these names). */
  readonly state: 'malware' | 'deleted' | undefined;
  /** Checked out to the one who sent it: nobody else sees it yet (driveItem, facet `publication`, when it is sent). */
  readonly isCheckedOut: boolean;
  /** The target of a shortcut to a shared item. */
  readonly remoteItem: RemoteItem | undefined;
  /** Undefined in listings, which do not request it. */
  readonly parentReference: ParentReference | undefined;
  /** Base64; undefined for folders, and if the service has none (yet). */
  readonly quickXorHash: string | undefined;
  readonly webUrl: string;
  readonly eTag: string;
  /** Milliseconds since the epoch by the service's clock; NaN if missing. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** The file's own modification time, as the uploader set it; NaN if missing. */
  readonly fileModifiedMs: number;
}

/** An item on another drive (driveItem, facet `remoteItem`). */
export interface RemoteItem {
  readonly driveId: string;
  readonly id: string;
  readonly isFolder: boolean;
}

/** The parent folder of an item (itemReference). */
export interface ParentReference {
  readonly driveId: string;
  /** `personal`, `business` or `documentLibrary`. */
  readonly driveType: string;
  /** Of the parent folder; `''` for a drive's root. */
  readonly id: string;
  /** Path of the parent folder from its drive's root, decoded; undefined if the service hides it. */
  readonly path: string | undefined;
}

/** Returns an id for use in a URL; `''` for `.` and `..`, which a URL parser drops, and for lone surrogates. */
function parseId(value: unknown): string {
  const id = asString(value);
  return id === '.' || id === '..' || /\p{Cs}/u.test(id) ? '' : id;
}

/** Returns digits as a number; NaN if they are too many for a file size. */
export function parseDigits(digits: string | undefined): number {
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** OneDrive opened in August 2007. Earlier timestamps are placeholders (the years 1 and 1601) or invalid. */
const minTimestampMs = Date.UTC(2007, 0);

/** Parses a timestamp of the service to milliseconds since the epoch; NaN if it is invalid. */
function parseTimestampMs(value: unknown): number {
  const stamp = asString(value);
  const atMs = /^\d{4}-\d\d-\d\dT/.test(stamp) ? Date.parse(stamp) : Number.NaN;
  return atMs >= minTimestampMs ? atMs : Number.NaN;
}

/** Parses a driveItem; undefined if it has no `id` (api-docs#1531). */
export function parseDriveItem(value: unknown): DriveItem | undefined {
  const item = parseListEntry(value);
  return item.id === '' ? undefined : item;
}

/** False for a list entry without a usable id or name. We know only that it exists. */
export function isAddressable({ id, name }: Pick<DriveItem, 'id' | 'name'>): boolean {
  return id !== '' && name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}

/** Parses an entry of a listing. Missing fields are allowed. */
export function parseListEntry(value: unknown): DriveItem {
  const item = asObjectOrEmpty(value);
  const hash = asString(asObject(asObject(item.file)?.hashes)?.quickXorHash);
  return {
    id: parseId(item.id),
    name: asString(item.name),
    sizeBytes: asWholeNumber(item.size) ?? Number.NaN,
    isFolder: asObject(item.folder) !== undefined,
    childCount: asWholeNumber(asObject(item.folder)?.childCount),
    isDriveRoot: asObject(item.root) !== undefined,
    isPackage: asObject(item.package) !== undefined,
    state: parseState(item),
    isCheckedOut: /^checkout$/i.test(asString(asObject(item.publication)?.level)),
    remoteItem: parseRemoteItem(item.remoteItem),
    parentReference: parseParentReference(item.parentReference),
    quickXorHash: hash === '' ? undefined : hash,
    webUrl: asString(item.webUrl),
    eTag: asString(item.eTag),
    createdMs: parseTimestampMs(item.createdDateTime),
    modifiedMs: parseTimestampMs(item.lastModifiedDateTime),
    fileModifiedMs: Date.parse(asString(asObject(item.fileSystemInfo)?.lastModifiedDateTime)),
  };
}

/** True for items with content: not a folder, notebook or shortcut. */
export function isFileItem(item: Pick<DriveItem, 'isFolder' | 'isPackage' | 'remoteItem'>): boolean {
  return !item.isFolder && !item.isPackage && item.remoteItem === undefined;
}

/** A facet counts if it is present, whatever it contains (learn: resources/malware, resources/deleted). */
function parseState(item: Record<string, unknown>): DriveItem['state'] {
  if (asObject(item.malware) !== undefined) return 'malware';
  return asObject(item.deleted) === undefined ? undefined : 'deleted';
}

function parseRemoteItem(value: unknown): RemoteItem | undefined {
  const remote = asObject(value);
  const driveId = completeDriveId(parseId(asObject(remote?.parentReference)?.driveId));
  if (remote === undefined || driveId === '' || parseId(remote.id) === '') return undefined;
  return { driveId, id: asString(remote.id), isFolder: asObject(remote.folder) !== undefined };
}

/** `path` looks like `/drives/{id}/root:/a%20b`. It is usually percent-encoded, but not always. */
function parseParentReference(value: unknown): ParentReference | undefined {
  const parent = asObject(value);
  if (parent === undefined) return undefined;
  const path = /root:\/?(.*)$/s.exec(asString(parent.path))?.[1];
  return {
    driveId: completeDriveId(asString(parent.driveId)),
    driveType: asString(parent.driveType),
    id: asString(parent.id),
    path: path === undefined ? undefined : percentDecode(path),
  };
}

/** Returns which bytes a response has (RFC 9110, 14.4 and 8.6). Unknown: `startByte` NaN, `totalBytes` undefined. */
export function parseContentRange({ status, headers }: ResponseHead): {
  readonly startByte: number;
  readonly totalBytes: number | undefined;
} {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  const size = parseDigits(status === 206 ? total : headers['content-length']);
  return {
    startByte: status === 206 ? parseDigits(start) : 0,
    totalBytes: Number.isNaN(size) ? undefined : size,
  };
}

/** Some services answer 200 with an error in the body. No resource that we ask for has a field of this name. */
export function isErrorBody(body: Record<string, unknown> | undefined): boolean {
  return asString(asObject(body?.error)?.code) !== '';
}

/** Filters the text before it is cut for a message: the HTTP client does not filter an answer of success. */
export function filteredFailure(
  response: HttpResponse,
  operation: string,
  host: Pick<Host, 'redact' | 'clock'>,
): ServiceFailure {
  return graphFailure(
    { ...response, text: redactResponse(response.text, host) },
    operation,
    host.clock.now(),
  );
}

/** Creates the failure for an error response, with all that a retry or a bug report needs. */
export function graphFailure(response: HttpResponse, operation: string, nowMs: number): ServiceFailure {
  const error = asObject(parseJsonObject(response.text)?.error);
  const codes = readErrorCodes(error);
  const message = asString(error?.message);
  const requestId = response.headers['request-id'] ?? response.headers.sprequestguid;
  const retryAfterMs = [429, 503, 509].includes(response.status)
    ? readRetryAfterMs(response.headers, nowMs)
    : undefined;
  const parts = [
    `${operation}: HTTP ${response.status}`,
    ...(codes.length === 0 ? [] : [` ${codes.join('/')}`]),
    ...(error === undefined ? [htmlTitleClause(response.text)] : []),
    ...(message === '' ? [] : [` “${message.replace(/\s+/g, ' ').slice(0, 300)}”`]),
    ...(requestId === undefined ? [] : [` (request-id ${requestId})`]),
  ];
  const service = {
    status: response.status,
    codes,
    ...(message !== '' && { message }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(requestId !== undefined && { requestId }),
  };
  const code = graphFailureCode(service);
  return new ServiceFailure(escapeControls(parts.join('')), {
    code,
    hint: graphFailureHint(code, service),
    service,
  });
}

/** `innerError` nests and has two spellings. The deepest code says most (learn.microsoft.com/graph/errors). */
function readErrorCodes(error: Record<string, unknown> | undefined): string[] {
  const codes: string[] = [];
  for (
    let level = error;
    level !== undefined && codes.length < 8;
    level = asObject(level.innerError ?? level.innererror)
  ) {
    if (asString(level.code) !== '') codes.push(asString(level.code).slice(0, 80));
  }
  return codes;
}
