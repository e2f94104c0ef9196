/**
 * Which hosts are Microsoft's: the four clouds' sign-in and Graph hosts, and the names an uploadUrl may
 * carry. Pure: judges names, opens nothing.
 */
import { isIPv4 } from 'node:net';

export type Cloud = 'global' | 'us-gov' | 'us-gov-dod' | 'china';

/**
 * Sign-in and Graph host of each cloud. Source: learn.microsoft.com/graph/deployments and
 * entra/identity-platform/authentication-national-cloud. Germany's closed on 2021-10-29.
 */
export const cloudHosts: Readonly<Record<Cloud, { readonly login: string; readonly graph: string }>> = {
  global: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  'us-gov': { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
  'us-gov-dod': { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
  china: { login: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
};

/** The legacy sign-in of personal accounts, which exist in the global cloud alone (onedrive-api-docs, msa-oauth.md). */
export const liveLoginHost = 'login.live.com';

/** Suffixes of the hosts that uploadUrls and download redirects are known to carry (docs/facts.md, "Upload hosts"). */
export const uploadHostSuffixes: Readonly<Record<Cloud, readonly string[]>> = {
  global: [
    'sharepoint.com',
    '1drv.com',
    'microsoftpersonalcontent.com',
    'onedrive.com',
    'storage.live.com',
    'svc.ms',
    'sharepoint-df.com',
  ],
  'us-gov': ['sharepoint.us'],
  'us-gov-dod': ['sharepoint-mil.us', 'svc.ms'],
  china: ['sharepoint.cn'],
};

/** `known` and `unknown` may be used (the latter with a warning), `refused` must not; `why` says what is wrong with it. */
export type UploadUrlVerdict =
  | { readonly verdict: 'known' | 'unknown'; readonly host: string }
  | { readonly verdict: 'refused'; readonly reason: string };

/** Suffixes of names that mean something else on every network, and nothing in the public DNS (docs/facts.md, "Upload hosts"). */
const localSuffixes =
  'localhost local internal lan corp home localdomain intranet private domain mail arpa test invalid onion alt'.split(
    ' ',
  );

/** A top-level domain as the root zone has them: letters, or another script in ASCII. */
const topLevelDomain = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Characters of a whole name, and of a part of it (RFC 1035 section 2.3.4). */
const maxNameLength = 253;
const maxLabelLength = 63;

/**
 * Judges an uploadUrl by its name alone: https on a public DNS name with a dot. What it resolves to is not asked,
 * because split DNS is legitimate.
 */
export function judgeUploadUrl(text: string): UploadUrlVerdict {
  if (!URL.canParse(text)) return { verdict: 'refused', reason: 'it is no URL' };
  const url = new URL(text);
  const host = (url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname).toLowerCase();
  if (url.protocol !== 'https:')
    return { verdict: 'refused', reason: `its scheme is ${url.protocol}//, not https://` };
  if (url.username !== '' || url.password !== '')
    return { verdict: 'refused', reason: 'it carries a user name' };
  if (host.startsWith('[') || isIPv4(host))
    return { verdict: 'refused', reason: `${host} is an address, not a name` };
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || localSuffixes.includes(last))
    return { verdict: 'refused', reason: `${host} is a local name` };
  const isName =
    host.length <= maxNameLength && labels.every(({ length }) => length > 0 && length <= maxLabelLength);
  // One that ends in a number would be an address to somebody.
  if (!isName || !topLevelDomain.test(last))
    return { verdict: 'refused', reason: `${truncateHost(host)} is no public name` };
  const suffixes = Object.values(uploadHostSuffixes).flat();
  const known = suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return { verdict: known ? 'known' : 'unknown', host };
}

function truncateHost(host: string): string {
  return host.length > 100 ? `${host.slice(0, 100)}…` : host;
}

/**
 * True for an uploadUrl that may be called although only a file vouches for it: its host is known as Microsoft's, or it
 * is the emulator's.
 */
export function isKnownUploadUrl(url: string, emulated: boolean): boolean {
  if (judgeUploadUrl(url).verdict === 'known') return true;
  return emulated && /^https?:/i.test(url) && URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** True for 127.0.0.0/8 and [::1]: the only places an emulator may be. `localhost` is a name, and may resolve elsewhere. */
export function isLoopback(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}
