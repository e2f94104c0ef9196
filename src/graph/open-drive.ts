/**
 * Opens the drive that the target inputs name.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { DriveSelector, TargetInputs } from '../inputs/target.ts';
import { accessFailure, type LocationKind } from './access-errors.ts';
import type { GraphClient, GraphResponse } from './client.ts';
import { createDrive, type Drive } from './drive.ts';
import { completeDriveId } from './drive-id.ts';
import { type BaseFolder, itemSelect } from './items.ts';
import { type DriveItem, parseDriveItem } from './parse.ts';
import { encodeSegment, itemAddress, joinRemotePath } from './paths.ts';
import { findLibrary } from './site.ts';
import { parseSiteUrl } from './site-url.ts';

/** The section "Where" without `destination`, which is a path on the drive. */
export type DriveTarget = Omit<TargetInputs, 'destination'>;

/** Graph addresses of a drive and, if set, of the folder that paths start from. */
interface DriveAddress {
  readonly kind: LocationKind;
  readonly drivePath: string;
  readonly folder?: { readonly kind: LocationKind; readonly path: string };
}

/**
 * Opens the drive that the target names. With `folder-id`, `app-folder` or a folder in `site-url`, paths start from that
 * folder, found by id: a path through folders that are not shared does not work (api-docs#908). Throws the service's
 * error, with the missing scope, role or input.
 */
export async function openDrive(graph: GraphClient, target: DriveTarget): Promise<Drive> {
  const address = await resolveTarget(graph, target);
  if (address.folder === undefined)
    return createDrive(graph, await requestLocation(graph, address.drivePath, address.kind));
  const folder = await findFolder(graph, address.folder);
  const { item } = folder;
  const driveId = item.parentReference?.driveId ?? '';
  const driveResponse = await readDrive(graph, address, { ...folder, driveId });
  return item.isDriveRoot
    ? createDrive(graph, driveResponse)
    : createDrive(graph, driveResponse, baseFolderOf(graph, item));
}

function baseFolderOf({ graphHost }: GraphClient, { id, name, parentReference }: DriveItem): BaseFolder {
  const parentPath = parentReference?.path;
  return graphHost.endsWith('.cn') && parentPath !== undefined
    ? { id, path: joinRemotePath(parentPath, name) }
    : { id };
}

async function resolveTarget(
  graph: GraphClient,
  { place, folderId, appFolder }: DriveTarget,
): Promise<DriveAddress> {
  const address = await resolvePlace(graph, place);
  if (appFolder)
    return { ...address, folder: { kind: 'app-folder', path: `${address.drivePath}/special/approot` } };
  if (folderId === undefined) return address;
  if (address.folder !== undefined) {
    throw new Failure('site-url leads to a folder, and folder-id is set too', {
      code: 'target-conflict',
      kind: 'usage',
      hint: 'remove one of the two',
    });
  }
  return {
    ...address,
    folder: { kind: 'folder', path: `${address.drivePath}/items/${encodeSegment(folderId)}` },
  };
}

async function resolvePlace(graph: GraphClient, place: DriveSelector): Promise<DriveAddress> {
  if (place.kind === 'me') return { kind: 'me', drivePath: '/me/drive' };
  if (place.kind === 'drive')
    return { kind: 'drive', drivePath: `/drives/${encodeSegment(completeDriveId(place.id))}` };
  if (place.kind === 'user') return { kind: 'user', drivePath: `/users/${encodeSegment(place.user)}/drive` };
  if (place.kind === 'group')
    return { kind: 'group', drivePath: `/groups/${encodeSegment(place.group)}/drive` };
  const site = parseSiteUrl(place.url, graph.graphHost);
  if (site.kind === 'path') {
    const { drivePath, folder } = await findLibrary(graph, { ...site, library: place.library }).catch(
      (error) => {
        throw accessFailure(error, 'site');
      },
    );
    if (folder === '') return { kind: 'site', drivePath };
    return {
      kind: 'site',
      drivePath,
      folder: { kind: 'site-folder', path: `${drivePath}${itemAddress(folder)}` },
    };
  }
  if (place.library !== undefined) {
    throw new Failure('site-url is a sharing link, which already includes the library', {
      code: 'target-conflict',
      kind: 'usage',
      hint: 'remove library',
    });
  }
  const token = `u!${Buffer.from(site.url).toString('base64url')}`;
  return {
    kind: 'share',
    drivePath: '',
    folder: { kind: 'share', path: `/shares/${encodeSegment(token)}/driveItem` },
  };
}

