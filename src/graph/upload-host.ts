/**
 * Judges an address that needs no bearer before it is used: an uploadUrl, or where a download is redirected
 * to. Knows the rule and what was warned about; opens nothing.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Door } from '../http/client.ts';
import { isLoopback, judgeUploadUrl } from '../http/microsoft-hosts.ts';

interface Asker {
  readonly door: Door;
  readonly host: Host;
  /** Hosts that were warned about already. */
  readonly unknownHosts: Set<string>;
}

/** Throws when the address points where no host of Microsoft's can be; warns once about a host of unknown name. */
export function checkPublicUrl(url: string, { door, host, unknownHosts }: Asker): void {
  host.maskUrl(url);
  if (door.emulated && URL.canParse(url) && isLoopback(new URL(url).hostname)) return;
  const judged = judgeUploadUrl(url);
  if (judged.verdict === 'refused') {
    throw new Failure(`Graph gave an address that cannot be right: ${judged.why}`, {
      kind: 'service',
      hint: 'check that no proxy rewrites answers',
    });
  }
  if (judged.verdict === 'known' || unknownHosts.has(judged.host)) return;
  unknownHosts.add(judged.host);
  host.log.warning(`Microsoft sent us to ${judged.host}, a host that we do not know as Microsoft's.`);
}
