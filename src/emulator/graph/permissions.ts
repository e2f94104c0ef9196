/**
 * What a caller's scopes or roles allow on a drive's items. Knows the permission names and nothing of tokens.
 */
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

/** Permission names without their resource, in lower case. */
function permissionNames(caller: Caller): string[] {
  const names = caller.user ? caller.scopes : caller.roles;
  return names.map((name) => name.slice(name.lastIndexOf('/') + 1).toLowerCase());
}

/**
 * Throws 403 when the caller may not read (or write) here: `Files.ReadWrite` opens the signed-in user's own drive,
 * `….All` what others let the user use as well, an app folder's scope that folder alone, `Sites.Selected` the
 * sites it was granted on. Source: graph/permissions-reference, graph/permissions-selected-overview.
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

/** True when the item, or a folder above it, is shared with the signed-in user. */
function isSharedWithMe(item: DriveItem, kind: AccessKind): boolean {
  for (let at: DriveItem | undefined = item; at !== undefined; at = at.parent) {
    const access = item.drive.sharedWithMe.get(at);
    if (access !== undefined && (access === 'write' || kind === 'read')) return true;
  }
  return false;
}

/** Finding a site takes a permission on sites: those on files don't bring it along. */
export function checkSiteAccess({ caller, service }: GraphCall, sitePath: string): void {
  const sitePermissions = permissionNames(caller).filter((name) => name.startsWith('sites.'));
  const isUnrestricted = sitePermissions.some((name) => name.endsWith('.all'));
  if (isUnrestricted || (sitePermissions.length > 0 && service.settings.selectedSites.includes(sitePath)))
    return;
  throw accessDenied('Access denied');
}

/** True when the caller holds any permission on files at all. */
export function hasDriveAccess(caller: Caller): boolean {
  return permissionNames(caller).some(
    (name) => writeScopes.has(name) || readScopes.has(name) || appFolderScopes.has(name),
  );
}

function isInAppFolder(item: DriveItem): boolean {
  for (let at: DriveItem | undefined = item; at !== undefined; at = at.parent) {
    if (at === item.drive.approot) return true;
  }
  return false;
}

/** `/me` means a person: an app's own token has none. */
export function checkDelegated(caller: Caller): void {
  if (!caller.user) throw badRequest('/me request is only valid with delegated authentication flow.');
}

/** Reading a profile takes User.Read, which a permission on files does not bring along. */
export function checkProfileAccess(caller: Caller): void {
  checkDelegated(caller);
  if (permissionNames(caller).some((name) => profileScopes.test(name))) return;
  throw new GraphError({
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  });
}
