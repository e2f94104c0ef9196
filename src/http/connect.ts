/**
 * How a connection comes about: directly or through the proxy, and once more with the system's CAs when the
 * certificate's issuer is unknown. Knows the order of these; the door's HTTP client does the TLS itself.
 */
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Host } from '../core/host.ts';
import { TrustStore } from './certificates.ts';
import { bypassesProxy, readProxy } from './proxy.ts';
import { openTunnel } from './tunnel.ts';

/** What undici asks its `connect` function for. `httpSocket` is what TLS is to run over, when it is there already. */
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
  /** Makes the function that connects sockets and does TLS. */
  readonly createConnect: (secureContext: SecureContext | undefined) => ConnectFunction<T>;
  /** Ends every tunnel, those that are still being opened too. */
  readonly signal: AbortSignal;
}

/**
 * A `connect` function that minds HTTPS_PROXY and NO_PROXY. Logs the proxy and the extra CA, without
 * credentials, which are masked; throws a Failure of kind `usage` for a proxy that cannot be one.
 */
export function connector<T extends ConnectTarget>({
  host,
  createConnect,
  signal,
}: ConnectOptions<T>): ConnectFunction<T> {
  const proxy = readProxy(host.env);
  for (const secret of proxy?.secrets ?? []) host.mask(secret);
  if (proxy !== undefined) host.log.info(`Proxy for https: ${proxy.address}`);
  const extraCa = host.env.NODE_EXTRA_CA_CERTS;
  if (extraCa) host.log.info(`CA certificates besides those of Node.js: ${extraCa}`);
  // One for each connection that is being opened: Node 20 would take more than ten for a leak.
  setMaxListeners(0, signal);
  const trustStore = new TrustStore();
  const defaultConnect = createConnect(undefined);
  let systemConnect: ConnectFunction<T> | undefined;

  const connectOnce = async (target: T, secureContext: SecureContext | undefined): Promise<Socket> => {
    const address = { hostname: target.hostname, port: Number(target.port || 443) };
    const isDirect = proxy === undefined || target.protocol !== 'https:' || bypassesProxy(host.env, address);
    const redact = (text: string) => host.redact(text);
    const shared = { target: address, clock: host.clock, signal, secureContext, redact };
    const tunnelOptions = isDirect ? {} : { httpSocket: await openTunnel({ proxy, ...shared }) };
    if (secureContext !== undefined) systemConnect ??= createConnect(secureContext);
    const connect = (secureContext !== undefined && systemConnect) || defaultConnect;
    // Once there is TLS in it, the tunnel belongs to the client, which waits in vain for the end of its TLS
    // when somebody else ends the socket below.
    const stop = () => tunnelOptions.httpSocket?.destroy();
    signal.addEventListener('abort', stop, { once: true });
    return new Promise<Socket>((resolve, reject) => {
      connect({ ...target, ...tunnelOptions }, (error, socket) =>
        error === null ? resolve(socket) : reject(error),
      );
    }).finally(() => signal.removeEventListener('abort', stop));
  };

  const connectWithFallback = async (target: T): Promise<Socket> => {
    const { context } = trustStore;
    try {
      return await connectOnce(target, context);
    } catch (error) {
      if (!trustStore.addSystemCertificates(error, context)) throw error;
      host.log.debug(`${target.hostname}: the CA is not one of Node.js; trying with those of the system too`);
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
