/** The two listeners. They pass each request to the right service, and add it to the request log. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { badRequestPage } from '../core/drive-refusals.ts';
import type { Surface } from '../core/fault-match.ts';
import type { FaultPlan } from '../core/faults.ts';
import type { Clock, Route } from '../core/messages.ts';
import type { RequestLog } from '../core/request-log.ts';
import type { Dashboard } from '../dashboard/handler.ts';
import { bandwidthLimiterFor } from './bandwidth-limiter.ts';
import { handleExchange } from './handle-request.ts';
import { sendReply } from './send-reply.ts';
import { isIpOrLocalhost, surfaceOf } from './which-service.ts';

export interface ServerOptions {
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly uploadOrigin?: string;
  readonly latencyMs: number;
  /** Limit of each connection, for request bodies. */
  readonly bytesPerSecond: number | undefined;
  readonly clock: Clock;
  readonly requestLog: RequestLog;
  readonly faults: FaultPlan;
  /** The dashboard. Its requests have no faults or latency, and are not logged. */
  readonly dashboard: Dashboard;
  readonly routes: Readonly<Record<Surface | 'page', Route>>;
  /** Path of the file that an upload request belongs to, so that faults can match it. */
  readonly uploadPath: (url: URL) => string | undefined;
  /** Ends the session that a request belongs to, or all sessions. */
  readonly dropSessions: (url: URL) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly uploadOrigin: string;
  /** Resolves when a request stalls. Each stall resolves one call. */
  stalled(): Promise<void>;
  close(): Promise<void>;
}

/** The emulator has no protection, so other machines must not reach it. */
const loopbackHost = '127.0.0.1';

/** Starts both listeners. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const stalls = new StallQueue();
  const scheme = options.tls === undefined ? 'http' : 'https';
  let uploadHostname = '';
  const listener = (uploadListener: boolean) => (incoming: IncomingMessage, response: ServerResponse) => {
    handleRequest(options, { incoming, response, uploadListener, uploadHostname, scheme, stalls }).catch(
      (error) => {
        console.error('emulator: a request could not be handled:', error);
        incoming.socket.destroy();
      },
    );
  };
  const main = await listen(options, options.port, listener(false));
  const upload = await listen(options, 0, listener(true)).catch(async (error: unknown) => {
    await closeServer(main.server);
    throw error;
  });
  const uploadOrigin = options.uploadOrigin ?? `${scheme}://${loopbackHost}:${upload.port}`;
  uploadHostname = new URL(uploadOrigin).hostname;
  return {
    url: `${scheme}://${loopbackHost}:${main.port}`,
    uploadOrigin: new URL(uploadOrigin).origin,
    stalled: () => stalls.next(),
    async close() {
      await Promise.all([main, upload].map(({ server }) => closeServer(server)));
    },
  };
}

async function listen(
  options: ServerOptions,
  port: number,
  onRequest: (incoming: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; port: number }> {
  const server = options.tls === undefined ? createServer() : createTlsServer({ ...options.tls });
  server.on('request', onRequest);
  // RequestBody sends the 100 when a route reads the body.
  server.on('checkContinue', onRequest);
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopbackHost, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the emulator has no port');
  return { server, port: address.port };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface ReceivedRequest {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly uploadListener: boolean;
  readonly uploadHostname: string;
  readonly scheme: string;
  readonly stalls: StallQueue;
}

async function handleRequest(options: ServerOptions, received: ReceivedRequest): Promise<void> {
  const { incoming, response } = received;
  // Node would send the machine's time, but the times of items follow `clock`.
  response.setHeader('date', new Date(options.clock()).toUTCString());
  const url = requestUrl(incoming, received.scheme);
  if (url === undefined) {
    response.writeHead(400).end();
    return;
  }
  if (/\p{Noncharacter_Code_Point}/u.test(decodedPath(incoming.url ?? '/'))) {
    incoming.resume();
    return sendReply(response, { status: 400, text: badRequestPage });
  }
  const { hostname, pathname } = url;
  const surface = surfaceOf({ hostname, pathname, ...received });
  const dashboardRequest = { method: incoming.method ?? '', url, headers: incoming.headers };
  if (surface === 'page' && options.dashboard.accepts(dashboardRequest)) {
    incoming.resume();
    return sendReply(response, options.dashboard.answer(dashboardRequest));
  }
  const logEntry = options.requestLog.add(incoming, { atMs: options.clock(), surface, url });
  if (options.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, options.latencyMs));
  const paths = [decodedPath(incoming.url ?? '/')];
  const uploadPath = surface === 'upload' ? options.uploadPath(url) : undefined;
  if (uploadPath !== undefined) {
    paths.push(uploadPath);
    logEntry.file = uploadPath;
  }
  const { 'content-range': contentRange, 'content-length': length } = incoming.headers;
  const effect = options.faults.next({
    surface,
    method: incoming.method ?? '',
    paths,
    contentRange,
    bodyBytes: length === undefined ? undefined : Number(length),
  });
  if (effect?.kind === 'drop-session') options.dropSessions(url);
  const onStall = () => received.stalls.push();
  const limiter =
    options.bytesPerSecond === undefined
      ? undefined
      : bandwidthLimiterFor(incoming.socket, options.bytesPerSecond);
  await handleExchange({
    incoming,
    response,
    url,
    route: options.routes[surface],
    logEntry,
    effect,
    onStall,
    limiter,
  });
}

/** The URL that the client meant to call. Microsoft's hosts get https, even if the listener uses http. */
function requestUrl(incoming: IncomingMessage, scheme: string): URL | undefined {
  const host = incoming.headers.host ?? '';
  const target = incoming.url ?? '/';
  if (!target.startsWith('/') || !/^[\w.\-:[\]]+$/.test(host)) return undefined;
  try {
    const url = new URL(`${scheme}://${host}${target}`);
    return isIpOrLocalhost(url.hostname) ? url : new URL(`https://${host}${target}`);
  } catch {
    return undefined;
  }
}

function decodedPath(target: string): string {
  const path = target.replace(/\?.*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Stalls that have begun, and callers waiting for one. Each stall resolves one call. */
class StallQueue {
  #unclaimed = 0;
  readonly #waiters: (() => void)[] = [];

  push(): void {
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#unclaimed++;
    else waiter();
  }

  next(): Promise<void> {
    if (this.#unclaimed === 0) return new Promise((resolve) => this.#waiters.push(resolve));
    this.#unclaimed--;
    return Promise.resolve();
  }
}
