/**
 * A fake drive that stores items in a map; every method can be replaced. Also an upload context, and planned files for
 * it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ServiceErrorInfo, ServiceFailure } from '../../src/core/errors.ts';
import { QuickXorHash } from '../../src/emulator/drive/quick-xor-hash.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { DriveItem } from '../../src/graph/parse.ts';
import { baseNameOf, parentPathOf, pathKey } from '../../src/graph/paths.ts';
import { RateLimitGate } from '../../src/http/rate-limit-gate.ts';
import type { UploadInputs } from '../../src/inputs/transfer.ts';
import type { PlannedFile, UploadPlan } from '../../src/plan/plan.ts';
import { BandwidthLimiter } from '../../src/upload/bandwidth.ts';
import { AdaptiveConcurrency } from '../../src/upload/concurrency.ts';
import type { UploadContext, UploadOutcome } from '../../src/upload/context.ts';
import { FragmentSize } from '../../src/upload/fragment-size.ts';
import { noOpenSessions } from '../../src/upload/open-sessions.ts';
import type { FakeHost } from './fake-host.ts';
import { randomBytes, readAll } from './random-content.ts';

/** When every fake drive was opened, by its own clock. */
export const openedMs = Date.parse('2026-11-21T14:25:01.500Z');

export function driveItem(name: string, more: Partial<DriveItem> = {}): DriveItem {
  return {
    id: `id-of-${name}`,
    name,
    sizeBytes: 3,
    isFolder: false,
    childCount: undefined,
    isDriveRoot: false,
    isPackage: false,
    isCheckedOut: false,
    state: undefined,
    remoteItem: undefined,
    parentReference: undefined,
    quickXorHash: undefined,
    webUrl: `https://example.sharepoint.com/${encodeURIComponent(name)}`,
    eTag: '"1"',
    createdMs: openedMs,
    modifiedMs: openedMs,
    fileModifiedMs: openedMs,
    ...more,
  };
}

export function quickXor(content: Uint8Array): string {
  return new QuickXorHash().update(content).digest();
}

/** Everything that arrived, by `pathKey`. */
export type Stored = Map<string, DriveItem>;

export function fakeDrive(more: Partial<Drive> = {}): Drive & { readonly stored: Stored } {
  const stored: Stored = new Map();
  return {
    id: 'drive-1',
    baseFolderId: undefined,
    kind: 'business',
    name: '',
    owner: 'Ann Example',
    webUrl: 'https://example.sharepoint.com/',
    remainingBytes: undefined,
    openedMs,
    serverTimeMs: () => openedMs,
    stored,
    isRoot: (remotePath) => remotePath === '',
    findItem: async (remotePath) => stored.get(pathKey(remotePath)),
    findItemById: async (itemId) => [...stored.values()].find(({ id }) => id === itemId),
    listChildren: async (folder) =>
      [...stored].filter(([path]) => parentPathOf(path) === pathKey(folder)).map(([, item]) => item),
    async listChildrenById(itemId) {
      const folder = [...stored].find(([, item]) => item.id === itemId)?.[0] ?? '';
      return [...stored]
        .filter(([path]) => path !== '' && parentPathOf(path) === folder)
        .map(([, item]) => item);
    },
    async ensureFolder(remotePath) {
      const key = pathKey(remotePath);
      const there = stored.get(key);
      if (there !== undefined) return there;
      const made = driveItem(baseNameOf(remotePath), {
        id: `id-${stored.size}`,
        sizeBytes: 0,
        isFolder: true,
      });
      stored.set(key, made);
      return made;
    },
    async deleteItem(itemId, eTag) {
      const found = [...stored].find(([, item]) => item.id === itemId);
      if (found === undefined) return 'gone';
      if (eTag !== undefined && eTag !== found[1].eTag) return 'changed';
      for (const path of [...stored.keys()])
        if (path === found[0] || path.startsWith(`${found[0]}/`)) stored.delete(path);
      return 'removed';
    },
    createLink: () => Promise.reject(new Error('this drive shares nothing')),
    deletePermission: async () => {},
    getThumbnailUrl: async () => undefined,
    async putFile(remotePath, _conflict, content) {
      const all = await readAll(content);
      const created = !stored.has(pathKey(remotePath));
      const facts = { sizeBytes: all.length, quickXorHash: quickXor(all) };
      const item = driveItem(baseNameOf(remotePath), { id: `id-${stored.size}`, ...facts });
      stored.set(pathKey(remotePath), item);
      return { item, created };
    },
    putFileIfUnchanged: () => Promise.reject(new Error('this drive replaces nothing')),
    createUploadSession: () => Promise.reject(new Error('this drive knows no sessions')),
    resumeUploadSession: () => {
      throw new Error('this drive knows no sessions');
    },
    setModifiedTime: async () => {},
    readContent: () => Promise.reject(new Error('this drive gives nothing back')),
    downloadItem: () => Promise.reject(new Error('this drive gives nothing back')),
    ...more,
  };
}

