/**
 * The verbs `upload`, `check` and `refresh`: run what the action runs, in a terminal.
 */
import { readFileSync } from 'node:fs';
import { failureCode, formatError, formatErrorWithLink, UsageFailure } from '../../core/errors.ts';
import { exitCode } from '../../core/exit-code.ts';
import { formatJson } from '../../core/json.ts';
import { createStopController } from '../../core/stop-signal.ts';
import { FILE_SPECS } from '../../inputs/files.ts';
import type { InputSource, PathArgument } from '../../inputs/reader.ts';
import type { RunMode } from '../../inputs/rotation.ts';
import { type RunReport, reportErrors } from '../../report/report.ts';
import { run } from '../../run/run.ts';
import { commandInputs } from '../options/inputs.ts';
import { openProfile } from '../options/profile.ts';
import { refreshTokenWriter, warnOfReadableSecretFiles } from '../options/token-file.ts';
import { warnOfUnknownVariables } from '../options/unknown-variables.ts';
import { print } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { showStep } from '../terminal/step-bar.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';
import { uploadContent } from './upload-content.ts';

export interface UploadVerbOptions {
  readonly flags: Readonly<Record<string, unknown>>;
  /** Files, folders and patterns. */
  readonly args?: readonly string[];
  /** How many of them, at the end, are after `--`. */
  readonly literalCount?: number;
  readonly mode: RunMode;
}

/** Runs the verb. Returns the exit code. */
export async function uploadVerb({
  flags,
  args = [],
  literalCount = 0,
  mode,
}: UploadVerbOptions): Promise<number> {
  const { env } = process;
  const terminal = openTerminal({
    env,
    signal: createStopController().signal,
    dataOnStdout: flags.json === true,
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  });
  warnOfUnknownVariables(terminal);
  warnOfReadableSecretFiles(terminal, flags);
  const hasPaths = args.length > 0 || flags.path !== undefined;
  // Arguments replace the path of the environment.
  const fixed = { mode, ...(hasPaths && flags.path === undefined && { path: '' }) };
  try {
    const content = uploadContent({ flags, args, literalCount, env, stdin: process.stdin });
    const pathArguments = content === undefined ? listPathArguments(args, literalCount) : [standardInput];
    const profile = openProfile(flags, env);
    const inputs = commandInputs(flags, env, { fixed, profile });
    checkEncryptionIsMeant(inputs);
    const report = await run({
      host: terminal,
      source: {
        ...inputs,
        ...(hasPaths && { pathArguments }),
        readsStream: content !== undefined,
      },
      ...(content !== undefined && { content }),
      showProgress: showProgress(terminal),
      showStep: showStep(terminal),
      ...refreshTokenWriter(flags, terminal, profile),
    });
    if (flags.json === true) printReport(report, { mode, terminal });
    return uploadExitCode(report);
  } catch (error) {
    terminal.log.error(formatErrorWithLink(error, terminal));
    return exitCode(error);
  }
}

/** An empty variable or flag may be a key that was never set: the backup would be readable, and nobody would know. */
function checkEncryptionIsMeant(inputs: InputSource): void {
  const { name } = FILE_SPECS.encryptTo;
  if (inputs.value(name)?.trim() === '')
    throw new UsageFailure([`${name} is empty, so nothing would be encrypted: give a key, or leave it out`]);
}

/** Takes the place of a path. */
const standardInput: PathArgument = { text: '-', isLiteral: true };

function listPathArguments(args: readonly string[], literalCount: number): PathArgument[] {
  const firstLiteral = args.length - literalCount;
  return args.map((text, index) => ({ text, isLiteral: index >= firstLiteral }));
}

/** Prints the result as JSON. A manifest that could not be written is reported already. */
function printReport(
  report: RunReport,
  { mode, terminal }: { readonly mode: RunMode; readonly terminal: Terminal },
): void {
  const manifest = terminal.outputs.get('manifest') ?? '';
  if (mode !== 'upload') print(terminal.redactData(formatResultJson(report, mode)));
  else if (manifest !== '') print(readFileSync(manifest, 'utf8'));
}

/** 0 success, 1 a failure, 2 bad input, 3 sign-in refused, 130 interrupted. */
export function uploadExitCode(report: RunReport): number {
  if (report.result === 'cancelled') return 130;
  if (report.result !== 'failed') return 0;
  return report.error === undefined ? 1 : exitCode(report.error);
}

/**
 * One line of JSON for `check` and `refresh`. `mayWrite` is null if it was not tested, `remainingBytes` if the service
 * hides it. Only `check` has the fields of the drive.
 */
export function formatResultJson(report: RunReport, mode: Exclude<RunMode, 'upload'>): string {
  const { result, emulator, drive, destination } = report;
  const checked = {
    owner: drive?.owner ?? null,
    driveId: drive?.id ?? null,
    driveKind: drive?.kind ?? null,
    driveUrl: drive?.webUrl ?? null,
    remainingBytes: drive?.remainingBytes ?? null,
    destination,
    mayWrite: drive === undefined ? null : result === 'checked',
  };
  const answer = {
    result,
    emulator,
    ...(mode === 'check' && checked),
    refreshTokenRotated: report.refreshTokenRotated,
    secretUpdated: report.secretUpdated,
    errors: reportErrors(report).map((error) => report.redact(formatError(error))),
    codes: reportErrors(report).map(failureCode),
  };
  return `${formatJson(answer)}\n`;
}
