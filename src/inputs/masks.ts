/**
 * Masks all known secrets before the first log line: those of the inputs, of the proxy, and the runner's token for OIDC
 * requests.
 */
import type { Environment, Host } from '../core/host.ts';
import { proxySecrets } from '../http/proxy.ts';
import { FILE_SPECS } from './files.ts';
import { stripQuotes } from './kinds.ts';
import type { InputSource } from './reader.ts';
import { INPUT_SPECS } from './table.ts';

/** Masks invalid secrets too. */
export function maskSecrets(host: Host, source: InputSource): void {
  const secrets = [
    ...inputSecrets((name) => source.value(name)),
    ...misplacedIdentities(source),
    ...runnerSecrets(host.env),
  ];
  for (const secret of secrets) host.mask(secret);
}

/** Private keys of age in the input for public ones. */
function misplacedIdentities(source: InputSource): string[] {
  return source.value(FILE_SPECS.encryptTo.name)?.match(/AGE-SECRET-KEY-[^\s'",;]+/gi) ?? [];
}

/** What the secret inputs hold, as it was given and without quotes around it. */
export function inputSecrets(readText: (input: string) => string | undefined): string[] {
  return INPUT_SPECS.filter(({ kind }) => kind === 'secret').flatMap(({ name }) => {
    const text = readText(name)?.trim() ?? '';
    return [text, stripQuotes(text)];
  });
}

/** Secrets that are not inputs: the proxy's and the runner's. */
export function runnerSecrets(env: Environment): string[] {
  return [...proxySecrets(env), env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''];
}