export function serviceFailure(status: number, more: Partial<ServiceErrorInfo> = {}): ServiceFailure {
  return new ServiceFailure(`refused with HTTP ${status}`, {
    code: 'unexpected',
    service: { status, codes: [], ...more },
  });
}

/** Writes a file into the host's folder, and plans it for `in/`. A number is its size. */
export function writePlannedFile(world: FakeHost, path: string, content: Buffer | number): PlannedFile {
  const bytes = typeof content === 'number' ? randomBytes(content, path) : content;
  const localPath = join(world.tempDir, path);
  mkdirSync(dirname(localPath), { recursive: true });
  writeFileSync(localPath, bytes);
  return {
    localPath: localPath,
    relativePath: path,
    remotePath: `in/${path}`,
    name: baseNameOf(path),
    sizeBytes: bytes.length,
  };
}

/** A planned file that does not exist on the disk. */
export function plannedFile(remotePath: string, sizeBytes = 3): PlannedFile {
  const name = baseNameOf(remotePath);
  return { localPath: `/w/${remotePath}`, relativePath: remotePath, remotePath, name, sizeBytes };
}

export function planWith(files: readonly PlannedFile[]): UploadPlan {
  return { files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0), destination: 'in' };
}

/** The engine's context. `heard` records its events: outcomes and positions. */
export interface FakeUploadContext extends UploadContext {
  readonly recorded: { readonly outcomes: UploadOutcome[]; readonly reached: number[] };
}

export function fakeUploadContext(
  world: FakeHost,
  drive: Drive,
  settings: Partial<UploadInputs> = {},
): FakeUploadContext {
  const heard: FakeUploadContext['recorded'] = { outcomes: [], reached: [] };
  const all: UploadInputs = {
    conflictBehavior: 'replace',
    skipUnchanged: false,
    sessionThresholdBytes: 4 * 1024 * 1024,
    chunkSizeBytes: 320 * 1024,
    concurrency: 1,
    retries: 3,
    lockWaitMs: 15 * 60_000,
    preserveMtime: false,
    verify: 'hash',
    ...settings,
  };
  return {
    drive,
    recorded: heard,
    host: world,
    retry: { host: world, retries: all.retries, gate: new RateLimitGate(), onRetry: () => {} },
    settings: all,
    concurrency: new AdaptiveConcurrency(all.concurrency, world.clock),
    fragmentSize: new FragmentSize(all.chunkSizeBytes),
    journal: undefined,
    encryption: undefined,
    needsChecksums: false,
    bandwidth: new BandwidthLimiter(all.bandwidthLimit, world),
    openSessions: noOpenSessions,
    events: {
      started: () => {},
      reached: (_, byte) => heard.reached.push(byte),
      finished: (outcome) => heard.outcomes.push(outcome),
    },
    claimedItems: new Map(),
  };
}
