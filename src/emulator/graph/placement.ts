/**
 * Where a file or folder may be put: names judged, missing parents made, locked names refused. Shared by
 * sessions, the simple PUT and folder creation; knows nothing of bytes.
 */
import { invalidRequest, itemNotFound, nameAlreadyExists } from '../core/errors.ts';
import { refuseName, refusePath } from '../drive/names.ts';
import { child, type Item, pathOf } from '../drive/tree.ts';
import { notYetVisible, type Place } from './resolve.ts';
import type { Service } from './service.ts';

export interface Landing {
  readonly parent: Item;
  readonly name: string;
  /** The file that is there already. */
  readonly present: Item | undefined;
}

/**
 * Where the file an address names will lie. Missing parents are made at once; a file may be named by its own
 * id, a folder may not. 409 for a folder of that name.
 */
export function landingOf(service: Service, place: Place): Landing {
  const { base, names } = place;
  const leaf = names.at(-1);
  if (leaf === undefined) {
    if (base.children !== undefined || base.parent === undefined) {
      throw invalidRequest('A valid path must be provided.');
    }
    return { parent: base.parent, name: base.name, present: base };
  }
  if (base.children === undefined) throw invalidRequest('A valid path must be provided.');
  if (base.hidesForWrites) notYetVisible(base);
  checkNames(base, names);
  const parent = ensureFolders(service, base, names.slice(0, -1));
  const present = child(parent, leaf);
  if (present?.children !== undefined) {
    throw nameAlreadyExists('Cannot create an upload session on a folder');
  }
  return { parent, name: leaf, present };
}

/** Throws 409 while an upload session holds the name (business and SharePoint; microsoft-graph-docs#17631). */
export function checkLock(service: Service, { parent, name }: Landing): void {
  if (service.sessions.lockOn(parent, name) === undefined) return;
  throw nameAlreadyExists(
    'A file with the same name is currently being uploaded. Change the filename and try to save again.',
  );
}

/** Throws the service's 400 for a name, or a path below `parent`, that it refuses. */
export function checkNames(parent: Item, names: readonly string[], leafIsFolder = false): void {
  const personal = parent.drive.type === 'personal';
  for (const [index, name] of names.entries()) {
    const refusal = refuseName(name, {
      folder: leafIsFolder || index < names.length - 1,
      root: parent.parent === undefined && index === 0,
      library: !personal,
    });
    if (refusal !== undefined) throw invalidRequest(refusal.message, refusal.inner);
  }
  const refusal = refusePath([...pathOf(parent), ...names], personal);
  if (refusal !== undefined) throw invalidRequest(refusal.message, refusal.inner);
}

/** The folder at these names below `parent`, made as far as it is missing; 404 where a file is in the way. */
function ensureFolders(service: Service, parent: Item, names: readonly string[]): Item {
  let folder = parent;
  for (const name of names) {
    const found = child(folder, name);
    if (found !== undefined && found.children === undefined) throw itemNotFound();
    if (found?.hidesForWrites) notYetVisible(found);
    folder =
      found ??
      service.store.createFolder(folder, name, { hiddenRequests: service.settings.visibilityLagRequests });
  }
  return folder;
}
