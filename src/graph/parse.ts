/**
 * What Microsoft's JSON means: bodies parsed into our own shapes, nothing trusted. Pure. Source:
 * learn.microsoft.com/graph/api/resources/driveitem, /uploadsession, /graph/errors.
 */
import { ServiceFailure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import { fields, parsed, record, text, whole } from '../core/json.ts';
import type { Head, Reply } from '../http/message.ts';
import { orderedWaitMs } from '../http/retry-table.ts';
import { decoded } from './paths.ts';

/** A file or folder on the drive, as far as we use it. */
export interface DriveItem {
  readonly id: string;
  readonly name: string;
  /** Of a folder: everything below it. NaN where nobody says, or no number that can be. */
  readonly sizeBytes: number;
  readonly isFolder: boolean;
  /** Direct children of a folder; undefined for everything else, and where the service does not say. */
  readonly childCount: number | undefined;
  /** True for the root of a drive, where it was looked up and not listed. */
  readonly isDriveRoot: boolean;
  /** True for a OneNote notebook: a folder underneath that nobody may write to (driveItem, facet `package`). */
  readonly isPackage: boolean;
  /** What the service did with it on arrival: nobody gets it back as it was sent (driveItem, facets of these names). */
  readonly state: 'malware' | 'deleted' | undefined;
  /** Of a shortcut to somebody's shared item: where that really is. */
  readonly remote: RemoteItem | undefined;
  /** Undefined where nobody asked for it: listings leave it out. */
  readonly parent: ParentReference | undefined;
  /** Base64; undefined for folders, and where the service has none (yet). */
  readonly quickXorHash: string | undefined;
  readonly webUrl: string;
  readonly eTag: string;
  /** Milliseconds since the epoch, by the service's clock; NaN when it did not say. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** When the file itself was modified, as the uploader told it; NaN when the service did not say. */
  readonly fileModifiedMs: number;
}

/** An item on another drive (driveItem, facet `remoteItem`). */
export interface RemoteItem {
  readonly driveId: string;
  readonly id: string;
  readonly isFolder: boolean;
}

/** Where an item lies (itemReference). */
export interface ParentReference {
  readonly driveId: string;
  /** `personal`, `business` or `documentLibrary`. */
  readonly driveType: string;
  /** Of the folder above; `''` for a drive's root. */
  readonly id: string;
  /** Path of the folder above from its drive's root, decoded; undefined when the service hides it. */
  readonly path: string | undefined;
}

/** A text that an address can name; `''` for one that an URL parser would swallow, or that is half a character. */
function idOf(value: unknown): string {
  const id = text(value);
  return id === '.' || id === '..' || /\p{Cs}/u.test(id) ? '' : id;
}

/** Digits as a number; NaN for whatever no file of this world is as large as. */
function wholeIn(digits: string | undefined): number {
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** OneDrive opened in August 2007: what it stamped earlier is a blank, such as the years 1 and 1601, or damage. */
const earliestMs = Date.UTC(2007, 0);

/** An instant as the service stamps it, milliseconds since the epoch; NaN for anything else. */
function stampMs(value: unknown): number {
  const stamp = text(value);
  const atMs = /^\d{4}-\d\d-\d\dT/.test(stamp) ? Date.parse(stamp) : Number.NaN;
  return atMs >= earliestMs ? atMs : Number.NaN;
}

/** A driveItem, or undefined when the object is none: an `id` is what makes one (api-docs#1531). */
export function driveItem(value: unknown): DriveItem | undefined {
  const item = listedItem(value);
  return item.id === '' ? undefined : item;
}

/** False for an entry of a listing that nobody can address: it is there, and that is all that is known of it. */
export function isKnown({ id, name }: Pick<DriveItem, 'id' | 'name'>): boolean {
  return id !== '' && name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}

/** An entry of a listing, whatever it lacks. */
export function listedItem(value: unknown): DriveItem {
  const item = fields(value);
  const hash = text(record(record(item.file)?.hashes)?.quickXorHash);
  return {
    id: idOf(item.id),
    name: text(item.name),
    sizeBytes: whole(item.size) ?? Number.NaN,
    isFolder: record(item.folder) !== undefined,
    childCount: whole(record(item.folder)?.childCount),
    isDriveRoot: record(item.root) !== undefined,
    isPackage: record(item.package) !== undefined,
    state: stateOf(item),
    remote: remoteItem(item.remoteItem),
    parent: parentReference(item.parentReference),
    quickXorHash: hash === '' ? undefined : hash,
    webUrl: text(item.webUrl),
    eTag: text(item.eTag),
    createdMs: stampMs(item.createdDateTime),
    modifiedMs: stampMs(item.lastModifiedDateTime),
    fileModifiedMs: Date.parse(text(record(item.fileSystemInfo)?.lastModifiedDateTime)),
  };
}

/** True for what holds bytes: neither folder, notebook nor shortcut. */
export function isFile(item: Pick<DriveItem, 'isFolder' | 'isPackage' | 'remote'>): boolean {
  return !item.isFolder && !item.isPackage && item.remote === undefined;
}

/** A facet that is there counts, whatever it holds (learn: resources/malware, resources/deleted). */
function stateOf(item: Record<string, unknown>): DriveItem['state'] {
  if (record(item.malware) !== undefined) return 'malware';
  return record(item.deleted) === undefined ? undefined : 'deleted';
}

function remoteItem(value: unknown): RemoteItem | undefined {
  const remote = record(value);
  const driveId = idOf(record(remote?.parentReference)?.driveId);
  if (remote === undefined || driveId === '' || idOf(remote.id) === '') return undefined;
  return { driveId, id: text(remote.id), isFolder: record(remote.folder) !== undefined };
}

/** `path` comes as `/drives/{id}/root:/a%20b`, most often percent-encoded, now and then not. */
function parentReference(value: unknown): ParentReference | undefined {
  const parent = record(value);
  if (parent === undefined) return undefined;
  const path = /root:\/?(.*)$/s.exec(text(parent.path))?.[1];
  return {
    driveId: text(parent.driveId),
    driveType: text(parent.driveType),
    id: text(parent.id),
    path: path === undefined ? undefined : decoded(path),
  };
}

/**
 * First byte that the server wants next, from `nextExpectedRanges`; undefined when it names none. Only the
 * first range counts: the service has one (api-docs#93), and older personal drives close it.
 */
export function nextExpectedByte(body: Record<string, unknown> | undefined): number | undefined {
  const ranges = body?.nextExpectedRanges;
  const [, first] = (Array.isArray(ranges) && /^(\d+)-\d*$/.exec(text(ranges[0]))) || [];
  const byte = wholeIn(first);
  return Number.isNaN(byte) ? undefined : byte;
}

/** Which bytes an answer brings (RFC 9110, 14.4 and 8.6): `startByte` is NaN, `totalBytes` undefined where nobody says. */
export function contentPlace({ status, headers }: Head): {
  readonly startByte: number;
  readonly totalBytes: number | undefined;
} {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  const size = wholeIn(status === 206 ? total : headers['content-length']);
  return {
    startByte: status === 206 ? wholeIn(start) : 0,
    totalBytes: Number.isNaN(size) ? undefined : size,
  };
}

/** A refusal with everything that a decision or a bug report needs. `doing` names the request in our words. */
export function serviceFailure(reply: Reply, doing: string, nowMs: number): ServiceFailure {
  const error = record(parsed(reply.text)?.error);
  const codes = nestedCodes(error);
  const message = text(error?.message);
  const requestId = reply.headers['request-id'] ?? reply.headers.sprequestguid;
  const waitMs = [429, 503, 509].includes(reply.status) ? orderedWaitMs(reply.headers, nowMs) : undefined;
  const words = [
    `${doing}: HTTP ${reply.status}`,
    ...(codes.length === 0 ? [] : [` ${codes.join('/')}`]),
    ...(message === '' ? [] : [` “${message.replace(/\s+/g, ' ').slice(0, 300)}”`]),
    ...(requestId === undefined ? [] : [` (request-id ${requestId})`]),
  ];
  return new ServiceFailure(printable(words.join('')), {
    hint: hintFor(reply.status, codes),
    service: {
      status: reply.status,
      codes,
      ...(message !== '' && { said: message }),
      ...(waitMs !== undefined && { waitMs }),
      ...(requestId !== undefined && { requestId }),
    },
  });
}

/** `innerError` nests, is written in two ways, and the deepest code says most (learn.microsoft.com/graph/errors). */
function nestedCodes(error: Record<string, unknown> | undefined): string[] {
  const codes: string[] = [];
  for (
    let level = error;
    level !== undefined && codes.length < 8;
    level = record(level.innerError ?? level.innererror)
  ) {
    if (text(level.code) !== '') codes.push(text(level.code).slice(0, 80));
  }
  return codes;
}

function hintFor(status: number, codes: readonly string[]): string {
  const known = new Set(codes.map((code) => code.toLowerCase()));
  if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch'))
    return 'somebody has the file open or checked out: close it, then run again';
  if (known.has('notsupported'))
    return 'the service does not do this here: a OneNote notebook, for one, takes no files; choose another destination';
  if (status === 507 || known.has('quotalimitreached'))
    return 'make room on the drive, the recycle bin counts too';
  if (known.has('pathistoolong'))
    return 'shorten destination or the names: 400 characters in all, 255 for each';
  if (status === 401)
    return 'check that the refresh token belongs to this client and has the scope Files.ReadWrite';
  if (status === 403)
    return 'check that the account may write there, and the scope: Files.ReadWrite for its own drive, Files.ReadWrite.All or Sites.ReadWrite.All for others';
  if (status === 429) return 'the account is being throttled: lower concurrency, or run later';
  if (status >= 500) return 'the service has trouble: run again later';
  return '';
}
