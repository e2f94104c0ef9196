/** The verb `verify`: reads a remote path back and compares it, without writing anything. */
import { formatVerifyJson } from '../../download/verify-report.ts';
import { runVerify } from '../../run/verify.ts';
import { print } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { openReadVerb, type ReadVerbOptions, readExitCode } from './read-verb.ts';

/** Runs the verb with the remote path. Returns the exit code. */
export async function verifyVerb(call: ReadVerbOptions): Promise<number> {
  const isJson = call.flags.json === true;
  const { terminal, options, redactError } = openReadVerb(call, { dataOnStdout: isJson });
  const report = await runVerify({ ...options, showProgress: showProgress(terminal) });
  if (isJson) for (const text of formatVerifyJson(report, redactError)) print(terminal.redactData(text));
  return readExitCode(report);
}
