/** The verb `ls`: lists a remote folder, one item a line, or as JSON. */
import { exitCode } from '../../core/exit-code.ts';
import { createStopController } from '../../core/stop-signal.ts';
import { formatListJson, formatListLines } from '../../download/list-report.ts';
import { runList } from '../../run/list.ts';
import { commandInputs } from '../options/inputs.ts';
import { openProfile } from '../options/profile.ts';
import { refreshTokenWriter, warnOfReadableSecretFiles } from '../options/token-file.ts';
import { warnOfUnknownVariables } from '../options/unknown-variables.ts';
import { print } from '../terminal/print.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { selectInputs } from './download.ts';

export interface LsVerbOptions {
  readonly flags: Readonly<Record<string, unknown>>;
  /** The remote path. */
  readonly args: readonly string[];
  /** Names of the inputs that a listing reads. */
  readonly inputs: readonly string[];
}

/** Runs the verb. Standard output has only the list. Returns the exit code. */
export async function lsVerb({ flags, args, inputs }: LsVerbOptions): Promise<number> {
  const { env } = process;
  const [quiet, verbose] = [flags.quiet === true, flags.verbose === true];
  const { signal } = createStopController();
  const terminal = openTerminal({ env, signal, dataOnStdout: true, quiet, verbose });
  warnOfUnknownVariables(terminal);
  const profile = openProfile(flags, env);
  warnOfReadableSecretFiles(terminal, flags, inputs);
  const report = await runList({
    host: terminal,
    remote: args[0] ?? '',
    source: selectInputs(commandInputs(flags, env, { profile }), inputs),
    ...refreshTokenWriter(flags, terminal, profile),
  });
  const redactError = (text: string) => terminal.redact(terminal.nameInputs(text));
  const texts =
    flags.json === true
      ? formatListJson(report, redactError)
      : formatListLines(report).map((line) => `${line}\n`);
  for (const text of texts) print(terminal.redactData(text));
  return report.error === undefined ? 0 : exitCode(report.error);
}
