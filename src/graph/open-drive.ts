/**
 * From a target, as people name it, to an open drive. Knows which addresses lead to drives and folders; what a
 * refusal means is refused's, how a site is found is site's.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { Place, TargetInputs } from '../inputs/target.ts';
import { type Asked, refusedPlace } from './access-errors.ts';
import type { Answer, Graph } from './client.ts';
import { type Drive, driveOf } from './drive.ts';
import { type Base, looked } from './items.ts';
import { type DriveItem, driveItem } from './parse.ts';
import { encodeSegment, join } from './paths.ts';
import { libraryPath } from './site.ts';
import { parseSiteUrl } from './site-url.ts';

/** Where to: the section "Where" but for `destination`, which is a path and not yet a place. */
export type Target = Omit<TargetInputs, 'destination'>;

/** A way to a drive, and perhaps to the folder that paths begin at; both are Graph addresses. */
interface Way {
  readonly asked: Asked;
  readonly drivePath: string;
  readonly folder?: { readonly asked: Asked; readonly path: string };
}

/**
 * Opens the drive that the target names. With `folder-id`, `app-folder` or a link to a folder, its paths begin
 * at that folder, found by id: a path through folders that are not shared would lead nowhere (api-docs#908).
 * Throws what the service said, with the scope, role or input that is missing.
 */
export async function openDrive(graph: Graph, target: Target): Promise<Drive> {
  const way = await wayTo(graph, target);
  if (way.folder === undefined) return driveOf(graph, await ask(graph, way.drivePath, way.asked));
  const folder = await found(graph, way.folder);
  const { item } = folder;
  const driveId = item.parent?.driveId ?? '';
  const description = await describe(graph, way, { ...folder, driveId });
  return item.isDriveRoot ? driveOf(graph, description) : driveOf(graph, description, baseOf(graph, item));
}

function baseOf({ graphHost }: Graph, { id, name, parent }: DriveItem): Base {
  const above = parent?.path;
  return graphHost.endsWith('.cn') && above !== undefined ? { id, path: join(above, name) } : { id };
}

async function wayTo(graph: Graph, { place, folderId, appFolder }: Target): Promise<Way> {
  const way = await placeWay(graph, place);
  if (appFolder) return { ...way, folder: { asked: 'app-folder', path: `${way.drivePath}/special/approot` } };
  if (folderId === undefined) return way;
  if (way.folder !== undefined) {
    throw new Failure('site-url is a link to a folder, and folder-id names another', {
      kind: 'usage',
      hint: 'keep one of the two',
    });
  }
  return { ...way, folder: { asked: 'folder', path: `${way.drivePath}/items/${encodeSegment(folderId)}` } };
}

async function placeWay(graph: Graph, place: Place): Promise<Way> {
  if (place.kind === 'me') return { asked: 'me', drivePath: '/me/drive' };
  if (place.kind === 'drive') return { asked: 'drive', drivePath: `/drives/${encodeSegment(place.id)}` };
  if (place.kind === 'user') return { asked: 'user', drivePath: `/users/${encodeSegment(place.user)}/drive` };
  if (place.kind === 'group')
    return { asked: 'group', drivePath: `/groups/${encodeSegment(place.group)}/drive` };
  const address = parseSiteUrl(place.url, graph.graphHost);
  if (address.kind === 'path') {
    const library = libraryPath(graph, { ...address, library: place.library });
    return {
      asked: 'site',
      drivePath: await library.catch((error) => {
        throw refusedPlace(error, 'site');
      }),
    };
  }
  if (place.library !== undefined) {
    throw new Failure('site-url is a sharing link, which names its library by itself', {
      kind: 'usage',
      hint: 'leave library out',
    });
  }
  const token = `u!${Buffer.from(address.url).toString('base64url')}`;
  return {
    asked: 'share',
    drivePath: '',
    folder: { asked: 'share', path: `/shares/${encodeSegment(token)}/driveItem` },
  };
}

interface Found {
  readonly item: DriveItem;
  readonly answer: Answer;
}

/** The folder that paths begin at, a shortcut followed to where it leads. */
async function found(
  graph: Graph,
  { asked, path }: { readonly asked: Asked; readonly path: string },
): Promise<Found> {
  const answer = await ask(graph, `${path}?${looked}`, asked);
  const item = driveItem(answer.body);
  if (item === undefined) throw unnamed(asked, 'item');
  if (item.remote !== undefined && item.remote.id !== item.id) {
    const { driveId, id } = item.remote;
    return found(graph, {
      asked: 'folder',
      path: `/drives/${encodeSegment(driveId)}/items/${encodeSegment(id)}`,
    });
  }
  if (item.isFolder) return { item, answer };
  const what = item.isPackage ? 'a OneNote notebook, which takes no files' : 'a file';
  throw new Failure(`${names[asked]} is no folder but ${what}: ${printable(item.name)}`, {
    kind: 'usage',
    hint: 'name the folder that it lies in',
  });
}

const names: Readonly<Record<Asked, string>> = {
  me: 'the drive',
  drive: 'drive-id',
  user: 'user',
  group: 'group',
  site: 'site-url',
  share: 'site-url',
  folder: 'folder-id',
  'app-folder': 'the app folder',
};

function unnamed(asked: Asked, what: 'item' | 'drive'): Failure {
  return new Failure(`open ${names[asked]}: the answer names no ${what}`, {
    kind: 'service',
    hint: 'run again later',
  });
}

/** What is known of the folder's drive: a sign-in that may use the folder alone is not told about the rest. */
async function describe(
  graph: Graph,
  way: Way,
  { item, answer, driveId }: Found & { readonly driveId: string },
): Promise<Answer> {
  if (driveId === '') throw unnamed(way.asked, 'drive');
  try {
    return await graph.json({
      method: 'GET',
      path: `/drives/${encodeSegment(driveId)}`,
      doing: 'open the drive',
    });
  } catch (error) {
    if (!(error instanceof ServiceFailure) || ![400, 403, 404].includes(error.service.status)) throw error;
    return { ...answer, body: { id: driveId, driveType: item.parent?.driveType, webUrl: item.webUrl } };
  }
}

async function ask(graph: Graph, path: string, asked: Asked): Promise<Answer> {
  const call = { method: 'GET', path, doing: `open ${names[asked]}` } as const;
  try {
    return await graph.json(call);
  } catch (error) {
    if (asked !== 'share' || !isRefusal(error)) throw refusedPlace(error, asked);
  }
  // As a browser would that follows the link for the first time: from then on this account may use the folder.
  const headers = { prefer: 'redeemSharingLink' };
  return graph.json({ ...call, headers }).catch((error) => {
    throw refusedPlace(error, asked);
  });
}

function isRefusal(error: unknown): boolean {
  return error instanceof ServiceFailure && [403, 404].includes(error.service.status);
}
