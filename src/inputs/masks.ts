/**
 * Masks all known secrets before the first log line: those of the inputs, of the proxy, and the runner's token for OIDC
 * requests.
 */
import type { Environment, Host } from '../core/host.ts';
import { proxySecrets } from '../http/proxy.ts';
import { stripQuotes } from './kinds.ts';
import type { InputSource } from './reader.ts';
import { INPUT_SPECS } from './table.ts';

/** Masks invalid secrets too. */
export function maskSecrets(host: Host, source: InputSource): void {
  for (const { name, kind } of INPUT_SPECS) {
    const text = kind === 'secret' ? (source.value(name)?.trim() ?? '') : '';
    for (const secret of [text, stripQuotes(text)]) host.mask(secret);
  }
  for (const secret of runnerSecrets(host.env)) host.mask(secret);
}

/** Secrets that are not inputs: the proxy's and the runner's. */
export function runnerSecrets(env: Environment): string[] {
  return [...proxySecrets(env), env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''];
}
