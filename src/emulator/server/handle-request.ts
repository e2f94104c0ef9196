/** Handles one request: runs the route, sends the reply, and applies the fault planned for it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionCut, type FaultEffect } from '../core/faults.ts';
import type { EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { findRefusal, type RefusalName } from '../core/refusals.ts';
import { innermostErrorCode, type RequestLogEntry } from '../core/request-log.ts';
import { applyListFault } from '../graph/bad-listing.ts';
import type { BandwidthLimiter } from './bandwidth-limiter.ts';
import { refusalReply, withItemFields } from './refusal-reply.ts';
import { RequestBody, type RequestBodyOptions } from './request-body.ts';
import { sendHalfReply, sendReply } from './send-reply.ts';

export interface HttpExchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly route: Route;
  readonly logEntry: RequestLogEntry;
  readonly effect: FaultEffect | undefined;
  /** Called when a stall begins. */
  readonly onStall: () => void;
  /** Limits the bandwidth of the connection, if set. */
  readonly limiter: BandwidthLimiter | undefined;
}

/**
 * Handles a request to its end. Never throws: if a route crashes, it sends 500 and records the crash in the request
 * log.
 */
export async function handleExchange(exchange: HttpExchange): Promise<void> {
  const { response, logEntry, effect } = exchange;
  if (effect !== undefined) logEntry.fault = effect.kind === 'refusal' ? effect.name : effect.kind;
  const requestBody = new RequestBody(exchange.incoming, requestBodyOptions(exchange));
  response.on('error', () => {});
  response.once('close', () => {
    logEntry.bodyBytes = requestBody.receivedBytes;
    if (!response.writableFinished) logEntry.status = 'cut';
  });
  try {
    await respond(exchange, requestBody);
    logEntry.bodyBytes = requestBody.receivedBytes;
    if (response.writableEnded) requestBody.drain();
  } catch (error) {
    if (error instanceof ConnectionCut || response.destroyed) return cutConnection(exchange);
    console.error('emulator: a route crashed:', error);
    logEntry.fault = `crash: ${error instanceof Error ? error.message : String(error)}`;
    if (response.headersSent) return cutConnection(exchange);
    await sendAndLog(exchange, {
      status: 500,
      json: { error: { code: 'generalException', message: 'The emulator crashed.' } },
    });
    requestBody.drain();
  }
}

function requestBodyOptions(exchange: HttpExchange): RequestBodyOptions {
  const { effect, incoming, response } = exchange;
  const expectsContinue = incoming.headers.expect?.toLowerCase() === '100-continue';
  const options = {
    ...(expectsContinue ? { onStart: () => response.writeContinue() } : {}),
    ...(exchange.limiter === undefined ? {} : { limiter: exchange.limiter }),
  };
  // The length of a chunked body is unknown: cut it after one byte.
  const bytes = Math.floor(Number(incoming.headers['content-length'] ?? 2) / 2);
  if (effect?.kind === 'slow') return { ...options, bytesPerSecond: effect.bytesPerSecond };
  if (effect?.kind === 'corrupt') return { ...options, corrupt: true };
  const whole =
    effect?.kind === 'partial' &&
    effect.keepBytes >= Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (effect?.kind === 'partial' && !whole)
    return { ...options, limit: { bytes: effect.keepBytes, end: 'keep' } };
  if (!hasBody(incoming)) return options;
  if (effect?.kind === 'cut' && effect.when === 'amid') return { ...options, limit: { bytes, end: 'cut' } };
  if (effect?.kind === 'stall' && effect.when === 'amid') {
    return { ...options, limit: { bytes, end: 'stall', onStall: exchange.onStall } };
  }
  return options;
}

function hasBody(incoming: IncomingMessage): boolean {
  return (
    Number(incoming.headers['content-length'] ?? 0) > 0 || incoming.headers['transfer-encoding'] !== undefined
  );
}

