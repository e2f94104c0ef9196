import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import type { Environment } from '../../../src/core/host.ts';
import { bypassesProxy, proxyHint, readProxy } from '../../../src/http/proxy.ts';
import { parseAuthSchemes } from '../../../src/http/proxy-tunnel.ts';

const graph = { hostname: 'graph.microsoft.com', port: 443 };

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('no Failure was thrown');
}

describe('the proxy is', () => {
  test.each<[string, Environment, string | undefined]>([
    ['none when nothing is set', {}, undefined],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy.corp:3128' }, 'proxy.corp:3128'],
    ['https_proxy', { https_proxy: 'http://proxy.corp:3128' }, 'proxy.corp:3128'],
    ['the one in lower case when both are set', { https_proxy: 'a:1', HTTPS_PROXY: 'b:2' }, 'a:1'],
    ['the other one when the one in lower case is empty', { https_proxy: ' ', HTTPS_PROXY: 'b:2' }, 'b:2'],
    ['never HTTP_PROXY, for every call is https', { HTTP_PROXY: 'a:1', http_proxy: 'a:1' }, undefined],
    ['never ALL_PROXY', { ALL_PROXY: 'socks5://a:1', all_proxy: 'a:1' }, undefined],
    ['on port 80 when none is named', { HTTPS_PROXY: 'http://proxy.corp' }, 'proxy.corp:80'],
    ['on port 443 when it is an https one', { HTTPS_PROXY: 'https://proxy.corp/' }, 'proxy.corp:443'],
    ['at an IPv6 address', { HTTPS_PROXY: 'http://[fd00::1]:3128' }, '[fd00::1]:3128'],
    ['a relay on this machine', { HTTPS_PROXY: '127.0.0.1:3128' }, '127.0.0.1:3128'],
    ['found behind blanks', { HTTPS_PROXY: ' http://proxy.corp:3128\n' }, 'proxy.corp:3128'],
  ])('%s', (_, env, address) => {
    expect(readProxy(env)?.address).toBe(address);
  });

  test('spoken to over TLS only when its scheme says so', () => {
    expect(readProxy({ HTTPS_PROXY: 'HTTPS://proxy.corp:8443' })).toMatchObject({
      isHttps: true,
      port: 8443,
    });
    expect(readProxy({ HTTPS_PROXY: 'proxy.corp:8443' })).toMatchObject({ isHttps: false, port: 8443 });
  });

  test('connected to without the brackets of its address', () => {
    expect(readProxy({ HTTPS_PROXY: 'http://[FD00::1]:3128' })?.hostname).toBe('fd00::1');
  });
});

