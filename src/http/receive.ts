/**
 * Reads response bodies: as text, limited in size and time, or in chunks passed to the caller.
 */
import type { Host } from '../core/host.ts';
import { parseJson } from '../core/json.ts';
import type { HttpRequest, ResponseHead } from './message.ts';
import { responseTooLarge } from './no-reply.ts';
import type { StallTimer } from './stall-timer.ts';

/** After this long without a byte we drop the connection; the retry asks the server for its state. */
export const stallTimeoutMs = 60_000;
/** From the response head to the end of the body. Does not apply to bodies passed to `onChunk`. */
const bodyTimeoutMs = 120_000;
/** Responses are a few KiB of JSON. A page of 200 items is under 1 MiB, a page of GitHub's releases may be several. */
const bodyLimitBytes = 2 * 1024 * 1024;
const listLimitBytes = 16 * 1024 * 1024;

interface ReadBodyOptions {
  readonly head: ResponseHead;
  readonly request: Pick<HttpRequest, 'onChunk' | 'mayBeLarge'>;
  readonly stallTimer: StallTimer;
  /** The request has a deadline already. */
  readonly hasDeadline?: boolean;
}

/** True for a 2xx response. */
export function isSuccess({ status }: Pick<ResponseHead, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** Redacts an error response, which may echo our request. JSON may escape any character, as in `\u002e`. */
export function redactResponse(text: string, host: Pick<Host, 'redact'>): string {
  const value = text.includes('\\u') ? parseJson(text) : undefined;
  return host.redact(value === undefined ? text : JSON.stringify(value));
}

/** Returns the body as text, '' if `onChunk` takes it. Throws a Failure if it is too large. */
export async function readResponseBody(
  body: AsyncIterable<Uint8Array>,
  { head, request, stallTimer, hasDeadline = false }: ReadBodyOptions,
): Promise<string> {
  const { onChunk } = request;
  if (onChunk !== undefined && isSuccess(head)) {
    for await (const piece of body) {
      stallTimer.disarm();
      await onChunk(piece, head);
      stallTimer.arm(stallTimeoutMs);
    }
    return '';
  }
  if (!hasDeadline) stallTimer.setDeadline(bodyTimeoutMs);
  const limitBytes = request.mayBeLarge === true ? listLimitBytes : bodyLimitBytes;
  // One growing buffer, because a server may send a million chunks of one byte.
  let buffer = Buffer.alloc(0);
  let sizeBytes = 0;
  for await (const chunk of body) {
    stallTimer.arm(stallTimeoutMs);
    const endByte = sizeBytes + chunk.length;
    if (endByte > limitBytes) throw responseTooLarge(limitBytes);
    if (endByte > buffer.length) buffer = Buffer.concat([buffer], Math.max(endByte, 2 * buffer.length));
    buffer.set(chunk, sizeBytes);
    sizeBytes = endByte;
  }
  return buffer.toString('utf8', 0, sizeBytes);
}
