/**
 * `$batch`: up to twenty calls in one request, each with its own reply. Source: microsoft-graph-docs, json-batching.md.
 */
import { Readable } from 'node:stream';
import { badRequest } from '../core/errors.ts';
import type { EmulatorReply, EmulatorRequest } from '../core/messages.ts';
import { graphJsonType, isJsonObject, type JsonObject } from './json-values.ts';
import { readJsonBody } from './request-options.ts';
import type { GraphCall } from './service.ts';

/** Runs one call of the batch. `rawPath` starts after the version. */
export type BatchDispatch = (call: GraphCall, rawPath: string) => Promise<EmulatorReply>;

const maxRequests = 20;

interface BatchRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

/** POST /$batch. */
export async function batchReply(call: GraphCall, dispatchOne: BatchDispatch): Promise<EmulatorReply> {
  const { requests } = await readJsonBody(call.request);
  if (!Array.isArray(requests)) throw badRequest("The 'requests' property is missing or invalid.");
  if (requests.length > maxRequests)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${maxRequests}.`);
  const batchRequests = requests.map(readBatchRequest);
  if (new Set(batchRequests.map((one) => one.id)).size < batchRequests.length)
    throw badRequest('Request Id must be unique.');
  const failed = new Set<string>();
  const responses: JsonObject[] = [];
  for (const one of batchRequests) {
    const reply = one.dependsOn.some((id) => failed.has(id))
      ? {
          status: 424,
          json: { error: { code: 'FailedDependency', message: 'A request this one depends on failed.' } },
        }
      : await dispatchOne(toGraphCall(call, one), requestPath(one));
    if (reply.status >= 400) failed.add(one.id);
    responses.push(batchResponse(one.id, reply));
  }
  return { status: 200, json: { responses } };
}

function readBatchRequest(value: unknown): BatchRequest {
  if (!isJsonObject(value)) throw badRequest('A batch request must be an object.');
  const { id, method, url, headers, body, dependsOn } = value;
  if (typeof id !== 'string' || id === '') throw badRequest('A batch request needs an id.');
  if (typeof method !== 'string' || typeof url !== 'string')
    throw badRequest('A batch request needs a method and a url.');
  const fields = isJsonObject(headers) ? Object.entries(headers) : [];
  const lower = Object.fromEntries(fields.map(([name, text]) => [name.toLowerCase(), String(text)]));
  if (body !== undefined && lower['content-type'] === undefined) {
    throw badRequest('A batch request with a body needs a Content-Type header.');
  }
  const needs = Array.isArray(dependsOn) ? dependsOn.map(String) : [];
  return { id, method: method.toUpperCase(), url, headers: lower, body, dependsOn: needs };
}

function requestPath(batchRequest: BatchRequest): string {
  return `/${batchRequest.url.replace(/\?.*$/s, '').replace(/^\//, '')}`;
}

function toGraphCall(call: GraphCall, batchRequest: BatchRequest): GraphCall {
  const rawTarget = `/v1.0/${batchRequest.url.replace(/^\//, '')}`;
  const url = new URL(rawTarget, call.origin);
  const bytes = bodyBytes(batchRequest);
  const request: EmulatorRequest = {
    method: batchRequest.method,
    url,
    rawTarget,
    headers: { ...batchRequest.headers, 'content-length': String(bytes.length) },
    body: Readable.from(bytes.length === 0 ? [] : [bytes]),
  };
  return { ...call, request, query: url.searchParams };
}

function bodyBytes(batchRequest: BatchRequest): Buffer {
  if (batchRequest.body === undefined || batchRequest.body === null) return Buffer.alloc(0);
  if (typeof batchRequest.body === 'string') return Buffer.from(batchRequest.body, 'base64');
  return Buffer.from(JSON.stringify(batchRequest.body));
}

/** Every reply in a batch is JSON or empty: the content of a file is a redirect. */
function batchResponse(id: string, reply: EmulatorReply): JsonObject {
  const { 'content-type': _, ...own } = reply.headers ?? {};
  const upperCase = (name: string) => name.replace(/(^|-)[a-z]/g, (text) => text.toUpperCase());
  const others = Object.entries(own).map(([name, value]) => [upperCase(name), value]);
  const headers = { ...memberHeaders(reply), ...Object.fromEntries(others) };
  return { id, status: reply.status, headers, ...(reply.json === undefined ? {} : { body: reply.json }) };
}

/** As recorded by pnp/pnpcore: whoever refuses a call sends less, and what Graph's gateway refuses has a type alone. */
function memberHeaders({ status, json }: EmulatorReply): JsonObject {
  const type =
    json === undefined ? {} : { 'Content-Type': status < 400 ? graphJsonType : 'application/json' };
  if (status < 400) return { 'Cache-Control': 'no-cache', 'OData-Version': '4.0', ...type };
  const isGateway = isJsonObject(json) && isJsonObject(json.error) && json.error.code === 'BadRequest';
  return isGateway ? type : { 'Cache-Control': 'no-store, no-cache', ...type };
}
