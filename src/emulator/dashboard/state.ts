/**
 * The state of a running emulator as plain data: folders, open sessions, the last requests, the throttle, the faults.
 * It never contains a credential: no token, uploadUrl or session id.
 */
import type { FaultPlan } from '../core/faults.ts';
import type { Clock } from '../core/messages.ts';
import type { RequestLog, RequestLogEntry } from '../core/request-log.ts';
import type { UploadSession, UploadSessions } from '../drive/sessions.ts';
import type { DriveStore } from '../drive/store.ts';
import { type Drive, type DriveItem, findDescendant, itemPath } from '../drive/tree.ts';
import type { Throttle, ThrottleState } from '../graph/throttle.ts';
import { redact, redactPath, redactQuery } from './redact.ts';

/** Maximum number of each, so that replies stay small. */
export const dashboardLimits = { items: 500, requests: 200, sessions: 100, faults: 100 };

/** Where the state comes from. */
export interface DashboardSources {
  readonly account: string;
  readonly clock: Clock;
  readonly store: DriveStore;
  /** Used if no drive is named. */
  readonly defaultDrive: Drive;
  readonly sessions: UploadSessions;
  readonly requestLog: RequestLog;
  readonly faults: FaultPlan;
  /** Undefined if throttling is off. */
  readonly throttle: Throttle | undefined;
}

export interface DriveState {
  readonly id: string;
  readonly label: string;
  readonly sizeBytes: number;
  /** Files and folders. */
  readonly items: number;
}

export interface SessionState {
  /** From the drive's root. */
  readonly path: string;
  readonly drive: string;
  readonly receivedBytes: number;
  /** null until the first fragment. */
  readonly totalBytes: number | null;
  readonly fragments: number;
  /** A fragment is being received. */
  readonly receiving: boolean;
  readonly expires: string;
}

export interface RequestState {
  readonly time: string;
  readonly surface: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  /** For a request of an upload session: the file's path on its drive. */
  readonly file?: string;
  readonly contentRange?: string;
  readonly status: RequestLogEntry['status'];
  readonly code?: string;
  /** How much of the request's body was received. */
  readonly bytes: number;
  readonly fault?: string;
}

export interface FaultState {
  readonly on: { readonly surface?: string; readonly method?: string; readonly path?: string };
  readonly does: string;
  readonly after: number;
  readonly times: number;
  readonly seen: number;
  readonly hits: number;
}

export interface DashboardState {
  /** Changes with every modification of any drive. */
  readonly revision: number;
  /** The emulator's clock, which tests may have moved. */
  readonly time: string;
  readonly account: string;
  readonly drive: DriveState;
  readonly drives: readonly DriveState[];
  readonly sessions: readonly SessionState[];
  readonly sessionsInAll: number;
  /** Newest first. */
  readonly requests: readonly RequestState[];
  readonly requestsInAll: number;
  readonly throttle: ThrottleState | null;
  readonly faults: readonly FaultState[];
}

export interface ItemState {
  readonly id: string;
  readonly name: string;
  /** From the drive's root, with a leading slash. */
  readonly path: string;
  /** Number of direct children of a folder. null for a file. */
  readonly children: number | null;
  readonly sizeBytes: number;
  readonly versions: number;
  readonly modified: string;
  readonly quickXorHash: string | null;
}

export interface FolderState {
  readonly path: string;
  /** Index of the first item, from 0. */
  readonly from: number;
  readonly total: number;
  /** Folders first, then by name. */
  readonly items: readonly ItemState[];
}

/** Finds a drive by id. An empty id is the account's own drive. */
export function findDashboardDrive({ store, defaultDrive }: DashboardSources, id: string): Drive | undefined {
  return id === '' ? defaultDrive : store.drive(id);
}

