/**
 * Opens a tunnel through an HTTP proxy (CONNECT, RFC 9110 section 9.3.6). Errors never contain the proxy's credentials.
 */

import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIPv6, type Socket } from 'node:net';
import { type SecureContext, connect as tlsConnect } from 'node:tls';
import { CancelledFailure, Failure, ServiceFailure, systemCode } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-codes.ts';
import { escapeControls } from '../core/format.ts';
import type { Clock } from '../core/host.ts';
import { certificateFailure } from './certificates.ts';
import type { TcpConnect } from './happy-eyeballs.ts';
import type { HttpProxy } from './proxy.ts';
import { StallTimer } from './stall-timer.ts';

/** Until the request is sent. */
const requestTimeoutMs = 15_000;
/** From then until the response. */
const responseTimeoutMs = 5_000;

export interface TunnelOptions {
  readonly proxy: HttpProxy;
  /** IPv6 without brackets. */
  readonly target: { readonly hostname: string; readonly port: number };
  readonly clock: Clock;
  /** Cancels the attempt; the caller closes an open tunnel. */
  readonly signal: AbortSignal;
  /** For TLS to an https proxy; undefined for the default of Node.js. */
  readonly secureContext: SecureContext | undefined;
  readonly tcpConnect: TcpConnect;
  /** Redacts the proxy's text, which may echo our request. Applied before the text is cut. */
  readonly redact: (words: string) => string;
}

/**
 * Opens a tunnel. Temporary errors (no connection, no response, a dropped connection, invalid HTTP, a 5xx) throw a
 * ServiceFailure with status 0 and a code PROXY_…; a refusal throws a Failure of kind `network`, never retried.
 */
export async function openTunnel(options: TunnelOptions): Promise<Socket> {
  const { proxy, signal } = options;
  const stallTimer = new StallTimer(options.clock);
  stallTimer.arm(requestTimeoutMs);
  const attempt = { stallTimer, isSent: false };
  try {
    const { response, socket } = await sendConnect(options, attempt);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return socket;
    socket.destroy();
    throw status === 407 ? proxyAuthFailure(proxy, response) : proxyStatusFailure(options, response);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    if (signal.aborted) throw new CancelledFailure();
    throw noResponseFailure(proxy, cause, { reached: attempt.isSent, timedOut: stallTimer.signal.aborted });
  } finally {
    stallTimer.disarm();
  }
}

interface TunnelAttempt {
  readonly stallTimer: StallTimer;
  /** The proxy has received the request. */
  isSent: boolean;
}

async function sendConnect(
  options: TunnelOptions,
  attempt: TunnelAttempt,
): Promise<{ readonly response: IncomingMessage; readonly socket: Socket }> {
  const signal = AbortSignal.any([attempt.stallTimer.signal, options.signal]);
  const { hostname, port } = options.proxy;
  const connection = await options.tcpConnect({ hostname, port: Number(port), signal });
  const request = createConnectRequest(options, connection, signal);
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.once('finish', () => {
      attempt.isSent = true;
      attempt.stallTimer.arm(responseTimeoutMs);
    });
    request.once('connect', (reply, socket, head) => {
      // The tunnel's user notices its end anyway; an error event without a listener would end the process.
      socket.on('error', () => {});
      // TLS servers wait for the client, so these bytes are not TLS. The handshake must see and reject them.
      if (head.length > 0) socket.unshift(head);
      resolve({ response: reply, socket });
    });
    request.end();
  });
}

function createConnectRequest(
  { proxy, target, secureContext }: TunnelOptions,
  connection: Socket,
  signal: AbortSignal,
): ClientRequest {
  const authority = `${isIPv6(target.hostname) ? `[${target.hostname}]` : target.hostname}:${target.port}`;
  const shared = {
    method: 'CONNECT',
    host: proxy.hostname,
    port: proxy.port,
    path: authority,
    headers: {
      host: authority,
      ...(proxy.authorization !== undefined && { 'proxy-authorization': proxy.authorization }),
    },
    signal,
  } as const;
  if (!proxy.isHttps) return plainRequest({ ...shared, createConnection: () => connection });
  const createConnection = () =>
    tlsConnect({
      socket: connection,
      host: proxy.hostname,
      servername: isIPv6(proxy.hostname) || /^[\d.]+$/.test(proxy.hostname) ? '' : proxy.hostname,
      ...(secureContext !== undefined && { secureContext }),
    });
  return secureRequest({ ...shared, createConnection });
}

