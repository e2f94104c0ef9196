import { createHash } from 'node:crypto';
import {
  AuthenticationHandler,
  Client,
  type Context,
  FileUpload,
  LargeFileUploadTask,
} from '@microsoft/microsoft-graph-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import { sendRequest } from '../../support/official-clients.ts';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

/** Random, and the same in every run: an LCG's high bytes. */
function seededBytes(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed;
  for (let at = 0; at < sizeBytes; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

async function accessToken(url: string, credentials: Emulator['credentials']): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    refresh_token: credentials.refreshToken,
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const endpoint = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
  const answer: unknown = await (await sendRequest(url, endpoint, { method: 'POST', headers, body })).json();
  if (typeof answer !== 'object' || answer === null || !('access_token' in answer))
    throw new Error('no token');
  return String(answer.access_token);
}

/** Microsoft's client with the network replaced and nothing else. */
function graphClient(url: string, credentials: Emulator['credentials']): Client {
  const signIn = new AuthenticationHandler({ getAccessToken: () => accessToken(url, credentials) });
  signIn.setNext({
    async execute(context: Context) {
      const { request, options } = context;
      const href = typeof request === 'string' ? request : request.url;
      const body = options?.body;
      const sent = { method: options?.method, headers: Object.fromEntries(new Headers(options?.headers)) };
      if (body instanceof Uint8Array || typeof body === 'string' || body === undefined)
        context.response = await sendRequest(url, href, { ...sent, body });
      else throw new Error('a body of a kind this test does not know');
    },
  });
  return Client.initWithMiddleware({ middleware: signIn });
}

describe('Microsoft’s own upload task', () => {
  it.each(['personal', 'business'] as const)(
    'uploads 12 MB to a %s drive, byte for byte',
    async (account) => {
      emulator = await startEmulator({ account, uploadOrigin: 'https://sn3302.up.1drv.com' });
      const client = graphClient(emulator.url, emulator.credentials);
      const content = seededBytes(12 * 1024 * 1024 + 321, 20261121);
      const session = await LargeFileUploadTask.createUploadSession(
        client,
        '/me/drive/root:/Builds/größe 100%25.bin:/createUploadSession',
        { item: { '@microsoft.graph.conflictBehavior': 'replace' } },
      );
      const file = new FileUpload(new Uint8Array(content), 'größe 100%.bin', content.length);
      const task = new LargeFileUploadTask(client, file, session, { rangeSize: 5 * 327_680 });
      const { responseBody } = await task.upload();
      expect(responseBody).toMatchObject({ name: 'größe 100%.bin', size: content.length });
      const expected = createHash('sha256').update(content).digest('hex');
      expect(await emulator.sha256('Builds/größe 100%.bin')).toBe(expected);
      expect(emulator.openSessions()).toEqual([]);
    },
  );

  it('cancels a session, after which nothing is left of it', async () => {
    emulator = await startEmulator({ uploadOrigin: 'https://sn3302.up.1drv.com' });
    const client = graphClient(emulator.url, emulator.credentials);
    const session = await LargeFileUploadTask.createUploadSession(
      client,
      '/me/drive/root:/x.bin:/createUploadSession',
      {},
    );
    const task = new LargeFileUploadTask(client, new FileUpload(new Uint8Array(9), 'x.bin', 9), session);
    expect(await task.cancel()).toHaveProperty('status', 204);
    expect(emulator.openSessions()).toEqual([]);
    expect(emulator.files()).toEqual([]);
  });
});
