/**
 * Checks for Node.js settings that would expose secrets.
 */
import { Failure } from '../core/errors.ts';
import { quote } from '../core/format.ts';
import type { Host } from '../core/host.ts';

/**
 * Throws a Failure of kind `usage` if certificates are not verified. Warns if Node.js prints URLs
 * (nodejs.org/api/cli.html, NODE_DEBUG).
 */
export function checkNodeSettings({ env, log }: Pick<Host, 'env' | 'log'>): void {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw new Failure('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate checks', {
      code: 'certificate-check-off',
      kind: 'usage',
      hint: 'unset it; if a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the PEM file of its CA',
    });
  }
  const debugged = env.NODE_DEBUG ?? '';
  if (/\*|\b(?:https?2?|undici|fetch|net|tls|stream)\b/i.test(debugged)) {
    log.warning(
      `NODE_DEBUG is ${quote(debugged.slice(0, 60))}: Node.js may print secret upload addresses to the log. Unset it.`,
    );
  }
}