describe('credentials of a proxy', () => {
  test.each([
    ['http://user:secret@proxy.corp:3128', 'user:secret'],
    ['user:secret@proxy.corp:3128', 'user:secret'],
    ['http://corp%5Cuser:p%40ss%3Aw%2Frd%25@proxy.corp:3128', 'corp\\user:p@ss:w/rd%'],
    ['http://user:p@ss@proxy.corp:3128', 'user:p@ss'],
    ['http://user@proxy.corp:3128', 'user:'],
    ['http://us%C3%A9r:pass@proxy.corp:3128', 'usér:pass'],
  ])('of %s are decoded and sent as Basic', (text, plain) => {
    const proxy = readProxy({ HTTPS_PROXY: text });
    expect(proxy?.address).toBe('proxy.corp:3128');
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from(plain).toString('base64')}`);
  });

  test('are secrets in every form', () => {
    const secrets = readProxy({ HTTPS_PROXY: 'http://user:p%40ssword@proxy.corp:3128' })?.secrets;
    expect(secrets).toEqual(['p@ssword', 'p%40ssword', Buffer.from('user:p@ssword').toString('base64')]);
  });

  test('are not made up', () => {
    expect(readProxy({ HTTPS_PROXY: 'proxy.corp:3128' })).toMatchObject({
      authorization: undefined,
      secrets: [],
    });
  });
});

describe('a proxy variable that is not valid', () => {
  test.each([
    ['socks5://proxy.corp:1080', 'https_proxy is a SOCKS proxy, which is not supported'],
    ['SOCKS4a://u:hunter22@proxy.corp', 'https_proxy is a SOCKS proxy, which is not supported'],
    ['ftp://proxy.corp', 'https_proxy has an unknown kind of proxy, ftp://'],
    ['http://', 'https_proxy is not the address of a proxy'],
    ['http://u:hunter22@', 'https_proxy is not the address of a proxy'],
    ['http://proxy.corp:port', 'https_proxy is not the address of a proxy'],
    ['http://proxy.corp:0', 'https_proxy is not the address of a proxy'],
    ['http://proxy.corp:99999', 'https_proxy is not the address of a proxy'],
    ['http://wpad.corp/wpad.dat', 'https_proxy is not the address of a proxy'],
    ['http://u:1/hunter22@proxy.corp:3128', 'https_proxy is not the address of a proxy'],
    ['http://u:1#hunter22@proxy.corp:3128', 'https_proxy is not the address of a proxy'],
    ['http://u:1?hunter22@proxy.corp:3128', 'https_proxy is not the address of a proxy'],
    [
      'http://u:hunter22%@proxy.corp:3128',
      'https_proxy has a % in its user name or password that does not start',
    ],
  ])('%s is reported as bad usage, without its value', (text, message) => {
    const failure = failureOf(() => readProxy({ https_proxy: text }));
    expect(failure.message).toContain(message);
    expect(failure.kind).toBe('usage');
    expect(failure.hint).toContain('http://USER:PASSWORD@HOST:PORT');
    expect(failure.message + failure.hint).not.toContain('hunter22');
  });

  test('is called by the name that it has', () => {
    expect(failureOf(() => readProxy({ HTTPS_PROXY: 'http://' })).message).toMatch(/^HTTPS_PROXY /);
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['*', true],
    ['graph.microsoft.com', true],
    ['GRAPH.Microsoft.com', true],
    ['microsoft.com', true],
    ['.microsoft.com', true],
    ['*.microsoft.com', true],
    ['microsoft.com.', true],
    ['example.com, microsoft.com', true],
    ['example.com microsoft.com', true],
    ['example.com,,*', true],
    ['graph.microsoft.com:443', true],
    ['.microsoft.com:443', true],
    ['*:443', true],
    ['graph.microsoft.com:8443', false],
    ['*:8443', false],
    ['soft.com', false],
    ['graph.microsoft.com.example', false],
    ['login.graph.microsoft.com', false],
    ['.', false],
    ['', false],
    ['10.0.0.0/8', false],
  ])('of %j leaves Graph out of the proxy: %s', (list, direct) => {
    expect(bypassesProxy({ NO_PROXY: list }, graph)).toBe(direct);
  });

  test.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.3:443', true],
    ['10.1.2.3', '10.1.2.3:80', false],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['10.1.2.3', '10.1.2.0/31', false],
    ['10.1.2.3', '10.0.0.0/33', false],
    ['10.1.2.3', '10.0.0.0/x', false],
    ['10.1.2.3', '2.3', false],
    ['10.1.2.3', 'fd00::/8', false],
    ['fd00::12', 'fd00::/8', true],
    ['[fd00::12]', 'fd00:0::12', true],
    ['fd00::12', '[fd00::12]:443', true],
    ['fd00::12', '[fd00::12]:80', false],
    ['fd00::12', 'fe00::/8', false],
  ])('and the address %s: %s says %s', (hostname, list, direct) => {
    expect(bypassesProxy({ NO_PROXY: list }, { hostname, port: 443 })).toBe(direct);
  });

  test('counts in lower case first', () => {
    expect(bypassesProxy({ no_proxy: 'example.com', NO_PROXY: '*' }, graph)).toBe(false);
    expect(bypassesProxy({ no_proxy: '', NO_PROXY: '*' }, graph)).toBe(true);
  });

  test('ignores a dot at the end of a host', () => {
    expect(bypassesProxy({ NO_PROXY: 'microsoft.com' }, { ...graph, hostname: 'graph.microsoft.com.' })).toBe(
      true,
    );
  });
});

test.each(['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost', 'emulator.localhost'])(
  'this machine (%s) is never reached through a proxy',
  (hostname) => {
    expect(bypassesProxy({}, { hostname, port: 443 })).toBe(true);
  },
);

test('a host that only looks like this machine is', () => {
  expect(bypassesProxy({}, { hostname: '127.0.0.1.example.com', port: 443 })).toBe(false);
  expect(bypassesProxy({}, { hostname: 'mylocalhost', port: 443 })).toBe(false);
});

test.each<[Environment, string]>([
  [{}, 'check the network of this machine; behind a proxy, set HTTPS_PROXY'],
  [{ HTTPS_PROXY: 'http://u:p@x' }, 'check the network of this machine and the proxy in HTTPS_PROXY'],
  [
    { HTTP_PROXY: 'x' },
    'check the network of this machine; HTTP_PROXY is only used for http, so behind a proxy set HTTPS_PROXY too',
  ],
])('who gets no answer under %j is told what to look at', (env, advice) => {
  expect(proxyHint(env)).toBe(advice);
});

test.each<[string | string[], string[]]>([
  ['Basic realm="proxy"', ['Basic']],
  ['Negotiate, NTLM', ['Negotiate', 'NTLM']],
  [
    ['NTLM', 'Basic realm="a, Digest b"'],
    ['NTLM', 'Basic'],
  ],
  ['Digest realm="x", qop="auth,auth-int", nonce=abc, algorithm = MD5, Basic realm=y', ['Digest', 'Basic']],
  ['Negotiate YIIab==', ['Negotiate']],
  ['Basic realm="a \\" , Digest c"', ['Basic']],
  ['', []],
])('a proxy that answers %j offers %j', (header, schemes) => {
  expect(parseAuthSchemes(header)).toEqual(schemes);
});
