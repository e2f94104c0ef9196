/**
 * Judges an address that needs no bearer before it is used: an uploadUrl, or where a download is redirected
 * to. Knows the rule and what was warned about; opens nothing.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import { isLoopback, judgeUploadUrl } from '../http/microsoft-hosts.ts';

interface UrlCheckOptions {
  readonly http: HttpClient;
  readonly host: Host;
  /** Hosts that were warned about already. */
  readonly warnedHosts: Set<string>;
}

/** Throws when the address points where no host of Microsoft's can be; warns once about a host of unknown name. */
export function checkPreAuthenticatedUrl(url: string, { http, host, warnedHosts }: UrlCheckOptions): void {
  host.maskUrl(url);
  if (http.emulated && URL.canParse(url) && isLoopback(new URL(url).hostname)) return;
  const result = judgeUploadUrl(url);
  if (result.verdict === 'refused') {
    throw new Failure(`Graph gave an address that cannot be right: ${result.reason}`, {
      kind: 'service',
      hint: 'check that no proxy rewrites answers',
    });
  }
  if (result.verdict === 'known' || warnedHosts.has(result.host)) return;
  warnedHosts.add(result.host);
  host.log.warning(`Microsoft sent us to ${result.host}, a host that we do not know as Microsoft's.`);
}
