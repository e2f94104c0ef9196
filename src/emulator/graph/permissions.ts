/** Checks what the caller's scopes or roles allow. */
import { accessDenied, badRequest, GraphError } from '../core/errors.ts';
import type { DriveItem } from '../drive/tree.ts';
import type { Caller } from '../identity/identity.ts';
import type { GraphCall } from './service.ts';

const writeScopes = new Set([
  'files.readwrite',
  'files.readwrite.all',
  'sites.readwrite.all',
  'sites.manage.all',
  'sites.fullcontrol.all',
  'sites.selected',
  'onedrive.readwrite',
  'wl.skydrive_update',
]);
const readScopes = new Set([
  'files.read',
  'files.read.all',
  'sites.read.all',
  'onedrive.readonly',
  'wl.skydrive',
]);
const appFolderScopes = new Set(['files.readwrite.appfolder', 'onedrive.appfolder']);
const profileScopes =
  /^(user\.read|user\.readwrite|user\.read\.all|user\.readwrite\.all|user\.readbasic\.all|wl\.basic|wl\.signin)$/;

/** Permission names without the resource, in lower case. */
function permissionNames(caller: Caller): string[] {
  const names = caller.user ? caller.scopes : caller.roles;
  return names.map((name) => name.slice(name.lastIndexOf('/') + 1).toLowerCase());
}

/**
 * Throws a 403 if the caller may not read (or write) the item. `Files.ReadWrite` covers the signed-in user's own drive,
 * and `….All` also what others share with the user. The scope of an app folder covers that folder only, and
 * `Sites.Selected` the sites it was granted for. Source: graph/permissions-reference,
 * graph/permissions-selected-overview.
 */
export function checkAccess(call: GraphCall, item: DriveItem, kind: AccessKind): void {
  if (permissionNames(call.caller).some((name) => allows(call, { name, item, kind }))) return;
  throw accessDenied('Access denied');
}

type AccessKind = 'read' | 'write';

function allows(
  { caller, service }: GraphCall,
  { name, item, kind }: { readonly name: string; readonly item: DriveItem; readonly kind: AccessKind },
): boolean {
  const { holder, sitePath } = item.drive;
  if (appFolderScopes.has(name)) return holder === 'me' && isInAppFolder(item);
  if (!writeScopes.has(name) && (kind === 'write' || !readScopes.has(name))) return false;
  if (name === 'sites.selected')
    return holder === 'site' && service.settings.selectedSites.includes(sitePath);
  if (!caller.user || holder === 'me') return true;
  return name.endsWith('.all') && (holder === 'site' || isSharedWithMe(item, kind));
}

/** True if the item, or a folder above it, is shared with the signed-in user. */
function isSharedWithMe(item: DriveItem, kind: AccessKind): boolean {
  for (let at: DriveItem | undefined = item; at !== undefined; at = at.parent) {
    const access = item.drive.sharedWithMe.get(at);
    if (access !== undefined && (access === 'write' || kind === 'read')) return true;
  }
  return false;
}

/** Throws a 403 if the caller may not read the site. Requires a Sites permission; Files permissions are not enough. */
export function checkSiteAccess({ caller, service }: GraphCall, sitePath: string): void {
  const sitePermissions = permissionNames(caller).filter((name) => name.startsWith('sites.'));
  const isUnrestricted = sitePermissions.some((name) => name.endsWith('.all'));
  if (isUnrestricted || (sitePermissions.length > 0 && service.settings.selectedSites.includes(sitePath)))
    return;
  throw accessDenied('Access denied');
}

/** True if the caller has any permission on files. */
export function hasDriveAccess(caller: Caller): boolean {
  return permissionNames(caller).some(
    (name) => writeScopes.has(name) || readScopes.has(name) || appFolderScopes.has(name),
  );
}

function isInAppFolder(item: DriveItem): boolean {
  for (let at: DriveItem | undefined = item; at !== undefined; at = at.parent) {
    if (at.specialFolder === 'approot') return true;
  }
  return false;
}

/** Throws a 403 if the caller may write nothing at all. */
export function checkWriteScope(caller: Caller): void {
  const names = permissionNames(caller);
  if (!names.some((name) => writeScopes.has(name) || appFolderScopes.has(name))) throw accessDenied();
}

/** `/me` requires a user. Throws a 400 for an app-only token. */
export function checkDelegated(caller: Caller): void {
  if (!caller.user) throw badRequest('/me request is only valid with delegated authentication flow.');
}

/** Reading a profile requires User.Read. A permission on files does not include it. */
export function checkProfileAccess(caller: Caller): void {
  checkDelegated(caller);
  if (permissionNames(caller).some((name) => profileScopes.test(name))) return;
  throw new GraphError({
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  });
}
