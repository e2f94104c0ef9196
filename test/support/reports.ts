/** Outcomes and reports for the tests of what people see; nothing of them was ever uploaded. */
import { Failure } from '../../src/core/errors.ts';
import type { Report } from '../../src/report/report.ts';
import type { Outcome } from '../../src/upload/context.ts';
import { itemOf, openedMs } from './fakedrive.ts';

/** What became of a file; every path lies below the folder `in`. */
export function outcomeOf(path: string, action: Outcome['action'] = 'uploaded', sizeBytes = 10): Outcome {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const file = { sourcePath: `/w/${path}`, relativePath: path, remotePath: `in/${path}`, name, sizeBytes };
  if (action === 'failed')
    return { file, action, error: new Failure('it broke', { kind: 'service', hint: 'mend it' }) };
  return { file, action, item: itemOf(name, { sizeBytes }), sha256: 'abc', quickXorHash: 'def=' };
}

export function many(count: number, action: Outcome['action'] = 'uploaded', prefix = 'f'): Outcome[] {
  return Array.from({ length: count }, (_, i) => outcomeOf(`${prefix}${i}.bin`, action));
}

export function reportOf(outcomes: readonly Outcome[], more: Partial<Report> = {}): Report {
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
    folder: itemOf('in', { isFolder: true, webUrl: 'https://contoso.sharepoint.com/in' }),
    error: undefined,
    refreshTokenRotated: false,
    secretUpdated: false,
    failures: [],
    deletedCount: 0,
    links: { asked: false, urls: new Map() },
    thumbnails: undefined,
    emulator: false,
    startedMs: openedMs,
    endedMs: openedMs + 2000,
    redact: (sentence) => sentence,
    ...more,
  };
}
