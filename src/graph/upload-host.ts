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
    throw new Failure(`Graph sent an upload address that is not valid: ${result.reason}`, {
      code: 'untrusted-address',
      kind: 'service',
      hint: 'check whether a proxy changes the answers',
    });
  }
  if (result.verdict === 'known' || warnedHosts.has(result.host)) return;
  warnedHosts.add(result.host);
  host.log.warning(`Graph sent the upload to ${result.host}, which is not a known Microsoft host.`);
}
