/**
 * What a download amounts to, as plain data: counted once, then printed as JSON or told in the log. Knows outcomes;
 * reads nothing and brings nothing.
 */
import { join } from 'node:path';
import { explain, Failure } from '../core/errors.ts';
import { bytes, count, span } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { listText } from '../report/manifest.ts';
import type { Brought } from './context.ts';

export interface Account {
  readonly result: 'downloaded' | 'unchanged' | 'failed' | 'cancelled';
  readonly emulator: boolean;
  readonly driveId: string | undefined;
  /** What was brought: with `--latest` the generation that was chosen. */
  readonly remotePath: string;
  /** Absolute. */
  readonly into: string;
  readonly files: readonly Brought[];
  /** Failures that belong to no file. */
  readonly errors: readonly unknown[];
  /** Names of newer generations that are not complete. */
  readonly passedOver: readonly string[];
  /** Paths of what is no file: notebooks, shortcuts, markers. */
  readonly leftOut: readonly string[];
  readonly startedMs: number;
  readonly endedMs: number;
}

/** What became of a run, by its failures. */
export function resultOf(files: readonly Brought[], errors: readonly unknown[]): Account['result'] {
  const failures = [...errors, ...files.map(({ error }) => error)].filter((error) => error !== undefined);
  if (failures.some((error) => error instanceof Failure && error.kind === 'cancelled')) return 'cancelled';
  if (failures.length > 0) return 'failed';
  return files.length > 0 && files.every(({ action }) => action === 'skipped') ? 'unchanged' : 'downloaded';
}

interface Totals {
  readonly files: number;
  readonly downloaded: number;
  readonly skipped: number;
  readonly failed: number;
  /** Bytes of the files that came. */
  readonly bytes: number;
}

function totals(files: readonly Brought[]): Totals {
  const came = files.filter(({ action }) => action === 'downloaded' || action === 'replaced');
  return {
    files: files.length,
    downloaded: came.length,
    skipped: files.filter(({ action }) => action === 'skipped').length,
    failed: files.filter(({ action }) => action === 'failed').length,
    bytes: came.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  };
}

/** The manifest's text, piece by piece. */
export function manifestText(account: Account, redact: (sentence: string) => string): Generator<string> {
  const { files, errors, driveId, startedMs, endedMs, ...rest } = account;
  const head = {
    ...rest,
    driveId: driveId ?? null,
    error: errors[0] === undefined ? null : redact(explain(errors[0])),
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
    totals: totals(files),
  };
  return listText(
    head,
    files.map((one) => row(one, account, redact)),
  );
}

function row(
  { file, action, sha256, quickXorHash, error }: Brought,
  { into, driveId }: Account,
  redact: (sentence: string) => string,
) {
  const { item, relativePath, remotePath, name, sizeBytes } = file;
  return {
    path: join(into, ...relativePath.split('/')),
    remotePath,
    name,
    size: sizeBytes,
    id: item.id,
    driveId: driveId ?? null,
    eTag: item.eTag || null,
    sha256: sha256 ?? null,
    quickXorHash: quickXorHash ?? item.quickXorHash ?? null,
    action,
    error: error === undefined ? null : redact(explain(error)),
  };
}

/** Errors beyond these are counted only. */
const shownErrors = 20;

/** Tells failures, and the verdict in one line. */
export function tellAccount(host: Host, { files, errors, result, startedMs, endedMs }: Account): void {
  for (const error of errors) host.log.error(explain(error).split('\n'));
  const failed = files.filter(({ action, error }) => action === 'failed' && !errors.includes(error));
  for (const { error } of failed.slice(0, shownErrors)) host.log.error(explain(error));
  if (failed.length > shownErrors)
    host.log.error(`and ${count(failed.length - shownErrors, 'more file')}: see --json`);
  const sum = totals(files);
  const parts = [
    `${count(sum.downloaded, 'file')} downloaded (${bytes(sum.bytes)})`,
    ...(sum.skipped === 0 ? [] : [`${sum.skipped} here already`]),
    ...(sum.failed === 0 ? [] : [`${sum.failed} failed`]),
  ];
  const numbers = sum.files === 0 ? '' : `: ${parts.join(', ')} in ${span(endedMs - startedMs)}`;
  host.log.info(`Result: ${result}${numbers}`);
}
