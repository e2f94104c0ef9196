export const id = 857;
export const ids = [857];
export const modules = {

/***/ 2857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  completionVerb: () => (/* binding */ completionVerb)
});

// EXTERNAL MODULE: ./build/cli/help/usage-errors.js
var usage_errors = __webpack_require__(4320);
// EXTERNAL MODULE: ./build/cli/terminal/print.js
var print = __webpack_require__(3473);
// EXTERNAL MODULE: ./build/cli/options/flags.js
var options_flags = __webpack_require__(1751);
;// CONCATENATED MODULE: ./build/cli/completion/bash.js
/**
 * Completion for bash 3.2 and newer: a function that looks at the words so far. For files it returns nothing and lets
 * readline complete them (`-o default`), which handles blanks, quotes and `~`.
 */

/** Returns the script. All words come from our own tables; none needs quotes. */
function bashScript(grammar) {
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
function bashAssignments(takes) {
    return typeof takes === 'string' ? `takes=${takes}` : `takes=words words='${takes.join(' ')}'`;
}
/** Flags that take the next word, each once: no flag takes different values in different verbs. */
function valueFlags(grammar) {
    const found = new Map();
    for (const flag of grammar.flatMap(({ flags }) => flags)) {
        const takes = (0,options_flags/* valueKindOf */.jn)(flag);
        if (takes !== undefined && flag.valueWhenBare === undefined)
            found.set(flag.name, bashAssignments(takes));
    }
    return found;
}
function valueFlagPattern(grammar) {
    return `        ${[...valueFlags(grammar).keys()].join('|')})`;
}
function valueLines(grammar) {
    const flags = [...valueFlags(grammar)];
    const answers = [...new Set(flags.map(([, answer]) => answer))];
    return answers
        .map((answer) => {
        const names = flags.filter(([, one]) => one === answer).map(([name]) => name);
        return `      ${names.join('|')}) ${answer} ;;`;
    })
        .join('\n');
}
function verbLines({ verb, flags, args, isVariadic }) {
    const places = args.map((takes, at) => `${isVariadic && at === args.length - 1 ? '*' : at}) ${bashAssignments(takes)} ;;`);
    const words = `      ${verb}) flags='${flags.flatMap(options_flags/* flagSpellings */.YE).join(' ')}' takes=unknown`;
    return places.length === 0 ? `${words} ;;` : `${words}\n        case $place in ${places.join(' ')} esac ;;`;
}

;// CONCATENATED MODULE: ./build/cli/completion/fish.js
/**
 * Completion for fish: one line for each flag, with its help and the verbs that have it.
 */

/** Returns the script. */
function fishScript(grammar) {
    const verbs = grammar.map(({ verb, summary }) => `${completeCommand} -n ${verbCondition([])} -a ${verb} -d ${quoteForFish(summary)}`);
    return `# Completion of onedrive-upload for fish, created by: onedrive-upload completion fish
# True behind one of these verbs; without any, where the verb itself is to come.
function __onedrive_upload_at
    set -l words (commandline -opc)
    set -l verb (string match -v -- '-*' $words[2..])[1]
    test -z "$verb" -a (count $argv) -eq 0
    or contains -- "$verb" $argv
end
${completeCommand} -f
${completeCommand} -n ${verbCondition([])} -l help -d 'print the help of all commands'
${completeCommand} -n ${verbCondition([])} -l version -d 'print the version'
${verbs.join('\n')}
${[...flagLines(grammar), ...grammar.flatMap(argumentLines)].join('\n')}
`;
}
const completeCommand = 'complete -c onedrive-upload';
const verbCondition = (verbs) => quoteForFish(['__onedrive_upload_at', ...verbs].join(' '));
/** In single quotes, fish has only these two escapes. */
function quoteForFish(text) {
    return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
/** One line for all verbs with the same flag. */
function flagLines(grammar) {
    const verbsOf = new Map();
    for (const { verb, flags } of grammar) {
        for (const line of flags.flatMap(flagSpecs))
            verbsOf.set(line, [...(verbsOf.get(line) ?? []), verb]);
    }
    return [...verbsOf].map(([line, verbs]) => `${completeCommand} -n ${verbCondition(verbs)} ${line}`);
}
function flagSpecs(flag) {
    const { name, short, negation, help } = flag;
    const takes = (0,options_flags/* valueKindOf */.jn)(flag);
    const value = takes === undefined || flag.valueWhenBare !== undefined ? '' : ` -r${completionOptions(takes)}`;
    const letter = short === undefined ? '' : `-s ${short.slice(1)} `;
    const own = `${letter}-l ${name.slice(2)}${value} -d ${quoteForFish(help)}`;
    return negation === undefined ? [own] : [own, `-l ${negation.slice(2)} -d ${quoteForFish(`not: ${help}`)}`];
}
/** Files are disabled at the top of the script; `-F` enables them again. */
function completionOptions(takes) {
    if (typeof takes !== 'string')
        return ` -f -a ${quoteForFish(takes.join(' '))}`;
    return { files: ' -F', folders: " -f -a '(__fish_complete_directories)'", unknown: ' -f' }[takes];
}
/** fish does not count arguments, so every argument gets the words of all arguments of the verb. */
function argumentLines({ verb, args }) {
    return args
        .filter((takes) => takes !== 'unknown')
        .map((takes) => `${completeCommand} -n ${verbCondition([verb])}${completionOptions(takes)}`);
}

;// CONCATENATED MODULE: ./build/cli/completion/grammar.js
/**
 * The words that may follow each verb, as data for the completion scripts.
 */

const helpFlag = {
    name: '--help',
    value: undefined,
    help: 'print the help of this command',
    group: 'Output',
    choices: [],
    defaultValue: '',
    repeated: false,
    isInput: false,
};
/** All verbs, and commander's own `help`. */
function verbGrammars(verbs) {
    const own = verbs.map((verb) => {
        const { name, summary, args = [] } = verb;
        return {
            verb: name,
            summary,
            flags: [...(0,options_flags/* listFlags */.E3)(verb), helpFlag],
            args: args.map(([, , takes]) => takes),
            isVariadic: args.at(-1)?.[0].includes('...') === true,
        };
    });
    const names = verbs.map(({ name }) => name);
    const helpVerb = {
        verb: 'help',
        summary: 'prints the help of a command',
        flags: [],
        args: [names],
        isVariadic: false,
    };
    return [...own, helpVerb];
}

;// CONCATENATED MODULE: ./build/cli/completion/zsh.js
/**
 * Completion for zsh with _arguments, which shows the help of each flag. Works as a file in $fpath and when evaluated
 * in ~/.zshrc.
 */

/** Returns the script. */
function zshScript(grammar) {
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
${grammar.map(zsh_verbLines).join('\n')}
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
function zsh_verbLines({ verb, flags, args, isVariadic }) {
    const places = args.map((takes, at) => {
        const place = isVariadic && at === args.length - 1 ? '*' : at + 1;
        return quoteForZsh(`${place}: ${zshAction(takes)}`);
    });
    const specs = [...flags.flatMap(zsh_flagSpecs), ...places];
    return `        ${verb}) _arguments -S ${specs.map((spec) => `\\\n          ${spec}`).join(' ')} && ret=0 ;;`;
}
/** The spellings of a flag exclude each other. A repeatable flag excludes nothing. */
function zsh_flagSpecs(flag) {
    const { name, negation, help, value, valueWhenBare, repeated } = flag;
    const says = `[${help.replace(/[[\]\\:]/g, '\\$&')}]`;
    const takes = (0,options_flags/* valueKindOf */.jn)(flag);
    // `=-` takes the value after the sign only, and two colons mean that it may be missing.
    if (takes !== undefined && valueWhenBare !== undefined)
        return [quoteForZsh(`${name}=-${says}::${value}${zshAction(takes)}`)];
    if (takes !== undefined)
        return [quoteForZsh(`${repeated ? '*' : ''}${name}=${says}:${value}${zshAction(takes)}`)];
    const spellings = (0,options_flags/* flagSpellings */.YE)(flag);
    if (spellings.length === 1)
        return [quoteForZsh(`${name}${says}`)];
    return spellings.map((one) => quoteForZsh(`(${spellings.join(' ')})${one}${one === negation ? '' : says}`));
}
/** The completion action of zsh. A blank shows only the message. */
function zshAction(takes) {
    if (typeof takes !== 'string')
        return `:(${takes.join(' ')})`;
    return { files: ':_files', folders: ':_files -/', unknown: ': ' }[takes];
}
/** A text as one word of zsh. */
function quoteForZsh(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./build/cli/completion/completion.js
/**
 * The verb `completion`: prints a completion script for a shell. The script contains all words, so that TAB starts no
 * process: this command would take a tenth of a second or more, and npx a whole installation.
 */






const shells = { bash: bashScript, zsh: zshScript, fish: fishScript };
/** Prints the script for the shell. Returns the exit code. Throws CommandLineFailure for an unknown shell. */
function completionVerb(shell, verbs) {
    const script = Object.entries(shells).find(([name]) => name === shell)?.[1];
    if (script === undefined)
        throw new usage_errors/* CommandLineFailure */.y(`there is no completion for this shell; write ${Object.keys(shells).join(', ')}`);
    (0,print/* print */.y)(script(verbGrammars(verbs)));
    return 0;
}


/***/ })

};
