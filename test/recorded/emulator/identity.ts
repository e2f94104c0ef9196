/** Exchanges with the identity platform, repeated with the emulator. */
import type { Arrangement, EmulatedHosts } from './arrangement.ts';

const nativeClient = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
const personal = { account: 'personal' } as const;
const business = { account: 'business' } as const;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Signs in with a browser, and returns the code. */
async function authorizationCode({ emulator, send }: EmulatedHosts): Promise<string> {
  const query = new URLSearchParams({
    ...{ client_id: emulator.credentials.clientId, response_type: 'code', redirect_uri: nativeClient },
    ...{ scope: 'Files.ReadWrite offline_access', decision: 'allow' },
  });
  const url = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize';
  const { headers } = await send(url, { method: 'POST', headers: form, body: query.toString() });
  return new URL(headers.location ?? '').searchParams.get('code') ?? '';
}

function deviceCode({ emulator, send }: EmulatedHosts) {
  const body = new URLSearchParams({
    ...{ client_id: emulator.credentials.publicClientId, scope: 'Files.ReadWrite offline_access' },
  });
  const url = 'https://login.microsoftonline.com/common/oauth2/v2.0/devicecode';
  return send(url, { method: 'POST', headers: form, body: body.toString() });
}

export const identityReplies: readonly Arrangement[] = [
  { exchange: '67-token-200', options: personal, reply: (hosts) => hosts.token() },
  {
    exchange: '68-token-app-200',
    isWhole: true,
    options: business,
    reply: ({ emulator, token }) =>
      token(
        { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' },
        emulator.credentials.tenantId,
      ),
  },
  {
    exchange: '69-token-9002313',
    isWhole: true,
    options: business,
    reply: (hosts) => hosts.token({ refresh_token: 'garbled' }),
  },
  {
    exchange: '70-token-70000-code',
    isWhole: true,
    options: personal,
    async reply(hosts) {
      const code = await authorizationCode(hosts);
      hosts.emulator.advance(3_600_000);
      return hosts.token({ grant_type: 'authorization_code', code, redirect_uri: nativeClient });
    },
  },
  {
    exchange: '71-token-70000-refresh',
    isWhole: true,
    options: personal,
    reply: (hosts) => hosts.token({ refresh_token: 'M.C5_BAY.-unknown' }),
  },
  {
    exchange: '72-token-700082',
    isWhole: true,
    options: business,
    reply(hosts) {
      hosts.emulator.identity.expireRefreshTokens();
      return hosts.token();
    },
  },
  {
    exchange: '74-token-7000215',
    isWhole: true,
    options: business,
    reply: (hosts) => hosts.token({ client_secret: 'emulator.wrong' }),
  },
  {
    exchange: '76-token-70016',
    isWhole: true,
    options: business,
    async reply(hosts) {
      const { clientId: _, ...credentials } = hosts.emulator.credentials;
      const { device_code: code } = Object((await deviceCode(hosts)).body);
      const body = new URLSearchParams({
        client_id: credentials.publicClientId,
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: code,
      });
      const url = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
      return hosts.send(url, { method: 'POST', headers: form, body: body.toString() });
    },
  },
  { exchange: '77-device-code', isWhole: true, options: business, reply: deviceCode },
  {
    exchange: '78-authorize-90130',
    options: business,
    reply({ emulator, send }) {
      const query = new URLSearchParams({
        ...{ client_id: emulator.credentials.clientId, response_type: 'code', redirect_uri: nativeClient },
        ...{ scope: 'Files.ReadWrite offline_access' },
      });
      return send(`https://login.microsoftonline.com/consumers/oauth2/v2.0/authorize?${query}`);
    },
  },
];
