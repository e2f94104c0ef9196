/**
 * Lists Microsoft's hosts: the sign-in and Graph hosts of the four clouds, and the host names allowed in an uploadUrl.
 */
import { isIPv4 } from 'node:net';

export type Cloud = 'global' | 'us-gov' | 'us-gov-dod' | 'china';

/**
 * The sign-in and Graph hosts of each cloud. Source: learn.microsoft.com/graph/deployments and
 * entra/identity-platform/authentication-national-cloud. The German cloud closed on 2021-10-29.
 */
export const cloudHosts: Readonly<Record<Cloud, { readonly login: string; readonly graph: string }>> = {
  global: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  'us-gov': { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
  'us-gov-dod': { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
  china: { login: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
};

/** The old sign-in host for personal accounts, in the global cloud only (onedrive-api-docs, msa-oauth.md). */
export const liveLoginHost = 'login.live.com';

/** Suffixes of known hosts in uploadUrls and download redirects (docs/facts.md, "Upload hosts"). */
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

/** `known` and `unknown` hosts may be called (`unknown` with a warning), `refused` ones must not. */
export type UploadUrlVerdict =
  | { readonly verdict: 'known' | 'unknown'; readonly host: string }
  | { readonly verdict: 'refused'; readonly reason: string };

/** Suffixes for local names, which do not exist in the public DNS (docs/facts.md, "Upload hosts"). */
const localSuffixes =
  'localhost local internal lan corp home localdomain intranet private domain mail arpa test invalid onion alt'.split(
    ' ',
  );

/** A top-level domain as in the root zone: letters, or another script in punycode. */
const topLevelDomain = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Maximum lengths of a whole name and of one label (RFC 1035 section 2.3.4). */
const maxNameLength = 253;
const maxLabelLength = 63;

/**
 * Checks that an uploadUrl is https with a public DNS name of two labels or more. Does not resolve the name, because
 * split DNS is legitimate.
 */
export function classifyUploadUrl(text: string): UploadUrlVerdict {
  if (!URL.canParse(text)) return { verdict: 'refused', reason: 'it is not a URL' };
  const url = new URL(text);
  const host = (url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname).toLowerCase();
  if (url.protocol !== 'https:')
    return { verdict: 'refused', reason: `its scheme is ${url.protocol}//, not https://` };
  if (url.username !== '' || url.password !== '')
    return { verdict: 'refused', reason: 'it contains a user name' };
  if (host.startsWith('[') || isIPv4(host))
    return { verdict: 'refused', reason: `${host} is an address, not a name` };
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || localSuffixes.includes(last))
    return { verdict: 'refused', reason: `${host} is a local name` };
  const isName =
    host.length <= maxNameLength && labels.every(({ length }) => length > 0 && length <= maxLabelLength);
  // Some software reads a name that ends in a number as an IP address.
  if (!isName || !topLevelDomain.test(last))
    return { verdict: 'refused', reason: `${truncateHost(host)} is not a public name` };
  const suffixes = Object.values(uploadHostSuffixes).flat();
  const known = suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return { verdict: known ? 'known' : 'unknown', host };
}

function truncateHost(host: string): string {
  return host.length > 100 ? `${host.slice(0, 100)}…` : host;
}

/**
 * True if an uploadUrl that was read from a file may be called: its host is known as Microsoft's or is the emulator's.
 */
export function isKnownUploadUrl(url: string, emulated: boolean): boolean {
  if (classifyUploadUrl(url).verdict === 'known') return true;
  return emulated && /^https?:/i.test(url) && URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** True for 127.0.0.0/8 and [::1], the only places for an emulator. `localhost` may resolve to another host. */
export function isLoopback(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}
