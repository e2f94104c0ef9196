/**
 * What an address from a browser's bar says about a SharePoint site: a sharing link, or a host and the path of
 * something on it. Pure; which part of a path is the site, which the library, only the service knows.
 */
import { Failure } from '../core/errors.ts';
import { shown } from '../inputs/shown.ts';
import { decoded } from './paths.ts';

/** SharePoint's host suffixes beside each Graph host (learn.microsoft.com/graph/deployments, m365-endpoints). */
const suffixes: Readonly<Record<string, readonly string[]>> = {
  'graph.microsoft.com': ['sharepoint.com', 'sharepoint-df.com'],
  'graph.microsoft.us': ['sharepoint.us'],
  'dod-graph.microsoft.us': ['sharepoint-mil.us'],
  'microsoftgraph.chinacloudapi.cn': ['sharepoint.cn'],
};

export type SiteAddress =
  | {
      /** `/:f:/…` of any sort, or 1drv.ms: what it opens is asked of the service. */
      readonly kind: 'share';
      readonly url: string;
    }
  | {
      readonly kind: 'path';
      readonly host: string;
      /** Decoded segments below the host: site, perhaps library, perhaps folders. */
      readonly names: readonly string[];
    };

/**
 * Takes the address apart; pages and views are cut off (`/SitePages/…`, `/Forms/AllItems.aspx`), and the folder
 * that a view shows (`id`, `RootFolder`, `listurl`) takes their place. Throws a usage Failure for anything that
 * is not an https address of this cloud's SharePoint.
 */
export function parseSiteUrl(text: string, graphHost: string): SiteAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    url.protocol !== 'https:' ||
    url.username !== '' ||
    url.password !== '' ||
    url.port !== ''
  )
    throw wrong(text, "copy the site's address from the browser: https://…");
  const ours = suffixes[graphHost] ?? suffixes['graph.microsoft.com'] ?? [];
  if (url.hostname === '1drv.ms' && ours.includes('sharepoint.com')) return { kind: 'share', url: url.href };
  checkHost(url.hostname, ours);
  if (/^\/:[a-z]:\//i.test(url.pathname)) return { kind: 'share', url: url.href };
  const list = url.searchParams.get('listurl');
  if (list !== null && URL.canParse(list)) {
    const { hostname } = new URL(list);
    checkHost(hostname, ours);
    return { kind: 'path', host: hostname, names: namesOf(shownFolder(url) ?? new URL(list).pathname) };
  }
  const names = namesOf(shownFolder(url) ?? url.pathname);
  if (names.length === 0 && /^[^.]+-my\./.test(url.hostname))
    throw wrong(text, "the signed-in user's own OneDrive is no site: leave site-url out");
  return { kind: 'path', host: url.hostname, names };
}

function checkHost(host: string, ours: readonly string[]): void {
  if (ours.some((suffix) => host.endsWith(`.${suffix}`) && !host.endsWith(`-admin.${suffix}`))) return;
  throw wrong(host, hostAdvice(host, ours));
}

function hostAdvice(host: string, ours: readonly string[]): string {
  const elsewhere = Object.values(suffixes)
    .flat()
    .some((suffix) => host.endsWith(`.${suffix}`) && !ours.includes(suffix));
  if (elsewhere)
    return 'set cloud to the one that this site is in: us-gov for sharepoint.us, us-gov-dod for sharepoint-mil.us, china for sharepoint.cn';
  if (/(^|\.)onedrive\.live\.com$/.test(host))
    return 'a personal OneDrive is no site: leave site-url out, or name a shared folder by drive-id and folder-id';
  return `the host must end in .${ours[0] ?? 'sharepoint.com'}`;
}

/** The folder that a library's page shows; `undefined` when the address names none. */
function shownFolder(url: URL): string | undefined {
  for (const [name, value] of url.searchParams) {
    if (/^(id|rootfolder)$/i.test(name) && value.startsWith('/')) return encodeURI(value);
  }
  return undefined;
}

/** Segments that begin a page, a view or an API of a site, never a library's folder worth naming. */
const pages = /^(_layouts|_api|_catalogs|_vti_bin|sitepages|pages|[^/]+\.aspx)$/i;

function namesOf(path: string): string[] {
  const names = path.split('/').filter(Boolean).map(decoded);
  const end = names.findIndex(
    (name, at) => pages.test(name) || (/^forms$/i.test(name) && /\.aspx$/i.test(names[at + 1] ?? '')),
  );
  const kept = end < 0 ? names : names.slice(0, end);
  // `/my` is the door to the signed-in user's own drive in the new interface.
  if (kept.length === 1 && kept[0]?.toLowerCase() === 'my') return [];
  if (kept.some((name) => name === '.' || name === '..' || name.includes('/')))
    throw wrong(path, "copy the site's address from the browser");
  return kept;
}

function wrong(what: string, hint: string): Failure {
  return new Failure(`site-url is no address of a SharePoint site: ${shown(what)}`, {
    kind: 'usage',
    hint,
  });
}
