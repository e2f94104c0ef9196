/**
 * Special folders: names that lead to a folder wherever it is. They are created when an app that may write asks for one.
 * Source: the drive-get-specialfolder and specialFolder documentation pages.
 */
import { invalidRequest } from '../core/errors.ts';
import type { DriveStore } from '../drive/store.ts';
import { type Drive, type DriveItem, findChild, findDescendant } from '../drive/tree.ts';
import { checkAccess, checkWriteScope } from './permissions.ts';
import type { GraphCall } from './service.ts';

interface SpecialFolder {
  readonly path: readonly string[];
  /** On which drives it exists, if not on all. */
  readonly only?: 'personal' | 'work';
}

const specialFolders: Readonly<Record<string, SpecialFolder>> = {
  approot: { path: ['Apps', 'Emulated app'] },
  documents: { path: ['Documents'] },
  photos: { path: ['Pictures'] },
  cameraroll: { path: ['Pictures', 'Camera Roll'], only: 'personal' },
  music: { path: ['Music'], only: 'personal' },
  recordings: { path: ['Recordings'], only: 'work' },
};

/** Returns the folder. Throws a 403 if it does not exist and the caller may not write. */
export function ensureSpecialFolder(call: GraphCall, drive: Drive, name: string): DriveItem {
  const known = drive.specialFolders.get(name);
  if (known !== undefined && !known.deleted) return known;
  const definition = specialFolders[name];
  const kind = drive.type === 'personal' ? 'personal' : 'work';
  if (definition === undefined || (definition.only ?? kind) !== kind)
    throw invalidRequest('The special folder identifier is not valid.');
  const { path } = definition;
  const existing = findDescendant(drive.root, path);
  const folder =
    existing?.children === undefined ? createSpecialFolder(call, drive, { name, path }) : existing;
  folder.specialFolder = name;
  drive.specialFolders.set(name, folder);
  return folder;
}

/** The scope of an app folder opens the app's folder only, which does not exist yet. */
function createSpecialFolder(
  call: GraphCall,
  drive: Drive,
  { name, path }: { name: string; path: readonly string[] },
): DriveItem {
  if (name === 'approot') checkWriteScope(call.caller);
  else checkAccess(call, drive.root, 'write');
  return path.reduce((at, next) => ensureChildFolder(call.service.store, at, next), drive.root);
}

function ensureChildFolder(store: DriveStore, parent: DriveItem, name: string): DriveItem {
  const existing = findChild(parent, name);
  if (existing !== undefined && existing.children === undefined)
    throw invalidRequest(`A file is in the place of the folder '${name}'.`);
  return existing ?? store.createFolder(parent, name);
}
