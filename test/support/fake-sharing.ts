/** Sharing for tests: inputs, a drive with fake links, and all text that a user or reader of the log could see. */
import { formatError } from '../../src/core/errors.ts';
import type { Drive } from '../../src/graph/drive.ts';
import type { LinkRequest, SharingLink } from '../../src/graph/links.ts';
import type { ShareInputs } from '../../src/inputs/share.ts';
import { createShareLinks, type ShareOptions, type ShareResult } from '../../src/publish/share.ts';
import { driveItem, fakeDrive } from './fake-drive.ts';
import type { FakeHost } from './fake-host.ts';
import { outcomeOf } from './report-fixtures.ts';

export const viewInputs: ShareInputs = {
  ...{ share: 'view', scope: 'organization' },
  ...{ target: 'folder', thumbnails: 'none' },
};
export const withRelease: ShareInputs = { ...viewInputs, release: { tag: 'v1', token: 'ghs_x' } };
export const fileLinkInputs: ShareInputs = { ...viewInputs, target: 'files' };

/** A drive whose links are as asked for, unless told. */
export function fakeSharingDrive(
  answer: Partial<SharingLink> | ((itemId: string) => Partial<SharingLink>) = {},
) {
  const asked: [string, LinkRequest][] = [];
  const removed: string[] = [];
  const drive = fakeDrive({
    async createLink(itemId, ask) {
      asked.push([itemId, ask]);
      return {
        permissionId: `p-${itemId}`,
        created: true,
        webUrl: `https://contoso.sharepoint.com/:f:/g/${encodeURIComponent(itemId)}`,
        type: ask.type,
        scope: ask.scope,
        expires: ask.expires,
        hasPassword: ask.password !== undefined,
        ...(typeof answer === 'function' ? answer(itemId) : answer),
      };
    },
    async deletePermission(itemId, permissionId) {
      removed.push(`${itemId} ${permissionId}`);
    },
  });
  return { drive, asked, removed };
}

/** Shares the folder `in`, into which one file was uploaded, unless told. */
export function runShare(
  world: FakeHost,
  drive: Drive,
  more: Partial<ShareOptions> = {},
): Promise<ShareResult> {
  return createShareLinks({
    ...{ drive, host: world, inputs: viewInputs, outcomes: [outcomeOf('a.bin')] },
    ...{ destination: 'in', folder: driveItem('in', { isFolder: true }) },
    ...more,
  });
}

/** Everything that anybody could get to see. */
export function visibleText(world: FakeHost, { folderUrl, urls, warnings, failures }: ShareResult): string {
  return JSON.stringify([folderUrl, [...urls], warnings, failures.map(formatError), world.lines]);
}
