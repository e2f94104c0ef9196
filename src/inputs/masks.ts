/**
 * Masks every secret that is known before the first line of a log: those of the inputs, the proxy's, and what the
 * runner gives a job to ask for tokens with.
 */
import type { Environment, Host } from '../core/host.ts';
import { proxySecrets } from '../http/proxy.ts';
import { stripQuotes } from './kinds.ts';
import type { InputSource } from './reader.ts';
import { INPUT_SPECS } from './table.ts';

/** Secrets that are wrong are masked too. */
export function maskSecrets(host: Host, source: InputSource): void {
  for (const { name, kind } of INPUT_SPECS) {
    const text = kind === 'secret' ? (source.value(name)?.trim() ?? '') : '';
    for (const secret of [text, stripQuotes(text)]) host.mask(secret);
  }
  for (const secret of runnerSecrets(host.env)) host.mask(secret);
}

/** Secrets that no input holds: those of the proxy and of the runner. */
export function runnerSecrets(env: Environment): string[] {
  return [...proxySecrets(env), env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''];
}
