/**
 * Requests for the emulator's routes without a socket. Knows the two message shapes only.
 */
import { Readable } from 'node:stream';
import type { EmulatorReply, EmulatorRequest, Route } from '../../../src/emulator/core/messages.ts';

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends one request, given by its whole URL, to a route. */
export function ask(route: Route, href: string, { method = 'GET', headers = {}, body = '' }: Ask = {}) {
  const url = new URL(href);
  const request: EmulatorRequest = {
    method,
    url,
    rawTarget: url.pathname + url.search,
    headers: { host: url.host, ...headers },
    body: Readable.from(body === '' ? [] : [Buffer.from(body)]),
  };
  return route(request);
}

/** Posts a form, as every OAuth request is. */
export function post(route: Route, href: string, fields: Record<string, string>, headers = {}) {
  const body = new URLSearchParams(fields).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(route, href, { method: 'POST', headers: { ...type, ...headers }, body });
}

/** The JSON object of a reply; an empty one when there is none. */
export function json(reply: EmulatorReply): Record<string, unknown> {
  return typeof reply.json === 'object' && reply.json !== null ? { ...reply.json } : {};
}

/** One text of the JSON object; a test fails when it is not there. */
export function text(reply: EmulatorReply, name: string): string {
  const value = json(reply)[name];
  if (typeof value !== 'string') throw new Error(`no text ${name} in ${JSON.stringify(reply.json)}`);
  return value;
}
