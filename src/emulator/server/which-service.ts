/** Determines which service a request is for: by its Host header, or by its path if the host is the listener itself. */
import type { Surface } from '../core/fault-match.ts';
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

/** The service, or 'page' for any host that is not Microsoft's or GitHub's. `hostname` has no port. */
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

/** True for an address of the listener itself, false for a host name that it emulates. */
export function isIpOrLocalhost(hostname: string): boolean {
  return ipOrLocalhost.test(hostname);
}

function surfaceOfPath(pathname: string): Surface | 'page' {
  if (/^\/(v1\.0|beta)(\/|$)/.test(pathname)) return 'graph';
  if (/^\/(api\/v3\/)?(repos|orgs|repositories)\//.test(pathname) || isOidcPath(pathname)) return 'github';
  return isIdentityPath(pathname) ? 'identity' : 'page';
}
