/**
 * The log of received requests, for tests and the dashboard. It contains no bodies, query values or Authorization
 * headers.
 */
import type { IncomingMessage } from 'node:http';
import type { Surface } from './fault-match.ts';
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
  /** The innermost error code of the reply, if it is an error. */
  code?: string;
  /** Path of the file that the upload session creates. */
  file?: string;
  /** The fault that was applied, or the crash of a route. */
  fault?: string;
  /** True if the request had an Authorization header. */
  readonly authorization: boolean;
  readonly userAgent?: string;
  readonly contentRange?: string;
  readonly contentLength?: number;
  bodyBytes: number;
}

const maxEntries = 200_000;

/** The newest entries, oldest first. When the log is full, the oldest tenth is removed. */
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

/** The most specific code of an error reply: Graph's innermost, or AADSTS and its number. Undefined below 400. */
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
