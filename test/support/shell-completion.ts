/**
 * Runs completion in real shells: types a line with TAB and returns the arguments of the command that the shell would
 * run.
 */
import { spawnSync } from 'node:child_process';

export type Shell = 'bash' | 'zsh' | 'fish';

/** Whether the shell can be tested. Not on Windows, where `bash` may belong to another system. */
export function hasShell(shell: Shell): boolean {
  return process.platform !== 'win32' && spawnSync(shell, ['-c', 'exit 7']).status === 7;
}

/** Whether bash has `compopt`. bash 3.2 on macOS does not, so it cannot turn off file completion. */
export function hasCompopt(): boolean {
  return hasShell('bash') && spawnSync('bash', ['-c', 'type compopt']).status === 0;
}

function runShell(
  command: string,
  args: readonly string[],
  { cwd, input = '' }: { cwd: string; input?: string },
) {
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, INPUTRC: '/dev/null', TERM: 'dumb', LC_ALL: 'C' };
  const { stdout } = spawnSync(command, args, { cwd, env, input, encoding: 'utf8', timeout: 60_000 });
  return stdout.replaceAll('\r', '');
}

/** What each call got, a list of words for each line that was typed. */
const parseCalls = (text: string) =>
  [...text.matchAll(/<call>\n([\s\S]*?)<end>/g)].map(([, words = '']) =>
    [...words.matchAll(/^<(.*)>$/gm)].map(([, word]) => word),
  );

/** readline reads a pipe, too, once the shell is told that somebody sits there. */
export function completeInBash(
  script: string,
  lines: readonly string[],
  cwd: string,
): (string | undefined)[][] {
  const speak = `onedrive-upload() { printf '<call>\\n'; printf '<%s>\\n' "$@"; printf '<end>\\n'; }`;
  const input = [`source '${script}'`, speak, ...lines.map((line) => `onedrive-upload ${line}`), 'exit', ''];
  return parseCalls(runShell('bash', ['--norc', '--noprofile', '-i'], { cwd, input: input.join('\n') }));
}

/** What bash would list; its function is called as readline calls it. */
export function listBashCompletions(script: string, words: readonly string[]): string[] {
  const ask = `compopt() { :; }; source "$0"; COMP_WORDS=(onedrive-upload "$@"); COMP_CWORD=$#
    _onedrive_upload; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const listed = runShell('bash', ['--norc', '-c', ask, script, ...words], { cwd: '/' });
  return listed.split('\n').filter((word) => word !== '');
}

/** zsh edits lines on a terminal alone: its own zpty is one. */
export function completeInZsh(
  script: string,
  lines: readonly string[],
  cwd: string,
): (string | undefined)[][] {
  const speak = `onedrive-upload() { print -r -- "<call>"; print -rl -- "<"$^@">"; print -r -- "<end>" }`;
  const ask = `zmodload zsh/zpty; zpty z zsh -f -i
    zpty -w z "PS1=; autoload -U compinit; compinit -u -D; source $1; $2; print rea''dy"
    zpty -r -m z seen '*ready*'
    for line in "\${@:3}"; do
      zpty -w z "onedrive-upload $line"
      zpty -r -m z seen '*<end>*' && print -r -- "$seen"
    done
    zpty -d z`;
  return parseCalls(runShell('zsh', ['-f', '-c', ask, 'zsh', script, speak, ...lines], { cwd }));
}

/** What fish would list, without the descriptions. */
export function listFishCompletions(script: string, line: string, cwd: string): string[] {
  const ask = 'source $argv[1]; complete -C $argv[2]';
  const listed = runShell('fish', ['--no-config', '-c', ask, script, `onedrive-upload ${line}`], { cwd });
  return listed.split('\n').flatMap((one) => one.split('\t')[0] || []);
}
