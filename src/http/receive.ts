/**
 * The body of an answer, taken from the wire: as text, which ends somewhere in bytes and in time whatever the server
 * does, or handed on piece by piece. Knows limits; nothing of hosts, and not what the text means.
 */
import type { Host } from '../core/host.ts';
import { parsedValue } from '../core/json.ts';
import type { Head, Request } from './message.ts';
import { oversized } from './no-reply.ts';
import type { Watchdog } from './stall-timer.ts';

/** No byte moved for this long: the connection is given up, and the retry asks the server where it stands. */
export const stallMs = 60_000;
/** From the head of an answer to its end; contents that a sink takes may take longer. */
const wholeMs = 120_000;
/** Answers are JSON of a few KiB; a page of 200 items is under 1 MiB, one of GitHub's releases may be several. */
const answerLimitBytes = 2 * 1024 * 1024;
const listLimitBytes = 16 * 1024 * 1024;

interface Receiving {
  readonly head: Head;
  readonly request: Pick<Request, 'sink' | 'mayBeLarge'>;
  readonly watchdog: Watchdog;
}

/** True for an answer that is what was asked for. */
export function isGood({ status }: Pick<Head, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** A refusal may say back what it was asked, and is cut before it is shown. JSON may spell any character as `\u002e`. */
export function withoutSecrets(text: string, host: Pick<Host, 'redact'>): string {
  const value = text.includes('\\u') ? parsedValue(text) : undefined;
  return host.redact(value === undefined ? text : JSON.stringify(value));
}

/** The body as text, '' where a sink takes it. Throws a Failure for one without measure; the watchdog's signal ends the rest. */
export async function receive(
  body: AsyncIterable<Uint8Array>,
  { head, request, watchdog }: Receiving,
): Promise<string> {
  const { sink } = request;
  if (sink !== undefined && isGood(head)) {
    for await (const piece of body) {
      watchdog.disarm();
      await sink(piece, head);
      watchdog.arm(stallMs);
    }
    return '';
  }
  watchdog.limit(wholeMs);
  const limitBytes = request.mayBeLarge === true ? listLimitBytes : answerLimitBytes;
  // One buffer that grows: a server may send a million pieces of a byte.
  let whole = Buffer.alloc(0);
  let sizeBytes = 0;
  for await (const piece of body) {
    watchdog.arm(stallMs);
    const endByte = sizeBytes + piece.length;
    if (endByte > limitBytes) throw oversized(limitBytes);
    if (endByte > whole.length) whole = Buffer.concat([whole], Math.max(endByte, 2 * whole.length));
    whole.set(piece, sizeBytes);
    sizeBytes = endByte;
  }
  return whole.toString('utf8', 0, sizeBytes);
}
