/** Determines where a file or folder is created: checks names and locks, and creates missing parents. */
import { invalidRequest, itemNotFound, nameAlreadyExists } from '../core/errors.ts';
import { nameError, pathError } from '../drive/names.ts';
import { type DriveItem, findChild, itemPath } from '../drive/tree.ts';
import { checkVisible, type ResolvedItem } from './resolve.ts';
import type { GraphService } from './service.ts';

export interface UploadTarget {
  readonly parent: DriveItem;
  readonly name: string;
  /** The existing file of that name. */
  readonly existing: DriveItem | undefined;
}

/**
 * Resolves where a file goes, and creates missing parents. A file may be addressed by its own id, a folder may not.
 * Throws a 409 if a folder has that name.
 */
export function resolveUploadTarget(service: GraphService, resolved: ResolvedItem): UploadTarget {
  const { base, names } = resolved;
  const leaf = names.at(-1);
  if (leaf === undefined) {
    if (base.children !== undefined || base.parent === undefined) {
      throw invalidRequest('A valid path must be provided.');
    }
    return { parent: base.parent, name: base.name, existing: base };
  }
  if (base.children === undefined) throw invalidRequest('A valid path must be provided.');
  if (base.hidesForWrites) checkVisible(base);
  checkNames(base, names);
  const parent = ensureFolders(service, base, names.slice(0, -1));
  const existing = findChild(parent, leaf);
  if (existing?.children !== undefined) {
    throw nameAlreadyExists('Cannot create an upload session on a folder');
  }
  return { parent, name: leaf, existing };
}

/** Throws a 409 while an upload session locks the name (business and SharePoint; microsoft-graph-docs#17631). */
export function checkNameLock(service: GraphService, { parent, name }: UploadTarget): void {
  if (service.sessions.findLock(parent, name) === undefined) return;
  throw nameAlreadyExists(
    'A file with the same name is currently being uploaded. Change the filename and try to save again.',
  );
}

/** Throws the service's 400 for an invalid name, or a path below `parent` that is too long. */
export function checkNames(parent: DriveItem, names: readonly string[], leafIsFolder = false): void {
  const personal = parent.drive.type === 'personal';
  for (const [index, name] of names.entries()) {
    const refusal = nameError(name, {
      folder: leafIsFolder || index < names.length - 1,
      root: parent.parent === undefined && index === 0,
      library: !personal,
    });
    if (refusal !== undefined) throw invalidRequest(refusal.message, refusal.innerCode);
  }
  const error = pathError([...itemPath(parent), ...names], personal);
  if (error !== undefined) throw invalidRequest(error.message, error.innerCode);
}

/**
 * Returns the folder at this path below `parent`. Creates missing folders, and throws a 404 if a file is in the way.
 */
export function ensureFolders(service: GraphService, parent: DriveItem, names: readonly string[]): DriveItem {
  let folder = parent;
  for (const name of names) {
    const found = findChild(folder, name);
    if (found !== undefined && found.children === undefined) throw itemNotFound();
    if (found?.hidesForWrites) checkVisible(found);
    folder =
      found ??
      service.store.createFolder(folder, name, { hiddenRequests: service.settings.visibilityLagRequests });
  }
  return folder;
}
