/**
 * Sends all HTTP requests. Checks which hosts may be called, applies timeouts, and redirects calls to the emulator.
 * Knows nothing of tokens, Graph or retries. Every response is an `HttpResponse`, whatever its status; if there is
 * none, `send` throws a `ServiceFailure` with status 0. Errors name the method and the host, the path only for official
 * hosts, and never the query: it holds an uploadUrl's credential (on personal drives, the path does).
 */
import type { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { Agent, buildConnector, type Dispatcher, request as undiciRequest } from 'undici';
import { delaySignal, rejectOnAbort } from '../core/abort.ts';
import { CancelledFailure, Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { packageVersion } from '../core/version.ts';
import { type ConnectFunction, createProxyAwareConnect } from './connect.ts';
import { checkGitHubUrl, listGitHubOrigins } from './github-hosts.ts';
import type { HttpRequest, HttpResponse, RequestBody } from './message.ts';
import { type Cloud, cloudHosts, isLoopback, liveLoginHost } from './microsoft-hosts.ts';
import { noReplyFailure } from './no-reply.ts';
import { checkNodeSettings } from './node-settings.ts';
import { isSuccess, readResponseBody, redactResponse, stallTimeoutMs } from './receive.ts';
import { StallTimer } from './stall-timer.ts';

export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** True if nothing reaches Microsoft. */
  readonly emulated: boolean;
  /** Closes all connections at once, including those still being opened. */
  close(): Promise<void>;
}

/** Starts after the last byte of the request. The service needs a while to commit a large file. */
const responseTimeoutMs = 180_000;
const connectTimeoutMs = 15_000;
/**
 * A whole request to GitHub, from the connection to the end of the response. GitHub ends its own requests after 10 s
 * (docs.github.com, "Troubleshooting the REST API"), so a silent one never answers.
 */
const gitHubTimeoutMs = 15_000;
const productName = `onedrive-upload/${packageVersion}`;
/** The form by which SharePoint recognizes an application. It throttles others first (docs/facts.md, "Throttling headers"). */
const microsoftUserAgent = `NONISV|onedrive-upload|${productName}`;

/**
 * Creates a client that may call one cloud's sign-in and Graph hosts (none without a cloud), GitHub's hosts and upload
 * hosts. If ONEDRIVE_UPLOAD_EMULATOR names an origin on loopback, every request that is not for GitHub goes there, with
 * the original Host header.
 */
export function openHttpClient(host: Host, cloud?: Cloud): HttpClient {
  const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
  const emulatorOrigin =
    emulator === undefined || emulator === '' ? undefined : parseEmulatorOrigin(emulator);
  const microsoftHosts = cloud === undefined ? [] : [cloudHosts[cloud].login, cloudHosts[cloud].graph];
  if (cloud === 'global') microsoftHosts.push(liveLoginHost);
  const gitHubOrigins = listGitHubOrigins(host.env);
  checkNodeSettings(host);
  const closing = new AbortController();
  const createConnect = (secureContext: SecureContext | undefined) =>
    buildConnector({ timeout: connectTimeoutMs, ...(secureContext !== undefined && { secureContext }) });
  const connect: ConnectFunction<buildConnector.Options> =
    emulatorOrigin === undefined
      ? createProxyAwareConnect({ host, createConnect, signal: closing.signal })
      : createConnect(undefined);
  const agent = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  return {
    emulated: emulatorOrigin !== undefined,
    send: (request) => send({ agent, host, emulatorOrigin, microsoftHosts, gitHubOrigins }, request),
    close: () => {
      closing.abort();
      return agent.destroy();
    },
  };
}

/** Returns the origin in ONEDRIVE_UPLOAD_EMULATOR. Throws a Failure of kind `usage` unless it is on loopback. */
export function parseEmulatorOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw new Failure(`ONEDRIVE_UPLOAD_EMULATOR is not an address on this machine: ${escapeControls(text)}`, {
      code: 'emulator-address',
      kind: 'usage',
      hint: 'set it to the address that the emulator prints (http://127.0.0.1:PORT), or unset it',
    });
  }
  return url.origin;
}

interface ClientContext {
  readonly agent: Agent;
  readonly host: Host;
  readonly emulatorOrigin: string | undefined;
  /** Only these hosts and GitHub's receive credentials and have their paths shown. */
  readonly microsoftHosts: readonly string[];
  readonly gitHubOrigins: readonly string[];
}

function isTrusted({ microsoftHosts, gitHubOrigins }: ClientContext, url: URL): boolean {
  return microsoftHosts.includes(url.host) || gitHubOrigins.includes(url.origin);
}