/** The state, without the items of folders. */
export function dashboardState(sources: DashboardSources, drive: Drive): DashboardState {
  const { store, clock, account, requestLog, throttle } = sources;
  const open = sources.sessions.list();
  const { entries } = requestLog;
  return {
    revision: store.revision,
    time: iso(clock()),
    account,
    drive: driveState(drive),
    drives: [...store.drives.values()].map(driveState),
    sessions: open.slice(-dashboardLimits.sessions).toReversed().map(sessionState),
    sessionsInAll: open.length,
    requests: entries.slice(-dashboardLimits.requests).toReversed().map(requestState),
    requestsInAll: entries.length,
    throttle: throttle?.state() ?? null,
    faults: sources.faults.list().slice(0, dashboardLimits.faults).map(faultState),
  };
}

/** The items of a folder, at most `dashboardLimits.items`. Undefined if there is no such folder. */
export function folderState(drive: Drive, path: string, from = 0): FolderState | undefined {
  const at = findDescendant(drive.root, path.split('/').filter(Boolean));
  if (at?.children === undefined) return undefined;
  const base = itemPath(at)
    .map((name) => `/${name}`)
    .join('');
  const ordered = [...at.children].sort(([key, one], [otherKey, other]) => {
    const folders = Number(other.children !== undefined) - Number(one.children !== undefined);
    return folders !== 0 ? folders : key < otherKey ? -1 : 1;
  });
  const items = ordered.slice(from, from + dashboardLimits.items).map(([, item]) => itemState(item, base));
  return { path: base === '' ? '/' : base, from, total: at.children.size, items };
}

function itemState(item: DriveItem, base: string): ItemState {
  const { id, name, sizeBytes, versions } = item;
  return {
    id,
    name,
    path: `${base}/${name}`,
    children: item.children?.size ?? null,
    sizeBytes,
    versions,
    modified: iso(item.fileModifiedMs),
    quickXorHash: item.quickXorHash ?? null,
  };
}

function driveState(drive: Drive): DriveState {
  const { id, holder, ownerName, sitePath, name, root } = drive;
  const whose = holder === 'site' ? sitePath || '/' : ownerName;
  return { id, label: `${whose} · ${name}`, sizeBytes: root.sizeBytes, items: drive.items.size - 1 };
}

function sessionState(session: UploadSession): SessionState {
  const {
    path,
    receivedBytes,
    sizeBytes,
    fragments,
    activeFragment: busy,
    expiresMs,
    tokenExpiresMs,
  } = session;
  return {
    path,
    drive: driveState(session.parent.drive).label,
    receivedBytes,
    totalBytes: sizeBytes ?? null,
    fragments,
    receiving: busy !== undefined,
    expires: iso(Math.min(expiresMs, tokenExpiresMs)),
  };
}

function requestState(entry: RequestLogEntry): RequestState {
  const { surface, method, status, contentRange, file, code, fault } = entry;
  const isRange = contentRange !== undefined && /^bytes [\d*/-]{1,60}$/.test(contentRange);
  return {
    time: iso(entry.atMs),
    surface,
    method,
    path: redactPath(entry.path, surface),
    query: redactQuery(entry.query),
    ...(file === undefined ? {} : { file }),
    ...(isRange ? { contentRange } : {}),
    status,
    ...(code === undefined ? {} : { code: redact(code) }),
    bytes: entry.bodyBytes,
    ...(fault === undefined ? {} : { fault: redact(fault) }),
  };
}

function faultState({ fault, seen, hits }: ReturnType<FaultPlan['list']>[number]): FaultState {
  const { on, after = 0, times = 1 } = fault;
  const { kind } = fault.do;
  const does =
    fault.do.kind === 'status'
      ? `${kind} ${fault.do.status}`
      : fault.do.kind === 'refusal'
        ? fault.do.name
        : kind;
  const path = on.path === undefined ? {} : { path: redact(on.path) };
  return { on: { ...on, ...path }, does, after, times, seen, hits };
}

/** ISO 8601, or '' for a time outside the range of Date. */
function iso(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : '';
}
