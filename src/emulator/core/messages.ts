/**
 * The two shapes every room of the emulator speaks: what came in over a socket, and what goes back.
 * Knows nothing of drives, tokens or sockets, so that a route is a plain function of its request.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export interface EmulatorRequest {
  readonly method: string;
  /** Made from the Host header, so `url.host` is the Microsoft host the client believes it talks to. */
  readonly url: URL;
  /** Path and query exactly as sent (`url.pathname` has `..` resolved already). */
  readonly rawTarget: string;
  readonly headers: IncomingHttpHeaders;
  /** The body, unread. A route that refuses a request may leave it unread: the server drains or cuts it. */
  readonly body: Readable;
}

export interface EmulatorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** At most one of these three. */
  readonly json?: unknown;
  readonly text?: string;
  readonly stream?: Readable;
}

export type Route = (request: EmulatorRequest) => Promise<EmulatorReply>;

/** Milliseconds since the epoch. Movable, so that expiry can be tested without waiting. */
export type Clock = () => number;
