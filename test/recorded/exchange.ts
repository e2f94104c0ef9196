/** The recorded exchanges, and their responses in the form in which our HTTP client returns them. */
import { readdirSync, readFileSync } from 'node:fs';
import type { HttpResponse } from '../../src/http/message.ts';

/** A request and its response as another project recorded or quoted them; names, ids and tokens are invented. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** JSON, or a text; null when the source does not show it. */
    readonly body: unknown;
  };
  readonly source: string;
  readonly kind: 'personal' | 'business' | 'sharepoint' | 'identity' | 'github';
  /** What the source left out, and what is remarkable. */
  readonly note: string;
}

const folder = new URL('./exchanges/', import.meta.url);

/** Names of all exchanges, in order. */
export const exchangeNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

/** Reads one exchange by its name, such as `05-personal-drive`. */
export function readExchange(name: string): Exchange {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/** The recorded response, with header names in lower case. `more` replaces fields of a body that is an object. */
export function recordedResponse(name: string, more: Readonly<Record<string, unknown>> = {}): HttpResponse {
  const { status, headers, body } = readExchange(name).response;
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value])),
    text: bodyText(body, more),
  };
}

/** The recorded body, an object. */
export function recordedBody(name: string): Readonly<Record<string, unknown>> {
  return Object(readExchange(name).response.body);
}

function bodyText(body: unknown, more: Readonly<Record<string, unknown>>): string {
  if (typeof body === 'string') return body;
  return body === null ? '' : JSON.stringify({ ...body, ...more });
}
