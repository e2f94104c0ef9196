/** `…/versions`: lists, reads, restores and deletes versions. Source: the driveitemversion documentation pages. */
import { badRequest, GraphError, invalidRequest, itemNotFound, methodNotAllowed } from '../core/errors.ts';
import type { EmulatorReply } from '../core/messages.ts';
import type { DriveItem, OlderVersion } from '../drive/tree.ts';
import { deleteVersion } from '../drive/versions.ts';
import { isoSeconds, type JsonObject } from './json-values.ts';
import { checkAccess } from './permissions.ts';
import { applySelect } from './query.ts';
import { type ResolvedItem, requireItem } from './resolve.ts';
import type { GraphCall } from './service.ts';

/** GET …/versions, newest first, …/versions/{id} and its content. Folders have no versions. */
export function getVersions(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'read');
  const item = requireItem(resolved);
  const [, id, content] = resolved.action;
  const context = `${call.origin}/v1.0/$metadata#Collection(driveItemVersion)`;
  if (id === undefined) {
    const older = item.olderVersions.map((version) => versionJson(call, version)).reverse();
    const value = item.versions === 0 ? [] : [currentVersionJson(call, item), ...older];
    return { status: 200, json: { '@odata.context': context, value } };
  }
  const version = findVersion(item, id);
  if (content === 'content') return contentReply(call, item, version);
  if (content !== undefined) throw badRequest(`Resource not found for the segment '${content}'.`);
  const json = version === 'current' ? currentVersionJson(call, item) : versionJson(call, version);
  return { status: 200, json: { '@odata.context': `${context}/$entity`, ...json } };
}

/** The page of contents says that it is not for the current version. */
function contentReply(call: GraphCall, item: DriveItem, version: OlderVersion | 'current'): EmulatorReply {
  if (version === 'current') throw invalidRequest('You cannot get the content of the current version.');
  requireContent(version);
  const location = call.service.downloadUrls.urlOf(item, version.number);
  return { status: 302, headers: { location }, text: '' };
}

/** DELETE …/versions/{id}: 204 on work drives. Personal drives cannot delete versions (rclone, `--onedrive-no-versions`). */
export function deleteVersionReply(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'write');
  const item = requireItem(resolved);
  const [, id] = resolved.action;
  if (id === undefined || item.drive.type === 'personal') throw methodNotAllowed();
  const version = findVersion(item, id);
  if (version === 'current') throw invalidRequest('You cannot delete the current version.');
  deleteVersion(item, version);
  return { status: 204 };
}

/** POST …/versions/{id}/restoreVersion: 204. The old content is a new version. */
export function restoreVersion(call: GraphCall, resolved: ResolvedItem): EmulatorReply {
  checkAccess(call, resolved.base, 'write');
  const item = requireItem(resolved);
  const [, id = '', action = ''] = resolved.action;
  if (!/^(microsoft\.graph\.)?restoreVersion$/.test(action)) throw methodNotAllowed();
  const version = findVersion(item, id);
  if (version === 'current' || item.parent === undefined)
    throw invalidRequest('You cannot restore the current version.');
  const { sizeBytes, quickXorHash = '', shaHashes } = version;
  call.service.store.putFile({
    parent: item.parent,
    name: item.name,
    existing: item,
    content: {
      path: requireContent(version),
      sizeBytes,
      hash: { quickXorHash: () => quickXorHash, shaHashes: () => shaHashes },
    },
  });
  return { status: 204 };
}

function findVersion(item: DriveItem, id: string): OlderVersion | 'current' {
  if (id === `${item.versions}.0`) return 'current';
  const found = item.olderVersions.find(({ number }) => id === `${number}.0`);
  if (found === undefined) throw itemNotFound();
  return found;
}

function requireContent({ contentPath }: OlderVersion): string {
  if (contentPath !== undefined) return contentPath;
  const message = 'This emulator keeps the contents of the last three older versions only.';
  throw new GraphError({ status: 501, code: 'notSupported', message });
}

function currentVersionJson(call: GraphCall, { versions, sizeBytes, modifiedMs }: DriveItem): JsonObject {
  return versionJson(call, { number: versions, sizeBytes, modifiedMs });
}

function versionJson(
  { service, query }: GraphCall,
  { number, sizeBytes, modifiedMs }: Pick<OlderVersion, 'number' | 'sizeBytes' | 'modifiedMs'>,
): JsonObject {
  const { displayName, alias: email, id } = service.tenant.me;
  const json = {
    id: `${number}.0`,
    lastModifiedBy: { user: { displayName, email, id } },
    lastModifiedDateTime: isoSeconds(modifiedMs),
    size: sizeBytes,
  };
  return applySelect(json, query);
}
