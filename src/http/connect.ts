/**
 * Opens connections, directly or through the proxy. If the certificate's issuer is unknown, tries once more with the
 * system's CAs.
 */
import { setMaxListeners } from 'node:events';
import { accessSync, constants } from 'node:fs';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { systemReason } from '../core/errors.ts';
import { escapeControls, quote } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { TrustStore } from './certificates.ts';
import { createTcpConnect, type TcpConnect } from './happy-eyeballs.ts';
import { bypassesProxy, readProxy } from './proxy.ts';
import { openTunnel } from './proxy-tunnel.ts';

/** Until a TCP connection is up, whatever the number of addresses. */
const directTimeoutMs = 15_000;

function timeoutError(): Error {
  return Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' });
}

/** What undici passes to its `connect` function. If there is an `httpSocket`, TLS runs over it. */
export interface ConnectTarget {
  readonly hostname: string;
  readonly protocol: string;
  readonly port: string;
  readonly httpSocket?: Socket;
}

/** A `connect` function of undici (docs/api/Connector.md there). */
export type ConnectFunction<T extends ConnectTarget> = (
  target: T,
  done: (...outcome: [null, Socket] | [Error, null]) => void,
) => void;

export interface ConnectOptions<T extends ConnectTarget> {
  readonly host: Host;
  /** Creates the function that connects sockets and does TLS. */
  readonly createConnect: (secureContext: SecureContext | undefined) => ConnectFunction<T>;
  /** Closes all tunnels, including those still being opened. */
  readonly signal: AbortSignal;
  /** Opens the TCP connections to hosts and proxies. */
  readonly tcpConnect?: TcpConnect;
}

/** Node.js ignores a file that it cannot read, with a line of its own at most. */
function logExtraCa({ log, troubleshootingUrl }: Host, file: string): void {
  try {
    accessSync(file, constants.R_OK);
    log.info(`Additional CA certificates: ${escapeControls(file)}`);
  } catch (error) {
    log.warning(
      `NODE_EXTRA_CA_CERTS names ${quote(file)}, which cannot be read (${systemReason(error)}), so it has no effect: correct it, or unset it. See ${troubleshootingUrl}#extra-ca-unreadable`,
    );
  }
}

/**
 * Returns a `connect` function that follows HTTPS_PROXY and NO_PROXY. Logs the proxy and the extra CA; masks the
 * proxy's credentials and does not log them. Throws a Failure of kind `usage` for an invalid proxy.
 */
export function createProxyAwareConnect<T extends ConnectTarget>({
  host,
  createConnect,
  signal,
  tcpConnect = createTcpConnect(host.clock),
}: ConnectOptions<T>): ConnectFunction<T> {
  const proxy = readProxy(host.env);
  for (const secret of proxy?.secrets ?? []) host.mask(secret);
  if (proxy !== undefined) host.log.info(`Proxy for https: ${proxy.address}`);
  const extraCa = host.env.NODE_EXTRA_CA_CERTS;
  if (extraCa) logExtraCa(host, extraCa);
  // Each connection being opened adds a listener, and Node.js 20 warns of a leak after ten.
  setMaxListeners(0, signal);
  const trustStore = new TrustStore();
  const defaultConnect = createConnect(undefined);
  let systemConnect: ConnectFunction<T> | undefined;

  const connectOnce = async (target: T, secureContext: SecureContext | undefined): Promise<Socket> => {
    const address = { hostname: target.hostname, port: Number(target.port || 443) };
    const isTls = target.protocol === 'https:';
    const isDirect = proxy === undefined || !isTls || bypassesProxy(host.env, address);
    const redact = (text: string) => host.redact(text);
    const shared = { target: address, clock: host.clock, signal, secureContext, redact, tcpConnect };
    let httpSocket: Socket | undefined;
    if (!isDirect) httpSocket = await openTunnel({ proxy, ...shared });
    // undici takes no socket for plain http, which is for this machine only.
    else if (isTls) httpSocket = await connectDirectly(address);
    if (secureContext !== undefined) systemConnect ??= createConnect(secureContext);
    const connect = (secureContext !== undefined && systemConnect) || defaultConnect;
    // Once TLS is up, the client closes the tunnel. If we closed the socket below it, the client would wait forever for
    // TLS to end.
    const stop = () => httpSocket?.destroy();
    signal.addEventListener('abort', stop, { once: true });
    return new Promise<Socket>((resolve, reject) => {
      connect({ ...target, ...(httpSocket !== undefined && { httpSocket }) }, (error, socket) =>
        error === null ? resolve(socket) : reject(error),
      );
    }).finally(() => signal.removeEventListener('abort', stop));
  };

  const connectDirectly = async (address: { readonly hostname: string; readonly port: number }) => {
    const timeout = new AbortController();
    const cancelTimer = host.clock.timer(directTimeoutMs, () => timeout.abort(timeoutError()));
    try {
      return await tcpConnect({ ...address, signal: AbortSignal.any([signal, timeout.signal]) });
    } finally {
      cancelTimer();
    }
  };

  const connectWithFallback = async (target: T): Promise<Socket> => {
    const { context } = trustStore;
    try {
      return await connectOnce(target, context);
    } catch (error) {
      if (!trustStore.addSystemCertificates(error, context)) throw error;
      host.log.debug(
        `${target.hostname}: Node.js does not know this CA; trying again with the CAs of the system too`,
      );
      return connectOnce(target, trustStore.context);
    }
  };
  return (target, done) => {
    connectWithFallback(target).then(
      (socket) => done(null, socket),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}
