/**
 * What a caller's scopes or roles allow on a drive's items. Knows the permission names and nothing of tokens.
 */
import type { Caller } from './identity.ts';
import { accessDenied, badRequest, Refusal } from './refusal.ts';
import type { Item } from './tree.ts';

const WRITE = new Set([
  'files.readwrite',
  'files.readwrite.all',
  'sites.readwrite.all',
  'sites.manage.all',
  'sites.fullcontrol.all',
  'sites.selected',
  'onedrive.readwrite',
  'wl.skydrive_update',
]);
const READ = new Set(['files.read', 'files.read.all', 'sites.read.all', 'onedrive.readonly', 'wl.skydrive']);
const appFolder = new Set(['files.readwrite.appfolder', 'onedrive.appfolder']);
const PROFILE =
  /^(user\.read|user\.readwrite|user\.read\.all|user\.readwrite\.all|user\.readbasic\.all|wl\.basic|wl\.signin)$/;

/** Permission names without their resource, in lower case. */
function permissions(caller: Caller): string[] {
  const names = caller.user ? caller.scopes : caller.roles;
  return names.map((name) => name.slice(name.lastIndexOf('/') + 1).toLowerCase());
}

/** Throws 403 when the caller may not read (or write) here. An app folder's scope opens that folder alone. */
export function checkAccess(caller: Caller, item: Item, kind: 'read' | 'write'): void {
  const held = permissions(caller);
  if (held.some((name) => WRITE.has(name))) return;
  if (kind === 'read' && held.some((name) => READ.has(name))) return;
  if (held.some((name) => appFolder.has(name)) && insideApproot(item)) return;
  throw accessDenied('Access denied');
}

/** True when the caller holds any permission on files at all. */
export function mayReadDrives(caller: Caller): boolean {
  return permissions(caller).some((name) => WRITE.has(name) || READ.has(name) || appFolder.has(name));
}

function insideApproot(item: Item): boolean {
  for (let at: Item | undefined = item; at !== undefined; at = at.parent) {
    if (at === item.drive.approot) return true;
  }
  return false;
}

/** `/me` means a person: an app's own token has none. */
export function checkUser(caller: Caller): void {
  if (!caller.user) throw badRequest('/me request is only valid with delegated authentication flow.');
}

/** Reading a profile takes User.Read, which a permission on files does not bring along. */
export function checkProfile(caller: Caller): void {
  checkUser(caller);
  if (permissions(caller).some((name) => PROFILE.test(name))) return;
  throw new Refusal({
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  });
}
