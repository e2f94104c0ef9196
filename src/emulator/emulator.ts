/**
 * A OneDrive in a process: wires identity, Graph, upload host and GitHub to two listeners on loopback, and
 * gives tests their handles. Imports nothing outside this folder, so that it can judge the rest of the
 * project as a stranger would.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, FaultPlan } from './core/faults.ts';
import type { Clock, Route } from './core/messages.ts';
import { RequestLog, type RequestLogEntry } from './core/request-log.ts';
import { defaultSettings, type Settings } from './core/settings.ts';
import { createDashboard } from './dashboard/handler.ts';
import { DownloadUrls } from './drive/download-urls.ts';
import { createDriveInspector, type DriveInspector } from './drive/inspect.ts';
import { nameKey, similarNameKey } from './drive/names.ts';
import { UploadSessions } from './drive/sessions.ts';
import { DriveStore } from './drive/store.ts';
import { type AccountKind, createTenant, type Tenant } from './drive/tenant.ts';
import type { Drive } from './drive/tree.ts';
import { createGitHub, type GitHub } from './github/handler.ts';
import { createFixtures, type Fixtures, type TenantIds, tenantIds } from './graph/arrange.ts';
import { graphRoute } from './graph/handler.ts';
import type { AdmissionCheck, GraphService } from './graph/service.ts';
import { type MinuteUsage, Throttle, type ThrottleOptions } from './graph/throttle.ts';
import {
  type CustomCredentials,
  createIdentity,
  type EmulatorCredentials,
  type Identity,
} from './identity/identity.ts';
import { startServer } from './server/server.ts';
import { sessionToken, uploadRoute } from './upload-host/handler.ts';

export type { Fault, FaultEffect } from './core/faults.ts';
export type { RequestLogEntry } from './core/request-log.ts';
export type { Settings } from './core/settings.ts';
export type { DriveInspector, StoredFile } from './drive/inspect.ts';
export type { AccountKind } from './drive/tenant.ts';
export type { Fixtures, TenantIds } from './graph/arrange.ts';
export type { MinuteUsage, ThrottleOptions } from './graph/throttle.ts';

export interface EmulatorOptions {
  /** Default personal. */
  readonly account?: AccountKind;
  /** Of the main listener; default 0, any free one. The upload host always has another. */
  readonly port?: number;
  /** Where bytes lie; default a fresh temporary folder, removed on close. */
  readonly dataDir?: string;
  /** PEM texts; then both listeners speak https. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** What uploadUrls start with, when it is not the upload listener's own address. */
  readonly uploadOrigin?: string;
  /** Added to every answer. */
  readonly latencyMs?: number;
  /** Default Date.now; `advance` adds to it. */
  readonly clock?: Clock;
  readonly faults?: readonly Fault[];
  /** Of the confidential app, in place of generated ones that are marked as the emulator's. */
  readonly credentials?: CustomCredentials;
  /** No budget by default. */
  readonly throttle?: ThrottleOptions;
  /** Bytes are counted and hashed, and not kept: downloads answer 501. */
  readonly discard?: boolean;
  /** `none`: files have no QuickXorHash. Default full. */
  readonly hash?: 'full' | 'none';
  /** More names are one: `æ` is `ae`, and characters that the drive's tables do not know are nothing. */
  readonly similarNames?: boolean;
  /** Bytes a second that each connection takes in. */
  readonly bandwidthPerConnection?: number;
}

export interface OpenSession {
  readonly id: string;
  readonly driveId: string;
  readonly path: string;
  readonly receivedBytes: number;
  /** Unknown until the first fragment. */
  readonly sizeBytes: number | undefined;
}

