/**
 * The body of an answer, taken from the wire: as text, which ends somewhere in bytes and in time whatever the server
 * does, or handed on piece by piece. Knows limits; nothing of hosts, and not what the text means.
 */
import type { Host } from '../core/host.ts';
import { parseJson } from '../core/json.ts';
import type { HttpRequest, ResponseHead } from './message.ts';
import { responseTooLarge } from './no-reply.ts';
import type { StallTimer } from './stall-timer.ts';

/** No byte moved for this long: the connection is given up, and the retry asks the server where it stands. */
export const stallTimeoutMs = 60_000;
/** From the head of an answer to its end; contents that a sink takes may take longer. */
const bodyTimeoutMs = 120_000;
/** Answers are JSON of a few KiB; a page of 200 items is under 1 MiB, one of GitHub's releases may be several. */
const bodyLimitBytes = 2 * 1024 * 1024;
const listLimitBytes = 16 * 1024 * 1024;

interface ReadBodyOptions {
  readonly head: ResponseHead;
  readonly request: Pick<HttpRequest, 'onChunk' | 'mayBeLarge'>;
  readonly stallTimer: StallTimer;
}

/** True for an answer that is what was asked for. */
export function isSuccess({ status }: Pick<ResponseHead, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** A refusal may say back what it was asked, and is cut before it is shown. JSON may spell any character as `\u002e`. */
export function redactResponse(text: string, host: Pick<Host, 'redact'>): string {
  const value = text.includes('\\u') ? parseJson(text) : undefined;
  return host.redact(value === undefined ? text : JSON.stringify(value));
}

/** The body as text, '' where a sink takes it. Throws a Failure for one without measure; the watchdog's signal ends the rest. */
export async function readResponseBody(
  body: AsyncIterable<Uint8Array>,
  { head, request, stallTimer }: ReadBodyOptions,
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
  stallTimer.setDeadline(bodyTimeoutMs);
  const limitBytes = request.mayBeLarge === true ? listLimitBytes : bodyLimitBytes;
  // One buffer that grows: a server may send a million pieces of a byte.
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
