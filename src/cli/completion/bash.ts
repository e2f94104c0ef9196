/**
 * Completion for bash 3.2 and newer: a function that looks at the words so far. For files it returns nothing and lets
 * readline complete them (`-o default`), which handles blanks, quotes and `~`.
 */
import { flagSpellings, type ValueKind, valueKindOf } from '../options/flags.ts';
import type { VerbGrammar } from './grammar.ts';

/** Returns the script. All words come from our own tables; none needs quotes. */
export function bashScript(grammar: readonly VerbGrammar[]): string {
  const verbs = grammar.map(({ verb }) => verb).join(' ');
  return `# Completion of onedrive-upload for bash, created by: onedrive-upload completion bash
_onedrive_upload() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} head=
  local verb= flags= words= takes= ended= place=0 i word IFS=$' \\t\\n'
  COMPREPLY=()
  # Mostly, readline takes the sign in --flag=value for a word of its own.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = && COMP_CWORD -gt 2 ]]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
  elif [[ $cur == --*=* ]]; then
    prev=\${cur%%=*} head=$prev= cur=\${cur#*=}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $ended ]]; then
      ((place++))
    elif [[ $word == -- ]]; then
      ended=1
    elif [[ -z $verb ]]; then
      [[ $word == -* ]] || verb=$word
    elif [[ $word == -* ]]; then
      case $word in
${valueFlagPattern(grammar)}
          [[ \${COMP_WORDS[i+1]-} == = ]] && ((i++))
          ((i++)) ;;
      esac
    else
      ((place++))
    fi
  done
  if [[ -z $ended ]]; then
    case $prev in
${valueLines(grammar)}
    esac
  fi
  if [[ -z $takes ]]; then
    case $verb in
      '') flags='--help --version' takes=words words='${verbs}' ;;
${grammar.map(verbLines).join('\n')}
    esac
    if [[ -z $ended && $cur == -* ]]; then takes=words words=$flags; fi
  fi
  case $takes in
    files) return ;;
    words) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    folders) compopt -o dirnames 2>/dev/null ;;
  esac
  # bash 3.2 has no compopt: it offers files, too, where nothing else fits.
  compopt +o default 2>/dev/null
  [[ -z $head || \${#COMPREPLY[@]} -eq 0 ]] || COMPREPLY=("\${COMPREPLY[@]/#/$head}")
}
complete -o default -F _onedrive_upload onedrive-upload
`;
}

/** What an argument or flag takes, as shell assignments. */
function bashAssignments(takes: ValueKind): string {
  return typeof takes === 'string' ? `takes=${takes}` : `takes=words words='${takes.join(' ')}'`;
}

/** Flags that take the next word, each once: no flag takes different values in different verbs. */
function valueFlags(grammar: readonly VerbGrammar[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const flag of grammar.flatMap(({ flags }) => flags)) {
    const takes = valueKindOf(flag);
    if (takes !== undefined && flag.valueWhenBare === undefined) found.set(flag.name, bashAssignments(takes));
  }
  return found;
}

function valueFlagPattern(grammar: readonly VerbGrammar[]): string {
  return `        ${[...valueFlags(grammar).keys()].join('|')})`;
}

function valueLines(grammar: readonly VerbGrammar[]): string {
  const flags = [...valueFlags(grammar)];
  const answers = [...new Set(flags.map(([, answer]) => answer))];
  return answers
    .map((answer) => {
      const names = flags.filter(([, one]) => one === answer).map(([name]) => name);
      return `      ${names.join('|')}) ${answer} ;;`;
    })
    .join('\n');
}

function verbLines({ verb, flags, args, isVariadic }: VerbGrammar): string {
  const places = args.map(
    (takes, at) => `${isVariadic && at === args.length - 1 ? '*' : at}) ${bashAssignments(takes)} ;;`,
  );
  const words = `      ${verb}) flags='${flags.flatMap(flagSpellings).join(' ')}' takes=unknown`;
  return places.length === 0 ? `${words} ;;` : `${words}\n        case $place in ${places.join(' ')} esac ;;`;
}
