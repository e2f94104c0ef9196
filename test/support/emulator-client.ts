/**
 * A plain HTTP client for the emulator's own tests: raw paths (not resolved or encoded again), a token from the
 * emulated identity platform, and manual fragments. It does not use the project's client.
 */
import { Agent } from 'undici';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes } from './random-content.ts';

/** What tests look at in an answer; `json` is `{}` when the body is none. */
export interface ClientReply {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests pick answers apart and fail by themselves when a shape is wrong.
  readonly json: any;
}

export interface ClientRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

export interface EmulatorClient extends AsyncDisposable {
  readonly emulator: Emulator;
  /** A Graph call below /v1.0; `json` becomes the body. */
  graph(method: string, path: string, json?: unknown, headers?: Record<string, string>): Promise<ClientReply>;
  /** A call below the account's drive. */
  drive(method: string, path: string, json?: unknown, headers?: Record<string, string>): Promise<ClientReply>;
  put(path: string, content: string | Buffer, query?: string): Promise<ClientReply>;
  /** Opens a session and answers its uploadUrl. */
  session(path: string, item?: Record<string, unknown>): Promise<string>;
  /** Any call, without a token. */
  send(url: string, sent?: ClientRequest): Promise<ClientReply>;
  fragment(url: string, bytes: Buffer, startByte: number, totalBytes: number): Promise<ClientReply>;
  /** Calls from now on carry a token of these scopes. */
  signIn(form: Record<string, string>): Promise<void>;
}

export const FRAGMENT_GRID_BYTES = 327_680;

/** Seeded content: the same for the same size. */
export function noise(sizeBytes: number): Buffer {
  return randomBytes(sizeBytes);
}

/** Starts an emulator and signs in to it. */
export async function openEmulatorClient(options: EmulatorOptions = {}): Promise<EmulatorClient> {
  const emulator = await startEmulator(options);
  const agent = new Agent({ connect: { rejectUnauthorized: false } });
  let token = '';
  const send: EmulatorClient['send'] = async (url, sent = {}) => {
    const [, origin = '', path = '/'] = /^(https?:\/\/[^/]+)(.*)$/.exec(url) ?? [];
    const answer = await agent.request({
      origin,
      path,
      method: (sent.method ?? 'GET') as 'GET',
      headers: sent.headers ?? {},
      body: sent.body ?? null,
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const isJson = String(answer.headers['content-type']).includes('json') && bytes.length > 0;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      bytes,
      json: isJson ? JSON.parse(bytes.toString()) : {},
    };
  };
  const graph: EmulatorClient['graph'] = (method, path, json, headers = {}) =>
    send(`${emulator.url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
    });
  const drive: EmulatorClient['drive'] = (method, path, json, headers) =>
    graph(method, `/drives/${emulator.credentials.driveId}${path}`, json, headers);
  const one: EmulatorClient = {
    ...{ emulator, send, graph, drive },
    put: (path, content, query = '') =>
      send(`${emulator.url}/v1.0/drives/${emulator.credentials.driveId}/root:/${path}:/content${query}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
        body: Buffer.from(content),
      }),
    async session(path, item = {}) {
      const answer = await drive('POST', `/root:/${path}:/createUploadSession`, { item });
      if (answer.status !== 200) throw new Error(`no session: ${answer.status} ${answer.bytes}`);
      return answer.json.uploadUrl;
    },
    fragment: (url, bytes, startByte, totalBytes) =>
      send(url, {
        method: 'PUT',
        headers: { 'content-range': `bytes ${startByte}-${startByte + bytes.length - 1}/${totalBytes}` },
        body: bytes,
      }),
    async signIn(form) {
      const { clientId, clientSecret } = emulator.credentials;
      const answer = await send(`${emulator.url}/${form.tenant ?? 'common'}/oauth2/v2.0/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }).toString(),
      });
      if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.bytes}`);
      token = answer.json.access_token;
    },
    async [Symbol.asyncDispose]() {
      await agent.destroy();
      await emulator.close();
    },
  };
  await one.signIn({ grant_type: 'refresh_token', refresh_token: emulator.credentials.refreshToken });
  return one;
}

/** The innermost error code of an answer, for the service nests them. */
export function innerCode(answer: ClientReply): string | undefined {
  const error = answer.json.error;
  return (error?.innerError ?? error?.innererror)?.code;
}
