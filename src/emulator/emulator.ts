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
import { Ledger, type LedgerEntry } from './core/request-log.ts';
import { defaultSettings, type Settings } from './core/settings.ts';
import { createDashboard } from './dashboard/handler.ts';
import { Tickets } from './drive/download-urls.ts';
import { type Glimpses, glimpses } from './drive/inspect.ts';
import { nameKey, similarKey } from './drive/names.ts';
import { Sessions } from './drive/sessions.ts';
import { Store } from './drive/store.ts';
import { type AccountKind, createDirectory, type Directory } from './drive/tenant.ts';
import type { Drive } from './drive/tree.ts';
import { createGitHub, type GitHub } from './github/handler.ts';
import { type Places, type Plants, placesOf, plants } from './graph/arrange.ts';
import { graphRoute } from './graph/handler.ts';
import type { Admit, Service } from './graph/service.ts';
import { type SpentMinute, Throttle, type ThrottleOptions } from './graph/throttle.ts';
import {
  createIdentity,
  type EmulatorCredentials,
  type Identity,
  type OwnCredentials,
} from './identity/identity.ts';
import { startServer } from './server/server.ts';
import { sessionToken, uploadRoute } from './upload-host/handler.ts';

export type { Fault, Mishap } from './core/faults.ts';
export type { LedgerEntry } from './core/request-log.ts';
export type { Settings } from './core/settings.ts';
export type { Glimpses, StoredFile } from './drive/inspect.ts';
export type { AccountKind } from './drive/tenant.ts';
export type { Places, Plants } from './graph/arrange.ts';
export type { SpentMinute, ThrottleOptions } from './graph/throttle.ts';

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
  readonly credentials?: OwnCredentials;
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

export interface Emulator extends Glimpses, Plants {
  /** Of the main listener. */
  readonly url: string;
  readonly uploadOrigin: string;
  readonly credentials: EmulatorCredentials & { readonly driveId: string };
  readonly identity: Identity;
  readonly github: GitHub;
  readonly places: Places;
  /** Every request, newest last. */
  readonly ledger: readonly LedgerEntry[];
  readonly settings: Settings;
  /** Asked before each Graph and upload request: the throttle, unless a test puts its own in this place. */
  admit: Admit;
  /** What the throttle granted and refused, minute by minute. */
  readonly spent: readonly SpentMinute[];
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
  let aheadMs = 0;
  const clock = () => (options.clock ?? Date.now)() + aheadMs;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'onedrive-emulator-')));
  const keyOf = options.similarNames === true ? similarKey : nameKey;
  const keeps = { keyOf, contents: options.discard !== true, hashes: options.hash !== 'none' };
  const store = new Store(dataDir, clock, keeps);
  const directory = createDirectory(store, account);
  const home = homeOf(directory, account);
  const kind = account === 'personal' ? 'personal' : 'work';
  const github = createGitHub({ clock });
  const { displayName, alias: userName } = directory.me;
  const identity = createIdentity({
    ...{ clock, kind, credentials: options.credentials, person: { displayName, userName } },
    issuerKey: (issuer) => github.oidc.keyOf(issuer),
  });
  const sessions = new Sessions(store, clock);
  const tickets = new Tickets(store, clock);
  const settings = defaultSettings();
  const throttle = new Throttle(options.throttle ?? { unitsPerMinute: Number.POSITIVE_INFINITY }, clock);
  const service: Service = {
    ...{ account, clock, settings, store, directory, sessions, tickets, identity },
    admit: (request) => emulator.admit(request),
    allowance: () => throttle.headers(),
  };
  const faults = new FaultPlan();
  for (const fault of options.faults ?? []) faults.add(fault);
  const ledger = new Ledger();
  const dashboard = createDashboard({
    ...{ account, clock, store, home, sessions, ledger, faults },
    throttle: options.throttle === undefined ? undefined : throttle,
  });
  const tidy = async () => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  const server = await startServer({
    port: options.port ?? 0,
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.uploadOrigin === undefined ? {} : { uploadOrigin: options.uploadOrigin }),
    ...{ latencyMs: options.latencyMs ?? 0, bytesPerSecond: options.bandwidthPerConnection },
    ...{ clock, ledger, faults, dashboard },
    rooms: {
      ...{ identity: identity.route, github: github.route },
      ...{ graph: graphRoute(service), upload: uploadRoute(service), page },
    },
    uploadPath: (url) => sessionOf(sessions, url)?.path,
    dropSessions(url) {
      const one = sessionOf(sessions, url);
      for (const session of one === undefined ? sessions.list() : [one]) sessions.end(session);
    },
  }).catch(async (error: unknown) => {
    await tidy();
    throw error;
  });
  sessions.origin = server.uploadOrigin;
  tickets.origin = server.uploadOrigin;
  github.oidc.origin = server.url;
  const emulator: Emulator = {
    ...{ url: server.url, uploadOrigin: server.uploadOrigin, identity, github, settings },
    credentials: { ...identity.credentials, driveId: home.id },
    places: placesOf(directory),
    ledger: ledger.entries,
    ...{ admit: throttle.admit, spent: throttle.spent },
    advance(ms) {
      aheadMs += ms;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    stalled: () => server.stalled(),
    ...glimpses(store, home),
    ...plants(store, home),
    openSessions: () => sessions.list().map(openSession),
    uploadUrls: () => [...sessions.urls],
    async close() {
      await server.close();
      await tidy();
    },
  };
  return emulator;
}

function homeOf({ me, sites }: Directory, account: AccountKind): Drive {
  const home = account === 'sharepoint' ? (sites[0]?.drives[0] ?? me.drives[0]) : me.drives[0];
  if (home === undefined) throw new Error('the emulated account has no drive');
  return home;
}

function openSession(session: ReturnType<Sessions['list']>[number]): OpenSession {
  const { id, path, receivedBytes, sizeBytes } = session;
  return { id, driveId: session.parent.drive.id, path, receivedBytes, sizeBytes };
}

function sessionOf(sessions: Sessions, url: URL) {
  const token = sessionToken(url);
  const session = token === undefined ? undefined : sessions.find(token);
  return session === 'expired' ? undefined : session;
}

const page: Route = async () => ({
  status: 404,
  text: '<!doctype html><title>onedrive-upload emulator</title><p>Nothing here: this is an emulated OneDrive.</p>',
});
