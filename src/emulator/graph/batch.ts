/**
 * `$batch`: up to twenty calls in one, each answered for itself. Knows the envelope, not the calls.
 * Source: microsoft-graph-docs, json-batching.md.
 */
import { Readable } from 'node:stream';
import { badRequest } from '../core/errors.ts';
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import type { Json } from './json.ts';
import { isObject } from './json.ts';
import { readJson } from './request-options.ts';
import type { Call } from './service.ts';

/** Carries out one member: its call and its path after the version. */
export type Member = (call: Call, rawPath: string) => Promise<EmulatorReply>;

const largest = 20;

interface Asked {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

/** POST /$batch. */
export async function batch(call: Call, member: Member): Promise<EmulatorReply> {
  const { requests } = await readJson(call.request);
  if (!Array.isArray(requests)) throw badRequest("The 'requests' property is missing or invalid.");
  if (requests.length > largest)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${largest}.`);
  const asked = requests.map(readAsked);
  if (new Set(asked.map((one) => one.id)).size < asked.length) throw badRequest('Request Id must be unique.');
  const failed = new Set<string>();
  const responses: Json[] = [];
  for (const one of asked) {
    const reply = one.dependsOn.some((id) => failed.has(id))
      ? {
          status: 424,
          json: { error: { code: 'FailedDependency', message: 'A request this one depends on failed.' } },
        }
      : await member(memberCall(call, one), pathOf(one));
    if (reply.status >= 400) failed.add(one.id);
    responses.push(written(one.id, reply));
  }
  return { status: 200, json: { responses } };
}

function readAsked(value: unknown): Asked {
  if (!isObject(value)) throw badRequest('A batch request must be an object.');
  const { id, method, url, headers, body, dependsOn } = value;
  if (typeof id !== 'string' || id === '') throw badRequest('A batch request needs an id.');
  if (typeof method !== 'string' || typeof url !== 'string')
    throw badRequest('A batch request needs a method and a url.');
  const fields = isObject(headers) ? Object.entries(headers) : [];
  const lower = Object.fromEntries(fields.map(([name, text]) => [name.toLowerCase(), String(text)]));
  if (body !== undefined && lower['content-type'] === undefined) {
    throw badRequest('A batch request with a body needs a Content-Type header.');
  }
  const needs = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
  return { id, method: method.toUpperCase(), url, headers: lower, body, dependsOn: needs };
}

function pathOf(asked: Asked): string {
  return `/${asked.url.replace(/\?.*$/s, '').replace(/^\//, '')}`;
}

function memberCall(call: Call, asked: Asked): Call {
  const rawTarget = `/v1.0/${asked.url.replace(/^\//, '')}`;
  const url = new URL(rawTarget, call.origin);
  const bytes = bodyBytes(asked);
  const request: EmulatorRequest = {
    method: asked.method,
    url,
    rawTarget,
    headers: { ...asked.headers, 'content-length': String(bytes.length) },
    body: Readable.from(bytes.length === 0 ? [] : [bytes]),
  };
  return { ...call, request, query: url.searchParams };
}

function bodyBytes(asked: Asked): Buffer {
  if (asked.body === undefined || asked.body === null) return Buffer.alloc(0);
  if (typeof asked.body === 'string') return Buffer.from(asked.body, 'base64');
  return Buffer.from(JSON.stringify(asked.body));
}

/** No call that a batch may hold answers with anything but JSON: a file's content is a redirect. */
function written(id: string, reply: EmulatorReply): Json {
  const headers = {
    ...(reply.json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...reply.headers,
  };
  return { id, status: reply.status, headers, ...(reply.json === undefined ? {} : { body: reply.json }) };
}
