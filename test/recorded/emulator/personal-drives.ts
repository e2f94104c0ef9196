/** Exchanges with Graph about personal drives, repeated with the emulator. */
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { type Arrangement, type EmulatedHosts, withRows } from './arrangement.ts';

/** The account of exchange 01: its id begins with a zero. */
const shortId: EmulatorOptions = {
  account: 'personal',
  driveIdPrefix: '0',
  uploadOrigin: 'https://my.microsoftpersonalcontent.com',
};
const personal: EmulatorOptions = {
  account: 'personal',
  uploadOrigin: 'https://my.microsoftpersonalcontent.com',
};

const driveId = ({ emulator }: EmulatedHosts) => emulator.credentials.driveId;

export const personalDrives: readonly Arrangement[] = [
  {
    exchange: '01-personal-children',
    isWhole: true,
    options: shortId,
    async reply(hosts) {
      const { emulator } = hosts;
      await hosts.put('文档/Document1.docx');
      emulator.addVault();
      const root = withRows(await hosts.graph('GET', '/me/drive/root/children'), ['文档', 'Personal Vault']);
      const folder = await hosts.graph('GET', `/me/drive/root:/${encodeURIComponent('文档')}:/children`);
      const value = [...Object(root.body).value, ...Object(folder.body).value];
      return { ...root, body: { value } };
    },
  },
  {
    exchange: '02-personal-search',
    isWhole: true,
    options: shortId,
    async reply(hosts) {
      hosts.emulator.settings.shortDriveIds = true;
      await hosts.put('桌面/docx1.png');
      return hosts.graph('GET', "/me/drive/root/search(q='docx')?$top=999");
    },
  },
  {
    exchange: '03-personal-children-by-drive',
    options: personal,
    async reply(hosts) {
      hosts.emulator.addFolder('Books');
      const list = await hosts.graph('GET', `/drives/${driveId(hosts)}/items/root/children`);
      return withRows(list, ['Books']);
    },
  },
  {
    exchange: '04-personal-root',
    options: personal,
    reply: (hosts) => hosts.graph('GET', '/me/drive/root'),
  },
  {
    exchange: '05-personal-drive',
    options: personal,
    reply: (hosts) => hosts.graph('GET', '/me/drive'),
  },
  {
    exchange: '16-personal-401-rps',
    options: personal,
    reply(hosts) {
      const error = { code: 'InvalidAuthenticationToken', message: 'Unable to initialize RPS' };
      hosts.emulator.addFault({ on: { surface: 'graph' }, do: { kind: 'status', status: 401, ...error } });
      return hosts.graph('GET', '/me/drive');
    },
  },
  {
    exchange: '17-graph-401-signing-key',
    isWhole: true,
    options: personal,
    reply: (hosts) => hosts.graph('GET', '/me/drives', undefined, { authorization: 'Bearer eyJ0' }),
  },
  {
    exchange: '18-graph-401-compact',
    isWhole: true,
    options: { account: 'business' },
    reply: (hosts) => hosts.graph('GET', '/me', undefined, { authorization: 'Bearer eyJ0' }),
  },
  {
    exchange: '21-personal-412-put',
    isWhole: true,
    options: personal,
    async reply(hosts) {
      const { id } = await hosts.put('a.txt');
      return hosts.graph('PUT', `/drives/${driveId(hosts)}/items/${id}/content`, 'x', {
        'if-match': '"old"',
      });
    },
  },
  {
    exchange: '22-personal-412-patch',
    isWhole: true,
    options: personal,
    async reply(hosts) {
      const { id } = await hosts.put('a.txt');
      const path = `/drives/${driveId(hosts)}/items/${id}`;
      return hosts.graph('PATCH', path, { name: 'b.txt' }, { 'if-match': '"old"' });
    },
  },
  {
    exchange: '23-personal-423-delete',
    options: personal,
    async reply(hosts) {
      const { id } = await hosts.put('a.txt');
      const error = { code: 'accessDenied', message: 'Lock token does not match existing lock' };
      hosts.emulator.addFault({
        on: { surface: 'graph', method: 'DELETE' },
        do: { kind: 'status', status: 423, ...error },
      });
      return hosts.graph('DELETE', `/drives/${driveId(hosts)}/items/${id}`);
    },
  },
  {
    exchange: '24-personal-createlink',
    options: personal,
    async reply(hosts) {
      const { id } = await hosts.put('a.txt');
      const path = `/drives/${driveId(hosts).toLowerCase()}/items/${id}/createLink`;
      const link = { type: 'view', scope: 'anonymous' };
      await hosts.graph('POST', path, link);
      return hosts.graph('POST', path, link);
    },
  },
  {
    exchange: '25-personal-item-download-url',
    options: personal,
    async reply(hosts) {
      await hosts.put('a.bin');
      return hosts.graph('GET', `/drives/${driveId(hosts).toLowerCase()}/root:/a.bin:`);
    },
  },
  {
    exchange: '26-personal-drive-id-malformed',
    isWhole: true,
    options: personal,
    reply: (hosts) => hosts.graph('GET', '/drives/24400000005c3e4/items/ID/children'),
  },
  {
    exchange: '28-personal-session-by-id',
    isWhole: true,
    options: personal,
    async reply(hosts) {
      const { id } = await hosts.put('a.txt');
      return hosts.graph('POST', `/me/drive/items/${id}/createUploadSession`, {});
    },
  },
  {
    exchange: '31-personal-hashes-2019',
    options: personal,
    reply: (hosts) => hosts.graph('PUT', '/me/drive/root:/a.bin:/content', 'hello'),
  },
  {
    exchange: '32-delta-link',
    options: personal,
    reply: (hosts) => hosts.graph('GET', `/drives/${driveId(hosts)}/items/root/delta`),
  },
  {
    exchange: '33-shares-invalid-key',
    options: personal,
    async reply(hosts) {
      const { webUrl } = await hosts.put('a.txt');
      const token = Buffer.from(String(webUrl)).toString('base64url');
      return hosts.graph('GET', `/shares/u!${token}/driveItem`);
    },
  },
];
