/** Exchanges about work drives, libraries, sites and links, repeated with the emulator. */
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { type Arrangement, type EmulatedHosts, withRows } from './arrangement.ts';

const business: EmulatorOptions = { account: 'business', uploadOrigin: 'https://contoso-my.sharepoint.com' };
const library: EmulatorOptions = { account: 'sharepoint', uploadOrigin: 'https://contoso.sharepoint.com' };

const driveId = ({ emulator }: EmulatedHosts) => emulator.credentials.driveId;

/** `shares/` and the id of a link. */
function sharePath(url: string): string {
  return `/shares/u!${Buffer.from(url).toString('base64url')}/driveItem`;
}

export const workDrives: readonly Arrangement[] = [
  {
    exchange: '52-sharepoint-children',
    options: library,
    async reply(hosts) {
      const { rootLibraryId: id } = hosts;
      hosts.emulator.addFolder("Fo'lde'r", id);
      await hosts.put('Blog Post preview.docx', 'content', id);
      const { id: root } = Object((await hosts.graph('GET', `/drives/${id}/root`)).body);
      const list = await hosts.graph('GET', `/drives/${id}/items/${root}/children`);
      return withRows(list, ["Fo'lde'r", 'Blog Post preview.docx']);
    },
  },
  {
    exchange: '53-batch-drives',
    isWhole: true,
    options: library,
    async reply(hosts) {
      const requests = [{ id: '2', method: 'GET', url: '/sites/contoso.sharepoint.com/drives' }];
      return hosts.graph('POST', '/$batch', { requests });
    },
  },
  {
    exchange: '54-batch-refusals',
    isWhole: true,
    options: library,
    reply(hosts) {
      const { emulator } = hosts;
      emulator.settings.unfollowedLinkIsBadRequest = true;
      const bob = emulator.tenant.people[0];
      const target = {
        driveId: bob?.driveId ?? '',
        itemId: emulator.addFolder('Private', bob?.driveId ?? ''),
      };
      const link = emulator.addSharingLink({ ...target, type: 'view', scope: 'organization' });
      const requests = [
        { id: '4', method: 'GET', url: sharePath(link) },
        { id: '2', method: 'GET', url: '/thiswillgiveanerror' },
        { id: '1', method: 'GET', url: '/me/drive' },
      ];
      return hosts.graph('POST', '/$batch', { requests });
    },
  },
  {
    exchange: '55-shares-item',
    isWhole: true,
    options: library,
    async reply(hosts) {
      const { webUrl } = await hosts.put('a.txt');
      return hosts.graph('GET', `${sharePath(String(webUrl))}?$select=sharepointIds,parentReference`);
    },
  },
  {
    exchange: '56-shares-400',
    isWhole: true,
    options: business,
    reply(hosts) {
      const { emulator } = hosts;
      emulator.settings.unfollowedLinkIsBadRequest = true;
      const bob = emulator.tenant.people[0];
      const target = {
        driveId: bob?.driveId ?? '',
        itemId: emulator.addFolder('Private', bob?.driveId ?? ''),
      };
      const link = emulator.addSharingLink({ ...target, type: 'view', scope: 'organization' });
      return hosts.graph('GET', sharePath(link));
    },
  },
  {
    exchange: '57-createlink-201',
    isWhole: true,
    options: library,
    async reply(hosts) {
      const { id } = await hosts.put('a.docx');
      return hosts.graph('POST', `/drives/${driveId(hosts)}/items/${id}/createLink`, {
        ...{ type: 'edit', scope: 'organization', expirationDateTime: '2099-07-31T13:37:38Z' },
      });
    },
  },
  {
    exchange: '59-site',
    isWhole: true,
    options: library,
    reply: (hosts) => hosts.graph('GET', `/sites/${hosts.emulator.tenant.sites[0]?.id}`),
  },
  {
    exchange: '60-sites-page',
    options: library,
    reply: (hosts) => hosts.graph('GET', '/sites?$select=sharepointIds,id,webUrl,displayName,root'),
  },
  {
    exchange: '61-site-404',
    isWhole: true,
    options: library,
    reply: (hosts) => hosts.graph('GET', '/sites/contoso.sharepoint.com:/sites/org/Documents'),
  },
  {
    exchange: '62-me-drives',
    options: business,
    reply: (hosts) => hosts.graph('GET', '/me/drives'),
  },
  {
    exchange: '63-me-drive-business',
    options: business,
    reply: (hosts) => hosts.graph('GET', '/me/drive'),
  },
  {
    exchange: '64-business-root',
    isWhole: true,
    options: business,
    async reply(hosts) {
      await hosts.put('a.txt');
      return hosts.graph('GET', '/me/drive/root');
    },
  },
  {
    exchange: '65-business-zero-bytes',
    options: business,
    async reply(hosts) {
      hosts.emulator.settings.omitZeroByteHashes = true;
      await hosts.put('empty.txt', '');
      return withRows(await hosts.graph('GET', '/me/drive/root/delta'), ['empty.txt']);
    },
  },
];
