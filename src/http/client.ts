/**
 * The one door to the network. Knows time-outs, which hosts may be called, and the mapping to the emulator;
 * how a connection comes about is dial's; nothing here knows tokens, Graph or retries. Every answer is a
 * `Reply`, whatever its status; no answer at all is a `ServiceFailure` with status 0. Errors name method and
 * host, the path only of official hosts, and never a query: an uploadUrl carries its credential there or, on
 * personal drives, in the path.
 */
import type { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { Agent, buildConnector, type Dispatcher, request as undiciRequest } from 'undici';
import { delayed, orAborted } from '../core/abort.ts';
import { CancelledFailure, Failure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import { type Connect, dialer } from './connect.ts';
import { githubOrigins, toGitHub } from './github-hosts.ts';
import type { Pieces, Reply, Request } from './message.ts';
import { type Cloud, clouds, isLoopback, liveHost } from './microsoft-hosts.ts';
import { unanswered } from './no-reply.ts';
import { checkNodeSettings } from './node-settings.ts';
import { isGood, receive, stallMs, withoutSecrets } from './receive.ts';
import { Watchdog } from './stall-timer.ts';

export interface Door {
  send(request: Request): Promise<Reply>;
  /** True when nothing reaches Microsoft. */
  readonly emulated: boolean;
  /** Ends every connection at once, those that are still being opened too. */
  close(): Promise<void>;
}

/** After the last byte of a request: a large file's commit takes the service a while. */
const answerMs = 180_000;
const connectMs = 15_000;
/**
 * Opens the door to one cloud's sign-in and Graph hosts, none without a cloud, to GitHub's, and to upload hosts.
 * ONEDRIVE_UPLOAD_EMULATOR names an origin on loopback that then gets every call that is not for GitHub, with
 * the original Host header.
 */
export function openDoor(host: Host, cloud?: Cloud): Door {
  const emulator = host.env.ONEDRIVE_UPLOAD_EMULATOR;
  const origin = emulator === undefined || emulator === '' ? undefined : emulatorOrigin(emulator);
  const official = cloud === undefined ? [] : [clouds[cloud].login, clouds[cloud].graph];
  if (cloud === 'global') official.push(liveHost);
  const github = githubOrigins(host.env);
  checkNodeSettings(host);
  const closing = new AbortController();
  const build = (trust: SecureContext | undefined) =>
    buildConnector({ timeout: connectMs, ...(trust !== undefined && { secureContext: trust }) });
  const connect: Connect<buildConnector.Options> =
    origin === undefined ? dialer({ host, build, signal: closing.signal }) : build(undefined);
  const agent = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  return {
    emulated: origin !== undefined,
    send: (request) => send({ agent, host, origin, official, github }, request),
    close: () => {
      closing.abort();
      return agent.destroy();
    },
  };
}

/** The origin that ONEDRIVE_UPLOAD_EMULATOR names; anything but loopback is refused. */
export function emulatorOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw new Failure(`ONEDRIVE_UPLOAD_EMULATOR is not an address on this machine: ${printable(text)}`, {
      kind: 'usage',
      hint: 'set it to http://127.0.0.1:PORT as the emulator prints it, or unset it',
    });
  }
  return url.origin;
}

interface Room {
  readonly agent: Agent;
  readonly host: Host;
  readonly origin: string | undefined;
  /** Microsoft's hosts: with GitHub's the only ones that credentials are sent to and whose paths are shown. */
  readonly official: readonly string[];
  readonly github: readonly string[];
}

function isTrusted({ official, github }: Room, url: URL): boolean {
  return official.includes(url.host) || github.includes(url.origin);
}

