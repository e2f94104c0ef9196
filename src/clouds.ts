/**
 * Which hosts are Microsoft's: the four clouds' sign-in and Graph hosts, and the names an uploadUrl may
 * carry. Pure: judges names, opens nothing.
 */

export type Cloud = 'global' | 'us-gov' | 'us-gov-dod' | 'china';

/**
 * Sign-in and Graph host of each cloud. Source: learn.microsoft.com/graph/deployments and
 * entra/identity-platform/authentication-national-cloud. Germany's closed on 2021-10-29.
 */
export const clouds: Readonly<Record<Cloud, { readonly login: string; readonly graph: string }>> = {
  global: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
  'us-gov': { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
  'us-gov-dod': { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
  china: { login: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
};

/** The legacy sign-in of personal accounts, which exist in the global cloud alone (onedrive-api-docs, msa-oauth.md). */
export const liveHost = 'login.live.com';

/** Suffixes of the hosts that uploadUrls and download redirects are known to carry (docs/facts.md, "Upload hosts"). */
export const uploadSuffixes: Readonly<Record<Cloud, readonly string[]>> = {
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
export type UploadHost =
  | { readonly verdict: 'known' | 'unknown'; readonly host: string }
  | { readonly verdict: 'refused'; readonly why: string };

/**
 * Judges an uploadUrl by its name alone: https on a DNS name with a dot. What it resolves to is not asked,
 * because split DNS is legitimate.
 */
export function judgeUploadUrl(text: string): UploadHost {
  if (!URL.canParse(text)) return { verdict: 'refused', why: 'it is no URL' };
  const url = new URL(text);
  const host = url.hostname.replace(/\.+$/, '').toLowerCase();
  if (url.protocol !== 'https:')
    return { verdict: 'refused', why: `its scheme is ${url.protocol}//, not https://` };
  if (url.username !== '' || url.password !== '')
    return { verdict: 'refused', why: 'it carries a user name' };
  if (/^[\d.]+$|^\[/.test(host)) return { verdict: 'refused', why: `${host} is an address, not a name` };
  if (!host.includes('.') || /(^|\.)(localhost|local|internal)$/.test(host)) {
    return { verdict: 'refused', why: `${host} is a local name` };
  }
  const suffixes = Object.values(uploadSuffixes).flat();
  const known = suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return { verdict: known ? 'known' : 'unknown', host };
}

/** True for 127.0.0.0/8 and [::1]: the only places an emulator may be. `localhost` is a name, and may resolve elsewhere. */
export function isLoopback(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}
