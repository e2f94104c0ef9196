/**
 * The HTTP server for a loopback redirect. Waits for the callback of one sign-in. Rejects all other requests without
 * effect, because any web page can send a browser here.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemCode } from '../../core/errors.ts';
import { listenFailure } from '../terminal/listen-failure.ts';
import { type Callback, isEqualConstantTime, parseCallback } from './callback.ts';
import {
  alreadyAnsweredPage,
  type CallbackPage,
  createPage,
  signInErrorPage,
  successPage,
  unexpectedRequestPage,
} from './callback-pages.ts';

export interface CallbackServer {
  /** The first callback with the right state. */
  readonly callback: Promise<Callback>;
  /** Closes all connections at once. */
  close(): Promise<void>;
}

export interface CallbackServerOptions {
  /** A loopback http URL with its port, as the sign-in redirects to it. */
  readonly redirectUri: string;
  readonly state: string;
  /** Called once, when a browser speaks https to this address. */
  readonly onTls?: () => void;
}

/** Browsers of developers may send more cookies to localhost than Node's limit of 16 KiB. */
const maxHeaderBytes = 128 * 1024;
const maxFormBytes = 64 * 1024;
/** Loopback only: no other machine may reach it. */
const addresses = ['127.0.0.1', '::1'];

/**
 * Listens on 127.0.0.1 and ::1 only. A machine without ::1 is fine. A port in use on either address is a Failure of
 * kind `usage`, because the browser might use that address.
 */
export async function openCallbackServer({
  redirectUri,
  state,
  onTls,
}: CallbackServerOptions): Promise<CallbackServer> {
  const expected = new URL(redirectUri);
  const port = Number(expected.port || 80);
  let resolveCallback: (landing: Callback) => void = () => {};
  let isAnswered = false;
  const callback = new Promise<Callback>((resolve) => {
    resolveCallback = resolve;
  });
  const routeRequest = async (
    request: IncomingMessage,
  ): Promise<{ shown: CallbackPage; answer?: Callback }> => {
    const query = await readCallbackQuery(request, expected);
    if (typeof query !== 'string') return { shown: query };
    const answer = parseCallback(query);
    if (answer === undefined || !isEqualConstantTime(answer.state ?? '', state))
      return { shown: unexpectedRequestPage };
    if (answer.code === undefined && answer.error === undefined) return { shown: unexpectedRequestPage };
    if (isAnswered) return { shown: alreadyAnsweredPage };
    isAnswered = true;
    const { error, description = '' } = answer;
    return { shown: error === undefined ? successPage : signInErrorPage(error, description), answer };
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    routeRequest(request).then(
      ({ shown, answer }) => {
        // The caller closes the server after the callback, so send the page first.
        if (answer !== undefined) response.once('close', () => resolveCallback(answer));
        response.writeHead(shown.status, shown.headers).end(shown.html);
      },
      () => request.destroy(),
    );
  };
  let isTlsTold = false;
  const refuse = (error: Error, socket: Duplex) => {
    const isTls = isTlsHello(error);
    if (isTls && !isTlsTold) onTls?.();
    isTlsTold ||= isTls;
    if (isTls || !socket.writable) socket.destroy();
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  };
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(closeServer));
  };
  try {
    for (const address of addresses) {
      const server = createServer({ maxHeaderSize: maxHeaderBytes, requestTimeout: 15_000 }, handle);
      server.on('clientError', refuse);
      if (await listenOn(server, address, port)) servers.push(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { callback, close };
}

/** A TLS connection starts with a record of type 22, handshake, and a version 3.x (RFC 8446 section 5.1). */
function isTlsHello(error: Error): boolean {
  const packet: unknown = 'rawPacket' in error ? error.rawPacket : undefined;
  return packet instanceof Uint8Array && packet[0] === 0x16 && packet[1] === 0x03;
}

/** Returns query or form of a request for the redirect URI, or the page that rejects the request. */
async function readCallbackQuery(request: IncomingMessage, expected: URL): Promise<string | CallbackPage> {
  // Rejects other host names that resolve to this machine (DNS rebinding).
  if (request.headers.host?.toLowerCase() !== expected.host) return createPage(400, 'Wrong host');
  const [path = '', query = ''] = splitTarget(request.url ?? '/');
  if (path !== expected.pathname) return createPage(404, 'Page not found');
  if (request.method === 'GET') return query;
  if (request.method !== 'POST') {
    const refused = createPage(405, 'Method not allowed');
    return { ...refused, headers: { ...refused.headers, allow: 'GET, POST' } };
  }
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
    return unexpectedRequestPage;
  return (await readForm(request)) ?? createPage(413, 'Request too large');
}

function splitTarget(target: string): [string, string] {
  const cut = target.indexOf('?');
  return cut < 0 ? [target, ''] : [target.slice(0, cut), target.slice(cut + 1)];
}

async function readForm(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of request) {
    sizeBytes += piece.length;
    if (sizeBytes > maxFormBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

const otherPort =
  'choose another port with --port and register its redirect URI ' +
  '(personal accounts require the exact port), or use --paste, which needs no port';

/** Returns false when this machine has no such address. */
function listenOn(server: Server, address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const missing = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(systemCode(error));
      if (missing && address !== '127.0.0.1') return resolve(false);
      reject(listenFailure(error, { port, alternative: otherPort }));
    });
    server.listen({ port, host: address, ipv6Only: address === '::1' }, () => resolve(true));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
