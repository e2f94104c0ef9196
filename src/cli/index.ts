#!/usr/bin/env node
/**
 * The command's entry: from a command line to a verb of the table. The only file that imports commander.
 */
import { Command, Option } from 'commander';
import { exitCode, explain } from '../core/errors.ts';
import { inert } from '../core/format.ts';
import { Redactor } from '../core/redactor.ts';
import { version } from '../core/version.ts';
import { VERBS } from './commands.ts';
import { aboutText, flagText, heading, headText, overallTail, tailText } from './help/layout.ts';
import { MANUAL } from './help/manual.ts';
import { CommandLineFailure, complaint } from './help/usage-errors.ts';
import { type Flag, flagsOf } from './options/flags.ts';
import { secretsOfEnvironment } from './options/inputs.ts';
import type { Verb } from './options/verb.ts';
import { print } from './terminal/print.ts';

const words = process.argv.slice(2);
const width = (process.stdout.isTTY && process.stdout.columns) || 80;
/** Options that a second one takes back. */
const twinned = new Set<Option>();

const program = new Command('onedrive-upload')
  .description(
    aboutText('Uploads files to OneDrive and SharePoint through Microsoft Graph upload sessions.', width),
  )
  .usage('VERB [options]')
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this page')
  .commandsGroup('Verbs:')
  .helpCommand('help [verb]', 'prints the page of a verb')
  .configureHelp({
    styleTitle: (title) =>
      heading(title === 'Usage:' ? 'SYNOPSIS\n ' : title.replace(/:$/, '').toUpperCase()),
    optionTerm: (option) => (twinned.has(option) ? option.flags.replace(/^--/, '--[no-]') : option.flags),
    subcommandTerm: (command) => command.name(),
  })
  // What is wrong with a command line is told below, in our own words.
  .showSuggestionAfterError(false)
  .configureOutput({ writeOut: (text) => print(text), outputError: () => {} })
  .exitOverride()
  .addHelpText('after', () => overallTail(width));

function declare(verb: Verb): void {
  const { name, says, args = [], run } = verb;
  const command = program
    .command(name)
    .summary(says)
    .description(aboutText(MANUAL[name].about, width))
    .addHelpText('before', headText(verb, width))
    .addHelpText('after', () => tailText(verb, width));
  for (const [argument, help] of args) command.argument(argument, help);
  for (const flag of flagsOf(verb)) addFlag(command, flag);
  command.addHelpOption(new Option('-h, --help', 'print this page').helpGroup('Output'));
  command.action(async (...given: unknown[]) => {
    // commander hands over the arguments, then the flags, then itself.
    const texts = given
      .slice(0, -2)
      .flat()
      .filter((arg) => typeof arg === 'string');
    process.exitCode = await run({ flags: command.opts(), args: texts });
  });
}

function addFlag(command: Command, flag: Flag): void {
  const value = flag.value === undefined ? '' : ` <${flag.value}>`;
  const option = new Option(`${flag.name}${value}`, flagText(flag)).helpGroup(flag.group);
  if (flag.repeated) option.argParser((text: string, before: string[] = []) => [...before, text]);
  command.addOption(option);
  if (flag.twin === undefined) return;
  command.addOption(new Option(flag.twin).hideHelp());
  twinned.add(option);
}

for (const verb of VERBS) declare(verb);

// Who reads along may leave (`| head`, a pager): the work goes on unheard, because half an upload helps nobody.
// What a full disk does not take is another matter: somebody counts on it.
let isLost = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isLost) return;
  isLost = true;
  print(`error: standard output cannot be written (${error.code ?? error.name})\n`, process.stderr);
  process.once('exit', () => {
    process.exitCode ||= 1;
  });
});
process.stderr.on('error', () => {});

process.on('uncaughtException', (error) => process.exit(told(error)));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = told(error);
}

/** Tells what the parser or a verb has thrown; answers the exit code. */
function told(error: unknown): number {
  const redactor = new Redactor();
  for (const secret of secretsOfEnvironment(process.env)) redactor.add(secret);
  // Before anything is cut: no runner masks the half of a secret.
  const complain = (code: string, message: string) => {
    const text = complaint({ code, message: redactor.clean(message) }, { verbs: VERBS, words });
    print(inert(redactor.clean(text)), process.stderr);
    return 2;
  };
  if (error instanceof CommandLineFailure) return complain('', error.message);
  if (!(error instanceof Error && 'exitCode' in error && 'code' in error)) {
    const lines = explain(error).split('\n');
    print(`error: ${lines.map((line) => redactor.line(line)).join('\n')}\n`, process.stderr);
    return exitCode(error);
  }
  // --help and --version.
  if (error.exitCode === 0) return 0;
  const [first, second] = words;
  // Help was shown in place of a verb that is missing; of a wrong one, nothing was said.
  const code = error.code === 'commander.help' && first === 'help' ? 'commander.unknownCommand' : error.code;
  const message = code === error.code ? error.message : `unknown command '${second}'`;
  return code === 'commander.help' ? 2 : complain(String(code), message);
}
