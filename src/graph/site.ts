/**
 * Finds a document library from a site's address. Source: learn.microsoft.com/graph/api/site-getbypath, /drive-list.
 */
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { asObject, asString } from '../core/json.ts';
import type { GraphClient } from './client.ts';
import { undefinedIfNotFound } from './items.ts';
import { readCollection } from './listing.ts';
import { encodeSegment, pathKey, percentDecode } from './paths.ts';

interface Site {
  readonly id: string;
  /** Decoded segments after the host. */
  readonly segments: readonly string[];
  readonly title: string;
}

interface Library {
  readonly id: string;
  /** The display name; often differs from the address. */
  readonly name: string;
  readonly segments: readonly string[];
}

/** The parsed address. */
export interface SiteLocation {
  readonly host: string;
  readonly segments: readonly string[];
  /** How many of them are in front of a page, if no library has a folder of that name. */
  readonly pageStart: number;
  /** The input `library`, if set. */
  readonly library: string | undefined;
}

/** What the address of a site leads to. */
export interface FoundLibrary {
  /** The Graph address of the library's drive. */
  readonly drivePath: string;
  /** The folder in the library that the address ends with; '' if it ends with the library or the site. */
  readonly folder: string;
}

/** Finds the library, and the folder in it. If no library matches, throws a Failure that lists the libraries. */
export async function findLibrary(graph: GraphClient, place: SiteLocation): Promise<FoundLibrary> {
  const withoutPage = place.segments.slice(0, place.pageStart);
  let site = await findSite(graph, place.host, sitePathSegments(withoutPage));
  if (site === undefined) throw noSiteFailure(place);
  for (;;) {
    const rest = withoutPage.slice(site.segments.length);
    const isPage = rest.length === 0 && /\.aspx$/i.test(place.segments.at(-1) ?? '');
    const isSite = isPage || place.segments.length === site.segments.length;
    if (isSite && place.library === undefined) return defaultLibrary(site);
    const libraries = await listLibraries(graph, site);
    const library = libraries.find(
      ({ segments: names }) => !isSite && startsWithSegments(place.segments, names) && names.length > 0,
    );
    if (library !== undefined) {
      checkLibrary(place, library, { libraries, site });
      return { drivePath: drivePathOf(library), folder: folderIn(place, library) };
    }
    if (rest.length === 0) {
      if (place.library === undefined) return defaultLibrary(site);
      return { drivePath: drivePathOf(findLibraryByName(place.library, libraries, site)), folder: '' };
    }
    const subsite = await findSite(graph, place.host, withoutPage.slice(0, site.segments.length + 1));
    if (subsite === undefined) throw noLibraryFailure(rest.join('/'), libraries, site);
    site = subsite;
  }
}

function defaultLibrary({ id }: Site): FoundLibrary {
  return { drivePath: `/sites/${encodeSegment(id)}/drive`, folder: '' };
}

/** The folder in the library, without the view of a library (`Forms/AllItems.aspx`). */
function folderIn({ segments }: SiteLocation, library: Library): string {
  const rest = segments.slice(library.segments.length);
  const isView = rest.length === 2 && /^forms$/i.test(rest[0] ?? '') && /\.aspx$/i.test(rest[1] ?? '');
  return isView ? '' : rest.join('/');
}

/** `/sites/x`, `/teams/x` and `/personal/x` are separate sites. Anything else is on the root site. */
function sitePathSegments(segments: readonly string[]): readonly string[] {
  return /^(sites|teams|personal|portals)$/i.test(segments[0] ?? '') && segments.length > 1
    ? segments.slice(0, 2)
    : [];
}

async function findSite(
  graph: GraphClient,
  host: string,
  segments: readonly string[],
): Promise<Site | undefined> {
  const suffix = segments.length === 0 ? '' : `:/${segments.map(encodeSegment).join('/')}`;
  const path = `/sites/${host}${suffix}?$select=id,displayName,webUrl`;
  const operation = `find the site /${segments.join('/')}`;
  const response = await undefinedIfNotFound(graph.request({ method: 'GET', path, operation }));
  const id = asString(response?.body.id);
  return id === '' ? undefined : { id, segments, title: asString(response?.body.displayName) || host };
}

async function listLibraries(graph: GraphClient, site: Site): Promise<Library[]> {
  const path = `/sites/${encodeSegment(site.id)}/drives?$select=id,name,webUrl`;
  const values = await readCollection(graph, path, `list the libraries of ${site.title}`);
  return values.flatMap((value) => {
    const drive = asObject(value);
    const id = asString(drive?.id);
    const webUrl = asString(drive?.webUrl);
    if (id === '' || !URL.canParse(webUrl)) return [];
    const segments = new URL(webUrl).pathname.split('/').filter(Boolean).map(percentDecode);
    return [{ id, name: asString(drive?.name), segments }];
  });
}

/** Finds the library with a display name or address segment, ignoring case. */
function findLibraryByName(name: string, libraries: readonly Library[], site: Site): Library {
  const key = pathKey(name);
  const matches = libraries.filter(
    (one) => pathKey(one.name) === key || pathKey(one.segments.slice(site.segments.length).join('/')) === key,
  );
  const [first] = matches;
  if (first === undefined) throw noLibraryFailure(name, libraries, site);
  if (matches.length === 1) return first;
  const places = matches.map((one) => `/${one.segments.join('/')}`).join(' and ');
  throw new Failure(
    `two libraries of ${escapeControls(site.title)} are called ${escapeControls(name)}: ${escapeControls(places)}`,
    {
      code: 'library-ambiguous',
      kind: 'usage',
      hint: "put the library's own address into site-url and remove library",
    },
  );
}

interface SiteLibraries {
  readonly libraries: readonly Library[];
  readonly site: Site;
}

/** Checks that the input `library`, if set, is the library of the address. */
function checkLibrary(place: SiteLocation, library: Library, { libraries, site }: SiteLibraries): void {
  if (place.library === undefined || findLibraryByName(place.library, libraries, site) === library) return;
  throw new Failure(
    `site-url points to the library ${escapeControls(library.name)}, but library is ${escapeControls(place.library)}`,
    { code: 'target-conflict', kind: 'usage', hint: 'remove one of the two' },
  );
}

function noSiteFailure({ segments }: SiteLocation): Failure {
  return new Failure(
    `there is no site at ${escapeControls(`/${segments.join('/')}`)}, or this sign-in cannot see it`,
    {
      code: 'site-not-found',
      kind: 'service',
      hint: 'check site-url; with Sites.Selected, an administrator must grant this app the role write on this site',
    },
  );
}

function noLibraryFailure(name: string, libraries: readonly Library[], site: Site): Failure {
  const there = libraries.map((one) => `${one.name} (${one.segments.slice(site.segments.length).join('/')})`);
  const list = there.length === 0 ? 'none that this sign-in can see' : there.join(', ');
  return new Failure(`${escapeControls(site.title)} has no library or subsite ${escapeControls(name)}`, {
    code: 'library-not-found',
    kind: 'usage',
    hint: `its libraries are: ${escapeControls(list)}`,
  });
}

function startsWithSegments(segments: readonly string[], start: readonly string[]): boolean {
  return start.every((name, at) => pathKey(name) === pathKey(segments[at] ?? ''));
}

function drivePathOf({ id }: Library): string {
  return `/drives/${encodeSegment(id)}`;
}
