/** The verb `ls`: lists a remote folder, one item a line, or as JSON. */
import { exitCode } from '../../core/exit-code.ts';
import { formatListJson, formatListLines } from '../../download/list-report.ts';
import { runList } from '../../run/list.ts';
import { print } from '../terminal/print.ts';
import { openReadVerb, type ReadVerbOptions } from './read-verb.ts';

/** Runs the verb with the remote path. Standard output has only the list. Returns the exit code. */
export async function lsVerb(call: ReadVerbOptions): Promise<number> {
  const { terminal, options, redactError } = openReadVerb(call, { dataOnStdout: true });
  const report = await runList(options);
  const texts =
    call.flags.json === true
      ? formatListJson(report, redactError)
      : formatListLines(report).map((line) => `${line}\n`);
  for (const text of texts) print(terminal.redactData(text));
  return report.error === undefined ? 0 : exitCode(report.error);
}
