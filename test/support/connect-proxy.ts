/**
 * A real CONNECT proxy on loopback that can misbehave. It connects every host to one port, so that an emulator can
 * answer for Microsoft's hosts, and it records the requests.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export type ProxyBehavior =
  | 'tunnel'
  /** Reads the question and never answers. */
  | 'mute'
  /** Answers 200 and nothing after that. */
  | 'silent'
  | 'drop'
  | 'garbage'
  /** A raw answer, from its status line to its empty line. */
  | { readonly answer: string };

export interface ConnectRequest {
  /** Host and port. */
  readonly target: string;
  /** Value of Proxy-Authorization. */
  readonly authorization: string | undefined;
}

export interface TestProxy {
  readonly port: number;
  readonly requests: readonly ConnectRequest[];
  behavior: ProxyBehavior;
  /** Connections that are open, to both sides. */
  readonly open: number;
  /** Ends every connection, and goes on listening. */
  cut(): void;
  close(): Promise<void>;
}

export interface ProxyOptions {
  readonly behavior?: ProxyBehavior;
  /** Where every tunnel leads; none by default. */
  readonly toPort?: number;
  /** Wanted as Basic; a 407 for all else. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Another manner for some hosts. */
  readonly hosts?: Readonly<Record<string, ProxyBehavior>>;
  /** PEM texts: then the proxy itself speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** The response of a proxy that requires a Windows sign-in. */
export const ntlmRequired: ProxyBehavior = {
  answer:
    'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\n' +
    'Proxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n',
};

/** An error response with that status line. */
export function errorBehavior(statusLine: string): ProxyBehavior {
  return { answer: `HTTP/1.1 ${statusLine}\r\nContent-Length: 9\r\n\r\nforbidden` };
}

/** Starts a proxy; it listens when this resolves. */
export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const asked: ConnectRequest[] = [];
  const sockets = new Set<Duplex>();
  const server: Server = options.tls === undefined ? createServer() : createTlsServer({ ...options.tls });
  const proxy = {
    behavior: options.behavior ?? 'tunnel',
    get open() {
      return sockets.size;
    },
  };
  server.on('connection', (socket: Socket) => trackSocket(sockets, socket));
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    trackSocket(sockets, socket);
    const target = request.url ?? '';
    asked.push({ target, authorization: request.headers['proxy-authorization'] });
    const behavior = options.hosts?.[target.replace(/:\d+$/, '')] ?? proxy.behavior;
    if (!isAuthorized(request, options.credentials)) {
      socket.end('HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm="a, b"\r\nContent-Length: 0\r\n\r\n');
    } else {
      answerConnect(behavior, socket, { sockets, toPort: options.toPort });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return Object.assign(proxy, {
    port,
    requests: asked,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function answerConnect(
  behavior: ProxyBehavior,
  socket: Duplex,
  { sockets, toPort }: { readonly sockets: Set<Duplex>; readonly toPort: number | undefined },
): void {
  if (typeof behavior === 'object') socket.end(behavior.answer, 'latin1');
  else if (behavior === 'drop') socket.destroy();
  else if (behavior === 'mute') socket.on('end', () => socket.end()).resume();
  else if (behavior === 'garbage') socket.end('220 mail.example ESMTP ready\r\n');
  else if (behavior === 'silent') socket.write('HTTP/1.1 200 OK\r\n\r\n');
  else if (behavior === 'tunnel' && toPort !== undefined) {
    const far = connect(toPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(far).pipe(socket);
    });
    trackSocket(sockets, far);
  }
}

function trackSocket(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
}

function isAuthorized(request: IncomingMessage, credentials: ProxyOptions['credentials']): boolean {
  if (credentials === undefined) return true;
  const basic = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
  return request.headers['proxy-authorization'] === `Basic ${basic}`;
}
