/** The verb `download`: downloads a remote path into a local folder. */
import { exitCode } from '../../core/exit-code.ts';
import { createStopController } from '../../core/stop-signal.ts';
import { type DownloadReport, formatDownloadManifest } from '../../download/manifest.ts';
import type { InputSource } from '../../inputs/read.ts';
import { runDownload } from '../../run/download.ts';
import { commandInputs } from '../options/inputs.ts';
import { openProfile } from '../options/profile.ts';
import { refreshTokenWriter, warnOfReadableSecretFiles } from '../options/token-file.ts';
import { warnOfUnknownVariables } from '../options/unknown-variables.ts';
import { print } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { openTerminal } from '../terminal/terminal.ts';

export interface DownloadVerbOptions {
  readonly flags: Readonly<Record<string, unknown>>;
  /** The remote path and the local folder. */
  readonly args: readonly string[];
  /** Names of the inputs that a download reads. */
  readonly inputs: readonly string[];
}

/** Runs the verb. Returns the exit code. */
export async function downloadVerb({ flags, args, inputs }: DownloadVerbOptions): Promise<number> {
  const [remote = '', localDir = ''] = args;
  const { env } = process;
  const [json, quiet, verbose] = [flags.json === true, flags.quiet === true, flags.verbose === true];
  const { signal } = createStopController();
  const terminal = openTerminal({ env, signal, dataOnStdout: json, quiet, verbose });
  warnOfUnknownVariables(terminal);
  const profile = openProfile(flags, env);
  warnOfReadableSecretFiles(terminal, flags, inputs);
  const report = await runDownload({
    remote,
    localDir,
    host: terminal,
    overwrite: flags.overwrite === true,
    showProgress: showProgress(terminal),
    source: selectInputs(commandInputs(flags, env, { profile }), inputs),
    ...(typeof flags.latest === 'string' && { latest: flags.latest }),
    ...refreshTokenWriter(flags, terminal, profile),
  });
  const redactError = (text: string) => terminal.redact(terminal.nameInputs(text));
  if (json) for (const text of formatDownloadManifest(report, redactError)) print(terminal.redactData(text));
  return downloadExitCode(report);
}

/** Hides inputs that a download does not read: the environment may set them for uploads. */
export function selectInputs(source: InputSource, inputs: readonly string[]): InputSource {
  const value = (name: string) => (inputs.includes(name) ? source.value(name) : undefined);
  // Mode check, because it needs no local files either.
  return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}

/** 0: done. 1: something failed. 2: bad input. 3: sign-in refused. 130: interrupted. */
export function downloadExitCode({ result, errors }: DownloadReport): number {
  if (result === 'cancelled') return 130;
  if (result !== 'failed') return 0;
  return errors[0] === undefined ? 1 : exitCode(errors[0]);
}
