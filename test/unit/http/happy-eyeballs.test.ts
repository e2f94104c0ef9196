/** Which of a host's addresses gets the connection. The sockets are real, the time is not. */
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  alternateFamilies,
  createTcpConnect,
  type HostAddress,
  type TcpNetwork,
} from '../../../src/http/happy-eyeballs.ts';
import { FakeHost } from '../../support/fake-host.ts';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
});

/** How an address behaves: it connects after that many milliseconds, never, or with that error. */
type Behavior = number | 'silent' | 'refused' | 'unreachable';

/** A host with one address for each behavior; those that begin with 6 are IPv6. */
class Network implements TcpNetwork {
  readonly host = new FakeHost();
  readonly behaviors: Readonly<Record<string, Behavior>>;
  readonly opened: string[] = [];
  readonly sockets: Socket[] = [];
  resolutions = 0;

  constructor(behaviors: Readonly<Record<string, Behavior>>) {
    this.behaviors = behaviors;
  }

  async resolve(): Promise<HostAddress[]> {
    this.resolutions += 1;
    return Object.keys(this.behaviors).map((address) => ({ address, family: Number(address[0]) }));
  }

  open({ address }: HostAddress): Socket {
    const socket = new Socket();
    this.opened.push(address);
    this.sockets.push(socket);
    const behavior = this.behaviors[address] ?? 0;
    const fail = (code: string) =>
      queueMicrotask(() => socket.destroy(Object.assign(new Error(code), { code })));
    if (behavior === 'refused') fail('ECONNREFUSED');
    else if (behavior === 'unreachable') fail('ENETUNREACH');
    else if (behavior === 0) socket.connect(port, '127.0.0.1');
    else if (behavior !== 'silent')
      this.host.clock.timer(behavior, () => socket.destroyed || socket.connect(port, '127.0.0.1'));
    return socket;
  }

  /** Sockets that are still there, besides the winner. */
  left(winner?: Socket): number {
    return this.sockets.filter((socket) => socket !== winner && !socket.destroyed).length;
  }

  [Symbol.dispose](): void {
    for (const socket of this.sockets) socket.destroy();
    this.host[Symbol.dispose]();
  }
}

function start(network: Network, signal = new AbortController().signal) {
  const connect = createTcpConnect(network.host.clock, network);
  return { connect, connecting: connect({ hostname: 'host.test', port, signal }) };
}

