/**
 * The request and reply types of all emulated services. They contain no sockets, so a route is a plain function of its
 * request.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export interface EmulatorRequest {
  readonly method: string;
  /** Built from the Host header, so `url.host` is the Microsoft host that the client meant to call. */
  readonly url: URL;
  /** Path and query exactly as sent. In `url.pathname`, `..` is already resolved. */
  readonly rawTarget: string;
  readonly headers: IncomingHttpHeaders;
  /** The body, not yet read. A route may leave it unread; the server then drains or cuts it. */
  readonly body: Readable;
}

export interface EmulatorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** At most one of these three is set. */
  readonly json?: unknown;
  readonly text?: string;
  readonly stream?: Readable;
}

export type Route = (request: EmulatorRequest) => Promise<EmulatorReply>;

/** Milliseconds since the epoch. Tests move the clock, so that they need not wait for things to expire. */
export type Clock = () => number;