async function respond(exchange: HttpExchange, requestBody: RequestBody): Promise<void> {
  const { effect } = exchange;
  const run = () => exchange.route(toEmulatorRequest(exchange, requestBody));
  if (effect === undefined) return sendAndLog(exchange, await run());
  if (effect.kind === 'status') {
    const body = effect.processed ? await run().then(() => '') : await readBodyStart(requestBody);
    return sendAndLog(
      exchange,
      statusReply(effect.echo ? withEchoedRequest(exchange, effect, body) : effect),
    );
  }
  if (effect.kind === 'refusal')
    return sendAndLog(exchange, await refuse(exchange, effect.name, requestBody));
  if (effect.kind === 'slow') return sendAndLog(exchange, await run(), effect.bytesPerSecond);
  if (effect.kind === 'list')
    return sendAndLog(exchange, applyListFault(await run(), effect.how, exchange.url));
  if (effect.kind === 'lost-reply' || effect.kind === 'partial') {
    await run();
    return cutConnection(exchange);
  }
  if (effect.kind === 'cut' || effect.kind === 'stall') return cutOrStall(exchange, effect, run);
  return sendAndLog(exchange, await run());
}

async function refuse(
  exchange: HttpExchange,
  name: RefusalName,
  requestBody: RequestBody,
): Promise<EmulatorReply> {
  const refusal = findRefusal(name);
  if (refusal.processed) {
    const reply = await exchange.route(toEmulatorRequest(exchange, requestBody));
    if (reply.status >= 400) return reply;
    if (refusal.itemFields !== undefined) return withItemFields(reply, refusal.itemFields);
  } else await readBodyStart(requestBody);
  return refusalReply(refusal, {
    nowMs: exchange.logEntry.atMs,
    contentRange: exchange.logEntry.contentRange,
    isUploadHost: exchange.logEntry.surface === 'upload',
  });
}

async function cutOrStall(
  exchange: HttpExchange,
  effect: Extract<FaultEffect, { kind: 'cut' | 'stall' }>,
  run: () => Promise<EmulatorReply>,
): Promise<void> {
  if (effect.when !== 'before') {
    const reply = await run();
    if (effect.when === 'amid') await sendHalfReply(exchange.response, reply);
    else reply.stream?.destroy();
  }
  if (effect.kind === 'cut') return cutConnection(exchange);
  exchange.onStall();
  if (!exchange.response.destroyed) await new Promise((resolve) => exchange.response.once('close', resolve));
}

function toEmulatorRequest(exchange: HttpExchange, body: RequestBody): EmulatorRequest {
  const { incoming, url } = exchange;
  return {
    method: incoming.method ?? 'GET',
    url,
    rawTarget: incoming.url ?? '/',
    headers: incoming.headers,
    body,
  };
}

async function sendAndLog(
  exchange: HttpExchange,
  reply: EmulatorReply,
  bytesPerSecond?: number,
): Promise<void> {
  exchange.logEntry.status = reply.status;
  const code = innermostErrorCode(reply);
  if (code !== undefined) exchange.logEntry.code = code;
  await sendReply(exchange.response, reply, bytesPerSecond);
}

function cutConnection(exchange: HttpExchange): void {
  exchange.logEntry.status = 'cut';
  exchange.incoming.socket.destroy();
}

/** How much of a body an echo repeats. */
const maxEchoedBytes = 16 * 1024;

/** Reads the whole body and returns its beginning. */
async function readBodyStart(requestBody: RequestBody): Promise<string> {
  const kept: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of requestBody) {
    if (sizeBytes < maxEchoedBytes) kept.push(Buffer.from(piece));
    sizeBytes += piece.length;
  }
  return Buffer.concat(kept).toString('utf8', 0, maxEchoedBytes);
}

type StatusEffect = Extract<FaultEffect, { kind: 'status' }>;

function withEchoedRequest(
  { incoming, url }: HttpExchange,
  effect: StatusEffect,
  body: string,
): StatusEffect {
  const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
  const request = [`${incoming.method} ${url.href}`, ...headers, body].join('\n');
  const message = `${effect.message ?? 'A planned fault.'} ${request}`;
  const code = effect.code ?? 'generalException';
  // `error` for Graph, `error_description` for the identity platform.
  return { ...effect, body: { error: { code, message }, error_description: message } };
}

function statusReply(effect: StatusEffect): EmulatorReply {
  const headers = {
    ...(effect.retryAfter === undefined ? {} : { 'retry-after': effect.retryAfter }),
    ...effect.headers,
  };
  if (typeof effect.body === 'string') return { status: effect.status, headers, text: effect.body };
  const hasError = effect.code !== undefined || effect.message !== undefined;
  if (effect.body === undefined && !hasError) return { status: effect.status, headers };
  const json = effect.body ?? {
    error: {
      code: effect.code ?? 'generalException',
      message: effect.message ?? 'A planned fault.',
      innerError: { date: '2026-01-01T00:00:00' },
    },
  };
  return { status: effect.status, headers, json };
}
