/**
 * Upload runs with mirror and retention against an emulator. Each run signs in again and uses the real upload engine.
 */
import { signIn } from '../../src/auth/sign-in.ts';
import { type CleanupOptions, openCleanup } from '../../src/cleanup/after-upload.ts';
import type { DeletionResult } from '../../src/cleanup/delete.ts';
import { openGraphClient } from '../../src/graph/client.ts';
import type { Drive } from '../../src/graph/drive.ts';
import { openDrive } from '../../src/graph/open-drive.ts';
import { openHttpClient } from '../../src/http/client.ts';
import { cloudHosts } from '../../src/http/microsoft-hosts.ts';
import { RateLimitGate } from '../../src/http/rate-limit-gate.ts';
import type { UploadOutcome } from '../../src/upload/context.ts';
import { uploadFiles } from '../../src/upload/engine.ts';
import { fakeUploadContext, writePlannedFile } from './fake-drive.ts';
import { publicClientInputs } from './fake-sign-in.ts';
import type { UploadFixture } from './upload-fixture.ts';

export interface EmulatedRun {
  readonly inputs: CleanupOptions['inputs'];
  readonly destination: string;
  readonly retainIn?: string;
  /** Sizes by path below the destination. */
  readonly files: Readonly<Record<string, number>>;
  /** What was asked for and not seen. */
  readonly unseen?: readonly string[];
  /** Called when all is listed and marked, before the first file is sent. */
  readonly duringUpload?: (drive: Drive) => Promise<void> | void;
}

export interface EmulatedResult extends DeletionResult {
  readonly outcomes: readonly UploadOutcome[];
}

/** One run, from the sign-in to the retention. */
export async function runUploadAndCleanup(
  { emulator, host: world }: UploadFixture,
  night: EmulatedRun,
): Promise<EmulatedResult> {
  world.env.ONEDRIVE_UPLOAD_EMULATOR = emulator.url;
  const { clientId, clientSecret, refreshToken, driveId } = emulator.credentials;
  const door = openHttpClient(world, 'global');
  try {
    const who = {
      ...publicClientInputs,
      clientId,
      clientSecret,
      refreshToken,
      credential: 'secret',
    } as const;
    const token = await signIn({ identity: who, http: door, host: world, onRotated: () => {} });
    const retry = { host: world, retries: 2, gate: new RateLimitGate() };
    const graph = openGraphClient({ graphHost: cloudHosts.global.graph, token, http: door, retry });
    const drive = await openDrive(graph, { place: { kind: 'drive', id: driveId }, appFolder: false });
    const { destination } = night;
    const files = Object.entries(night.files).map(([path, sizeBytes]) => ({
      ...writePlannedFile(world, path, sizeBytes),
      remotePath: `${destination}/${path}`,
    }));
    const plan = { files, destination, totalBytes: 0 };
    const job = { drive, retry, inputs: night.inputs, plan, unseen: night.unseen ?? [] };
    const after = await openCleanup({ ...job, ...(night.retainIn && { retainIn: night.retainIn }) });
    await after?.writeMarkers();
    await night.duringUpload?.(drive);
    const outcomes = await uploadFiles(plan, { ...fakeUploadContext(world, drive), retry });
    const result = (await after?.deleteObsolete(outcomes)) ?? {
      deletedCount: 0,
      deleted: [],
      kept: [],
      failures: [],
    };
    return { ...result, outcomes };
  } finally {
    await door.close();
  }
}

/** Paths of all files on the account's drive, in order. */
export function listFilePaths({ emulator }: UploadFixture): string[] {
  return emulator
    .files(emulator.credentials.driveId)
    .map(({ path }) => path)
    .sort();
}
