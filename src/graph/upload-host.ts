/**
 * Checks pre-authenticated URLs before use: an uploadUrl, or the target of a download's redirect.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import { classifyUploadUrl, isLoopback } from '../http/microsoft-hosts.ts';

interface UrlCheckOptions {
  readonly http: HttpClient;
  readonly host: Host;
  /** Hosts that were already warned about. */
  readonly warnedHosts: Set<string>;
}

/** Throws if the URL cannot be Microsoft's. Warns once for each unknown host. */
export function checkPreAuthenticatedUrl(url: string, { http, host, warnedHosts }: UrlCheckOptions): void {
  host.maskUrl(url);
  if (http.emulated && URL.canParse(url) && isLoopback(new URL(url).hostname)) return;
  const result = classifyUploadUrl(url);
  if (result.verdict === 'refused') {
    throw new Failure(`Graph gave an address that cannot be right: ${result.reason}`, {
      code: 'untrusted-address',
      kind: 'service',
      hint: 'check that no proxy rewrites answers',
    });
  }
  if (result.verdict === 'known' || warnedHosts.has(result.host)) return;
  warnedHosts.add(result.host);
  host.log.warning(`Microsoft sent us to ${result.host}, a host that we do not know as Microsoft's.`);
}
