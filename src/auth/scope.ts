/** What a sign-in was granted, by the names of its permissions (learn.microsoft.com/graph/permissions-reference). */

/**
 * Permissions with which something can be uploaded somewhere; `Selected` depends on what was granted where. The last
 * three are of authority live (onedrive-api-docs, msa-oauth.md).
 */
const writePermission =
  /^(files\.readwrite|sites\.(readwrite|manage|fullcontrol)|.*\.selected|\.default|onedrive\.readwrite|onedrive\.appfolder|wl\.skydrive_update)(\.|$)/;

/**
 * True when one of the granted scopes may write, and when nobody said what was granted.
 * `scope` is separated by white space; a permission may have its resource in front.
 */
export function mayWrite(scope: string): boolean {
  const permissions = scope.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    permissions.length === 0 ||
    permissions.some((name) => writePermission.test(name.slice(name.lastIndexOf('/') + 1)))
  );
}
