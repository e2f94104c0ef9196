#!/usr/bin/env node
/**
 * The command's entry: verbs and flags. The only file that imports commander. Verbs are loaded when they are
 * called, so that `--help` and `upload` do not pay for the emulator.
 */
import { Command } from 'commander';
import { exitCode, explain } from '../errors.ts';
import { version } from '../version.ts';
import { addInputFlags } from './source.ts';

const program = new Command('onedrive-upload')
  .description('Uploads files to OneDrive and SharePoint through Microsoft Graph upload sessions.')
  .version(version)
  .showSuggestionAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    '\nSecrets come from ONEDRIVE_CLIENT_SECRET and ONEDRIVE_REFRESH_TOKEN, or from the files of --…-file.\n' +
      'Every other input can be ONEDRIVE_ and its name in capitals, too. Exit codes: 0 done, 1 something\n' +
      'failed, 2 bad usage or input, 3 sign-in refused, 130 interrupted.',
  );

addInputFlags(program.command('upload').argument('[paths...]', 'files, folders or globs; ! excludes'), [
  'mode',
])
  .description('uploads files')
  .option('--json', 'print the manifest, and nothing else, on standard output')
  .option('--quiet', 'print warnings and errors only')
  .option('--verbose', 'print every retry, too')
  .action(async (paths: string[], flags: Record<string, unknown>) => {
    const { uploadVerb } = await import('./upload.ts');
    process.exitCode = await uploadVerb({ flags, paths, mode: 'upload' });
  });

addInputFlags(program.command('check'), ['mode', 'path', 'root', 'name', 'flatten'])
  .description('tests the connection: who, which drive, how much room, may I write')
  .action(async (flags: Record<string, unknown>) => {
    const { uploadVerb } = await import('./upload.ts');
    process.exitCode = await uploadVerb({ flags, mode: 'check' });
  });

program
  .command('emulate')
  .description('runs a OneDrive on loopback, for tests')
  .option('--port <number>', 'port of the emulator [any free one]')
  .option('--account <kind>', 'personal, business or sharepoint [personal]')
  .option('--data <folder>', 'where the bytes are kept [a temporary folder]')
  .option('--faults <file>', 'JSON file with scripted faults')
  .option('--latency <ms>', 'milliseconds added to every answer')
  .option('--tls-cert <file>', 'certificate, to serve https')
  .option('--tls-key <file>', 'its private key')
  .option('--upload-origin <url>', 'what upload addresses begin with')
  .action(async (flags: Record<string, unknown>) => {
    const { emulateVerb } = await import('./emulate.ts');
    process.exitCode = await emulateVerb(flags);
  });

program
  .command('demo')
  .description('shows it all on an emulated OneDrive: sign in, upload, read back, compare')
  .argument('[folder]', 'folder to upload [this package]')
  .action(async (folder: string | undefined) => {
    const { demoVerb } = await import('./demo.ts');
    process.exitCode = await demoVerb(folder);
  });

try {
  await program.parseAsync();
} catch (error) {
  // commander has printed its own; `exitCode` 0 is --help and --version.
  if (error instanceof Error && 'exitCode' in error) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`error: ${error instanceof RangeError ? error.message : explain(error)}\n`);
    process.exitCode = error instanceof RangeError ? 2 : exitCode(error);
  }
}
