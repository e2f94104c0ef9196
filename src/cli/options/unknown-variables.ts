/**
 * Finds misspelt ONEDRIVE_ variables, which would have no effect. Other programs use this prefix too, so a name that is
 * similar to none of ours is theirs. Values are never looked at or shown.
 */
import type { Host } from '../../core/host.ts';
import { closestMatch } from '../../inputs/aliases.ts';
import { INPUT_SPECS } from '../../inputs/table.ts';
import { inputEnvName } from './inputs.ts';

const prefix = 'ONEDRIVE_';

/** Without the prefix. */
const ownNames: readonly string[] = [
  ...INPUT_SPECS.filter(({ kind }) => kind !== 'context').flatMap(({ name, kind }) => {
    const variable = inputEnvName(name).slice(prefix.length);
    return kind === 'secret' ? [variable, `${variable}_FILE`] : [variable];
  }),
  'PROFILE',
  'CODE_VERIFIER',
  'UPLOAD_EMULATOR',
];

/** Warns of each variable whose name is a typing error or two away from one of ours that is not set. */
export function warnOfUnknownVariables({ env, log }: Pick<Host, 'env' | 'log'>): void {
  const unset = ownNames.filter((name) => env[prefix + name] === undefined);
  for (const variable of Object.keys(env).sort()) {
    const name = variable.slice(prefix.length);
    if (!variable.toUpperCase().startsWith(prefix) || ownNames.includes(name) || env[variable] === '')
      continue;
    const near = closestMatch(name, unset, name.length < 8 ? 1 : 2);
    if (near !== undefined)
      log.warning(`${variable} is not used: no input has this name. Did you mean ${prefix}${near}?`);
  }
}
