/**
 * Questions on a terminal. The only file that imports @clack/prompts, and only when it asks. Never asks where nobody
 * can answer.
 */
import { CancelledFailure } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { applyColorsToProcess } from './color.ts';

/** Asks a person. Each question rejects with CancelledFailure on Ctrl-C. */
export interface Prompts {
  text(question: string): Promise<string>;
  /** Does not show the input. The signal cancels the question. */
  password(question: string, signal?: AbortSignal): Promise<string>;
  confirm(question: string): Promise<boolean>;
  /** Selects a value by its label. */
  select<T extends string>(question: string, choices: Readonly<Record<T, string>>): Promise<T>;
}

type ClackPrompts = typeof import('@clack/prompts');

/** Returns undefined without a terminal or under CI. Prompts go to standard error. */
export function openPrompts(host: Host): Prompts | undefined {
  const { env, signal } = host;
  const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
  if (!isTerminal || env.CI || env.GITHUB_ACTIONS) return undefined;
  const common = { signal, output: process.stderr };
  const ask = async <T extends string | boolean | undefined>(
    question: (prompts: ClackPrompts) => Promise<T | ClackPrompts['CANCEL_SYMBOL']>,
  ): Promise<T> => {
    applyColorsToProcess(env, process.stderr);
    const prompts = await import('@clack/prompts');
    const answer = await question(prompts);
    if (typeof answer !== 'symbol') return answer;
    throw signal.aborted && signal.reason instanceof Error ? signal.reason : new CancelledFailure();
  };
  return {
    text: (message) => ask(async ({ text }) => text({ message, ...common })).then(trimmed),
    password: (message, until = signal) =>
      // No mask character: a pasted URL has a thousand characters and would fill the screen.
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

/** Older versions of the library return undefined for an empty line. */
function trimmed(answer: string | undefined): string {
  return answer?.trim() ?? '';
}
