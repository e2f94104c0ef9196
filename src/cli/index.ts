#!/usr/bin/env node
/**
 * The command's entry: from a command line to a verb of the table. The only file that imports commander.
 */
import { Command } from 'commander';
import { exitCode, explain } from '../errors.ts';
import { INPUTS } from '../inputs/table.ts';
import { version } from '../version.ts';
import { addInputFlags } from './source.ts';
import { VERBS, type Verb } from './verbs.ts';

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

function declare({ name, says, args = [], inputs, flags = [], run }: Verb): void {
  const command = program.command(name).description(says);
  for (const [argument, help] of args) command.argument(argument, help);
  if (inputs !== undefined) {
    const others = INPUTS.map((input) => input.name).filter((input) => !inputs.includes(input));
    addInputFlags(command, others);
  }
  for (const [words, help, repeated] of flags) {
    if (repeated === undefined) command.option(words, help);
    else command.option(words, help, (value: string, before: string[] = []) => [...before, value]);
  }
  command.action(async (...given: unknown[]) => {
    // commander hands over the arguments, then the flags, then itself.
    const texts = given
      .slice(0, -2)
      .flat()
      .filter((arg) => typeof arg === 'string');
    process.exitCode = await run({ flags: command.opts(), args: texts });
  });
}

for (const verb of VERBS) declare(verb);

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