async function send(room: Room, request: Request): Promise<Reply> {
  const url = new URL(request.url);
  const target = targetOf(room, request, url);
  if (!isTrusted(room, url)) room.host.maskUrl(request.url);
  const watchdog = new Watchdog(room.host.clock);
  const cancel = delayed(room.host.signal, request.afterCancelMs ?? 0);
  const stop = [cancel.signal, request.signal].filter((signal) => signal !== undefined);
  const signal = AbortSignal.any([watchdog.signal, ...stop]);
  try {
    return await orAborted(
      signal,
      exchange(room, { request, target, signal, watchdog, hostHeader: url.host }),
    );
  } catch (cause) {
    for (const source of stop) if (source.aborted) throw cancelReason(source);
    if (cause instanceof Failure) throw cause;
    // An upload host's name is the tenant's, which a public log should not tell, and its path may be a credential.
    const official = isTrusted(room, url);
    const local = isLoopback(url.hostname);
    throw unanswered(cause, {
      method: request.method,
      host: official || local ? url.host : 'the upload host',
      path: official ? url.pathname : '',
      givenUp: givenUp(watchdog.signal),
      env: room.host.env,
    });
  } finally {
    watchdog.end();
    cancel.forget();
  }
}

function givenUp({ reason }: AbortSignal): string | undefined {
  return reason instanceof Error ? reason.message : undefined;
}

function cancelReason(signal: AbortSignal): unknown {
  return signal.reason instanceof Failure ? signal.reason : new CancelledFailure();
}

/** Where the bytes go. A bearer or a form with a refresh token never goes to a host that is not Microsoft's or GitHub's. */
function targetOf(room: Room, request: Request, url: URL): string {
  const confidential = Object.keys(request.headers ?? {}).some(
    (name) => name.toLowerCase() === 'authorization',
  );
  const loopback = isLoopback(url.hostname);
  if ((confidential || request.method === 'POST') && !isTrusted(room, url)) {
    throw new Failure(`refused to send credentials to ${printable(url.host)}`, { kind: 'service' });
  }
  if (room.github.includes(url.origin)) return toGitHub(url, room.origin !== undefined);
  if (room.origin !== undefined) return loopback ? url.href : room.origin + url.href.slice(url.origin.length);
  if (url.protocol !== 'https:') {
    throw new Failure(`refused to call ${printable(url.origin)}, which is not https`, { kind: 'service' });
  }
  return url.href;
}

interface Exchange {
  readonly request: Request;
  readonly target: string;
  readonly signal: AbortSignal;
  readonly watchdog: Watchdog;
  readonly hostHeader: string;
}

async function exchange(
  room: Room,
  { request, target, signal, watchdog, hostHeader }: Exchange,
): Promise<Reply> {
  const { body } = request;
  const sizeBytes =
    body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.sizeBytes;
  watchdog.arm(sizeBytes === 0 ? answerMs : stallMs);
  const reply = await undiciRequest(target, {
    method: request.method,
    headers: {
      ...request.headers,
      host: hostHeader,
      ...(body !== undefined && { 'content-length': String(sizeBytes) }),
    },
    body: body === undefined || typeof body === 'string' ? (body ?? null) : iterable(watched(body, watchdog)),
    dispatcher: room.agent,
    signal,
  });
  const head = { status: reply.statusCode, headers: flat(reply.headers) };
  const text = await receive(reply.body, { head, request, watchdog });
  return { ...head, text: isGood(head) ? text : withoutSecrets(text, room.host) };
}

/** undici documents async iterables as bodies, its types lack them; a Readable would keep pieces queued. */
function iterable(pieces: AsyncIterable<Uint8Array>): Readable {
  return pieces as unknown as Readable;
}

/** Every piece that the socket takes shows that the connection is alive. */
async function* watched(body: Pieces, watchdog: Watchdog): AsyncGenerator<Uint8Array> {
  for await (const piece of body.read()) {
    watchdog.arm(stallMs);
    yield piece;
    // A slow disk or a limit of our own is not the network's silence.
    watchdog.disarm();
  }
  watchdog.arm(answerMs);
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const pairs = Object.entries(headers).map(
    ([name, value]) => [name, [value ?? ''].flat().join(', ')] as const,
  );
  return Object.fromEntries(pairs);
}