/** No response: each cause has its own code, and all are temporary. */
function noResponseFailure(
  proxy: HttpProxy,
  cause: unknown,
  { reached: isSent, timedOut }: { readonly reached: boolean; readonly timedOut: boolean },
): Failure {
  const untrusted = certificateFailure(`the proxy ${proxy.address}`, cause);
  if (untrusted !== undefined) return untrusted;
  const systemError = systemCode(cause);
  const failure = (name: string, code: FailureCode, words: string) =>
    new ServiceFailure(`the proxy ${proxy.address} ${words}`, {
      code,
      service: { status: 0, codes: [name] },
      hint: 'check HTTPS_PROXY, and that the proxy is running',
    });
  const limitMs = isSent ? responseTimeoutMs : requestTimeoutMs;
  if (timedOut) return failure('PROXY_TIMEOUT', 'proxy-timeout', `did not answer within ${limitMs / 1000} s`);
  if (!isSent) return failure('PROXY_UNREACHABLE', 'proxy-unreachable', `cannot be reached (${systemError})`);
  if (systemError.startsWith('HPE_'))
    return failure('PROXY_GARBAGE', 'proxy-garbage', 'sent an answer that is not HTTP');
  return failure('PROXY_DROPPED', 'proxy-dropped', 'closed the connection without an answer');
}

/** A 407: the proxy wants other credentials, or a scheme that only Windows supports. */
function proxyAuthFailure(proxy: HttpProxy, response: IncomingMessage): Failure {
  const schemes = parseAuthSchemes(response.headers['proxy-authenticate'] ?? []);
  const usable = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
  const offer = schemes.length === 0 ? '' : `; it offers ${escapeControls(schemes.join(', '))}`;
  if (!usable) {
    return new Failure(
      `the proxy ${proxy.address} requires a sign-in method that is not supported (407)${offer}`,
      {
        code: 'proxy-sign-in-unsupported',
        kind: 'network',
        hint: 'run a local relay that can sign in to it, such as px or cntlm, and set HTTPS_PROXY to the relay',
      },
    );
  }
  const [words, hint] =
    proxy.authorization === undefined
      ? ['requires a user name and password (407)', 'set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT']
      : [
          'refused the user name and password in HTTPS_PROXY (407)',
          'correct them; percent-encode @ : / ? # %',
        ];
  return new Failure(`the proxy ${proxy.address} ${words}${offer}`, {
    code: 'proxy-407',
    kind: 'network',
    hint,
  });
}

/** Returns the scheme names in Proxy-Authenticate. Parameters may contain commas too (RFC 9110, 11.7.1). */
export function parseAuthSchemes(header: string | readonly string[]): string[] {
  const unquoted = [header]
    .flat()
    .join(',')
    // An unclosed quote matches to the end. Searching again from every quote would take quadratic time.
    .replace(/"(?:[^"\\]|\\.?)*(?:"|$)/gs, '""');
  const names = unquoted.matchAll(/(?:^|,)\s*([a-z][\w-]*)(?=\s*(?:,|$)|\s+[^\s=,])/gi);
  return [...new Set([...names].map(([, name = '']) => name))];
}

/** The host that a redirect leads to: the rest may hold a ticket. */
export function redirectHost(location: string | undefined): string {
  const url = URL.canParse(location ?? '') ? new URL(location ?? '') : undefined;
  return url === undefined || url.host === '' ? 'another address' : escapeControls(url.host);
}

/** The proxy is overloaded, or cannot reach the target for now. */
const transientStatuses = [408, 429, 500, 502, 503, 504];

function proxyStatusFailure({ proxy, target, redact }: TunnelOptions, response: IncomingMessage): Failure {
  const { statusCode = 0, statusMessage = '' } = response;
  const reason = escapeControls(redact(`${statusCode} ${statusMessage}`).trim().slice(0, 120));
  const to = `${target.hostname}:${target.port}`;
  if (transientStatuses.includes(statusCode)) {
    return new ServiceFailure(`the proxy ${proxy.address} could not connect to ${to} (${reason})`, {
      code: 'proxy-overloaded',
      service: { status: 0, codes: [`PROXY_${statusCode}`] },
      hint: 'try again later, or ask the administrator of the proxy',
    });
  }
  if (statusCode >= 300 && statusCode < 400) {
    const place = redirectHost(response.headers.location);
    return new Failure(
      `the proxy ${proxy.address} redirects to ${place} instead of connecting to ${to} (${reason})`,
      {
        code: 'proxy-answered',
        kind: 'network',
        hint: 'it probably wants somebody to sign in or to agree in a browser on this machine: do so, or ask its administrator',
      },
    );
  }
  return new Failure(`the proxy ${proxy.address} refuses to connect to ${to} (${reason})`, {
    code: 'proxy-refused',
    kind: 'network',
    hint: 'ask the administrator of the proxy to allow that host; if it can be reached without the proxy, add it to NO_PROXY',
  });
}
