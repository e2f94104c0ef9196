/**
 * From a site's address to one of its document libraries. Knows Graph's addresses of sites and what their
 * lists of drives say; opens nothing. Source: learn.microsoft.com/graph/api/site-getbypath, /drive-list.
 */
import { Failure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import { record, text } from '../core/json.ts';
import type { Graph } from './client.ts';
import { orMissing } from './items.ts';
import { collection } from './listing.ts';
import { decoded, encodeSegment, pathKey } from './paths.ts';

interface Site {
  readonly id: string;
  /** Decoded segments below the host. */
  readonly names: readonly string[];
  readonly title: string;
}

interface Library {
  readonly id: string;
  /** As people read it; often not what the address says. */
  readonly name: string;
  readonly names: readonly string[];
}

/** Where the address leads. */
export interface SitePlace {
  readonly host: string;
  readonly names: readonly string[];
  /** The input `library`, when it was given. */
  readonly library: string | undefined;
}

/** Address of the library's drive below Graph's root. Throws with the libraries that exist when none fits. */
export async function libraryPath(graph: Graph, place: SitePlace): Promise<string> {
  let site = await siteAt(graph, place.host, managedPath(place.names));
  if (site === undefined) throw noSite(place);
  for (;;) {
    const rest = place.names.slice(site.names.length);
    if (rest.length === 0 && place.library === undefined) return `/sites/${encodeSegment(site.id)}/drive`;
    const libraries = await librariesOf(graph, site);
    if (rest.length === 0) return drivePath(chosen(place.library ?? '', libraries, site));
    const named = libraries.find(({ names }) => startsWith(place.names, names) && names.length > 0);
    if (named !== undefined) return drivePath(checked(place, named, { libraries, site }));
    const below = await siteAt(graph, place.host, place.names.slice(0, site.names.length + 1));
    if (below === undefined) throw noLibrary(rest.join('/'), libraries, site);
    site = below;
  }
}

/** `/sites/x`, `/teams/x` and `/personal/x` are sites of their own; everything else lies on the root site. */
function managedPath(names: readonly string[]): readonly string[] {
  return /^(sites|teams|personal|portals)$/i.test(names[0] ?? '') && names.length > 1
    ? names.slice(0, 2)
    : [];
}

async function siteAt(graph: Graph, host: string, names: readonly string[]): Promise<Site | undefined> {
  const tail = names.length === 0 ? '' : `:/${names.map(encodeSegment).join('/')}`;
  const path = `/sites/${host}${tail}?$select=id,displayName,webUrl`;
  const doing = `find the site /${names.join('/')}`;
  const answer = await orMissing(graph.json({ method: 'GET', path, doing }));
  const id = text(answer?.body.id);
  return id === '' ? undefined : { id, names, title: text(answer?.body.displayName) || host };
}

async function librariesOf(graph: Graph, site: Site): Promise<Library[]> {
  const path = `/sites/${encodeSegment(site.id)}/drives?$select=id,name,webUrl`;
  const values = await collection(graph, path, `list the libraries of ${site.title}`);
  return values.flatMap((value) => {
    const drive = record(value);
    const id = text(drive?.id);
    const webUrl = text(drive?.webUrl);
    if (id === '' || !URL.canParse(webUrl)) return [];
    const names = new URL(webUrl).pathname.split('/').filter(Boolean).map(decoded);
    return [{ id, name: text(drive?.name), names }];
  });
}

/** The one library of that name, as people read it or as its address spells it; without regard to case. */
function chosen(name: string, libraries: readonly Library[], site: Site): Library {
  const key = pathKey(name);
  const fitting = libraries.filter(
    (one) => pathKey(one.name) === key || pathKey(one.names.slice(site.names.length).join('/')) === key,
  );
  const [first] = fitting;
  if (first === undefined) throw noLibrary(name, libraries, site);
  if (fitting.length === 1) return first;
  const places = fitting.map((one) => `/${one.names.join('/')}`).join(' and ');
  throw new Failure(
    `two libraries of ${printable(site.title)} are called ${printable(name)}: ${printable(places)}`,
    {
      kind: 'usage',
      hint: "put the library's own address into site-url and leave library out",
    },
  );
}

interface Around {
  readonly libraries: readonly Library[];
  readonly site: Site;
}

/** A library by its address: nothing of the address is passed over in silence. */
function checked(place: SitePlace, named: Library, { libraries, site }: Around): Library {
  const folder = place.names.slice(named.names.length).join('/');
  if (folder !== '') {
    throw new Failure(
      `site-url leads to a folder in the library ${printable(named.name)}: ${printable(folder)}`,
      {
        kind: 'usage',
        hint: `leave the folder out of site-url, and begin destination with it: ${printable(folder)}`,
      },
    );
  }
  if (place.library === undefined || chosen(place.library, libraries, site) === named) return named;
  throw new Failure(
    `site-url leads to the library ${printable(named.name)}, and library says ${printable(place.library)}`,
    { kind: 'usage', hint: 'keep one of the two' },
  );
}

function noSite({ names }: SitePlace): Failure {
  return new Failure(
    `there is no site at ${printable(`/${names.join('/')}`)}, or this sign-in may not see it`,
    {
      kind: 'service',
      hint: 'check site-url; with Sites.Selected an administrator must grant this app the role write on that very site',
    },
  );
}

function noLibrary(name: string, libraries: readonly Library[], site: Site): Failure {
  const there = libraries.map((one) => `${one.name} (${one.names.slice(site.names.length).join('/')})`);
  const list = there.length === 0 ? 'none that this sign-in may see' : there.join(', ');
  return new Failure(`${printable(site.title)} has no library or subsite ${printable(name)}`, {
    kind: 'usage',
    hint: `its libraries are: ${printable(list)}`,
  });
}

function startsWith(names: readonly string[], start: readonly string[]): boolean {
  return start.every((name, at) => pathKey(name) === pathKey(names[at] ?? ''));
}

function drivePath({ id }: Library): string {
  return `/drives/${encodeSegment(id)}`;
}
