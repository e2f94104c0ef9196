/**
 * What came in, as tests and the status page want to see it. Holds no bodies, no query values and no
 * Authorization.
 */
import type { IncomingMessage } from 'node:http';
import type { Surface } from './faults.ts';
import type { EmulatorReply } from './messages.ts';

export interface RequestLogEntry {
  readonly atMs: number;
  readonly surface: Surface | 'page';
  readonly method: string;
  readonly host: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Names only. */
  readonly query: readonly string[];
  status: number | 'cut' | 'pending';
  /** The answer's innermost error code, if it is an error. */
  code?: string;
  /** Where the file of an upload session's request will lie. */
  file?: string;
  /** The fault it met, or the crash of a route. */
  fault?: string;
  /** Whether an Authorization header came along. */
  readonly authorization: boolean;
  readonly userAgent?: string;
  readonly contentRange?: string;
  readonly contentLength?: number;
  bodyBytes: number;
}

const maxEntries = 200_000;

/** The newest entries, in order; the oldest fall off. */
export class RequestLog {
  readonly entries: RequestLogEntry[] = [];

  add(
    request: IncomingMessage,
    info: { atMs: number; surface: Surface | 'page'; url: URL },
  ): RequestLogEntry {
    const { headers } = request;
    const length = headers['content-length'];
    const entry: RequestLogEntry = {
      atMs: info.atMs,
      surface: info.surface,
      method: request.method ?? '',
      host: info.url.host,
      path: (request.url ?? '').replace(/\?.*$/s, ''),
      query: [...new Set(info.url.searchParams.keys())],
      status: 'pending',
      authorization: headers.authorization !== undefined,
      ...(headers['user-agent'] === undefined ? {} : { userAgent: headers['user-agent'] }),
      ...(headers['content-range'] === undefined ? {} : { contentRange: headers['content-range'] }),
      ...(length === undefined ? {} : { contentLength: Number(length) }),
      bodyBytes: 0,
    };
    this.entries.push(entry);
    if (this.entries.length > maxEntries) this.entries.splice(0, maxEntries / 10);
    return entry;
  }
}

/** The code that says most about a refusal: Graph's innermost, or AADSTS and its number; nothing of an answer below 400. */
export function innermostErrorCode({ status, json }: EmulatorReply): string | undefined {
  if (status < 400 || !isObject(json)) return undefined;
  const { error, error_codes: numbers } = json;
  if (Array.isArray(numbers) && typeof numbers[0] === 'number') return `AADSTS${numbers[0]}`;
  if (typeof error === 'string') return error;
  const codes: string[] = [];
  for (let at = error; isObject(at); at = at.innerError ?? at.innererror) {
    if (typeof at.code === 'string') codes.push(at.code);
  }
  return codes.at(-1);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
