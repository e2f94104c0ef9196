/** What a run says of a proxy that does not let it through. What goes through one is in test/packaged. */
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure, ServiceFailure } from '../../../src/core/errors.ts';
import { exitCode } from '../../../src/core/exit-code.ts';
import { openHttpClient } from '../../../src/http/client.ts';
import { retryVerdict } from '../../../src/http/retry-table.ts';
import type { RunReport } from '../../../src/report/report.ts';
import { run } from '../../../src/run/run.ts';
import { errorBehavior, ntlmRequired, startProxy, type TestProxy } from '../../support/connect-proxy.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { writeFiles } from '../../support/random-content.ts';

const password = 'hunter22/é';
const inputs: Readonly<Record<string, string>> = {
  'client-id': '5f0c1a52-93d7-4c1e-9a77-3f5d0f3c8b21',
  'client-secret': 'Q1w8Q~not-a-real-one',
  'refresh-token': 'M.C555_not.a.real.one',
  path: 'files',
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function proxyOf(...options: Parameters<typeof startProxy>): Promise<TestProxy> {
  const proxy = await startProxy(...options);
  cleanups.push(() => proxy.close());
  return proxy;
}

function worldOf(env: Record<string, string>): FakeHost {
  const host = new FakeHost({ env });
  cleanups.push(() => host[Symbol.dispose]());
  writeFiles(`${host.cwd}/files`, { 'a.txt': 100 });
  return host;
}

/** A proxy's address with credentials in it. */
function address(port: number, scheme = 'http'): string {
  return `${scheme}://corp%5Cuser:${encodeURIComponent(password)}@127.0.0.1:${port}`;
}

/** Runs while time flies, so that nobody waits for a time-out. */
async function flying<T>(host: FakeHost, work: Promise<T>): Promise<T> {
  const flight = setInterval(() => host.clock.advance(1000), 2);
  return work.finally(() => clearInterval(flight));
}

async function runAs(host: FakeHost): Promise<RunReport> {
  const source = {
    value: (name: string) => inputs[name],
    presentNames: () => Object.keys(inputs),
    emulator: false,
  };
  return flying(host, run({ host, source }));
}

/** Everything that the run told anybody. */
function told(host: FakeHost): string {
  return [host.lines, [...host.outputs.values()], host.summaryText].flat().join('\n');
}

function expectNoSecrets(host: FakeHost): void {
  const text = told(host);
  for (const secret of [password, encodeURIComponent(password)]) expect(text).not.toContain(secret);
  expect(text).not.toContain(Buffer.from(`corp\\user:${password}`).toString('base64'));
}

describe('a proxy that refuses for good is asked once, and', () => {
  test.each([
    [
      'one that only takes Windows sign-ins',
      ntlmRequired,
      'requires a sign-in method that is not supported (407); it offers Negotiate, NTLM. Run a local relay',
    ],
    [
      'one that does not like the password',
      { answer: 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="NTLM, x"\r\n\r\n' },
      'refused the user name and password in HTTPS_PROXY (407); it offers Basic. Correct them',
    ],
    [
      'one that names no scheme',
      errorBehavior('407 No'),
      'refused the user name and password in HTTPS_PROXY (407). Correct them',
    ],
    [
      'one that forbids the host',
      errorBehavior('403 Blocked: \u009b31mcategory'),
      'refuses to connect to login.microsoftonline.com:443 (403 Blocked: \\u009b31mcategory). Ask the admin',
    ],
    ['one that only knows GET', errorBehavior('405 Method Not Allowed'), '(405 Method Not Allowed)'],
    ['one that knows nobody', errorBehavior('507 Full'), '(507 Full)'],
  ])('%s is named with its reason', async (_, manner, words) => {
    const proxy = await proxyOf({ behavior: manner });
    const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
    const { result } = await runAs(host);
    expect(result).toBe('failed');
    expect(host.errors.join('\n')).toContain(`the proxy 127.0.0.1:${proxy.port} `);
    expect(host.errors.join('\n')).toContain(words);
    expect(proxy.requests.map(({ target }) => target)).toEqual(['login.microsoftonline.com:443']);
    expectNoSecrets(host);
  });

  test('one that wants credentials, when there are none, says how to give them', async () => {
    const proxy = await proxyOf({ credentials: { user: 'u', password } });
    const host = worldOf({ https_proxy: `127.0.0.1:${proxy.port}` });
    await runAs(host);
    expect(host.errors.join('\n')).toContain(
      'requires a user name and password (407); it offers Basic. Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT',
    );
    expect(proxy.requests).toEqual([{ target: 'login.microsoftonline.com:443', authorization: undefined }]);
  });
});

describe('a proxy that fails is asked again, as often as a service would be, and', () => {
  test.each([
    ['one that never answers', 'mute', 'did not answer within 5 s'],
    ['one that drops the question', 'drop', 'closed the connection without an answer'],
    ['one that does not speak HTTP', 'garbage', 'sent an answer that is not HTTP'],
    ['one that answers half', { answer: 'HTTP/1.1 200 OK\r\nVia: ' }, 'closed the connection without'],
    ['one that cannot reach Microsoft', errorBehavior('503 DNS'), 'could not connect to login.microsoft'],
    ['one that opens a tunnel to nowhere', 'silent', 'no data was transferred for too long'],
    ['one that ends the tunnel at once', { answer: 'HTTP/1.1 200 OK\r\n\r\n' }, 'no answer (ECONNRESET)'],
    ['one that talks in the tunnel', { answer: 'HTTP/1.1 200 OK\r\n\r\nhello' }, 'no answer (ERR_SSL_'],
  ] as const)('%s is named with its reason', async (_, manner, words) => {
    const proxy = await proxyOf({ behavior: manner });
    const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
    const { result } = await runAs(host);
    expect(result).toBe('failed');
    expect(host.errors.join('\n')).toContain(words);
    expect(proxy.requests).toHaveLength(6);
    expectNoSecrets(host);
  });

  test('one that is not there is named with the error of the socket', async () => {
    const proxy = await startProxy();
    await proxy.close();
    const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
    await runAs(host);
    expect(host.errors.join('\n')).toContain(
      `the proxy 127.0.0.1:${proxy.port} cannot be reached (ECONNREFUSED). Check HTTPS_PROXY`,
    );
    expectNoSecrets(host);
  });
});

test('a proxy that says back its credentials shows no part of them, cut or not', async () => {
  const basic = Buffer.from(`corp\\user:${password}`).toString('base64');
  // The words of a proxy are cut after 120 characters.
  const proxy = await proxyOf({ behavior: errorBehavior(`403 ${'x'.repeat(100)} ${basic} ${password}`) });
  const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
  await runAs(host);
  expect(host.errors.join('\n')).toContain('x ***');
  expect(told(host)).not.toContain(basic.slice(0, 8));
  expectNoSecrets(host);
});

test('a proxy that takes the connection and does not even shake hands is given 15 s', async () => {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  const bound = server.address();
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
  server.on('connection', (socket) => cleanups.push(() => socket.destroy()));
  const host = worldOf({ HTTPS_PROXY: address(port, 'https') });
  await runAs(host);
  expect(host.errors.join('\n')).toContain('did not answer within 15 s');
});

test.each([
  ['mute', 'PROXY_TIMEOUT'],
  ['drop', 'PROXY_DROPPED'],
  ['garbage', 'PROXY_GARBAGE'],
  [errorBehavior('502 Bad Gateway'), 'PROXY_502'],
] as const)('silence of a proxy (%j) is no answer of the service: %s', async (manner, code) => {
  const proxy = await proxyOf({ behavior: manner });
  const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
  const client = openHttpClient(host, 'global');
  cleanups.push(() => client.close());
  const call = client.send({ method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' });
  const error = await flying(host, call).catch((thrown: unknown) => thrown);
  if (!(error instanceof ServiceFailure)) throw error;
  expect(error.service).toEqual({ status: 0, codes: [code] });
  for (const place of ['token', 'graph', 'create-session', 'put', 'fragment', 'session'] as const)
    expect(retryVerdict(place, error.service)).toBe('again');
});

test('this machine is called directly, and its refusal is told as it was', async () => {
  const proxy = await proxyOf({ behavior: 'drop' });
  const gone = await startProxy();
  await gone.close();
  const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
  const client = openHttpClient(host, 'global');
  cleanups.push(() => client.close());
  const call = client.send({ method: 'GET', url: `https://127.0.0.1:${gone.port}/secret` });
  await expect(call).rejects.toThrow(`GET 127.0.0.1:${gone.port}: no answer (ECONNREFUSED)`);
  expect(proxy.requests).toEqual([]);
});

test('a run that is cancelled while the proxy keeps silent ends at once, and so does the connection', async () => {
  const proxy = await proxyOf({ behavior: 'mute' });
  const host = worldOf({ HTTPS_PROXY: address(proxy.port) });
  const source = {
    value: (name: string) => inputs[name],
    presentNames: () => Object.keys(inputs),
    emulator: false,
  };
  const running = run({ host, source });
  await expect.poll(() => proxy.requests.length).toBe(1);
  host.cancel(new Error('stop'));
  expect((await running).result).toBe('cancelled');
  await expect.poll(() => proxy.open).toBe(0);
});

test('an invalid address of a proxy is bad usage, and nothing is sent', async () => {
  const host = worldOf({ HTTPS_PROXY: `socks5://user:${encodeURIComponent(password)}@127.0.0.1:1080` });
  const { result, error } = await runAs(host);
  expect(result).toBe('failed');
  expect(host.errors.join('\n')).toContain('HTTPS_PROXY is a SOCKS proxy, which is not supported');
  expect(error).toBeInstanceOf(Failure);
  expect(exitCode(error)).toBe(2);
  expectNoSecrets(host);
});

test('the log names proxy and extra CA, once each', async () => {
  const proxy = await proxyOf({ behavior: errorBehavior('403 No') });
  const host = worldOf({ HTTPS_PROXY: address(proxy.port), NODE_EXTRA_CA_CERTS: '/etc/corp.pem' });
  await runAs(host);
  expect(host.lines.filter((line) => line.startsWith('Proxy for https'))).toEqual([
    `Proxy for https: 127.0.0.1:${proxy.port}`,
  ]);
  expect(host.lines.filter((line) => line.includes('/etc/corp.pem'))).toHaveLength(1);
});

test('a proxy that redirects is told as that, with the host it leads to', async () => {
  const proxy = await proxyOf({
    behavior: {
      answer:
        'HTTP/1.1 302 Found\r\nLocation: https://portal.example/x?ticket=canary\r\nContent-Length: 0\r\n\r\n',
    },
  });
  const host = worldOf({ https_proxy: address(proxy.port) });
  expect((await runAs(host)).result).toBe('failed');
  expect(host.errors.join('\n')).toMatch(
    /redirects to portal\.example instead of connecting .*\(302 Found\)/,
  );
  expect(host.errors.join('\n')).not.toContain('canary');
});
