/**
 * Selects the proxy of a connection from HTTPS_PROXY and NO_PROXY, read as curl reads them. The variables may contain a
 * password, so messages show only `address`.
 */
import { BlockList, isIP } from 'node:net';
import { Failure } from '../core/errors.ts';
import type { Environment } from '../core/host.ts';
import { isLoopback } from './microsoft-hosts.ts';

/** An HTTP proxy that supports CONNECT. */
export interface HttpProxy {
  /** TLS to the proxy itself (https://). The tunnelled traffic is encrypted in either case. */
  readonly isHttps: boolean;
  /** IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** Host and port, safe to show. */
  readonly address: string;
  /** The value of Proxy-Authorization (RFC 7617); undefined without credentials. */
  readonly authorization: string | undefined;
  /** Must not appear in any log. */
  readonly secrets: readonly string[];
}

/**
 * Returns the proxy for https; undefined if none is set. Ignores HTTP_PROXY: all calls but those to loopback are https,
 * and curl, Go and the runner do not use it for https either (docs/facts.md, "Proxies and TLS inspection"). Throws a
 * Failure of kind `usage` for anything but the address of an HTTP proxy.
 */
export function readProxy(env: Environment): HttpProxy | undefined {
  const [name, text] = readVariable(env, 'https_proxy');
  if (text === '') return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme?.startsWith('socks')) {
    throw proxyFailure(`${name} is a SOCKS proxy, which is not supported`);
  }
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    throw proxyFailure(`${name} has an unknown kind of proxy, ${scheme}://`);
  }
  const proxyUrl = scheme === undefined ? `http://${text}` : text;
  const url = URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined;
  const rest = url === undefined ? '' : url.pathname.slice(1) + url.search + url.hash;
  if (url === undefined || rest !== '' || url.port === '0') {
    if (text.includes('\\'))
      throw proxyFailure(
        `${name} has a backslash, which ends the address`,
        'write %5C for it, as in http://DOMAIN%5CUSER:PASSWORD@HOST:PORT',
      );
    throw proxyFailure(`${name} is not the address of a proxy`);
  }
  const [user, password] = [url.username, url.password].map((part) => decodeCredential(part, name));
  const address = `${url.hostname}:${url.port || (scheme === 'https' ? 443 : 80)}`;
  const hasCredentials = user !== '' || password !== '';
  // Some proxies take a token as the user name, without a password.
  const secretParts = password === '' ? [user ?? '', url.username] : [password ?? '', url.password];
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  return {
    isHttps: scheme === 'https',
    hostname: normalizeHostname(url.hostname),
    port: Number(address.slice(address.lastIndexOf(':') + 1)),
    address,
    authorization: hasCredentials ? `Basic ${basic}` : undefined,
    secrets: hasCredentials ? [...secretParts, basic].filter((secret) => secret !== '') : [],
  };
}

/** Returns the secrets in the proxy's variable; [] if it is unset or invalid. */
export function proxySecrets(env: Environment): readonly string[] {
  try {
    return readProxy(env)?.secrets ?? [];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

/**
 * True if the target must not go through the proxy: this machine and the entries of NO_PROXY, which are separated by
 * commas or spaces. An entry is `*`, a domain with its subdomains (with or without a leading dot or `*.`), an IP
 * address, or a CIDR range. All but ranges may end in a port.
 */
export function bypassesProxy(env: Environment, target: { hostname: string; port: number }): boolean {
  const host = normalizeHostname(target.hostname);
  if (host === '::1' || isLoopback(host) || /(^|\.)localhost$/.test(host)) return true;
  const [, list] = readVariable(env, 'no_proxy');
  return list
    .split(/[\s,]+/)
    .some((entry) => matchesNoProxyEntry(entry.toLowerCase(), { host, port: target.port }));
}

/** The hint for a request without a response. */
export function proxyHint(env: Environment): string {
  const [, text] = readVariable(env, 'https_proxy');
  if (text !== '') return 'check the network of this machine and the proxy in HTTPS_PROXY';
  const [name, http] = readVariable(env, 'http_proxy');
  return http === ''
    ? 'check the network of this machine; behind a proxy, set HTTPS_PROXY'
    : `check the network of this machine; ${name} is only used for http, so behind a proxy set HTTPS_PROXY too`;
}

/** Returns the name and value of a variable. Lower case comes first, as in curl; an empty one counts as unset. */
function readVariable(env: Environment, lowerName: string): readonly [name: string, value: string] {
  const name = [lowerName, lowerName.toUpperCase()].find((one) => (env[one] ?? '').trim() !== '');
  return [name ?? lowerName, (env[name ?? lowerName] ?? '').trim()];
}

function decodeCredential(part: string, name: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw proxyFailure(`${name} has a % in its user name or password that does not start a percent-escape`);
  }
}

function proxyFailure(message: string, hint?: string): Failure {
  return new Failure(message, {
    code: 'proxy-invalid',
    kind: 'usage',
    hint:
      hint ??
      'set it to http://HOST:PORT, or to http://USER:PASSWORD@HOST:PORT with @ : / ? # % in ' +
        'user name and password percent-encoded',
  });
}

function normalizeHostname(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function matchesNoProxyEntry(entry: string, { host, port }: { host: string; port: number }): boolean {
  // A bare IPv6 address contains colons, so a port after it requires brackets.
  const [, name = entry, wanted] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  if (wanted !== undefined && Number(wanted) !== port) return false;
  if (name === '*') return true;
  if (isIP(host) !== 0) return isInRange(host, normalizeHostname(name));
  const domain = normalizeHostname(name).replace(/^\*?\./, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function isInRange(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family) return false;
  const [type, bits] = family === 4 ? (['ipv4', 32] as const) : (['ipv6', 128] as const);
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) return false;
  const block = new BlockList();
  block.addSubnet(network, prefix === undefined ? bits : Number(prefix), type);
  return block.check(address, type);
}
