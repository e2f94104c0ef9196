/**
 * Completion for zsh, through its own _arguments, which shows the help of each flag. Works from a folder of $fpath
 * as well as evaluated in ~/.zshrc.
 */
import { type Flag, type Takes, takesOf } from '../options/flags.ts';
import type { Grammar } from './grammar.ts';

/** The script. */
export function zshScript(grammar: readonly Grammar[]): string {
  const verbs = grammar.map(({ verb, says }) => `    ${quoted(`${verb}:${says}`)}`);
  return `#compdef onedrive-upload
# Completion of onedrive-upload for zsh, made by: onedrive-upload completion zsh
_onedrive_upload() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  local -a verbs=(
${verbs.join('\n')}
  )
  _arguments -C -S '(- *)--help[print the page of all verbs]' '(- *)--version[print the version]' \\
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

function verbLines({ verb, flags, args, endless }: Grammar): string {
  const places = args.map((takes, at) => {
    const place = endless && at === args.length - 1 ? '*' : at + 1;
    return quoted(`${place}: ${actionOf(takes)}`);
  });
  const specs = [...flags.flatMap(flagSpecs), ...places];
  return `        ${verb}) _arguments -S ${specs.map((spec) => `\\\n          ${spec}`).join(' ')} && ret=0 ;;`;
}

/** A flag and what takes it back rule each other out; one that may be repeated rules out nothing. */
function flagSpecs(flag: Flag): string[] {
  const { name, twin, help, value, repeated } = flag;
  const says = `[${help.replace(/[[\]\\:]/g, '\\$&')}]`;
  const takes = takesOf(flag);
  if (takes !== undefined)
    return [quoted(`${repeated ? '*' : ''}${name}=${says}:${value}${actionOf(takes)}`)];
  if (twin === undefined) return [quoted(`${name}${says}`)];
  return [name, twin].map((one) => quoted(`(${name} ${twin})${one}${one === name ? says : ''}`));
}

/** What zsh is to offer there; a blank is nothing but the message. */
function actionOf(takes: Takes): string {
  if (typeof takes !== 'string') return `:(${takes.join(' ')})`;
  return { files: ':_files', folders: ':_files -/', unknown: ': ' }[takes];
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
