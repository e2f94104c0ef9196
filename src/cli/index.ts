#!/usr/bin/env node
/**
 * The command's entry point: parses the command line and runs a verb. The only file that imports commander.
 */
import { Command, CommanderError, Option } from 'commander';
import { formatErrorWithLink, systemCode, systemReason } from '../core/errors.ts';
import { exitCode } from '../core/exit-code.ts';
import { escapeCommands } from '../core/format.ts';
import { Redactor } from '../core/redactor.ts';
import { troubleshootingPath } from '../core/troubleshooting.ts';
import { packageVersion } from '../core/version.ts';
import { prepareWords } from './command-line.ts';
import { VERBS } from './commands.ts';
import {
  closingSections,
  descriptionSection,
  flagHelp,
  flagTerm,
  nameSection,
  overviewClosing,
} from './help/layout.ts';
import { MANUAL_PAGES } from './help/manual.ts';
import { shortHelp, shortOverview } from './help/short-help.ts';
import { CommandLineFailure, formatUsageError } from './help/usage-errors.ts';
import { type CliFlag, listFlags } from './options/flags.ts';
import { environmentSecrets } from './options/inputs.ts';
import type { Verb } from './options/verb.ts';
import { colorWord, formatHeading, hasColors } from './terminal/color.ts';
import { withFlagNames } from './terminal/flag-names.ts';
import { print } from './terminal/print.ts';

const commandLine = process.argv.slice(2);
const literalCount = commandLine.includes('--') ? commandLine.slice(commandLine.indexOf('--') + 1).length : 0;
const width = (process.stdout.isTTY && process.stdout.columns) || 80;
/** How --help writes a flag: the parser knows one spelling of it. */
const optionTerms = new Map<Option, string>();

const program = new Command('onedrive-upload')
  .description(
    descriptionSection(
      'Uploads files to OneDrive and SharePoint through Microsoft Graph upload sessions.',
      width,
    ),
  )
  .usage('COMMAND [options]')
  .version(packageVersion, '-V, --version', 'print the version')
  .helpOption('--help', 'print this help')
  .option('-h', 'print a short help')
  .on('option:h', printShortHelp)
  .commandsGroup('Commands:')
  .helpCommand('help [command]', 'prints the help of a command')
  .configureHelp({
    styleTitle: (title) =>
      formatHeading(title === 'Usage:' ? 'SYNOPSIS\n ' : title.replace(/:$/, '').toUpperCase()),
    optionTerm: (option) => optionTerms.get(option) ?? option.flags,
    subcommandTerm: (command) => command.name(),
  })
  // Usage errors are printed below, in our own words.
  .showSuggestionAfterError(false)
  .configureOutput({
    writeOut: (text) => print(text),
    outputError: () => {},
    getOutHasColors: () => hasColors(process.env, process.stdout),
    getErrHasColors: () => hasColors(process.env, process.stderr),
  })
  .exitOverride()
  .addHelpText('after', () => overviewClosing(width));

function addVerb(verb: Verb): void {
  const { name, summary, args = [], run } = verb;
  const command = program
    .command(name)
    .summary(summary)
    .description(descriptionSection(MANUAL_PAGES[name].description, width))
    .addHelpText('before', nameSection(verb, width))
    .addHelpText('after', () => closingSections(verb, width));
  for (const [argument, help] of args) command.argument(argument, help);
  for (const flag of listFlags(verb)) addFlag(command, flag);
  // The program's own option comes first; this one is for the page.
  command.addOption(new Option('-h', 'print the usual flags on one screen').helpGroup('Output'));
  command.addHelpOption(new Option('--help', 'print this help').helpGroup('Output'));
  command.action(async (...given: unknown[]) => {
    // commander passes the arguments, then the flags, then the command itself.
    const texts = given
      .slice(0, -2)
      .flat()
      .filter((arg) => typeof arg === 'string');
    process.exitCode = await run({ flags: command.opts(), args: texts, literalCount });
  });
}

/** Prints one screen, for the verb if there is one, and ends the command. */
function printShortHelp(): void {
  const [first = ''] = commandLine;
  const verb = VERBS.find(({ name }) => name === first);
  // An unknown verb is an error of the parser.
  if (verb === undefined && !first.startsWith('-')) return;
  print(verb === undefined ? shortOverview(VERBS, width) : shortHelp(verb, width));
  throw new CommanderError(0, 'commander.helpDisplayed', '');
}

function addFlag(command: Command, flag: CliFlag): void {
  const value = flag.value === undefined ? '' : ` <${flag.value}>`;
  const option = new Option(`${flag.name}${value}`, flagHelp(flag)).helpGroup(flag.group);
  if (flag.repeated) option.argParser((text: string, before: string[] = []) => [...before, text]);
  command.addOption(option);
  optionTerms.set(option, flagTerm(flag));
  if (flag.negation !== undefined) command.addOption(new Option(flag.negation).hideHelp());
}

for (const verb of VERBS) addVerb(verb);

// The reader of a pipe may exit (`| head`, a pager). The run continues without output, because half an upload helps
// nobody. Other write errors, such as a full disk, fail the command.
let hasStdoutFailed = false;
process.stdout.on('error', (error) => {
  if (systemCode(error) === 'EPIPE' || hasStdoutFailed) return;
  hasStdoutFailed = true;
  printError(`error: cannot write to standard output (${systemReason(error)})\n`);
  process.once('exit', () => {
    process.exitCode ||= 1;
  });
});
process.stderr.on('error', () => {});

process.on('uncaughtException', (error) => process.exit(reportError(error)));

try {
  await program.parseAsync(prepareWords(commandLine, VERBS), { from: 'user' });
} catch (error) {
  process.exitCode = reportError(error);
}

/** Prints a text that begins with the word error. */
function printError(text: string): void {
  const head = colorWord('error', 'red', { env: process.env, stream: process.stderr });
  print(text.replace(/^error/, head), process.stderr);
}

/** Prints an error of the parser or a verb. Returns the exit code. */
function reportError(error: unknown): number {
  const redactor = new Redactor();
  for (const secret of environmentSecrets(process.env)) redactor.addSecret(secret);
  // Redact before texts are cut, because a runner cannot mask half of a secret.
  const reportUsageError = (code: string, message: string) => {
    const text = formatUsageError(
      { code, message: redactor.redact(message) },
      { verbs: VERBS, args: commandLine },
    );
    printError(escapeCommands(redactor.redact(text)));
    return 2;
  };
  if (error instanceof CommandLineFailure) return reportUsageError('', error.message);
  if (!(error instanceof CommanderError)) {
    const lines = formatErrorWithLink(error, { troubleshootingUrl: troubleshootingPath }).split('\n');
    printError(`error: ${lines.map((line) => redactor.redactLine(withFlagNames(line))).join('\n')}\n`);
    return exitCode(error);
  }
  // --help and --version.
  if (error.exitCode === 0) return 0;
  const [first, second] = commandLine;
  // For a missing verb commander has printed the help. For `help` with an unknown verb it has printed nothing.
  const code = error.code === 'commander.help' && first === 'help' ? 'commander.unknownCommand' : error.code;
  const message = code === error.code ? error.message : `unknown command '${second}'`;
  return code === 'commander.help' ? 2 : reportUsageError(code, message);
}
