/**
 * One request and its fate: the route carried out, the reply sent, and in between whatever a fault does to
 * the connection. Knows sockets and faults; nothing of Graph.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Interruption, type Mishap } from '../core/faults.ts';
import type { EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { errorCode, type LedgerEntry } from '../core/request-log.ts';
import { spoiled } from '../graph/bad-listing.ts';
import type { Meter } from './meter.ts';
import { Intake, type IntakeOptions } from './request-body.ts';
import { send, sendHalf } from './send-reply.ts';

export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly route: Route;
  readonly entry: LedgerEntry;
  readonly mishap: Mishap | undefined;
  /** Tells that a stall has begun. */
  readonly onStall: () => void;
  /** The pace of the connection, if it has one. */
  readonly meter: Meter | undefined;
}

/** Runs a request to its end. Never throws: a route that crashes answers 500 and is named in the ledger. */
export async function exchange(one: Exchange): Promise<void> {
  const { response, entry, mishap } = one;
  if (mishap !== undefined) entry.fault = mishap.kind;
  const intake = new Intake(one.incoming, intakeOptions(one));
  response.on('error', () => {});
  response.once('close', () => {
    entry.bodyBytes = intake.receivedBytes;
    if (!response.writableFinished) entry.status = 'cut';
  });
  try {
    await fate(one, intake);
    entry.bodyBytes = intake.receivedBytes;
    if (response.writableEnded) intake.drain();
  } catch (error) {
    if (error instanceof Interruption || response.destroyed) return cut(one);
    console.error('emulator: a route crashed:', error);
    entry.fault = `crash: ${error instanceof Error ? error.message : String(error)}`;
    if (response.headersSent) return cut(one);
    await answer(one, {
      status: 500,
      json: { error: { code: 'generalException', message: 'The emulator crashed.' } },
    });
    intake.drain();
  }
}

function intakeOptions(one: Exchange): IntakeOptions {
  const { mishap, incoming, response } = one;
  const waits = incoming.headers.expect?.toLowerCase() === '100-continue';
  const start = {
    ...(waits ? { onStart: () => response.writeContinue() } : {}),
    ...(one.meter === undefined ? {} : { meter: one.meter }),
  };
  // Of a body in chunks the half is not known: one byte will do.
  const bytes = Math.floor(Number(incoming.headers['content-length'] ?? 2) / 2);
  if (mishap?.kind === 'slow') return { ...start, bytesPerSecond: mishap.bytesPerSecond };
  if (mishap?.kind === 'corrupt') return { ...start, corrupt: true };
  const whole =
    mishap?.kind === 'partial' &&
    mishap.keepBytes >= Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (mishap?.kind === 'partial' && !whole)
    return { ...start, limit: { bytes: mishap.keepBytes, end: 'keep' } };
  if (!hasBody(incoming)) return start;
  if (mishap?.kind === 'cut' && mishap.when === 'amid') return { ...start, limit: { bytes, end: 'cut' } };
  if (mishap?.kind === 'stall' && mishap.when === 'amid') {
    return { ...start, limit: { bytes, end: 'stall', onStall: one.onStall } };
  }
  return start;
}

function hasBody(incoming: IncomingMessage): boolean {
  return (
    Number(incoming.headers['content-length'] ?? 0) > 0 || incoming.headers['transfer-encoding'] !== undefined
  );
}

async function fate(one: Exchange, intake: Intake): Promise<void> {
  const { mishap } = one;
  const run = () => one.route(requestOf(one, intake));
  if (mishap === undefined) return answer(one, await run());
  if (mishap.kind === 'status') {
    const body = mishap.processed ? await run().then(() => '') : await beginningOf(intake);
    return answer(one, statusReply(mishap.echo ? echoing(one, mishap, body) : mishap));
  }
  if (mishap.kind === 'slow') return answer(one, await run(), mishap.bytesPerSecond);
  if (mishap.kind === 'list') return answer(one, spoiled(await run(), mishap.how, one.url));
  if (mishap.kind === 'lost-reply' || mishap.kind === 'partial') {
    await run();
    return cut(one);
  }
  if (mishap.kind === 'cut' || mishap.kind === 'stall') return broken(one, mishap, run);
  return answer(one, await run());
}

async function broken(
  one: Exchange,
  mishap: Extract<Mishap, { kind: 'cut' | 'stall' }>,
  run: () => Promise<EmulatorReply>,
): Promise<void> {
  if (mishap.when !== 'before') {
    const reply = await run();
    if (mishap.when === 'amid') await sendHalf(one.response, reply);
    else reply.stream?.destroy();
  }
  if (mishap.kind === 'cut') return cut(one);
  one.onStall();
  if (!one.response.destroyed) await new Promise((resolve) => one.response.once('close', resolve));
}

function requestOf(one: Exchange, body: Intake): EmulatorRequest {
  const { incoming, url } = one;
  return {
    method: incoming.method ?? 'GET',
    url,
    rawTarget: incoming.url ?? '/',
    headers: incoming.headers,
    body,
  };
}

async function answer(one: Exchange, reply: EmulatorReply, bytesPerSecond?: number): Promise<void> {
  one.entry.status = reply.status;
  const code = errorCode(reply);
  if (code !== undefined) one.entry.code = code;
  await send(one.response, reply, bytesPerSecond);
}

function cut(one: Exchange): void {
  one.entry.status = 'cut';
  one.incoming.socket.destroy();
}

/** As many bytes of a body as an echo says back. */
const echoedBytes = 16 * 1024;

/** Reads a body to its end. */
async function beginningOf(intake: Intake): Promise<string> {
  const kept: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of intake) {
    if (sizeBytes < echoedBytes) kept.push(Buffer.from(piece));
    sizeBytes += piece.length;
  }
  return Buffer.concat(kept).toString('utf8', 0, echoedBytes);
}

type Status = Extract<Mishap, { kind: 'status' }>;

function echoing({ incoming, url }: Exchange, mishap: Status, body: string): Status {
  const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
  const request = [`${incoming.method} ${url.href}`, ...headers, body].join('\n');
  const message = `${mishap.message ?? 'A planned fault.'} ${request}`;
  const code = mishap.code ?? 'generalException';
  // Graph's form, and in `error_description` that of the sign-in.
  return { ...mishap, body: { error: { code, message }, error_description: message } };
}

function statusReply(mishap: Status): EmulatorReply {
  const headers = {
    ...(mishap.retryAfter === undefined ? {} : { 'retry-after': mishap.retryAfter }),
    ...mishap.headers,
  };
  if (typeof mishap.body === 'string') return { status: mishap.status, headers, text: mishap.body };
  const worded = mishap.code !== undefined || mishap.message !== undefined;
  if (mishap.body === undefined && !worded) return { status: mishap.status, headers };
  const json = mishap.body ?? {
    error: {
      code: mishap.code ?? 'generalException',
      message: mishap.message ?? 'A planned fault.',
      innerError: { date: '2026-01-01T00:00:00' },
    },
  };
  return { status: mishap.status, headers, json };
}
