/**
 * Completion for zsh with _arguments, which shows the help of each flag. Works as a file in $fpath and when evaluated
 * in ~/.zshrc.
 */
import { type CliFlag, flagSpellings, type ValueKind, valueKindOf } from '../options/flags.ts';
import type { VerbGrammar } from './grammar.ts';

/** Returns the script. */
export function zshScript(grammar: readonly VerbGrammar[]): string {
  const verbs = grammar.map(({ verb, summary }) => `    ${quoteForZsh(`${verb}:${summary}`)}`);
  return `#compdef onedrive-upload
# Completion of onedrive-upload for zsh, created by: onedrive-upload completion zsh
_onedrive_upload() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  local -a verbs=(
${verbs.join('\n')}
  )
  _arguments -C -S '(- *)--help[print the help of all commands]' '(- *)--version[print the version]' \\
    '1: :->verb' '*:: :->rest' && ret=0
  case $state in
    verb) _describe -t verbs verb verbs && ret=0 ;;
    rest)
      case $words[1] in
${grammar.map(verbLines).join('\n')}
      esac ;;
  esac
  return ret
}
if [[ $funcstack[1] == _onedrive[-_]upload ]]; then
  _onedrive_upload "$@"
else
  compdef _onedrive_upload onedrive-upload
fi
`;
}

function verbLines({ verb, flags, args, isVariadic }: VerbGrammar): string {
  const places = args.map((takes, at) => {
    const place = isVariadic && at === args.length - 1 ? '*' : at + 1;
    return quoteForZsh(`${place}: ${zshAction(takes)}`);
  });
  const specs = [...flags.flatMap(flagSpecs), ...places];
  return `        ${verb}) _arguments -S ${specs.map((spec) => `\\\n          ${spec}`).join(' ')} && ret=0 ;;`;
}

/** The spellings of a flag exclude each other. A repeatable flag excludes nothing. */
function flagSpecs(flag: CliFlag): string[] {
  const { name, negation, help, value, valueWhenBare, repeated } = flag;
  const says = `[${help.replace(/[[\]\\:]/g, '\\$&')}]`;
  const takes = valueKindOf(flag);
  // `=-` takes the value after the sign only, and two colons mean that it may be missing.
  if (takes !== undefined && valueWhenBare !== undefined)
    return [quoteForZsh(`${name}=-${says}::${value}${zshAction(takes)}`)];
  if (takes !== undefined)
    return [quoteForZsh(`${repeated ? '*' : ''}${name}=${says}:${value}${zshAction(takes)}`)];
  const spellings = flagSpellings(flag);
  if (spellings.length === 1) return [quoteForZsh(`${name}${says}`)];
  return spellings.map((one) => quoteForZsh(`(${spellings.join(' ')})${one}${one === negation ? '' : says}`));
}

/** The completion action of zsh. A blank shows only the message. */
function zshAction(takes: ValueKind): string {
  if (typeof takes !== 'string') return `:(${takes.join(' ')})`;
  return { files: ':_files', folders: ':_files -/', unknown: ': ' }[takes];
}

/** A text as one word of zsh. */
function quoteForZsh(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
