/**
 * Masks every secret that is known before the first line of a log: those of the inputs, the proxy's, and what the
 * runner gives a job to ask for tokens with.
 */
import type { Environment, Host } from '../core/host.ts';
import { proxySecrets } from '../http/proxy.ts';
import { withoutQuotes } from './kinds.ts';
import type { InputSource } from './reader.ts';
import { INPUTS } from './table.ts';

/** Secrets that are wrong are masked too. */
export function maskSecrets(host: Host, source: InputSource): void {
  for (const { name, kind } of INPUTS) {
    const text = kind === 'secret' ? (source.value(name)?.trim() ?? '') : '';
    for (const secret of [text, withoutQuotes(text)]) host.mask(secret);
  }
  for (const secret of secretsOfRunner(host.env)) host.mask(secret);
}

function secretsOfRunner(env: Environment): string[] {
  return [...proxySecrets(env), env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''];
}

/** Secrets in the environment of the command: a line that cannot be read may hold one of them as a word. */
export function secretsOfEnvironment(env: Environment): string[] {
  const ours = INPUTS.filter(({ kind }) => kind === 'secret').flatMap(({ name }) => {
    const text = env[`ONEDRIVE_${name.toUpperCase().replaceAll('-', '_')}`]?.trim() ?? '';
    return [text, withoutQuotes(text)];
  });
  return [...ours, env.GH_TOKEN ?? '', env.GITHUB_TOKEN ?? '', ...secretsOfRunner(env)];
}
