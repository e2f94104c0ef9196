/** What `download`, `verify` and `ls` do before they run: open the terminal, read flags and variables. */
import { exitCode } from '../../core/exit-code.ts';
import { createStopController } from '../../core/stop-signal.ts';
import type { ReadReport } from '../../download/read-report.ts';
import type { InputSource } from '../../inputs/read.ts';
import type { RemoteRunOptions } from '../../run/remote-drive.ts';
import { commandInputs } from '../options/inputs.ts';
import { openProfile } from '../options/profile.ts';
import {
  refreshTokenWriter,
  warnIfReadableByOthers,
  warnOfReadableSecretFiles,
} from '../options/token-file.ts';
import { warnOfUnknownVariables } from '../options/unknown-variables.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';

export interface ReadVerbOptions {
  readonly flags: Readonly<Record<string, unknown>>;
  /** The remote path comes first. */
  readonly args: readonly string[];
  /** Names of the inputs that the verb reads. */
  readonly inputs: readonly string[];
}

export interface ReadVerb {
  readonly terminal: Terminal;
  readonly options: RemoteRunOptions & { readonly checksumsFile?: string };
  /** Makes the text of an error fit for JSON. */
  readonly redactError: (text: string) => string;
}

/** Opens the verb. Throws a UsageFailure for a profile that cannot be used. */
export function openReadVerb(
  { flags, args, inputs }: ReadVerbOptions,
  { dataOnStdout }: { readonly dataOnStdout: boolean },
): ReadVerb {
  const { env } = process;
  const [quiet, verbose] = [flags.quiet === true, flags.verbose === true];
  const { signal } = createStopController();
  const terminal = openTerminal({ env, signal, dataOnStdout, quiet, verbose });
  warnOfUnknownVariables(terminal);
  const profile = openProfile(flags, env);
  warnOfReadableSecretFiles(terminal, flags, inputs);
  if (typeof flags.identityFile === 'string') warnIfReadableByOthers(flags.identityFile, terminal);
  return {
    terminal,
    options: {
      host: terminal,
      remote: args[0] ?? '',
      source: selectInputs(commandInputs(flags, env, { profile }), inputs),
      ...(typeof flags.latest === 'string' && { latest: flags.latest }),
      ...(typeof flags.checksumsFile === 'string' && { checksumsFile: flags.checksumsFile }),
      ...refreshTokenWriter(flags, terminal, profile),
    },
    redactError: (text) => terminal.redact(terminal.nameInputs(text)),
  };
}

/** Hides inputs that the verb does not read: the environment may set them for uploads. */
export function selectInputs(source: InputSource, inputs: readonly string[]): InputSource {
  const value = (name: string) => (inputs.includes(name) ? source.value(name) : undefined);
  // Mode check, because it needs no local files either.
  return { ...source, value: (name) => (name === 'mode' ? 'check' : value(name)) };
}

/** 0: done. 1: something failed. 2: bad input. 3: sign-in refused. 130: interrupted. */
export function readExitCode({
  result,
  errors,
}: Pick<ReadReport, 'errors'> & { readonly result: string }): number {
  if (result === 'cancelled') return 130;
  if (result !== 'failed') return 0;
  return errors[0] === undefined ? 1 : exitCode(errors[0]);
}
