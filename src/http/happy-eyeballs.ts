/**
 * Connects to a host with several addresses (RFC 8305, "Happy Eyeballs"): the next address is tried after 250 ms while
 * the attempts before go on, and the first connection wins. Node.js would end an attempt after 250 ms (nodejs/node#54359),
 * so that a network slower than that never connects if the host also has an address that leads nowhere.
 */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { rejectOnAbort } from '../core/abort.ts';
import { systemCode } from '../core/errors.ts';
import type { Clock } from '../core/host.ts';

export interface HostAddress {
  readonly address: string;
  /** 4 or 6. */
  readonly family: number;
}

/** Name resolution and sockets. */
export interface TcpNetwork {
  /** Returns all addresses, the system's favourite first. */
  resolve(hostname: string): Promise<readonly HostAddress[]>;
  /** Returns a socket that is connecting. */
  open(address: HostAddress, port: number): Socket;
}

export interface TcpTarget {
  /** IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Ends all attempts. */
  readonly signal: AbortSignal;
}

/** Returns a connected socket, or throws the error of an attempt. */
export type TcpConnect = (target: TcpTarget) => Promise<Socket>;

/** "Connection Attempt Delay", the recommended value (RFC 8305 section 5). */
const attemptDelayMs = 250;
/** This machine has no way to that address: says less than what another address answers. */
const noRouteCodes = ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];

const systemNetwork: TcpNetwork = {
  resolve: async (hostname) => lookup(hostname, { all: true }),
  open: ({ address, family }, port) => connect({ host: address, family, port, autoSelectFamily: false }),
};

/** Creates a `TcpConnect` that remembers which family won for a host and tries that one first from then on. */
export function createTcpConnect(clock: Clock, network: TcpNetwork = systemNetwork): TcpConnect {
  const wonFamilies = new Map<string, number>();
  return async ({ hostname, port, signal }) => {
    const family = isIP(hostname);
    const addresses =
      family === 0 ? await rejectOnAbort(signal, network.resolve(hostname)) : [{ address: hostname, family }];
    const ordered = alternateFamilies(addresses, wonFamilies.get(hostname));
    const { socket, winner } = await race({ addresses: ordered, port, signal, clock, network });
    wonFamilies.set(hostname, winner.family);
    return socket;
  };
}

/** Alternates between the families, the preferred one first; else that of the first address (RFC 8305 section 4). */
export function alternateFamilies(
  addresses: readonly HostAddress[],
  preferred: number | undefined,
): HostAddress[] {
  const first = preferred ?? addresses[0]?.family;
  const [own, other] = [true, false].map((isFirst) =>
    addresses.filter(({ family }) => (family === first) === isFirst),
  );
  const pairs = addresses.map((_, at) => [own?.[at], other?.[at]]);
  return pairs.flat().filter((address) => address !== undefined);
}

interface RaceOptions {
  readonly addresses: readonly HostAddress[];
  readonly port: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly network: TcpNetwork;
}

function race({ addresses, port, signal, clock, network }: RaceOptions) {
  return new Promise<{ readonly socket: Socket; readonly winner: HostAddress }>((resolve, reject) => {
    const waiting = [...addresses];
    const attempts = new Set<Socket>();
    const errors: unknown[] = [];
    let cancelTimer = () => {};
    const end = (winner?: Socket) => {
      cancelTimer();
      signal.removeEventListener('abort', stop);
      waiting.length = 0;
      for (const socket of attempts) if (socket !== winner) socket.destroy();
      attempts.clear();
    };
    const stop = () => {
      end();
      reject(signal.reason);
    };
    const startNext = () => {
      cancelTimer();
      const address = waiting.shift();
      if (address === undefined) return;
      const socket = network.open(address, port);
      attempts.add(socket);
      socket.once('connect', () => {
        if (!attempts.has(socket)) return;
        end(socket);
        resolve({ socket, winner: address });
      });
      // Stays: an error event without a listener would end the process.
      socket.on('error', (error) => {
        if (!attempts.delete(socket)) return;
        errors.push(error);
        if (waiting.length > 0) return startNext();
        if (attempts.size > 0) return;
        end();
        reject(mostTelling(errors));
      });
      if (waiting.length > 0) cancelTimer = clock.timer(attemptDelayMs, startNext);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    if (waiting.length === 0) {
      end();
      reject(new Error('the host has no address'));
    }
    startNext();
  });
}

function mostTelling(errors: readonly unknown[]): unknown {
  return errors.find((error) => !noRouteCodes.includes(systemCode(error))) ?? errors[0];
}
