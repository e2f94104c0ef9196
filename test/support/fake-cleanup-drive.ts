/** A fake drive with existing items, and runs of mirror and retention on it. */
import { type CleanupOptions, openCleanup } from '../../src/cleanup/after-upload.ts';
import type { DeletionResult } from '../../src/cleanup/delete.ts';
import { incompleteMarkerName } from '../../src/cleanup/marker.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { DriveItem } from '../../src/graph/parse.ts';
import { baseNameOf, parentPathOf, pathKey } from '../../src/graph/paths.ts';
import type { PlannedFile } from '../../src/plan/plan.ts';
import type { UploadOutcome } from '../../src/upload/context.ts';
import { driveItem, fakeDrive, fakeUploadContext, openedMs, plannedFile, type Stored } from './fake-drive.ts';
import type { FakeHost } from './fake-host.ts';

/** The default creation time of items: 100 days before the run. */
export const oldItemMs = openedMs - 100 * 24 * 60 * 60_000;

export interface FakeCleanupDrive extends Drive {
  readonly stored: Stored;
  /** All that is there, in order. */
  paths(): string[];
  /** Puts an item there, with the folders it needs; what is there already becomes another version. */
  addItem(path: string, more?: Partial<DriveItem>): DriveItem;
}

/** A drive with these files, whose folders have a child count. A path that ends with a slash is an empty folder. */
export function fakeCleanupDrive(paths: readonly string[] = [], more: Partial<Drive> = {}): FakeCleanupDrive {
  let made = 0;
  const spelt = new Map<string, string>();
  const dates = { createdMs: oldItemMs, modifiedMs: oldItemMs, fileModifiedMs: oldItemMs };
  const plant = (path: string, facts: Partial<DriveItem> = {}): DriveItem => {
    const bare = path.replace(/\/$/, '');
    const { createdMs = oldItemMs, modifiedMs = oldItemMs } = facts;
    const above = parentPathOf(bare);
    if (above !== '' && !drive.stored.has(pathKey(above))) plant(`${above}/`, { createdMs, modifiedMs });
    made += 1;
    const id = drive.stored.get(pathKey(bare))?.id ?? `planted-${made}`;
    const kind = bare === path ? {} : { isFolder: true, sizeBytes: 0 };
    const item = driveItem(baseNameOf(bare), { id, eTag: `"${made}"`, ...kind, ...dates, ...facts });
    drive.stored.set(pathKey(bare), item);
    spelt.set(pathKey(bare), bare);
    return item;
  };
  const fake = fakeDrive();
  const counted = async (item: DriveItem): Promise<DriveItem> =>
    item.isFolder && item.childCount === undefined
      ? { ...item, childCount: (await fake.listChildrenById(item.id)).length }
      : item;
  const drive: FakeCleanupDrive = {
    ...fake,
    async findItem(path) {
      const item = await fake.findItem(path);
      return item && counted(item);
    },
    listChildren: async (path) => Promise.all(((await fake.listChildren(path)) ?? []).map(counted)),
    listChildrenById: async (id) => Promise.all((await fake.listChildrenById(id)).map(counted)),
    async putFile(path, _conflict, content) {
      const created = !drive.stored.has(pathKey(path));
      const now = { createdMs: openedMs + 5000, modifiedMs: openedMs + 5000 };
      return { item: plant(path, { ...now, sizeBytes: content.sizeBytes }), created };
    },
    ...more,
    paths: () => [...drive.stored.keys()].map((key) => spelt.get(key) ?? key).sort(),
    addItem: plant,
  };
  for (const path of paths) plant(path);
  return drive;
}

/** Uploads the files as a run would. One of them may fail. */
export async function uploadFiles(
  drive: FakeCleanupDrive,
  files: readonly PlannedFile[],
  failing?: PlannedFile,
): Promise<UploadOutcome[]> {
  const content = { sizeBytes: 3, read: async function* () {} };
  const outcomes: UploadOutcome[] = [];
  for (const file of files) {
    if (file.remotePath === failing?.remotePath)
      outcomes.push({ file, action: 'failed', error: new Error('it broke') });
    else {
      const { item, created } = await drive.putFile(file.remotePath, 'replace', content);
      outcomes.push({ file, action: created ? 'uploaded' : 'replaced', item });
    }
  }
  return outcomes;
}

/** A run of mirror and retention around an upload of these files. */
export interface CleanupRun {
  readonly inputs: CleanupOptions['inputs'];
  readonly files: readonly string[];
  readonly destination?: string;
  readonly retainIn?: string;
  /** What somebody else does while this run uploads. */
  readonly duringUpload?: () => void;
  /** Hears that all files have arrived that will. */
  readonly afterUpload?: () => void;
  readonly fails?: boolean;
  /** What was asked for and not seen. */
  readonly unseen?: readonly string[];
}

/** Lists, marks, lets the files arrive, and finishes; `deletedCount` is -1 when there was nothing to do. */
export async function runCleanup(
  world: FakeHost,
  drive: FakeCleanupDrive,
  night: CleanupRun,
): Promise<DeletionResult> {
  const files = night.files.map((path) => plannedFile(path));
  const { retry } = fakeUploadContext(world, drive);
  const { inputs, destination = 'in', retainIn } = night;
  const place = retainIn === undefined ? {} : { retainIn };
  const { unseen = [] } = night;
  const job = { drive, retry, inputs, plan: { files, destination }, unseen, ...place };
  const after = await openCleanup(job);
  await after?.writeMarkers();
  night.duringUpload?.();
  const outcomes = await uploadFiles(drive, files, night.fails ? files[0] : undefined);
  night.afterUpload?.();
  return (await after?.deleteObsolete(outcomes)) ?? { deletedCount: -1, deleted: [], kept: [], failures: [] };
}

/** The size of an active run's marker. The marker of an ended run has another size. */
export async function activeMarkerSize(world: FakeHost): Promise<number> {
  const drive = fakeCleanupDrive();
  let sizeBytes = 0;
  await runCleanup(world, drive, {
    inputs: { mirror: false, maxDelete: 0, retain: { match: '*', last: 1 } },
    ...{ destination: 'b/x', files: ['b/x/1'] },
    duringUpload: () => {
      sizeBytes = drive.stored.get(`b/x/${incompleteMarkerName}`)?.sizeBytes ?? 0;
    },
  });
  return sizeBytes;
}