async function send(context: ClientContext, request: HttpRequest): Promise<HttpResponse> {
  const url = new URL(request.url);
  const target = resolveTarget(context, request, url);
  if (!isTrusted(context, url)) context.host.maskUrl(request.url);
  const stallTimer = new StallTimer(context.host.clock);
  const cancelSignal = delaySignal(context.host.signal, request.cancelGraceMs ?? 0);
  const cancelSignals = [cancelSignal.signal, request.signal].filter((signal) => signal !== undefined);
  const signal = AbortSignal.any([stallTimer.signal, ...cancelSignals]);
  try {
    return await rejectOnAbort(signal, exchange(context, { request, target, signal, stallTimer, url }));
  } catch (cause) {
    for (const cancelled of cancelSignals) if (cancelled.aborted) throw cancelReason(cancelled);
    if (cause instanceof Failure) throw cause;
    // An upload host's name identifies the tenant, so a public log must not show it. Its path may be a credential.
    const isOfficial = isTrusted(context, url);
    const isLocal = isLoopback(url.hostname);
    throw noReplyFailure(cause, {
      method: request.method,
      host: isOfficial || isLocal ? url.host : 'the upload host',
      path: isOfficial ? url.pathname : '',
      stallReason: stallReason(stallTimer.signal),
      env: context.host.env,
      emulatorOrigin: target.startsWith(`${context.emulatorOrigin}/`) ? context.emulatorOrigin : undefined,
    });
  } finally {
    stallTimer.stop();
    cancelSignal.dispose();
  }
}

function stallReason({ reason }: AbortSignal): string | undefined {
  return reason instanceof Error ? reason.message : undefined;
}

function cancelReason(signal: AbortSignal): unknown {
  return signal.reason instanceof Failure ? signal.reason : new CancelledFailure();
}

/** Returns the URL to call. Only Microsoft's and GitHub's hosts receive access tokens or refresh tokens. */
function resolveTarget(context: ClientContext, request: HttpRequest, url: URL): string {
  const hasAuthorization = Object.keys(request.headers ?? {}).some(
    (name) => name.toLowerCase() === 'authorization',
  );
  const isLocal = isLoopback(url.hostname);
  if ((hasAuthorization || request.method === 'POST') && !isTrusted(context, url)) {
    throw new Failure(`refused to send credentials to ${escapeControls(url.host)}`, {
      code: 'untrusted-address',
      kind: 'service',
    });
  }
  if (context.gitHubOrigins.includes(url.origin))
    return checkGitHubUrl(url, context.emulatorOrigin !== undefined);
  if (context.emulatorOrigin !== undefined)
    return isLocal ? url.href : context.emulatorOrigin + url.href.slice(url.origin.length);
  if (url.protocol !== 'https:') {
    throw new Failure(`refused to call ${escapeControls(url.origin)}, which is not https`, {
      code: 'untrusted-address',
      kind: 'service',
    });
  }
  return url.href;
}

interface ExchangeOptions {
  readonly request: HttpRequest;
  readonly target: string;
  readonly signal: AbortSignal;
  readonly stallTimer: StallTimer;
  /** The official URL. */
  readonly url: URL;
}

async function exchange(
  context: ClientContext,
  { request, target, signal, stallTimer, url }: ExchangeOptions,
): Promise<HttpResponse> {
  const { body } = request;
  const sizeBytes =
    body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.sizeBytes;
  const isGitHub = context.gitHubOrigins.includes(url.origin);
  const isBrief = isGitHub && request.mayBeLarge !== true;
  if (isBrief) stallTimer.setDeadline(gitHubTimeoutMs);
  stallTimer.arm(isGitHub ? gitHubTimeoutMs : sizeBytes === 0 ? responseTimeoutMs : stallTimeoutMs);
  const response = await undiciRequest(target, {
    method: request.method,
    headers: {
      'user-agent': productName,
      ...request.headers,
      // Libraries name themselves. To Microsoft, the application's name goes instead of theirs.
      ...(!isGitHub && { 'user-agent': microsoftUserAgent }),
      host: url.host,
      ...(body !== undefined && { 'content-length': String(sizeBytes) }),
    },
    body:
      body === undefined || typeof body === 'string'
        ? (body ?? null)
        : toReadable(withStallTimer(body, stallTimer)),
    dispatcher: context.agent,
    signal,
  });
  const head = { status: response.statusCode, headers: flattenHeaders(response.headers) };
  const text = await readResponseBody(response.body, { head, request, stallTimer, hasDeadline: isBrief });
  return { ...head, text: isSuccess(head) ? text : redactResponse(text, context.host) };
}

/** undici accepts async iterables as bodies, but its types do not. A Readable would buffer chunks. */
function toReadable(chunks: AsyncIterable<Uint8Array>): Readable {
  return chunks as unknown as Readable;
}

/** Each chunk that the socket accepts shows that the connection is alive. */
async function* withStallTimer(body: RequestBody, stallTimer: StallTimer): AsyncGenerator<Uint8Array> {
  for await (const chunk of body.read()) {
    stallTimer.arm(stallTimeoutMs);
    yield chunk;
    // A slow disk or our own bandwidth limit is not a network stall.
    stallTimer.disarm();
  }
  stallTimer.arm(responseTimeoutMs);
}

function flattenHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const pairs = Object.entries(headers).map(
    ([name, value]) => [name, [value ?? ''].flat().join(', ')] as const,
  );
  return Object.fromEntries(pairs);
}
