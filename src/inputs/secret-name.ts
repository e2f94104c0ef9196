/**
 * What GitHub takes for the name of a secret. Pure; may be handed the secret itself, pasted into the wrong
 * place, and shows nothing that could be one.
 */
import { formatCount } from '../core/format.ts';

/**
 * What is wrong with a name, undefined when GitHub takes it: letters, digits and `_`, no digit first, not
 * `GITHUB_`; upper and lower case are the same to it (docs.github.com, "Secrets reference", naming).
 */
export function secretNameProblem(name: string): string | undefined {
  if (/^GITHUB_/i.test(name)) return 'begins with GITHUB_, which GitHub keeps for itself: take another name';
  if (/^[A-Z_][A-Z0-9_]*$/i.test(name)) return undefined;
  const shown = /^[\w-]{1,30}$/.test(name)
    ? `is ${name}`
    : `is no name (${formatCount(name.length, 'character')})`;
  return `${shown}; write the name of the secret, not its value: letters, digits and _, no digit first`;
}
