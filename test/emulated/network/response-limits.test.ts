/** A server that means ill, or is broken: what it sends ends somewhere, in bytes and in time. */
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { formatError, ServiceFailure } from '../../../src/core/errors.ts';
import { openHttpClient } from '../../../src/http/client.ts';
import type { HttpRequest } from '../../../src/http/message.ts';
import { FakeHost } from '../../support/fake-host.ts';

const MiB = 1024 * 1024;
const asked = { method: 'GET', url: 'https://graph.microsoft.com/v1.0/me/drive' } as const;

/** A door to a server of the test's own. */
async function facing(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  const host = new FakeHost({ env: { ONEDRIVE_UPLOAD_EMULATOR: `http://127.0.0.1:${port}` } });
  const client = openHttpClient(host, 'global');
  return {
    host,
    send: (request: Partial<HttpRequest> = {}) => client.send({ ...asked, ...request }),
    async [Symbol.asyncDispose]() {
      await client.close();
      server.closeAllConnections();
      server.close();
      host[Symbol.dispose]();
    },
  };
}

test.each([
  ['2 MiB', {}],
  ['16 MiB', { mayBeLarge: true }],
])(
  'an answer without an end is given up for good after %s, and not taken for silence',
  async (limit, request) => {
    await using facade = await facing((_, answer) => {
      const piece = Buffer.alloc(MiB, ' ');
      const more = () => {
        while (!answer.destroyed && answer.write(piece));
      };
      answer.on('drain', more);
      more();
    });
    const sent = facade.send(request);
    await expect(sent.catch(formatError)).resolves.toBe(
      `an answer is larger than ${limit}, more than any of the services sends. Check whether a proxy changes the answers`,
    );
    await expect(sent).rejects.toMatchObject({ name: 'Failure', kind: 'network' });
  },
);

test('a page of a list may have more, in pieces of any size', async () => {
  const text = '0123456789'.repeat(250_000);
  await using facade = await facing((_, answer) => {
    answer.write(text.slice(0, 1));
    answer.write(text.slice(1, 70_000));
    answer.end(text.slice(70_000));
  });
  expect((await facade.send({ mayBeLarge: true })).text).toBe(text);
  await expect(facade.send()).rejects.toThrow('larger than 2 MiB');
});

/** A server that sends a byte as soon as the last one has come, and a clock that goes on by 50 s with each. */
async function dripping(bytes: number, request: Partial<HttpRequest>) {
  let drip = () => {};
  await using facade = await facing((_, answer) => {
    let left = bytes;
    drip = () => {
      left -= 1;
      if (left >= 0) answer.write(' ');
      else answer.end();
    };
    drip();
  });
  const { clock } = facade.host;
  const timer = clock.timer;
  clock.timer = (delayMs, run) => {
    // Armed for the next piece: the last one has come.
    if (delayMs === 60_000)
      setImmediate(() => {
        clock.advance(50_000);
        drip();
      });
    return timer(delayMs, run);
  };
  return await facade.send(request);
}

test.each([{}, { mayBeLarge: true }])(
  'an answer that drips is given up after two minutes: %j',
  async (request) => {
    const sent = dripping(10, request);
    await expect(sent).rejects.toThrow(
      'GET graph.microsoft.com/v1.0/me/drive: the answer was not complete after 2 min 0 s',
    );
    await expect(sent).rejects.toThrow(ServiceFailure);
    await expect(sent).rejects.toMatchObject({ service: { status: 0, codes: ['stalled'] } });
  },
);

test('contents may take as long as they move', async () => {
  let pieces = 0;
  const sink = () => {
    pieces += 1;
  };
  await dripping(10, { onChunk: sink });
  expect(pieces).toBe(10);
});
