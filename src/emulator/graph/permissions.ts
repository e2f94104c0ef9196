/**
 * What a caller's scopes or roles allow on a drive's items. Knows the permission names and nothing of tokens.
 */
import { accessDenied, badRequest, Refusal } from '../core/errors.ts';
import type { Item } from '../drive/tree.ts';
import type { Caller } from '../identity/identity.ts';
import type { Call } from './service.ts';

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

/**
 * Throws 403 when the caller may not read (or write) here: `Files.ReadWrite` opens the signed-in user's own drive,
 * `….All` what others let the user use as well, an app folder's scope that folder alone, `Sites.Selected` the
 * sites it was granted on. Source: graph/permissions-reference, graph/permissions-selected-overview.
 */
export function checkAccess(call: Call, item: Item, kind: Kind): void {
  if (permissions(call.caller).some((name) => opens(call, { name, item, kind }))) return;
  throw accessDenied('Access denied');
}

type Kind = 'read' | 'write';

function opens(
  { caller, service }: Call,
  { name, item, kind }: { readonly name: string; readonly item: Item; readonly kind: Kind },
): boolean {
  const { holder, sitePath } = item.drive;
  if (appFolder.has(name)) return holder === 'me' && insideApproot(item);
  if (!WRITE.has(name) && (kind === 'write' || !READ.has(name))) return false;
  if (name === 'sites.selected')
    return holder === 'site' && service.settings.selectedSites.includes(sitePath);
  if (!caller.user || holder === 'me') return true;
  return name.endsWith('.all') && (holder === 'site' || lentTo(item, kind));
}

/** True when the item, or a folder above it, is shared with the signed-in user. */
function lentTo(item: Item, kind: Kind): boolean {
  for (let at: Item | undefined = item; at !== undefined; at = at.parent) {
    const right = item.drive.lent.get(at);
    if (right !== undefined && (right === 'write' || kind === 'read')) return true;
  }
  return false;
}

/** Finding a site takes a permission on sites: those on files don't bring it along. */
export function checkSite({ caller, service }: Call, sitePath: string): void {
  const held = permissions(caller).filter((name) => name.startsWith('sites.'));
  const wide = held.some((name) => name.endsWith('.all'));
  if (wide || (held.length > 0 && service.settings.selectedSites.includes(sitePath))) return;
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
