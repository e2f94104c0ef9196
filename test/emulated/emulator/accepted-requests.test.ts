import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import { type RequestOptions, sendRequest } from '../../support/official-clients.ts';

const root = 'https://graph.microsoft.com/v1.0/me/drive/root:';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

type Fields = Record<string, unknown>;

async function setUp(uploadOrigin: string) {
  const running = await startEmulator({ uploadOrigin });
  emulator = running;
  const { clientId, clientSecret, refreshToken } = running.credentials;
  const form = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
  const body = new URLSearchParams({ grant_type: 'refresh_token', ...form }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const endpoint = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
  const token = (await object(await sendRequest(running.url, endpoint, { method: 'POST', headers, body })))
    .access_token;
  const authorization = `Bearer ${token}`;
  const call = (href: string, sent: RequestOptions = {}) =>
    sendRequest(running.url, href, { ...sent, headers: { authorization, ...sent.headers } });
  const json = { 'content-type': 'application/json' };
  const session = async (item: Fields) => {
    const sent = { method: 'POST', headers: json, body: JSON.stringify({ item }) };
    return object(await call(`${root}/a.bin:/createUploadSession`, sent));
  };
  return { running, call, session, json };
}

async function object(response: Response): Promise<Fields> {
  const value: unknown = await response.json();
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

describe('what real clients do and the service lets pass', () => {
  it.each([
    ['https://sn3302.up.1drv.com', 201],
    ['https://contoso.sharepoint.com', 201],
    ['https://my.microsoftpersonalcontent.com', 401],
  ])('a bearer token sent to an uploadUrl at %s is answered with %i', async (origin, status) => {
    const { call, session } = await setUp(origin);
    const { uploadUrl } = await session({});
    const headers = { 'content-range': 'bytes 0-2/3' };
    const answer = await call(String(uploadUrl), { method: 'PUT', headers, body: 'abc' });
    expect(answer.status).toBe(status);
  });

  it('a file needs no Content-Type', async () => {
    const { running, call } = await setUp('https://sn3302.up.1drv.com');
    for (const sizeBytes of [0, 1]) {
      const sent = { method: 'PUT', body: new Uint8Array(sizeBytes) };
      expect((await call(`${root}/${sizeBytes}:/content`, sent)).status).toBe(201);
    }
    expect(running.files().map(({ path }) => path)).toEqual(['0', '1']);
  });

  it('a name, a conflict behaviour and deferCommit: false beside the item open a session, and change nothing', async () => {
    const { running, call, json } = await setUp('https://sn3302.up.1drv.com');
    await running.seed('a.bin', 'old');
    const open = async (fields: Fields) => {
      const sent = { method: 'POST', headers: json, body: JSON.stringify(fields) };
      return object(await call(`${root}/a.bin:/createUploadSession`, sent));
    };
    const beside = { name: 'b.bin', '@microsoft.graph.conflictBehavior': 'fail', deferCommit: false };
    const { uploadUrl } = await open(beside);
    const headers = { 'content-range': 'bytes 0-2/3' };
    const last = await call(String(uploadUrl), { method: 'PUT', headers, body: 'new' });
    expect([last.status, (await running.read('a.bin')).toString()]).toEqual([200, 'new']);
    expect(await open({ ...beside, deferCommit: true })).toHaveProperty('error.code', 'notSupported');
    expect(await open({ ...beside, other: 1 })).toHaveProperty('error.code', 'BadRequest');
  });

  it('the conflict behaviour may go by its older name', async () => {
    const { running, session } = await setUp('https://sn3302.up.1drv.com');
    await running.seed('a.bin', 'old');
    const answer = await session({ '@name.conflictBehavior': 'nonsense' });
    expect(answer).toHaveProperty('error.code', 'invalidRequest');
    expect(await session({ '@name.conflictBehavior': 'replace' })).toHaveProperty('uploadUrl');
  });

  it('If-Match takes the tag of the content as well as that of the item, and no other', async () => {
    const { call, running, json } = await setUp('https://sn3302.up.1drv.com');
    await running.seed('a.bin', 'old');
    const { cTag } = await object(await call(`${root}/a.bin`));
    const body = JSON.stringify({ fileSystemInfo: { lastModifiedDateTime: '2020-01-01T00:00:00Z' } });
    const touch = async (tag: string) =>
      (await call(`${root}/a.bin`, { method: 'PATCH', headers: { ...json, 'if-match': tag }, body })).status;
    expect(await touch(String(cTag))).toBe(200);
    expect(await touch(String(cTag))).toBe(200);
    const { eTag } = await object(await call(`${root}/a.bin`));
    expect(await touch(String(eTag))).toBe(200);
    expect(await touch(String(eTag))).toBe(412);
  });
});