interface FoundFolder {
  readonly item: DriveItem;
  readonly response: GraphResponse;
}

/** Returns the folder that paths start from. Follows one shortcut: none leads to another. */
async function findFolder(
  graph: GraphClient,
  { kind, path }: { readonly kind: LocationKind; readonly path: string },
  isTarget = false,
): Promise<FoundFolder> {
  const response = await requestLocation(graph, `${path}?${itemSelect}`, kind);
  const item = parseDriveItem(response.body);
  if (item === undefined) throw missingIdFailure(kind, 'item');
  if (!isTarget && item.remoteItem !== undefined && item.remoteItem.id !== item.id) {
    const { driveId, id } = item.remoteItem;
    const target = `/drives/${encodeSegment(driveId)}/items/${encodeSegment(id)}`;
    return findFolder(graph, { kind: 'folder', path: target }, true);
  }
  if (item.isFolder) return { item, response };
  const what = item.isPackage ? 'a OneNote notebook, which cannot hold files' : 'a file';
  throw new Failure(`${locationNames[kind]} is not a folder but ${what}: ${escapeControls(item.name)}`, {
    code: item.isPackage ? 'not-supported' : 'not-a-folder',
    kind: 'usage',
    hint: 'use the folder that it is in',
  });
}

const locationNames: Readonly<Record<LocationKind, string>> = {
  me: 'the drive',
  drive: 'drive-id',
  user: 'user',
  group: 'group',
  site: 'site-url',
  share: 'site-url',
  folder: 'folder-id',
  'app-folder': 'the app folder',
  'site-folder': 'the folder in site-url',
};

function missingIdFailure(kind: LocationKind, what: 'item' | 'drive'): Failure {
  return new Failure(`open ${locationNames[kind]}: the answer contains no ${what}`, {
    code: 'bad-answer',
    kind: 'service',
    hint: 'run again later',
  });
}

/** Reads the folder's drive. A sign-in that may use only the folder gets no details of the drive. */
async function readDrive(
  graph: GraphClient,
  address: DriveAddress,
  { item, response, driveId }: FoundFolder & { readonly driveId: string },
): Promise<GraphResponse> {
  if (driveId === '') throw missingIdFailure(address.kind, 'drive');
  try {
    return await graph.request({
      method: 'GET',
      path: `/drives/${encodeSegment(driveId)}`,
      operation: 'open the drive',
    });
  } catch (error) {
    if (!(error instanceof ServiceFailure) || ![400, 403, 404].includes(error.service.status)) throw error;
    return {
      ...response,
      body: { id: driveId, driveType: item.parentReference?.driveType, webUrl: item.webUrl },
    };
  }
}

async function requestLocation(graph: GraphClient, path: string, kind: LocationKind): Promise<GraphResponse> {
  const request = { method: 'GET', path, operation: `open ${locationNames[kind]}` } as const;
  try {
    return await graph.request(request);
  } catch (error) {
    if (kind !== 'share' || !isAccessRefusal(error)) throw accessFailure(error, kind);
  }
  // Redeems the link, as a browser does at the first visit. From then on the account may use the folder.
  const headers = { prefer: 'redeemSharingLink' };
  return graph.request({ ...request, headers }).catch((error) => {
    throw accessFailure(error, kind);
  });
}

/** 400: “Share url does not point to a drive item or no permission to access it” (recorded by pnp/pnpcore). */
function isAccessRefusal(error: unknown): boolean {
  return error instanceof ServiceFailure && [400, 403, 404].includes(error.service.status);
}
