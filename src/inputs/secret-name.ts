/**
 * Checks the name of a GitHub secret. The text may be the secret itself, pasted into the wrong place, so messages do
 * not show it.
 */
import { formatCount } from '../core/format.ts';

/**
 * Returns what is wrong with a name; undefined for a valid one: letters, digits and `_`, not starting with a digit or
 * `GITHUB_`, case-insensitive (docs.github.com, "Secrets reference", naming).
 */
export function secretNameProblem(name: string): string | undefined {
  if (/^GITHUB_/i.test(name)) return 'starts with GITHUB_, which GitHub reserves: choose another name';
  if (/^[A-Z_][A-Z0-9_]*$/i.test(name)) return undefined;
  const shown = /^[\w-]{1,30}$/.test(name)
    ? `is ${name}`
    : `is not a name (${formatCount(name.length, 'character')})`;
  return `${shown}; write the name of the secret, not its value: letters, digits and _, not starting with a digit`;
}
