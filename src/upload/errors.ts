/** Failures of a file that have the same text before and during the upload. */
import { Failure, formatError, type ServiceErrorInfo, ServiceFailure } from '../core/errors.ts';
import { formatBytes } from '../core/format.ts';
import { malwareHint } from '../graph/failure-code.ts';
import { type DriveItem, isFileItem } from '../graph/parse.ts';
import type { PlannedFile } from '../plan/plan.ts';
import type { UploadOutcome } from './context.ts';
import { isOfficeType } from './office-files.ts';

/** The outcome of a file that was never started. */
export function notTriedOutcome(file: PlannedFile, why: unknown): UploadOutcome {
  const kind = why instanceof Failure ? why.kind : 'service';
  const [first = ''] = formatError(why).split('\n');
  return {
    file,
    action: 'failed',
    error: new Failure(`not tried, because ${first}`, { code: 'not-tried', kind, cause: why }),
  };
}

/** The failure for a name that is taken, depending on what has it. */
export function conflictFailure(file: PlannedFile, existing: DriveItem | undefined): Failure {
  const what = existing === undefined || isFileItem(existing) ? undefined : itemKind(existing);
  return what === undefined
    ? new Failure(`${file.remotePath} is already on the drive, ${contentClause(file, existing)}`, {
        code: 'name-taken',
        kind: 'service',
        hint: 'set conflict-behavior to replace, rename or skip',
      })
    : new Failure(`${file.remotePath} is ${what} on the drive`, {
        code: 'not-a-file',
        kind: 'service',
        hint: `rename the file, or move the ${what.split(' ').at(-1)} away`,
      });
}

/** What is known of the content of both. */
function contentClause(file: PlannedFile, existing: DriveItem | undefined): string {
  return file.packs === undefined
    ? `with different content${sizeDifference(file, existing)}`
    : 'and a dry run packs no archive to compare it with';
}

/** Returns both sizes when they differ, else ''. */
function sizeDifference(file: PlannedFile, existing: DriveItem | undefined): string {
  if (existing === undefined || Number.isNaN(existing.sizeBytes) || existing.sizeBytes === file.sizeBytes)
    return '';
  return ` (${formatBytes(existing.sizeBytes)} on the drive, ${formatBytes(file.sizeBytes)} here)`;
}

/** The failure for a server that reports positions which contradict what was sent. */
export function positionContradictionFailure(file: PlannedFile, how: string): Failure {
  return new Failure(`${file.remotePath}: the server ${how}`, {
    code: 'session-contradiction',
    kind: 'service',
    hint: 'run again',
  });
}

/** The failure for a file that the service stored but does not let anyone download. */
export function unavailableFailure(file: PlannedFile, state: 'malware' | 'deleted'): Failure {
  return state === 'malware'
    ? new Failure(`${file.remotePath}: the service reports it as malware, and nobody can download it`, {
        code: 'malware-found',
        kind: 'service',
        hint: malwareHint,
      })
    : new Failure(`${file.remotePath}: the service reports that it was deleted`, {
        code: 'deleted-by-service',
        kind: 'service',
        hint: 'somebody, or a rule of the organization, deleted it immediately: check the recycle bin of the drive, then run again',
      });
}

function itemKind({ isPackage, remoteItem: remote }: DriveItem): string {
  if (isPackage) return 'a OneNote notebook';
  return remote === undefined ? 'a folder' : 'a shortcut';
}

/** Adds advice to the service's error, depending on the type of the file. */
export function withFileHint(file: PlannedFile, error: unknown): unknown {
  if (!(error instanceof ServiceFailure)) return error;
  if (['malware-found', 'site-locked', 'name-collision'].includes(error.code)) return error;
  const hint = uploadHint(file, error.service);
  return hint === undefined
    ? error
    : new ServiceFailure(error.message, { code: error.code, service: error.service, hint });
}

/** Types that a site without custom script refuses, some always (support: "Types of files that cannot be added"). */
const scriptTypes = /\.(?:as[hmp]x|asp|svc|soap|xamlx?|master|swf|xap|jar|htc|asax|cer|crt)$/i;

function uploadHint(file: PlannedFile, { status, codes }: ServiceErrorInfo): string | undefined {
  const known = new Set(codes.map((code) => code.toLowerCase()));
  if (status === 423 || known.has('resourcelocked') || known.has('lockmismatch')) {
    return isOfficeType(file.name)
      ? 'somebody has it open in Office, or checked out: close it everywhere and check it in, then run again; or set conflict-behavior to rename'
      : 'somebody has it checked out, or an app has it open: check it in or close it, then run again';
  }
  if ((known.has('notsupported') && status !== 501) || (status === 500 && /\.one(toc2)?$/i.test(file.name))) {
    return 'it is in a OneNote notebook, or part of one, and a notebook does not accept upload sessions: choose another destination, or upload the notebook as an archive';
  }
  if (status === 403 && scriptTypes.test(file.name))
    return 'a site that forbids custom script takes no files that may run code (.aspx, .asmx, .master, .swf …): allow it there (DenyAddAndCustomizePages), or upload the file in an archive; else check that the account can write there';
  if (status === 404) return 'the folder was deleted during the run, or this account can only read it';
  return undefined;
}
