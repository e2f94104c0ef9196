/**
 * A host, or a proxy, of which one address leads nowhere while the other needs longer than 250 ms for a connection:
 * TLS and the request go over what wins.
 */
import { Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/emulator.ts';
import { createProxyAwareConnect } from '../../../src/http/connect.ts';
import { createTcpConnect } from '../../../src/http/happy-eyeballs.ts';
import { certificatesFor } from '../../support/certificates.ts';
import { startProxy } from '../../support/connect-proxy.ts';
import { FakeHost } from '../../support/fake-host.ts';

const name = 'graph.microsoft.com';
const handshakeMs = 700;

/** Requests the drive without a token, over a network where IPv6 is silent and IPv4 slow. Returns what was opened. */
async function requestOver(env: (proxyPort: number) => Record<string, string>) {
  const certificates = await certificatesFor([name]);
  const emulator = await startEmulator({ tls: certificates });
  const toPort = Number(new URL(emulator.url).port);
  const proxy = await startProxy({ toPort });
  const host = new FakeHost({ env: env(proxy.port) });
  const opened: string[] = [];
  const silent: Socket[] = [];
  const tcpConnect = createTcpConnect(host.clock, {
    resolve: async (hostname) => [
      { address: `${hostname} by IPv6`, family: 6 },
      { address: hostname, family: 4 },
    ],
    open: ({ address, family }, port) => {
      const socket = new Socket();
      opened.push(address);
      if (family === 6) silent.push(socket);
      else
        host.clock.timer(handshakeMs, () => {
          if (!socket.destroyed) socket.connect(address === name ? toPort : port, '127.0.0.1');
        });
      return socket;
    },
  });
  const closing = new AbortController();
  const connect = createProxyAwareConnect({
    host,
    createConnect: () => buildConnector({ ca: certificates.ca }),
    signal: closing.signal,
    tcpConnect,
  });
  const agent = new Agent({ connect });
  const flight = setInterval(() => host.clock.advance(50), 2);
  try {
    const origin = `https://${name}`;
    const { statusCode, body } = await agent.request({ origin, path: '/v1.0/me/drive', method: 'GET' });
    await body.dump();
    return {
      opened,
      statusCode,
      isLeft: silent.some((socket) => !socket.destroyed),
      proxied: proxy.requests,
    };
  } finally {
    clearInterval(flight);
    closing.abort();
    await agent.destroy();
    await proxy.close();
    await emulator.close();
    host[Symbol.dispose]();
  }
}

test('is reached directly', async () => {
  const { opened, statusCode, isLeft, proxied } = await requestOver(() => ({}));
  expect(statusCode).toBe(401);
  expect(opened).toEqual([`${name} by IPv6`, name]);
  expect([isLeft, proxied]).toEqual([false, []]);
});

test('is reached through a proxy of that kind', async () => {
  const { opened, statusCode, isLeft, proxied } = await requestOver((port) => ({
    HTTPS_PROXY: `http://proxy.test:${port}`,
  }));
  expect(statusCode).toBe(401);
  expect(opened).toEqual(['proxy.test by IPv6', 'proxy.test']);
  expect(isLeft).toBe(false);
  expect(proxied.map(({ target }) => target)).toEqual([`${name}:443`]);
});
