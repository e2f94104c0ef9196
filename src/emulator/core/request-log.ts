/**
 * What came in, as tests and the status page want to see it. Holds no bodies, no query values and no
 * Authorization.
 */
import type { IncomingMessage } from 'node:http';
import type { Surface } from './faults.ts';
import type { EmulatorReply } from './messages.ts';

export interface LedgerEntry {
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

const largest = 200_000;

/** The newest entries, in order; the oldest fall off. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];

  open(request: IncomingMessage, facts: { atMs: number; surface: Surface | 'page'; url: URL }): LedgerEntry {
    const { headers } = request;
    const length = headers['content-length'];
    const entry: LedgerEntry = {
      atMs: facts.atMs,
      surface: facts.surface,
      method: request.method ?? '',
      host: facts.url.host,
      path: (request.url ?? '').replace(/\?.*$/s, ''),
      query: [...new Set(facts.url.searchParams.keys())],
      status: 'pending',
      authorization: headers.authorization !== undefined,
      ...(headers['user-agent'] === undefined ? {} : { userAgent: headers['user-agent'] }),
      ...(headers['content-range'] === undefined ? {} : { contentRange: headers['content-range'] }),
      ...(length === undefined ? {} : { contentLength: Number(length) }),
      bodyBytes: 0,
    };
    this.entries.push(entry);
    if (this.entries.length > largest) this.entries.splice(0, largest / 10);
    return entry;
  }
}

/** The code that says most about a refusal: Graph's innermost, or AADSTS and its number; nothing of an answer below 400. */
export function errorCode({ status, json }: EmulatorReply): string | undefined {
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
