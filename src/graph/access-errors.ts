/**
 * Explains why a drive cannot be opened and what to do, by the location and the service's error.
 */
import { ServiceFailure } from '../core/errors.ts';
import { isReasonless } from '../http/retry-table.ts';
import type { DriveSelector } from '../inputs/target.ts';

/** What is being opened: a drive, or a folder on it. */
export type LocationKind = DriveSelector['kind'] | 'app-folder' | 'folder' | 'share' | 'site-folder';

/** Returns the failure with a hint for the location. Returns errors of any other kind unchanged. */
export function accessFailure(error: unknown, kind: LocationKind): unknown {
  if (!(error instanceof ServiceFailure) || ![400, 403, 404].includes(error.service.status)) return error;
  if (error.service.status === 400 && isReasonless(error.service)) return error;
  return new ServiceFailure(error.message, {
    code: error.code,
    service: error.service,
    hint: hintFor(error, kind),
  });
}

function hintFor({ service }: ServiceFailure, kind: LocationKind): string {
  const message = `${service.codes.join(' ')} ${service.message ?? ''}`;
  if (/MSA account/i.test(message))
    return 'a personal account only has its own OneDrive: remove user, group and site-url';
  if (/only valid with delegated/i.test(message))
    return 'with auth: app there is no signed-in user: set drive-id, user, group or site-url';
  if (/SPO license/i.test(message))
    return 'this directory has no licence for SharePoint Online; for a personal account set tenant-id to consumers';
  if (/provisioning|provisioned/i.test(message))
    return 'the drive is still being created: open it once in a browser, wait a few minutes, then run again';
  if (service.status === 403) return deniedHints[kind];
  // Four wordings of the same error (graph-docs#11344, sdk-dotnet#579, alcionai/corso#3846).
  if (/my ?site|404 FILE NOT FOUND/i.test(message)) {
    return kind === 'me'
      ? notFoundHints.me
      : 'that account has no OneDrive yet: give it a licence, and open its OneDrive once in a browser';
  }
  return notFoundHints[kind];
}

const appRoleHint = 'with auth: app, an administrator must grant the role';

/** Delegated scopes and application roles: learn.microsoft.com/graph/permissions-reference. */
const deniedHints: Readonly<Record<LocationKind, string>> = {
  me: 'sign in again with the scope Files.ReadWrite; for the app folder only, set app-folder: true',
  drive: `somebody else's drive needs the scope Files.ReadWrite.All or Sites.ReadWrite.All, and this account needs access to it; ${appRoleHint} Files.ReadWrite.All or Sites.ReadWrite.All`,
  user: `somebody else's drive needs the scope Files.ReadWrite.All, and a folder there that is shared with this account; ${appRoleHint} Files.ReadWrite.All`,
  group: `a group's drive needs the scope Files.ReadWrite.All or Sites.ReadWrite.All, and this account must be a member; ${appRoleHint} Files.ReadWrite.All or Sites.ReadWrite.All`,
  site: 'a site needs the scope (with auth: app the role) Sites.ReadWrite.All, or Sites.Selected and the role write on this site, which an administrator grants',
  'app-folder':
    'the app folder needs the scope Files.ReadWrite.AppFolder; if it was granted, sign in once with Files.ReadWrite: personal accounts need that to create the folder, work accounts always need it',
  folder:
    'a folder that is shared with this account needs the scope Files.ReadWrite.All, and permission to edit it',
  'site-folder':
    'the folder in site-url needs the scope (with auth: app the role) Sites.ReadWrite.All, or Sites.Selected and the role write on this site',
  share:
    'the link must let this account edit, and the sign-in needs the scope (with auth: app the role) Files.ReadWrite.All or Sites.ReadWrite.All',
};

const notFoundHints: Readonly<Record<LocationKind, string>> = {
  me: 'open OneDrive once in a browser with this account, to create the drive; a work account also needs a licence',
  drive:
    'check drive-id, and that this account can open that drive (scope Files.ReadWrite.All or Sites.ReadWrite.All)',
  user: 'check user: it is the sign-in name or the id of a person; the account needs a licence for OneDrive',
  group: 'check group: the id of a Microsoft 365 group; security groups and distribution lists have no drive',
  site: 'check site-url, and that this sign-in can see the site',
  'app-folder': 'the account needs a OneDrive: open it once in a browser',
  folder:
    "check folder-id, and that it belongs to this drive: a shared folder is on its owner's drive, so set drive-id too",
  'site-folder': 'check the folder in site-url: copy its address from the browser again',
  share: 'the link was deleted, or is for other people: copy a new one',
};
