/** The verb `download`: downloads a remote path into a local folder. */
import { formatDownloadManifest } from '../../download/manifest.ts';
import { runDownload } from '../../run/download.ts';
import { print } from '../terminal/print.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import { openReadVerb, type ReadVerbOptions, readExitCode } from './read-verb.ts';

/** Runs the verb with the remote path and the local folder. Returns the exit code. */
export async function downloadVerb(call: ReadVerbOptions): Promise<number> {
  const { flags, args } = call;
  const { terminal, options, redactError } = openReadVerb(call, { dataOnStdout: flags.json === true });
  const report = await runDownload({
    ...options,
    localDir: args[1] ?? '',
    overwrite: flags.overwrite === true,
    ...(typeof flags.identityFile === 'string' && { identityFile: flags.identityFile }),
    showProgress: showProgress(terminal),
  });
  if (flags.json === true)
    for (const text of formatDownloadManifest(report, redactError)) print(terminal.redactData(text));
  return readExitCode(report);
}
