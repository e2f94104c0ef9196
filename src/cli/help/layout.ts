/**
 * How a page of --help is laid out, as a manual's: headings, columns, paragraphs. Knows verbs, their flags and
 * their texts; arguments and flags are listed by the parser of command lines, which this must not know.
 */
import { styleText } from 'node:util';
import { type CliFlag, listFlags } from '../options/flags.ts';
import { inputEnvName } from '../options/inputs.ts';
import type { Verb } from '../options/verb.ts';
import { VERB_EXAMPLES } from './examples.ts';
import { MANUAL_PAGES, type ManualPage, pageVariables } from './manual.ts';

const indent = 2;
/** Where the second column begins; a longer term has its meaning below it. */
const columnAt = 28;

type Row = readonly [term: string, meaning: string];

/** In bold; who prints it takes that away where nothing shows it. */
export function formatHeading(text: string): string {
  return styleText('bold', text, { validateStream: false });
}

/** What a page begins with, in lines of at most `width` columns. */
export function nameSection({ name, summary }: Verb, width: number): string {
  return `${formatHeading('NAME')}\n${wrapText(`onedrive-upload ${name} - ${summary}`, { width, at: indent })}\n`;
}

/** What a verb, or all of it, does and what it does not. */
export function descriptionSection(about: string, width: number): string {
  return `${formatHeading('DESCRIPTION')}\n${wrapText(about, { width, at: indent })}`;
}

/** What follows the flags. */
export function closingSections(verb: Verb, width: number): string {
  const page: ManualPage = MANUAL_PAGES[verb.name];
  const variables = [...inputVariables(listFlags(verb)), ...pageVariables(page)];
  const exits = Object.entries(page.exitCodes).sort(([a], [b]) => Number(a) - Number(b));
  const sections: readonly (readonly [title: string, text: string])[] = [
    [
      'EXAMPLES',
      VERB_EXAMPLES[verb.name].map(([purpose, command]) => exampleText(purpose, command)).join('\n\n'),
    ],
    ['ENVIRONMENT', formatColumns(variables, width)],
    ['FILES', formatColumns(page.files ?? [], width)],
    ['EXIT STATUS', formatColumns(exits, width)],
    ['SEE ALSO', `  ${page.seeAlso.join(', ')}`],
  ];
  const full = sections.filter(([, text]) => text !== '');
  return `\n${full.map(([title, text]) => `${formatHeading(title)}\n${text}`).join('\n\n')}`;
}

const overviewNote =
  'Secrets are never flags: they come from the environment (ONEDRIVE_REFRESH_TOKEN) or from files. ' +
  'onedrive-upload VERB --help is the page of a verb: flags, examples, variables, exit codes.';

/** What follows the verbs on the page of all of them. */
export function overviewClosing(width: number): string {
  const examples = [VERB_EXAMPLES.login, VERB_EXAMPLES.upload].flatMap((some) => some.slice(0, 1));
  const texts = examples.map(([purpose, command]) => exampleText(purpose, command));
  return `\n${formatHeading('EXAMPLES')}\n${texts.join('\n\n')}\n\n${wrapText(overviewNote, { width, at: 0 })}`;
}

/** What --help says of a flag: its line, its choices, what holds without it. */
export function flagHelp({ help, choices, defaultValue, repeated }: CliFlag): string {
  const notes = [
    ...(choices.length > 1 ? [choices.join(', ')] : []),
    ...(repeated ? ['may be repeated'] : []),
    ...(defaultValue === '' ? [] : [`default: ${defaultValue}`]),
  ];
  return notes.length === 0 ? help : `${help} (${notes.join('; ')})`;
}

function exampleText(purpose: string, command: string): string {
  return `  ${purpose}:\n    ${command.replaceAll('\n', '\n    ')}`;
}

/** Inputs by their names, secrets each by its own: nobody guesses that they are not flags. */
function inputVariables(flags: readonly CliFlag[]): Row[] {
  const inputs = flags.filter(({ isInput }) => isInput);
  const [first] = inputs;
  if (first === undefined) return [];
  const secrets = inputs.flatMap(({ secret }) => secret ?? []);
  const example = first.name.replace(/^--/, '');
  return [
    ['ONEDRIVE_…', `inputs among the flags: ${inputEnvName(example)} is --${example}; a flag wins`],
    ...secrets.map(({ name, help }): Row => [inputEnvName(name), help]),
    ...(secrets.length > 0 ? [['ONEDRIVE_…_FILE', 'file with such a secret'] satisfies Row] : []),
  ];
}

function formatColumns(rows: readonly Row[], width: number): string {
  return rows
    .map(([term, meaning]) => {
      const text = wrapText(meaning, { width, at: columnAt });
      const fits = term.length + indent + 2 <= columnAt;
      return fits ? `  ${term}${text.slice(term.length + indent)}` : `  ${term}\n${text}`;
    })
    .join('\n');
}

/** Lines of at most `width` columns, the first of them at column `at`. */
function wrapText(text: string, { width, at }: { readonly width: number; readonly at: number }): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(' '.repeat(at) + word);
  }
  return lines.join('\n');
}
