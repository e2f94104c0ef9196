/** Sends a route's reply to the client: in full, half of it, or slowly. */
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { EmulatorReply } from '../core/messages.ts';

/** Sends the whole reply, at `bytesPerSecond` if given. Resolves when it is sent or the client has disconnected. */
export async function sendReply(
  response: ServerResponse,
  reply: EmulatorReply,
  bytesPerSecond?: number,
): Promise<void> {
  const body = replyBody(reply);
  writeHead(response, reply, body);
  if (!mayHaveBody(response, reply)) {
    reply.stream?.destroy();
    response.end();
    return;
  }
  if (bytesPerSecond !== undefined) return sendSlowly(response, reply, bytesPerSecond);
  if (reply.stream === undefined) response.end(body);
  else await pipeline(reply.stream, response).catch(() => {});
}

/** Sends the headers and half of the body. */
export async function sendHalfReply(response: ServerResponse, reply: EmulatorReply): Promise<void> {
  const body = replyBody(reply);
  writeHead(response, reply, body);
  const totalBytes = body?.length ?? Number(reply.headers?.['content-length'] ?? 0);
  let left = Math.floor(totalBytes / 2);
  for await (const piece of reply.stream ?? [body ?? Buffer.alloc(0)]) {
    if (left <= 0 || !Buffer.isBuffer(piece)) break;
    await writeChunk(response, piece.subarray(0, left));
    left -= piece.length;
  }
  response.flushHeaders();
}

function replyBody(reply: EmulatorReply): Buffer | undefined {
  if (reply.json !== undefined) return Buffer.from(JSON.stringify(reply.json));
  if (reply.stream !== undefined) return undefined;
  return Buffer.from(reply.text ?? '');
}

function writeHead(response: ServerResponse, reply: EmulatorReply, body: Buffer | undefined): void {
  const headers: Record<string, string> = {};
  if (reply.json !== undefined) headers['content-type'] = 'application/json';
  else if (reply.text !== undefined && reply.text !== '')
    headers['content-type'] = 'text/html; charset=utf-8';
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers[name.toLowerCase()] = value;
  // A reply to HEAD says itself how long the content is.
  if (body !== undefined && reply.status !== 204) headers['content-length'] ??= String(body.length);
  response.writeHead(reply.status, headers);
}

function mayHaveBody(response: ServerResponse, reply: EmulatorReply): boolean {
  return response.req.method !== 'HEAD' && reply.status !== 204 && reply.status !== 304;
}

async function sendSlowly(
  response: ServerResponse,
  reply: EmulatorReply,
  bytesPerSecond: number,
): Promise<void> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 20));
  for await (const piece of reply.stream ?? [replyBody(reply) ?? Buffer.alloc(0)]) {
    if (!Buffer.isBuffer(piece)) break;
    for (let at = 0; at < piece.length && !response.destroyed; at += step) {
      const part = piece.subarray(at, at + step);
      await new Promise((resolve) => setTimeout(resolve, (part.length / bytesPerSecond) * 1000));
      await writeChunk(response, part);
    }
  }
  response.end();
}

function writeChunk(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    response.write(bytes, () => resolve());
  });
}
