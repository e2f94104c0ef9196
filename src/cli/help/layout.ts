/**
 * Formats a --help page like a manual page: headings, columns, paragraphs. Must not import the command-line parser,
 * which lists arguments and flags.
 */
import { type CliFlag, listFlags } from '../options/flags.ts';
import { inputEnvName } from '../options/inputs.ts';
import type { Verb } from '../options/verb.ts';
import { formatHeading } from '../terminal/color.ts';
import { VERB_EXAMPLES } from './examples.ts';
import { MANUAL_PAGES, type ManualPage, pageVariables } from './manual.ts';

const indent = 2;
/** Column of the meanings. A longer term has its meaning on the next line. */
const columnAt = 28;

type Row = readonly [term: string, meaning: string];

/** The start of a page, in lines of at most `width` columns. */
export function nameSection({ name, summary }: Verb, width: number): string {
  return `${formatHeading('NAME')}\n${wrapText(`onedrive-upload ${name} - ${summary}`, { width, at: indent })}\n`;
}

/** What a verb, or the whole command, does and does not do. */
export function descriptionSection(about: string, width: number): string {
  return `${formatHeading('DESCRIPTION')}\n${wrapText(about, { width, at: indent })}`;
}

/** The sections after the flags. */
export function closingSections(verb: Verb, width: number): string {
  const page: ManualPage = MANUAL_PAGES[verb.name];
  const variables = [...inputVariables(listFlags(verb)), ...pageVariables(page)];
  const exits = Object.entries(page.exitCodes).sort(([a], [b]) => Number(a) - Number(b));
  const sections: readonly (readonly [title: string, text: string])[] = [
    [
      'EXAMPLES',
      VERB_EXAMPLES[verb.name].map(([purpose, command]) => exampleText(purpose, command)).join('\n\n'),
    ],
    ['ENVIRONMENT', formatColumns(variables, { width })],
    ['FILES', formatColumns(page.files ?? [], { width })],
    ['EXIT STATUS', formatColumns(exits, { width })],
    ['SEE ALSO', `  ${page.seeAlso.join(', ')}`],
  ];
  const full = sections.filter(([, text]) => text !== '');
  return `\n${full.map(([title, text]) => `${formatHeading(title)}\n${text}`).join('\n\n')}`;
}

const overviewNote =
  'Secrets cannot be flags: set them in the environment (ONEDRIVE_REFRESH_TOKEN) or in files. ' +
  'onedrive-upload COMMAND --help shows flags, examples, variables and exit codes of a command.';

/** The end of the page that lists all verbs. */
export function overviewClosing(width: number): string {
  const examples = [VERB_EXAMPLES.login, VERB_EXAMPLES.upload].flatMap((some) => some.slice(0, 1));
  const texts = examples.map(([purpose, command]) => exampleText(purpose, command));
  return `\n${formatHeading('EXAMPLES')}\n${texts.join('\n\n')}\n\n${wrapText(overviewNote, { width, at: 0 })}`;
}

/** How --help writes a flag, with all its spellings: `-n, --[no-]dry-run`. */
export function flagTerm({ name, short, negation, value, valueWhenBare }: CliFlag): string {
  const long = negation === undefined ? name : name.replace(/^--/, '--[no-]');
  const written = short === undefined ? long : `${short}, ${long}`;
  if (value === undefined) return written;
  return valueWhenBare === undefined ? `${written} <${value}>` : `${written}[=<${value}>]`;
}

/** The help of a flag: its text, choices and default. */
export function flagHelp({ help, choices, defaultValue, repeated }: CliFlag): string {
  const notes = [
    ...(choices.length > 1 ? [choices.join(', ')] : []),
    ...(repeated ? ['can be repeated'] : []),
    ...(defaultValue === '' ? [] : [`default: ${defaultValue}`]),
  ];
  return notes.length === 0 ? help : `${help} (${notes.join('; ')})`;
}

function exampleText(purpose: string, command: string): string {
  return `  ${purpose}:\n    ${command.replaceAll('\n', '\n    ')}`;
}

/** One row for all inputs, and one for each secret, because secrets have no flags of their own. */
function inputVariables(flags: readonly CliFlag[]): Row[] {
  const inputs = flags.filter(({ isInput }) => isInput);
  const [first] = inputs;
  if (first === undefined) return [];
  const secrets = inputs.flatMap(({ secret }) => secret ?? []);
  const example = first.name.replace(/^--/, '');
  return [
    [
      'ONEDRIVE_…',
      `sets an input flag: ${inputEnvName(example)} sets --${example}; the flag takes precedence`,
    ],
    ...secrets.map(({ name, help }): Row => [inputEnvName(name), help]),
    ...(secrets.length > 0 ? [['ONEDRIVE_…_FILE', 'file that contains the secret'] satisfies Row] : []),
  ];
}

/** Terms and meanings in two columns. `at` is the column of the meanings. */
export function formatColumns(
  rows: readonly Row[],
  { width, at = columnAt }: { readonly width: number; readonly at?: number },
): string {
  return rows
    .map(([term, meaning]) => {
      const text = wrapText(meaning, { width, at });
      const fits = term.length + indent + 2 <= at;
      return fits ? `  ${term}${text.slice(term.length + indent)}` : `  ${term}\n${text}`;
    })
    .join('\n');
}

/** Wraps a text to `width` columns, with each line indented to column `at`. */
function wrapText(text: string, { width, at }: { readonly width: number; readonly at: number }): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(' '.repeat(at) + word);
  }
  return lines.join('\n');
}
