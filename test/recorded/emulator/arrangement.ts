/** An emulator that is called by Microsoft's own host names, and how an exchange is repeated with it. */
import type { EmulatorOptions, startEmulator } from '../../../src/emulator/emulator.ts';
import { openEmulatorClient } from '../../support/emulator-client.ts';
import type { Reply } from '../differences.ts';

type Emulator = Awaited<ReturnType<typeof startEmulator>>;

/** The same request, made to an emulator that was arranged for it. */
export interface Arrangement {
  readonly exchange: string;
  /** The source shows all fields of the body, so that fields that it does not have count too. */
  readonly isWhole?: boolean;
  readonly options?: EmulatorOptions;
  readonly reply: (hosts: EmulatedHosts) => Promise<Reply>;
}

export interface HostRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends requests to the emulator under the host names of the real services. */
export interface EmulatedHosts {
  readonly emulator: Emulator;
  /** Any absolute URL; only the emulator is called. */
  send(url: string, request?: HostRequest): Promise<Reply>;
  /** Graph, signed in. `path` starts behind the version; `json` becomes the body. */
  graph(
    method: string,
    path: string,
    json?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Uploads a small file below the root and returns its item. The drive is the account's own by default. */
  put(path: string, content?: string, driveId?: string): Promise<Fields>;
  /** Opens an upload session below the root and returns its uploadUrl. */
  session(path: string, item?: Fields): Promise<string>;
  /** The id of the library of the tenant's root site. */
  readonly rootLibraryId: string;
  /** Sends bytes of a file to an uploadUrl. */
  fragment(
    url: string,
    range: { readonly startByte: number; readonly bytes: number; readonly totalBytes: number },
  ): Promise<Reply>;
  /** Redeems the refresh token of the confidential app; `more` replaces fields of the form. */
  token(more?: Readonly<Record<string, string>>, tenant?: string): Promise<Reply>;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Starts an emulator, makes the request and returns its reply. */
export async function arrangedReply({ options = {}, reply }: Arrangement): Promise<Reply> {
  await using client = await openEmulatorClient(options);
  const { emulator } = client;
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const send: EmulatedHosts['send'] = async (url, { method = 'GET', headers = {}, body } = {}) => {
    const [, host = '', path = ''] = /^https:\/\/([^/]+)(\/.*)$/.exec(url) ?? [];
    const answer = await client.send(`${emulator.url}${path}`, {
      method,
      headers: { 'user-agent': 'test', ...headers, host },
      ...(body !== undefined && { body }),
    });
    const isJson = String(answer.headers['content-type']).includes('json') && answer.bytes.length > 0;
    const entries = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return {
      status: answer.status,
      headers: Object.fromEntries(entries),
      body: isJson ? answer.json : answer.bytes.toString(),
    };
  };
  const token: EmulatedHosts['token'] = (more = {}, tenant = 'common') =>
    send(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...{ client_id: clientId, client_secret: clientSecret },
        ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
        ...more,
      }).toString(),
    });
  const bearer = `Bearer ${Object((await token()).body).access_token}`;
  const graph: EmulatedHosts['graph'] = (method, path, json, headers = {}) => {
    const isBytes = typeof json === 'string';
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    return send(`https://graph.microsoft.com/v1.0${path}`, {
      method,
      headers: { authorization: bearer, ...(json !== undefined && { 'content-type': type }), ...headers },
      ...(json !== undefined && { body: isBytes ? json : JSON.stringify(json) }),
    });
  };
  const drive = `/drives/${emulator.credentials.driveId}`;
  return await reply({
    ...{ emulator, send, graph, token },
    rootLibraryId: rootLibraryId(emulator),
    put: async (path, content = 'content', driveId = emulator.credentials.driveId) =>
      Object((await graph('PUT', `/drives/${driveId}/root:/${encodeURI(path)}:/content`, content)).body),
    session: async (path, item = {}) =>
      String(
        Object((await graph('POST', `${drive}/root:/${path}:/createUploadSession`, { item })).body).uploadUrl,
      ),
    fragment: (url, { startByte, bytes, totalBytes }) =>
      send(url, {
        method: 'PUT',
        headers: { 'content-range': `bytes ${startByte}-${startByte + bytes - 1}/${totalBytes}` },
        body: Buffer.alloc(bytes, startByte),
      }),
  });
}

function rootLibraryId({ tenant }: Emulator): string {
  const site = tenant.sites.find(({ webUrl }) => new URL(webUrl).pathname === '/');
  return site?.libraries[0]?.driveId ?? '';
}

/** The reply with only these rows of its list, in this order. */
export function withRows(reply: Reply, names: readonly string[]): Reply {
  const rows: readonly Fields[] = Object(reply.body).value ?? [];
  const found = names.map((name) => rows.find((row) => row.name === name)).filter((row) => row !== undefined);
  return { ...reply, body: { ...Object(reply.body), value: found } };
}