/** Lets what is due happen, without time going by. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a connection', () => {
  test('to the only address takes as long as that needs', async () => {
    using network = new Network({ '4a': 3000 });
    const { connecting } = start(network);
    await settle();
    network.host.clock.advance(3000);
    expect((await connecting).remotePort).toBe(port);
    expect(network.opened).toEqual(['4a']);
  });

  test('goes to the next address after 250 ms of silence, not earlier', async () => {
    using network = new Network({ '6a': 'silent', '4a': 0 });
    const { connecting } = start(network);
    await settle();
    network.host.clock.advance(249);
    await settle();
    expect(network.opened).toEqual(['6a']);
    network.host.clock.advance(1);
    const socket = await connecting;
    expect(network.opened).toEqual(['6a', '4a']);
    expect(network.left(socket)).toBe(0);
  });

  test.each([300, 900, 5000])(
    'that needs %i ms is made, although another address leads nowhere',
    async (ms) => {
      using network = new Network({ '6a': 'silent', '4a': ms, '6b': 'silent' });
      const { connecting } = start(network);
      await settle();
      network.host.clock.advance(250 + ms);
      const socket = await connecting;
      expect(network.opened).toEqual(['6a', '4a', '6b']);
      expect(network.left(socket)).toBe(0);
    },
  );

  test.each([300, 2000])('that needs %i ms is made, although the next address leads nowhere', async (ms) => {
    using network = new Network({ '4a': ms, '6a': 'silent' });
    const { connecting } = start(network);
    await settle();
    network.host.clock.advance(ms);
    expect(await connecting).toBe(network.sockets[0]);
    expect(network.left(network.sockets[0])).toBe(0);
  });

  test('is the first one’s when that is slow and the second slower', async () => {
    using network = new Network({ '6a': 400, '4a': 400 });
    const { connecting } = start(network);
    await settle();
    network.host.clock.advance(400);
    expect(await connecting).toBe(network.sockets[0]);
  });

  test('goes to the next address at once when one refuses', async () => {
    using network = new Network({ '6a': 'unreachable', '6b': 'refused', '4a': 0 });
    const startMs = network.host.clock.now();
    const { connecting } = start(network);
    expect((await connecting).remotePort).toBe(port);
    expect(network.opened).toEqual(['6a', '4a']);
    expect(network.host.clock.now()).toBe(startMs);
  });

  test('waits for a slow address when all others have refused', async () => {
    using network = new Network({ '6a': 2000, '4a': 'refused' });
    const { connecting } = start(network);
    await settle();
    network.host.clock.advance(2000);
    expect(await connecting).toBe(network.sockets[0]);
  });
});

test.each<[Record<string, Behavior>, string]>([
  [{ '4a': 'refused' }, 'ECONNREFUSED'],
  [{ '6a': 'unreachable', '4a': 'refused' }, 'ECONNREFUSED'],
  [{ '6a': 'unreachable', '4a': 'unreachable' }, 'ENETUNREACH'],
])('when all of %j fail, the error is %s', async (behaviors, code) => {
  using network = new Network(behaviors);
  await expect(start(network).connecting).rejects.toMatchObject({ code });
  expect(network.left()).toBe(0);
});

test('a host without addresses is an error', async () => {
  using network = new Network({});
  await expect(start(network).connecting).rejects.toThrow('no address');
});

test('an abort ends all attempts, and the reason is the error', async () => {
  using network = new Network({ '6a': 'silent', '4a': 'silent', '4b': 'silent' });
  const abort = new AbortController();
  const { connecting } = start(network, abort.signal);
  await settle();
  network.host.clock.advance(250);
  abort.abort(new Error('enough'));
  await expect(connecting).rejects.toThrow('enough');
  network.host.clock.advance(1000);
  expect(network.opened).toEqual(['6a', '4a']);
  expect(network.left()).toBe(0);
});

test('the family that won goes first from then on', async () => {
  using network = new Network({ '6a': 'silent', '4a': 0, '6b': 'silent', '4b': 0 });
  const { connect, connecting } = start(network);
  await settle();
  network.host.clock.advance(250);
  await connecting;
  network.opened.length = 0;
  const { signal } = new AbortController();
  await connect({ hostname: 'host.test', port, signal });
  expect(network.opened).toEqual(['4a']);
  network.opened.length = 0;
  const other = connect({ hostname: 'other.test', port, signal });
  await settle();
  expect(network.opened).toEqual(['6a']);
  network.host.clock.advance(250);
  await other;
});

test('an address in place of a name is not resolved', async () => {
  using network = new Network({ '127.0.0.1': 0 });
  const connect = createTcpConnect(network.host.clock, network);
  await connect({ hostname: '127.0.0.1', port, signal: new AbortController().signal });
  expect([network.resolutions, network.opened]).toEqual([0, ['127.0.0.1']]);
});

test.each<[string, number | undefined, string]>([
  ['6a 6b 4a 4b', undefined, '6a 4a 6b 4b'],
  ['4a 6a 6b', undefined, '4a 6a 6b'],
  ['6a 6b 6c 4a', undefined, '6a 4a 6b 6c'],
  ['6a 6b 4a 4b', 4, '4a 6a 4b 6b'],
  ['6a 6b', 4, '6a 6b'],
  ['4a', 6, '4a'],
  ['', undefined, ''],
])('the addresses %s, with %s preferred, take turns as %s', (given, preferred, wanted) => {
  const addresses = given
    .split(' ')
    .filter(Boolean)
    .map((address) => ({ address, family: Number(address[0]) }));
  expect(
    alternateFamilies(addresses, preferred)
      .map(({ address }) => address)
      .join(' '),
  ).toBe(wanted);
});
