/**
 * Parses a SharePoint address from a browser: a sharing link, or a host and a path. Only the service knows which part
 * of the path is the site and which the library.
 */
import { Failure } from '../core/errors.ts';
import { quoteUnlessSecret } from '../inputs/quote-unless-secret.ts';
import { percentDecode } from './paths.ts';

/** SharePoint's host suffixes for each Graph host (learn.microsoft.com/graph/deployments, m365-endpoints). */
const sharePointSuffixes: Readonly<Record<string, readonly string[]>> = {
  'graph.microsoft.com': ['sharepoint.com', 'sharepoint-df.com'],
  'graph.microsoft.us': ['sharepoint.us'],
  'dod-graph.microsoft.us': ['sharepoint-mil.us'],
  'microsoftgraph.chinacloudapi.cn': ['sharepoint.cn'],
};

export type SiteAddress =
  | {
      /** `/:f:/…` of any sort, or 1drv.ms. Only the service knows what it opens. */
      readonly kind: 'share';
      readonly url: string;
    }
  | {
      readonly kind: 'path';
      readonly host: string;
      /** Decoded segments after the host: site, then perhaps library and folders, or a page. */
      readonly segments: readonly string[];
      /** How many of them are in front of a page. A library may have folders with such names. */
      readonly pageStart: number;
    };

/**
 * Parses the address. Finds where a page or a view begins (`/SitePages/…`, `/Forms/AllItems.aspx`), and uses the folder
 * that a view shows (`id`, `RootFolder`, `listurl`). Throws a Failure of kind `usage` if the text is not an https address of this
 * cloud's SharePoint.
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
    throw siteUrlFailure(text, "copy the site's address from the browser: https://…");
  const allowedSuffixes = sharePointSuffixes[graphHost] ?? sharePointSuffixes['graph.microsoft.com'] ?? [];
  if (url.hostname === '1drv.ms' && allowedSuffixes.includes('sharepoint.com'))
    return { kind: 'share', url: url.href };
  checkHost(url.hostname, allowedSuffixes);
  if (/^\/:[a-z]:\//i.test(url.pathname)) return { kind: 'share', url: url.href };
  const listUrl = url.searchParams.get('listurl');
  if (listUrl !== null && URL.canParse(listUrl)) {
    const { hostname } = new URL(listUrl);
    checkHost(hostname, allowedSuffixes);
    return { kind: 'path', host: hostname, ...pathOf(url, new URL(listUrl).pathname) };
  }
  const path = pathOf(url, url.pathname);
  if (path.pageStart === 0 && /^[^.]+-my\./.test(url.hostname))
    throw siteUrlFailure(text, "the signed-in user's own OneDrive is not a site: remove site-url");
  return { kind: 'path', host: url.hostname, ...path };
}

function checkHost(host: string, allowedSuffixes: readonly string[]): void {
  if (allowedSuffixes.some((suffix) => host.endsWith(`.${suffix}`) && !host.endsWith(`-admin.${suffix}`)))
    return;
  throw siteUrlFailure(host, hostHint(host, allowedSuffixes));
}

function hostHint(host: string, allowedSuffixes: readonly string[]): string {
  const isOtherCloud = Object.values(sharePointSuffixes)
    .flat()
    .some((suffix) => host.endsWith(`.${suffix}`) && !allowedSuffixes.includes(suffix));
  if (isOtherCloud)
    return 'set cloud to the cloud of this site: us-gov for sharepoint.us, us-gov-dod for sharepoint-mil.us, china for sharepoint.cn';
  if (/(^|\.)onedrive\.live\.com$/.test(host))
    return 'a personal OneDrive is not a site: remove site-url; for a shared folder, set drive-id and folder-id';
  return `the host must end in .${allowedSuffixes[0] ?? 'sharepoint.com'}`;
}

/** Returns the folder that a library's page shows; undefined if the address has none. */
function folderInQuery(url: URL): string | undefined {
  for (const [name, value] of url.searchParams) {
    if (/^(id|rootfolder)$/i.test(name) && value.startsWith('/')) return encodeURI(value);
  }
  return undefined;
}

/** Segments that start a page, a view or an API of a site, never a folder in a library. */
const pageSegment = /^(_layouts|_api|_catalogs|_vti_bin|sitepages|pages|[^/]+\.aspx)$/i;

/** The folder that the page shows, else the address's own path. */
function pathOf(url: URL, ownPath: string): Pick<SiteAddress & { kind: 'path' }, 'segments' | 'pageStart'> {
  const folder = folderInQuery(url);
  const segments = (folder ?? ownPath).split('/').filter(Boolean).map(percentDecode);
  if (segments.some((name) => name === '.' || name === '..' || name.includes('/')))
    throw siteUrlFailure(folder ?? ownPath, "copy the site's address from the browser");
  if (folder !== undefined) return { segments, pageStart: segments.length };
  const end = segments.findIndex(
    (name, at) =>
      pageSegment.test(name) || (/^forms$/i.test(name) && /\.aspx$/i.test(segments[at + 1] ?? '')),
  );
  const pageStart = end < 0 ? segments.length : end;
  // `/my` is the signed-in user's own drive in the new interface.
  return { segments, pageStart: pageStart === 1 && segments[0]?.toLowerCase() === 'my' ? 0 : pageStart };
}

function siteUrlFailure(what: string, hint: string): Failure {
  return new Failure(`site-url is not the address of a SharePoint site: ${quoteUnlessSecret(what)}`, {
    code: 'site-url-invalid',
    kind: 'usage',
    hint,
  });
}
