/**
 * How a page of --help is laid out, as a manual's: headings, columns, paragraphs. Knows verbs, their flags and
 * their texts; arguments and flags are listed by the parser of command lines, which this must not know.
 */
import { styleText } from 'node:util';
import { type Flag, flagsOf } from '../options/flags.ts';
import { envName } from '../options/inputs.ts';
import type { Verb } from '../options/verb.ts';
import { EXAMPLES } from './examples.ts';
import { MANUAL, type Page, variablesOf } from './manual.ts';

const indent = 2;
/** Where the second column begins; a longer term has its meaning below it. */
const columnAt = 28;

type Row = readonly [term: string, meaning: string];

/** In bold; who prints it takes that away where nothing shows it. */
export function heading(text: string): string {
  return styleText('bold', text, { validateStream: false });
}

/** What a page begins with, in lines of at most `width` columns. */
export function headText({ name, says }: Verb, width: number): string {
  return `${heading('NAME')}\n${wrapped(`onedrive-upload ${name} - ${says}`, { width, at: indent })}\n`;
}

/** What a verb, or all of it, does and what it does not. */
export function aboutText(about: string, width: number): string {
  return `${heading('DESCRIPTION')}\n${wrapped(about, { width, at: indent })}`;
}

/** What follows the flags. */
export function tailText(verb: Verb, width: number): string {
  const page: Page = MANUAL[verb.name];
  const variables = [...inputVariables(flagsOf(verb)), ...variablesOf(page)];
  const exits = Object.entries(page.exits).sort(([a], [b]) => Number(a) - Number(b));
  const sections: readonly (readonly [title: string, text: string])[] = [
    ['EXAMPLES', EXAMPLES[verb.name].map(([purpose, command]) => exampleText(purpose, command)).join('\n\n')],
    ['ENVIRONMENT', columns(variables, width)],
    ['FILES', columns(page.files ?? [], width)],
    ['EXIT STATUS', columns(exits, width)],
    ['SEE ALSO', `  ${page.more.join(', ')}`],
  ];
  const full = sections.filter(([, text]) => text !== '');
  return `\n${full.map(([title, text]) => `${heading(title)}\n${text}`).join('\n\n')}`;
}

const closing =
  'Secrets are never flags: they come from the environment (ONEDRIVE_REFRESH_TOKEN) or from files. ' +
  'onedrive-upload VERB --help is the page of a verb: flags, examples, variables, exit codes.';

/** What follows the verbs on the page of all of them. */
export function overallTail(width: number): string {
  const examples = [EXAMPLES.login, EXAMPLES.upload].flatMap((some) => some.slice(0, 1));
  const texts = examples.map(([purpose, command]) => exampleText(purpose, command));
  return `\n${heading('EXAMPLES')}\n${texts.join('\n\n')}\n\n${wrapped(closing, { width, at: 0 })}`;
}

/** What --help says of a flag: its line, its choices, what holds without it. */
export function flagText({ help, choices, fallback, repeated }: Flag): string {
  const notes = [
    ...(choices.length > 1 ? [choices.join(', ')] : []),
    ...(repeated ? ['may be repeated'] : []),
    ...(fallback === '' ? [] : [`default: ${fallback}`]),
  ];
  return notes.length === 0 ? help : `${help} (${notes.join('; ')})`;
}

function exampleText(purpose: string, command: string): string {
  return `  ${purpose}:\n    ${command.replaceAll('\n', '\n    ')}`;
}

/** Inputs by their names, secrets each by its own: nobody guesses that they are not flags. */
function inputVariables(flags: readonly Flag[]): Row[] {
  const inputs = flags.filter(({ isInput }) => isInput);
  const [first] = inputs;
  if (first === undefined) return [];
  const secrets = inputs.flatMap(({ secret }) => secret ?? []);
  const example = first.name.replace(/^--/, '');
  return [
    ['ONEDRIVE_…', `inputs among the flags: ${envName(example)} is --${example}; a flag wins`],
    ...secrets.map(({ name, help }): Row => [envName(name), help]),
    ...(secrets.length > 0 ? [['ONEDRIVE_…_FILE', 'file with such a secret'] satisfies Row] : []),
  ];
}

function columns(rows: readonly Row[], width: number): string {
  return rows
    .map(([term, meaning]) => {
      const text = wrapped(meaning, { width, at: columnAt });
      const fits = term.length + indent + 2 <= columnAt;
      return fits ? `  ${term}${text.slice(term.length + indent)}` : `  ${term}\n${text}`;
    })
    .join('\n');
}

/** Lines of at most `width` columns, the first of them at column `at`. */
function wrapped(text: string, { width, at }: { readonly width: number; readonly at: number }): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(' '.repeat(at) + word);
  }
  return lines.join('\n');
}
