/** Exchanges about uploads to work drives and libraries, repeated with the emulator. */
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type { Arrangement } from './arrangement.ts';

const business: EmulatorOptions = { account: 'business', uploadOrigin: 'https://contoso-my.sharepoint.com' };
const library: EmulatorOptions = { account: 'sharepoint', uploadOrigin: 'https://contoso.sharepoint.com' };
const throttled = { unitsPerMinute: 2, uploadHostUnits: 1 };

export const workUploads: readonly Arrangement[] = [
  {
    exchange: '34-sharepoint-session-2020',
    options: library,
    reply: (hosts) =>
      hosts.graph('POST', `/drives/${hosts.rootLibraryId}/root:/file.pdf:/createUploadSession`, {
        item: { '@microsoft.graph.conflictBehavior': 'replace' },
      }),
  },
  {
    exchange: '35-sharepoint-uploadurl-2026',
    options: library,
    reply(hosts) {
      const parent = hosts.emulator.addFolder('in', hosts.rootLibraryId);
      return hosts.graph(
        'POST',
        `/drives/${hosts.rootLibraryId}/items/${parent}:/a.xlsx:/createUploadSession`,
        {},
      );
    },
  },
  {
    exchange: '36-sharepoint-404-session',
    isWhole: true,
    options: library,
    async reply(hosts) {
      const url = await hosts.session('a.bin');
      await hosts.send(url, { method: 'DELETE' });
      return hosts.fragment(url, { startByte: 0, bytes: 10, totalBytes: 10 });
    },
  },
  {
    exchange: '38-business-401-empty',
    options: business,
    reply: (hosts) =>
      hosts.send('https://contoso-my.sharepoint.com/_api/v2.0/drive/items/P:/a.avi:/upload.createSession', {
        method: 'POST',
      }),
  },
  {
    exchange: '39-business-202-2016',
    isWhole: true,
    options: business,
    async reply(hosts) {
      hosts.emulator.settings.closedRanges = 'all';
      return hosts.fragment(await hosts.session('a.bin'), { startByte: 0, bytes: 4453, totalBytes: 5000 });
    },
  },
  {
    exchange: '40-sharepoint-final',
    options: library,
    reply: async (hosts) =>
      hosts.fragment(await hosts.session('a.bin'), { startByte: 0, bytes: 10, totalBytes: 10 }),
  },
  {
    exchange: '41-business-409-uploading',
    options: business,
    async reply(hosts) {
      await hosts.session('a.bin');
      return hosts.graph('POST', '/me/drive/root:/a.bin:/createUploadSession', {});
    },
  },
  {
    exchange: '42-business-409-exists-session',
    options: business,
    async reply(hosts) {
      await hosts.session('a.bin');
      return hosts.graph('POST', '/me/drive/root:/a.bin:/createUploadSession', {});
    },
  },
  {
    exchange: '44-business-423-session',
    options: business,
    reply(hosts) {
      const error = {
        code: 'notAllowed',
        innerError: { code: 'resourceLocked' },
        message: 'The resource you are attempting to access is locked',
      };
      hosts.emulator.addFault({
        on: { surface: 'graph', method: 'POST' },
        do: { kind: 'status', status: 423, body: { error } },
      });
      return hosts.graph('POST', '/me/drive/root:/a.bin:/createUploadSession', {});
    },
  },
  {
    exchange: '46-graph-429',
    isWhole: true,
    options: { ...library, throttle: { unitsPerMinute: 1 } },
    async reply(hosts) {
      await hosts.graph('GET', '/sites/root');
      return hosts.graph('GET', '/sites/root/sharepointIds/siteUrl');
    },
  },
  {
    exchange: '47-sharepoint-429',
    options: { ...business, throttle: throttled },
    async reply(hosts) {
      const url = await hosts.session('a.bin');
      return hosts.fragment(url, { startByte: 0, bytes: 10, totalBytes: 10 });
    },
  },
  {
    exchange: '49-sharepoint-400-range-star',
    options: library,
    reply: async (hosts) =>
      hosts.send(await hosts.session('a.bin'), {
        method: 'PUT',
        headers: { 'content-range': 'bytes 0-9/*' },
        body: Buffer.alloc(10),
      }),
  },
  {
    exchange: '50-business-400-total',
    options: business,
    async reply(hosts) {
      const url = await hosts.session('a.bin');
      await hosts.fragment(url, { startByte: 0, bytes: 327_680, totalBytes: 5_242_880 });
      return hosts.fragment(url, { startByte: 327_680, bytes: 327_680, totalBytes: 4_973_645 });
    },
  },
];
