/**
 * The whole way of a run behind a proxy, with nothing pretended on our side: official hosts, real variables,
 * real trust. The proxy leads Microsoft's names to an emulator that speaks https.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { type Certificates, certificatesFor } from '../support/certificates.ts';
import { errorBehavior, type ProxyOptions, startProxy, type TestProxy } from '../support/connect-proxy.ts';
import { randomBytes } from '../support/random-content.ts';
import { Step, type StepResult } from './run-packaged.ts';

const upload = 'contoso-my.sharepoint.com';
const hosts = ['login.microsoftonline.com', 'graph.microsoft.com', upload];
/** In the form of real ones: a run that is told of no emulator refuses an emulator's. */
const credentials = {
  clientId: '5f0c1a52-93d7-4c1e-9a77-3f5d0f3c8b21',
  clientSecret: 'Q1w8Q~not-a-real-one-at-all',
  refreshToken: 'M.C555_not.a.real.one.at.all',
};
const account = { user: 'corp\\user', password: 'hunter22/é@:' };
const userinfo = 'corp%5Cuser:hunter22%2F%C3%A9%40%3A';
const big = randomBytes(3_000_000, 'behind a proxy');

let certificates: Certificates;
let emulator: Emulator;
let folder: string;
let caFile: string;
const proxies: TestProxy[] = [];
beforeAll(async () => {
  certificates = await certificatesFor(hosts);
  emulator = await startEmulator({
    account: 'business',
    tls: certificates,
    uploadOrigin: `https://${upload}`,
    credentials,
  });
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-proxy-'));
  caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, certificates.ca);
});
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function proxyOf(options: ProxyOptions = {}): Promise<TestProxy> {
  const proxy = await startProxy({ toPort: Number(new URL(emulator.url).port), ...options });
  proxies.push(proxy);
  return proxy;
}

/** A run that uploads the two files, and how it is told to stop. */
function upstream(destination: string, env: Record<string, string>, retries = '0') {
  const step = new Step(
    {
      'client-id': credentials.clientId,
      'client-secret': credentials.clientSecret,
      'refresh-token': credentials.refreshToken,
      path: 'files',
      destination,
      'session-threshold': '1MiB',
      'chunk-size': '1MiB',
      retries,
    },
    env,
  );
  mkdirSync(join(step.folder, 'files'));
  writeFileSync(join(step.folder, 'files', 'big.bin'), big);
  writeFileSync(join(step.folder, 'files', 'small.txt'), 'hello');
  const running = step.main();
  const ended = async (): Promise<StepResult> => {
    using _ = step;
    const result = await running.done;
    // The command that masks a value has to name it; nothing else may.
    const lines = result.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    const told = [...lines, result.stderr, step.summary, ...step.file('output').values()].join('\n');
    for (const secret of ['hunter22', Buffer.from(`${account.user}:${account.password}`).toString('base64')])
      expect(told).not.toContain(secret);
    return { ...result, stdout: lines.join('\n') };
  };
  return { done: ended(), kill: running.kill };
}

async function expectArrived(destination: string): Promise<void> {
  expect((await emulator.read(`${destination}/big.bin`)).equals(big)).toBe(true);
  expect((await emulator.read(`${destination}/small.txt`)).toString()).toBe('hello');
}

test('sign-in, session and small file go through a proxy with credentials, byte for byte', async () => {
  const proxy = await proxyOf({ credentials: account });
  const { code, stdout, stderr } = await upstream('plain', {
    HTTPS_PROXY: `http://${userinfo}@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: caFile,
  }).done;
  expect(stdout).toContain('Uploaded 2 files');
  expect(code).toBe(0);
  await expectArrived('plain');
  expect(new Set(proxy.requests.map(({ target }) => target))).toEqual(
    new Set(hosts.map((host) => `${host}:443`)),
  );
  expect(stdout).toContain(`Proxy for https: 127.0.0.1:${proxy.port}\n`);
  expect(stdout).toContain(`Additional CA certificates: ${caFile}`);
  expect(stderr).toBe('');
});

test('the proxy itself may speak TLS', async () => {
  const proxy = await proxyOf({ credentials: account, tls: certificates });
  const { stdout } = await upstream('tls', {
    https_proxy: `https://${userinfo}@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: caFile,
  }).done;
  expect(stdout).toContain('Uploaded 2 files');
  await expectArrived('tls');
});

