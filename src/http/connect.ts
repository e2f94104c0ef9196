/**
 * How a connection comes about: directly or through the proxy, and once more with the system's CAs when the
 * certificate's issuer is unknown. Knows the order of these; the door's HTTP client does the TLS itself.
 */
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Host } from '../core/host.ts';
import { Trust } from './certificates.ts';
import { goesDirect, readProxy } from './proxy.ts';
import { openTunnel } from './tunnel.ts';

/** What undici asks its `connect` function for. `httpSocket` is what TLS is to run over, when it is there already. */
export interface Target {
  readonly hostname: string;
  readonly protocol: string;
  readonly port: string;
  readonly httpSocket?: Socket;
}

/** A `connect` function of undici (docs/api/Connector.md there). */
export type Connect<T extends Target> = (
  target: T,
  done: (...outcome: [null, Socket] | [Error, null]) => void,
) => void;

export interface DialOptions<T extends Target> {
  readonly host: Host;
  /** Makes the function that connects sockets and does TLS. */
  readonly build: (trust: SecureContext | undefined) => Connect<T>;
  /** Ends every tunnel, those that are still being opened too. */
  readonly signal: AbortSignal;
}

/**
 * A `connect` function that minds HTTPS_PROXY and NO_PROXY. Logs the proxy and the extra CA, without
 * credentials, which are masked; throws a Failure of kind `usage` for a proxy that cannot be one.
 */
export function dialer<T extends Target>({ host, build, signal }: DialOptions<T>): Connect<T> {
  const proxy = readProxy(host.env);
  for (const secret of proxy?.secrets ?? []) host.mask(secret);
  if (proxy !== undefined) host.log.info(`Proxy for https: ${proxy.address}`);
  const extraCa = host.env.NODE_EXTRA_CA_CERTS;
  if (extraCa) host.log.info(`CA certificates besides those of Node.js: ${extraCa}`);
  // One for each connection that is being opened: Node 20 would take more than ten for a leak.
  setMaxListeners(0, signal);
  const trust = new Trust();
  const narrow = build(undefined);
  let wide: Connect<T> | undefined;

  const attempt = async (target: T, context: SecureContext | undefined): Promise<Socket> => {
    const address = { hostname: target.hostname, port: Number(target.port || 443) };
    const direct = proxy === undefined || target.protocol !== 'https:' || goesDirect(host.env, address);
    const redact = (words: string) => host.redact(words);
    const tunnel = { target: address, clock: host.clock, signal, trust: context, redact };
    const through = direct ? {} : { httpSocket: await openTunnel({ proxy, ...tunnel }) };
    if (context !== undefined) wide ??= build(context);
    const connect = (context !== undefined && wide) || narrow;
    // Once there is TLS in it, the tunnel belongs to the client, which waits in vain for the end of its TLS
    // when somebody else ends the socket below.
    const stop = () => through.httpSocket?.destroy();
    signal.addEventListener('abort', stop, { once: true });
    return new Promise<Socket>((resolve, reject) => {
      connect({ ...target, ...through }, (error, socket) =>
        error === null ? resolve(socket) : reject(error),
      );
    }).finally(() => signal.removeEventListener('abort', stop));
  };

  const dial = async (target: T): Promise<Socket> => {
    const { context } = trust;
    try {
      return await attempt(target, context);
    } catch (error) {
      if (!trust.widen(error, context)) throw error;
      host.log.debug(`${target.hostname}: the CA is not one of Node.js; trying with those of the system too`);
      return attempt(target, trust.context);
    }
  };
  return (target, done) => {
    dial(target).then(
      (socket) => done(null, socket),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}
