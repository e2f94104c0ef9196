/** Exchanges about uploads to personal drives, repeated with the emulator. */
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type { Arrangement, EmulatedHosts } from './arrangement.ts';

const personal: EmulatorOptions = {
  account: 'personal',
  uploadOrigin: 'https://my.microsoftpersonalcontent.com',
};
/** The older hosts. */
const oldStack: EmulatorOptions = {
  account: 'personal',
  stack: 'old',
  uploadOrigin: 'https://api.onedrive.com',
};

const gridBytes = 327_680;
const openSession = (hosts: EmulatedHosts, item: Record<string, unknown> = {}) =>
  hosts.graph('POST', '/me/drive/root:/a.bin:/createUploadSession', { item });

/** The reply to the first of two fragments. */
async function firstFragment(hosts: EmulatedHosts) {
  return hosts.fragment(await hosts.session('a.bin'), {
    ...{ startByte: 0, bytes: gridBytes, totalBytes: gridBytes + 10 },
  });
}

export const personalUploads: readonly Arrangement[] = [
  { exchange: '06-personal-session-2018', isWhole: true, options: oldStack, reply: openSession },
  {
    exchange: '07-personal-session-2023',
    options: personal,
    reply: (hosts) =>
      openSession(hosts, {
        fileSystemInfo: {
          createdDateTime: '2023-09-28T21:01:00Z',
          lastModifiedDateTime: '2023-09-28T21:01:00Z',
        },
      }),
  },
  { exchange: '08-personal-uploadurl-2025', options: personal, reply: openSession },
  { exchange: '09-personal-202-2020', isWhole: true, options: oldStack, reply: firstFragment },
  { exchange: '10-personal-202-2026', options: personal, reply: firstFragment },
  {
    exchange: '11-personal-final-201-without-item',
    isWhole: true,
    options: personal,
    async reply(hosts) {
      hosts.emulator.addFault({ on: {}, do: { kind: 'refusal', name: 'final-201-without-item' } });
      return hosts.fragment(await hosts.session('a.bin'), { startByte: 0, bytes: 10, totalBytes: 10 });
    },
  },
  {
    exchange: '13-personal-416-overlap',
    isWhole: true,
    options: oldStack,
    async reply(hosts) {
      const url = await hosts.session('a.bin');
      const range = { startByte: 0, bytes: gridBytes, totalBytes: gridBytes + 10 };
      await hosts.fragment(url, range);
      return hosts.fragment(url, range);
    },
  },
  {
    exchange: '14-personal-409-nested',
    isWhole: true,
    options: oldStack,
    async reply(hosts) {
      const url = await hosts.session('a.bin', { '@microsoft.graph.conflictBehavior': 'fail' });
      await hosts.put('a.bin');
      return hosts.fragment(url, { startByte: 0, bytes: 10, totalBytes: 10 });
    },
  },
  {
    exchange: '15-personal-507',
    isWhole: true,
    options: personal,
    async reply(hosts) {
      Object.assign(hosts.emulator.settings, { quotaBytes: 5, quotaLate: true });
      return hosts.fragment(await hosts.session('a.bin'), { startByte: 0, bytes: 10, totalBytes: 10 });
    },
  },
  {
    exchange: '20-personal-429-bare',
    options: personal,
    reply(hosts) {
      const headers = { 'x-clienterror': 'ThrottledRequest', 'x-throwsite': '2207.ccc2' };
      hosts.emulator.addFault({
        on: { surface: 'graph', method: 'PUT' },
        do: { kind: 'status', status: 429, headers },
      });
      return hosts.graph('PUT', '/me/drive/root:/a.bin:/content', 'x');
    },
  },
  {
    exchange: '29-personal-session-bad-argument',
    options: personal,
    reply(hosts) {
      const error = { code: 'invalidRequest', message: 'Bad Argument' };
      hosts.emulator.addFault({
        on: { surface: 'graph', method: 'POST' },
        do: { kind: 'status', status: 400, ...error },
      });
      return openSession(hosts);
    },
  },
];