test('a proxy that forbids the upload host alone fails the file that needs it, and names the host', async () => {
  const proxy = await proxyOf({ hosts: { [upload]: errorBehavior('403 Cloud storage') } });
  const { code, stdout } = await upstream('half', {
    HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: caFile,
  }).done;
  expect(code).toBe(1);
  expect(stdout).toContain(
    `the proxy 127.0.0.1:${proxy.port} refuses to connect to ***.sharepoint.com:443 (403 Cloud storage)`,
  );
  expect((await emulator.read('half/small.txt')).toString()).toBe('hello');
});

test.each(['http', 'https'])(
  'a tunnel through an %s proxy that breaks amid a fragment is dug anew, and the file goes on',
  async (scheme) => {
    const proxy = await proxyOf({ credentials: account, ...(scheme === 'https' && { tls: certificates }) });
    emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, do: { kind: 'stall', when: 'amid' } });
    const running = upstream(
      `broken-${scheme}`,
      { HTTPS_PROXY: `${scheme}://${userinfo}@127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: caFile },
      '3',
    );
    await emulator.stalled();
    proxy.cut();
    const { code, stdout } = await running.done;
    emulator.clearFaults();
    expect(stdout).toContain('Uploaded 2 files');
    expect(code).toBe(0);
    await expectArrived(`broken-${scheme}`);
  },
);

test.each(['http', 'https'])(
  'a run that is cancelled behind an %s proxy ends, and deletes its session through it',
  async (scheme) => {
    const proxy = await proxyOf(scheme === 'https' ? { tls: certificates } : {});
    emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, do: { kind: 'stall', when: 'amid' } });
    const running = upstream(`cancelled-${scheme}`, {
      HTTPS_PROXY: `${scheme}://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: caFile,
    });
    await emulator.stalled();
    running.kill('SIGINT');
    const { code } = await running.done;
    emulator.clearFaults();
    expect(code).toBe(1);
    const open = emulator.openSessions().map(({ path }) => path);
    expect(open.filter((path) => path.startsWith('cancelled-'))).toEqual([]);
  },
);

/** Whether that Node.js can tell the system's CAs: 22.15 and later can. */
const node = process.env.NODE_UNDER_TEST ?? process.execPath;
const question = 'process.exitCode = require("node:tls").getCACertificates === undefined ? 1 : 0';
const knowsSystem = spawnSync(node, ['-e', question]).status === 0;

test.runIf(knowsSystem)('a CA that the system trusts is trusted, when Node.js can tell', async () => {
  const proxy = await proxyOf();
  const { stdout } = await upstream('system', {
    HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
    // Where OpenSSL, and with it Node.js on Linux, looks for the system's CAs.
    SSL_CERT_FILE: caFile,
  }).done;
  expect(stdout).toContain('Uploaded 2 files');
  await expectArrived('system');
});

test.runIf(knowsSystem)('the proxy’s own certificate may come from such a CA', async () => {
  const proxy = await proxyOf({ tls: certificates });
  const { stdout } = await upstream('system-tls', {
    HTTPS_PROXY: `https://127.0.0.1:${proxy.port}`,
    SSL_CERT_FILE: caFile,
  }).done;
  expect(stdout).toContain('Uploaded 2 files');
});

test('an unknown CA is said to be unknown, with the variable that helps', async () => {
  const proxy = await proxyOf();
  const { code, stdout } = await upstream('unknown', { HTTPS_PROXY: `127.0.0.1:${proxy.port}` }).done;
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /the certificate of login\.microsoftonline\.com is not trusted on this machine \([A-Z_]+\)/,
  );
  expect(stdout).toContain('set NODE_EXTRA_CA_CERTS to the PEM file of its CA');
});

test('an unknown CA of the proxy itself is said to be unknown, and by whom it was shown', async () => {
  const proxy = await proxyOf({ tls: certificates });
  const { stdout } = await upstream('unknown', {
    HTTPS_PROXY: `https://${userinfo}@127.0.0.1:${proxy.port}`,
  }).done;
  expect(stdout).toContain(
    `the certificate of the proxy 127.0.0.1:${proxy.port} is not trusted on this machine`,
  );
});

test('a certificate for other names is refused, whoever signed it', async () => {
  const foreign = await startEmulator({
    tls: await certificatesFor(['example.com'], certificates.signer),
    uploadOrigin: `https://${upload}`,
    credentials,
  });
  try {
    const proxy = await proxyOf({ toPort: Number(new URL(foreign.url).port) });
    const { code, stdout } = await upstream('foreign', {
      HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
      SSL_CERT_FILE: caFile,
      NODE_EXTRA_CA_CERTS: caFile,
    }).done;
    expect(code).toBe(1);
    expect(stdout).toContain('is for another name (ERR_TLS_CERT_ALTNAME_INVALID)');
  } finally {
    await foreign.close();
  }
});
