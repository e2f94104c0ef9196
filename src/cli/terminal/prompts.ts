/**
 * Questions on a terminal. The only file that imports @clack/prompts, and only when something is asked. Knows
 * how to ask, not what; nothing is ever asked where nobody can answer.
 */
import { CancelledFailure } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';

/** Somebody who can answer. Each question rejects with CancelledFailure when it is answered with Ctrl-C. */
export interface Prompts {
  text(question: string): Promise<string>;
  /** What is typed or pasted is not shown. The signal takes the question back. */
  password(question: string, signal?: AbortSignal): Promise<string>;
  confirm(question: string): Promise<boolean>;
  /** One of several values, each with its words. */
  select<T extends string>(question: string, choices: Readonly<Record<T, string>>): Promise<T>;
}

type ClackPrompts = typeof import('@clack/prompts');

/** Asks on this process's terminal; undefined where there is none, or under CI. Standard output stays clean. */
export function openPrompts(host: Host): Prompts | undefined {
  const { env, signal } = host;
  const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
  if (!isTerminal || env.CI || env.GITHUB_ACTIONS) return undefined;
  const common = { signal, output: process.stderr };
  const ask = async <T extends string | boolean | undefined>(
    question: (prompts: ClackPrompts) => Promise<T | ClackPrompts['CANCEL_SYMBOL']>,
  ): Promise<T> => {
    const prompts = await import('@clack/prompts');
    const answer = await question(prompts);
    if (typeof answer !== 'symbol') return answer;
    throw signal.aborted && signal.reason instanceof Error ? signal.reason : new CancelledFailure();
  };
  return {
    text: (message) => ask(async ({ text }) => text({ message, ...common })).then(trimmed),
    password: (message, until = signal) =>
      // A mask would fill the screen: a pasted address has a thousand characters.
      ask(async ({ password }) => password({ message, mask: '', ...common, signal: until })).then(trimmed),
    confirm: (message) => ask(async ({ confirm }) => confirm({ message, ...common })),
    select: <T extends string>(message: string, choices: Readonly<Record<T, string>>) =>
      ask(async (prompts) => {
        const values = Object.keys(choices).filter((key): key is T => key in choices);
        const options = values.map((value) => ({ value: String(value), label: choices[value] }));
        const chosen = await prompts.select({ message, options, ...common });
        return values.find((value) => value === chosen) ?? prompts.CANCEL_SYMBOL;
      }),
  };
}

/** Older prompts answer undefined for an empty line. */
function trimmed(answer: string | undefined): string {
  return answer?.trim() ?? '';
}
