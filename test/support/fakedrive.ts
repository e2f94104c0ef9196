/**
 * A drive without a service: what is put into it is kept in a map, and every method can be replaced. Also the
 * `Work` around it, and files planned for it. Knows nothing of HTTP.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ServiceFacts, ServiceFailure } from '../../src/core/errors.ts';
import { QuickXorHash } from '../../src/emulator/drive/quickxor.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { DriveItem } from '../../src/graph/parse.ts';
import { nameOf, parentOf, pathKey } from '../../src/graph/paths.ts';
import { Gate } from '../../src/http/retry.ts';
import type { UploadInputs } from '../../src/inputs/transfer.ts';
import type { Plan, PlannedFile } from '../../src/plan/plan.ts';
import { Bandwidth } from '../../src/upload/bandwidth.ts';
import { Pace } from '../../src/upload/concurrency.ts';
import type { Outcome, Work } from '../../src/upload/context.ts';
import { FragmentSize } from '../../src/upload/fragment-size.ts';
import { noNotes } from '../../src/upload/open-sessions.ts';
import { gathered, randomBytes } from './content.ts';
import type { World } from './world.ts';

/** When every fake drive was opened, by its own clock. */
export const openedMs = Date.parse('2026-11-21T14:25:01.500Z');

export function itemOf(name: string, more: Partial<DriveItem> = {}): DriveItem {
  return {
    id: `id-of-${name}`,
    name,
    sizeBytes: 3,
    isFolder: false,
    childCount: undefined,
    isDriveRoot: false,
    isPackage: false,
    state: undefined,
    remote: undefined,
    parent: undefined,
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
    baseId: undefined,
    kind: 'business',
    owner: 'Ann Example',
    webUrl: 'https://example.sharepoint.com/',
    remainingBytes: undefined,
    openedMs,
    latestMs: () => openedMs,
    stored,
    isRoot: (remotePath) => remotePath === '',
    item: async (remotePath) => stored.get(pathKey(remotePath)),
    itemById: async (itemId) => [...stored.values()].find(({ id }) => id === itemId),
    children: async (folder) =>
      [...stored].filter(([path]) => parentOf(path) === pathKey(folder)).map(([, item]) => item),
    async childrenOf(itemId) {
      const folder = [...stored].find(([, item]) => item.id === itemId)?.[0] ?? '';
      return [...stored].filter(([path]) => path !== '' && parentOf(path) === folder).map(([, item]) => item);
    },
    async folder(remotePath) {
      const key = pathKey(remotePath);
      const there = stored.get(key);
      if (there !== undefined) return there;
      const made = itemOf(nameOf(remotePath), { id: `id-${stored.size}`, sizeBytes: 0, isFolder: true });
      stored.set(key, made);
      return made;
    },
    async remove(itemId, eTag) {
      const found = [...stored].find(([, item]) => item.id === itemId);
      if (found === undefined) return 'gone';
      if (eTag !== undefined && eTag !== found[1].eTag) return 'changed';
      for (const path of [...stored.keys()])
        if (path === found[0] || path.startsWith(`${found[0]}/`)) stored.delete(path);
      return 'removed';
    },
    createLink: () => Promise.reject(new Error('this drive shares nothing')),
    removePermission: async () => {},
    thumbnail: async () => undefined,
    async put(remotePath, _conflict, content) {
      const all = await gathered(content);
      const created = !stored.has(pathKey(remotePath));
      const facts = { sizeBytes: all.length, quickXorHash: quickXor(all) };
      const item = itemOf(nameOf(remotePath), { id: `id-${stored.size}`, ...facts });
      stored.set(pathKey(remotePath), item);
      return { item, created };
    },
    putOver: () => Promise.reject(new Error('this drive replaces nothing')),
    createSession: () => Promise.reject(new Error('this drive knows no sessions')),
    resumeSession: () => {
      throw new Error('this drive knows no sessions');
    },
    setModified: async () => {},
    content: () => Promise.reject(new Error('this drive gives nothing back')),
    download: () => Promise.reject(new Error('this drive gives nothing back')),
    ...more,
  };
}

export function refused(status: number, more: Partial<ServiceFacts> = {}): ServiceFailure {
  return new ServiceFailure(`refused with HTTP ${status}`, { service: { status, codes: [], ...more } });
}

/** A file in the world's folder, planned for `in/`; a number is its size. */
export function planned(world: World, path: string, content: Buffer | number): PlannedFile {
  const bytes = typeof content === 'number' ? randomBytes(content, path) : content;
  const sourcePath = join(world.tempDir, path);
  mkdirSync(dirname(sourcePath), { recursive: true });
  writeFileSync(sourcePath, bytes);
  return {
    sourcePath,
    relativePath: path,
    remotePath: `in/${path}`,
    name: nameOf(path),
    sizeBytes: bytes.length,
  };
}

/** A file planned for a path, without anything on the disk. */
export function plannedAt(remotePath: string, sizeBytes = 3): PlannedFile {
  const name = nameOf(remotePath);
  return { sourcePath: `/w/${remotePath}`, relativePath: remotePath, remotePath, name, sizeBytes };
}

export function planOf(files: readonly PlannedFile[]): Plan {
  return { files, totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0), destination: 'in' };
}

/** What the engine works with. `heard` gets what a watcher hears of: outcomes, and positions. */
export interface FakeWork extends Work {
  readonly heard: { readonly outcomes: Outcome[]; readonly reached: number[] };
}

export function workOn(world: World, drive: Drive, settings: Partial<UploadInputs> = {}): FakeWork {
  const heard: FakeWork['heard'] = { outcomes: [], reached: [] };
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
    heard,
    patience: { host: world, retries: all.retries, gate: new Gate(), onTrouble: () => {} },
    settings: all,
    pace: new Pace(all.concurrency, world.clock),
    fragments: new FragmentSize(all.chunkSizeBytes),
    journal: undefined,
    listed: false,
    bandwidth: new Bandwidth(all.bandwidthLimit, world),
    notes: noNotes,
    watcher: {
      started: () => {},
      reached: (_, byte) => heard.reached.push(byte),
      finished: (outcome) => heard.outcomes.push(outcome),
    },
    claims: new Map(),
  };
}
