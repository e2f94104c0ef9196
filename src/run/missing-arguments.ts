/**
 * What is wrong with arguments of the command that find nothing, and what may have been meant. For an action, a line
 * that finds nothing is a matter of `unmatched-patterns`.
 */
import { Failure, UsageFailure } from '../core/errors.ts';
import { capitalize, escapeControls, quote } from '../core/format.ts';
import type { FoundFiles } from '../files/find.ts';
import { pathShapeClause } from '../files/path-shape.ts';
import { defaultChecksumsName } from '../inputs/files.ts';
import { pathUnlessSecret } from '../inputs/quote-unless-secret.ts';
import type { Inputs } from '../inputs/read.ts';

/** Returns the plan, unless an argument that must find something does not. Reports that together with its problems. */
export async function planWithArguments<T>(
  plan: () => T | Promise<T>,
  missing: Failure | undefined,
): Promise<T> {
  try {
    const planned = await plan();
    if (missing === undefined) return planned;
  } catch (error) {
    if (missing === undefined || !(error instanceof UsageFailure)) throw error;
    const hint = missing.hint === '' ? '' : `. ${capitalize(missing.hint)}`;
    throw new UsageFailure([`${missing.message}${hint}`, ...error.problems]);
  }
  throw missing;
}

/** The failure of all arguments that find nothing; undefined when that is allowed. `destination` is as written. */
export function missingArgumentFailure(
  { missingArguments: missing, onlyHidden }: FoundFiles,
  inputs: Pick<Inputs, 'files' | 'naming'>,
  destination: string,
): Failure | undefined {
  const [first] = missing;
  if (first === undefined || inputs.files.mustFindArguments !== true) return undefined;
  const clauses = missing.map(({ text, isPattern }) =>
    isPattern
      ? `nothing matches ${shown(text)}${pathShapeClause(text)}`
      : `${shown(text)}: no such file or folder${pathShapeClause(text)}`,
  );
  const hints = missing.length > 1 ? [] : nameHints(first.text, inputs, destination);
  const hint = missing.some(({ isPattern }) => isPattern)
    ? patternHint(missing.some(({ text }) => onlyHidden.includes(text)))
    : hints.map((text, index) => (index === 0 ? text : capitalize(text))).join('. ');
  return new Failure(clauses.join('; '), { code: 'no-files-found', kind: 'usage', hint });
}

function patternHint(isHidden: boolean): string {
  return isHidden
    ? 'hidden files are left out: name them without a pattern, or set --include-hidden-files'
    : 'if that is right, say so with --unmatched-patterns ignore or --if-no-files-found ignore';
}

/** What else the last of the arguments could be: a folder on the drive, or the value of the flag in front of it. */
function nameHints(
  text: string,
  { files, naming }: Pick<Inputs, 'files' | 'naming'>,
  destination: string,
): string[] {
  if (/^(true|false)$/i.test(text))
    return [`a switch takes its value after =, as in --dry-run=${text.toLowerCase()}`];
  if (/[\r\n]/.test(text)) return ['name each file as a separate argument'];
  const given = files.arguments ?? [];
  const others = given.slice(0, -1).map((argument) => argument.text);
  const isLast = others.length > 0 && given.at(-1)?.text === text && text !== '';
  return [
    ...(isLast && destination === ''
      ? [`if it is the folder on the drive: upload ${shellWords(others)} --destination ${shown(text)}`]
      : []),
    ...(naming.checksums === defaultChecksumsName && text !== ''
      ? [`if it is the name of the list of checksums: --checksums=${shown(text)}`]
      : []),
  ];
}

/** Up to three words that need no quotes in a shell. */
function shellWords(texts: readonly string[]): string {
  const isPlain = (text: string) => /^[\w./@%+:,-]+$/.test(text) && pathUnlessSecret(text) === text;
  return texts.length <= 3 && texts.every(isPlain) ? texts.join(' ') : '…';
}

function shown(text: string): string {
  const safe = pathUnlessSecret(text);
  return safe === text && !/^\S+$/.test(text) ? quote(text) : escapeControls(safe);
}
