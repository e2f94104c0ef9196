/** The permission that every item has without being shared: its owner's. Seen by rclone's tests (TestReadPermissions). */
import type { DriveItem } from '../drive/tree.ts';
import type { JsonObject } from './json-values.ts';
import type { GraphService } from './service.ts';

/** The owner is a person on a drive of one, and the group of owners in a site's library. */
export function ownerPermissionJson({ tenant }: GraphService, { drive }: DriveItem): JsonObject {
  const owner = [tenant.me, ...tenant.people].find(({ drives }) => drives.includes(drive));
  if (owner === undefined) {
    const siteGroup = { id: '3', displayName: 'Site Owners', loginName: 'Site Owners' };
    return permission('Site Owners', { siteGroup });
  }
  const user = { displayName: owner.displayName, email: owner.alias, id: owner.id };
  return permission(`i:0#.f|membership|${owner.alias}`, { user });
}

function permission(loginName: string, identity: JsonObject): JsonObject {
  const id = Buffer.from(loginName).toString('base64url');
  return { id, roles: ['owner'], grantedTo: identity, grantedToV2: identity };
}