export interface Emulator extends DriveInspector, Fixtures {
  /** Of the main listener. */
  readonly url: string;
  readonly uploadOrigin: string;
  readonly credentials: EmulatorCredentials & { readonly driveId: string };
  readonly identity: Identity;
  readonly github: GitHub;
  readonly tenant: TenantIds;
  /** Every request, newest last. */
  readonly requestLog: readonly RequestLogEntry[];
  readonly settings: Settings;
  /** Asked before each Graph and upload request: the throttle, unless a test puts its own in this place. */
  admit: AdmissionCheck;
  /** What the throttle granted and refused, minute by minute. */
  readonly spent: readonly MinuteUsage[];
  advance(ms: number): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Resolves when a fault of kind 'stall' has begun to stall; each stall answers one call, an earlier one too. */
  stalled(): Promise<void>;
  openSessions(): OpenSession[];
  /** Every uploadUrl ever handed out. */
  uploadUrls(): string[];
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Starts an emulator; it is ready for requests when this resolves. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const account = options.account ?? 'personal';
  let clockOffsetMs = 0;
  const clock = () => (options.clock ?? Date.now)() + clockOffsetMs;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'onedrive-emulator-')));
  const keyOf = options.similarNames === true ? similarNameKey : nameKey;
  const retention = { keyOf, contents: options.discard !== true, hashes: options.hash !== 'none' };
  const store = new DriveStore(dataDir, clock, retention);
  const tenant = createTenant(store, account);
  const defaultDrive = findDefaultDrive(tenant, account);
  const kind = account === 'personal' ? 'personal' : 'work';
  const github = createGitHub({ clock });
  const { displayName, alias: userName } = tenant.me;
  const identity = createIdentity({
    ...{ clock, kind, credentials: options.credentials, person: { displayName, userName } },
    issuerKey: (issuer) => github.oidc.keyOf(issuer),
  });
  const sessions = new UploadSessions(store, clock);
  const downloadUrls = new DownloadUrls(store, clock);
  const settings = defaultSettings();
  const throttle = new Throttle(options.throttle ?? { unitsPerMinute: Number.POSITIVE_INFINITY }, clock);
  const service: GraphService = {
    ...{ account, clock, settings, store, tenant, sessions, downloadUrls, identity },
    admit: (request) => emulator.admit(request),
    rateLimitHeaders: () => throttle.headers(),
  };
  const faults = new FaultPlan();
  for (const fault of options.faults ?? []) faults.add(fault);
  const requestLog = new RequestLog();
  const dashboard = createDashboard({
    ...{ account, clock, store, defaultDrive, sessions, requestLog, faults },
    throttle: options.throttle === undefined ? undefined : throttle,
  });
  const removeDataDir = async () => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  const server = await startServer({
    port: options.port ?? 0,
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.uploadOrigin === undefined ? {} : { uploadOrigin: options.uploadOrigin }),
    ...{ latencyMs: options.latencyMs ?? 0, bytesPerSecond: options.bandwidthPerConnection },
    ...{ clock, requestLog, faults, dashboard },
    routes: {
      ...{ identity: identity.route, github: github.route },
      ...{ graph: graphRoute(service), upload: uploadRoute(service), page: notFoundPage },
    },
    uploadPath: (url) => findSession(sessions, url)?.path,
    dropSessions(url) {
      const one = findSession(sessions, url);
      for (const session of one === undefined ? sessions.list() : [one]) sessions.end(session);
    },
  }).catch(async (error: unknown) => {
    await removeDataDir();
    throw error;
  });
  sessions.origin = server.uploadOrigin;
  downloadUrls.origin = server.uploadOrigin;
  github.oidc.origin = server.url;
  const emulator: Emulator = {
    ...{ url: server.url, uploadOrigin: server.uploadOrigin, identity, github, settings },
    credentials: { ...identity.credentials, driveId: defaultDrive.id },
    tenant: tenantIds(tenant),
    requestLog: requestLog.entries,
    ...{ admit: throttle.admit, spent: throttle.spent },
    advance(ms) {
      clockOffsetMs += ms;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    stalled: () => server.stalled(),
    ...createDriveInspector(store, defaultDrive),
    ...createFixtures(store, defaultDrive),
    openSessions: () => sessions.list().map(toOpenSession),
    uploadUrls: () => [...sessions.urls],
    async close() {
      await server.close();
      await removeDataDir();
    },
  };
  return emulator;
}

function findDefaultDrive({ me, sites }: Tenant, account: AccountKind): Drive {
  const defaultDrive = account === 'sharepoint' ? (sites[0]?.drives[0] ?? me.drives[0]) : me.drives[0];
  if (defaultDrive === undefined) throw new Error('the emulated account has no drive');
  return defaultDrive;
}

function toOpenSession(session: ReturnType<UploadSessions['list']>[number]): OpenSession {
  const { id, path, receivedBytes, sizeBytes } = session;
  return { id, driveId: session.parent.drive.id, path, receivedBytes, sizeBytes };
}

function findSession(sessions: UploadSessions, url: URL) {
  const token = sessionToken(url);
  const session = token === undefined ? undefined : sessions.find(token);
  return session === 'expired' ? undefined : session;
}

const notFoundPage: Route = async () => ({
  status: 404,
  text: '<!doctype html><title>onedrive-upload emulator</title><p>Nothing here: this is an emulated OneDrive.</p>',
});
