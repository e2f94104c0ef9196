/** Outcomes and reports for tests of outputs, summaries and logs. Nothing is uploaded. */
import { Failure } from '../../src/core/errors.ts';
import type { RunReport } from '../../src/report/report.ts';
import type { UploadOutcome } from '../../src/upload/context.ts';
import { driveItem, openedMs } from './fake-drive.ts';

/** What became of a file; every path lies below the folder `in`. */
export function outcomeOf(
  path: string,
  action: UploadOutcome['action'] = 'uploaded',
  sizeBytes = 10,
): UploadOutcome {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const file = { localPath: `/w/${path}`, relativePath: path, remotePath: `in/${path}`, name, sizeBytes };
  if (action === 'failed')
    return {
      file,
      action,
      error: new Failure('it broke', { code: 'file-changed', kind: 'service', hint: 'mend it' }),
    };
  return { file, action, item: driveItem(name, { sizeBytes }), sha256: 'abc', quickXorHash: 'def=' };
}

export function outcomesOf(
  count: number,
  action: UploadOutcome['action'] = 'uploaded',
  prefix = 'f',
): UploadOutcome[] {
  return Array.from({ length: count }, (_, i) => outcomeOf(`${prefix}${i}.bin`, action));
}

export function reportOf(outcomes: readonly UploadOutcome[], more: Partial<RunReport> = {}): RunReport {
  return {
    result: outcomes.some(({ action }) => action === 'failed') ? 'failed' : 'uploaded',
    outcomes,
    drive: {
      id: 'drive-1',
      kind: 'business',
      owner: 'Ann Example',
      webUrl: 'https://contoso.sharepoint.com/',
    },
    destination: 'in',
    folder: driveItem('in', { isFolder: true, webUrl: 'https://contoso.sharepoint.com/in' }),
    error: undefined,
    refreshTokenRotated: false,
    secretUpdated: false,
    failures: [],
    deletedCount: 0,
    links: { areRequested: false, urls: new Map() },
    thumbnails: undefined,
    emulator: false,
    startedMs: openedMs,
    endedMs: openedMs + 2000,
    redact: (sentence) => sentence,
    troubleshootingUrl: 'docs/troubleshooting.md',
    ...more,
  };
}
