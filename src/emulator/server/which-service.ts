/**
 * Which room of the emulator a request belongs to, by Host header, and by path when the host is the
 * listener's own address. Pure.
 */
import type { Surface } from '../core/faults.ts';
import { isOidcPath } from '../github/oidc.ts';
import { isIdentityPath } from '../identity/routes.ts';

const servicesByHost: Readonly<Record<string, Surface>> = {
  'login.microsoftonline.com': 'identity',
  'login.microsoftonline.us': 'identity',
  'login.partner.microsoftonline.cn': 'identity',
  'login.live.com': 'identity',
  'graph.microsoft.com': 'graph',
  'graph.microsoft.us': 'graph',
  'dod-graph.microsoft.us': 'graph',
  'microsoftgraph.chinacloudapi.cn': 'graph',
  'api.github.com': 'github',
  'token.actions.githubusercontent.com': 'github',
};
const uploadHost = /(^|\.)(up\.1drv\.com|sharepoint\.com|my\.microsoftpersonalcontent\.com)$/;
const ipOrLocalhost = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost)$/;

/** The room, or 'page' for whatever is none of Microsoft's or GitHub's. `hostname` is without a port. */
export function surfaceOf(facts: {
  hostname: string;
  pathname: string;
  uploadListener: boolean;
  uploadHostname: string;
}): Surface | 'page' {
  const { hostname, pathname } = facts;
  if (facts.uploadListener) return 'upload';
  const known = servicesByHost[hostname];
  if (known !== undefined) return known;
  if (isIpOrLocalhost(hostname)) return surfaceOfPath(pathname);
  return hostname === facts.uploadHostname || uploadHost.test(hostname) ? 'upload' : 'page';
}

/** True for an address of the listener itself, as opposed to a name that it stands in for. */
export function isIpOrLocalhost(hostname: string): boolean {
  return ipOrLocalhost.test(hostname);
}

function surfaceOfPath(pathname: string): Surface | 'page' {
  if (/^\/(v1\.0|beta)(\/|$)/.test(pathname)) return 'graph';
  if (/^\/(api\/v3\/)?(repos|orgs|repositories)\//.test(pathname) || isOidcPath(pathname)) return 'github';
  return isIdentityPath(pathname) ? 'identity' : 'page';
}
