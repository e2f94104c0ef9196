/** Conventions of GitHub's REST API: error bodies, paging with Link, times. */
import { randomBytes } from 'node:crypto';
import type { EmulatorReply } from '../core/messages.ts';

/** Thrown when GitHub declines a request. Clients print the message. */
export class GitHubError extends Error {
  readonly status: number;
  readonly errors: readonly InputError[] | undefined;

  constructor(status: number, message: string, errors?: readonly InputError[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** What is wrong with a field of the request, without a message (docs.github.com/rest, "Client errors"). */
export interface InputError {
  readonly resource: string;
  readonly code: string;
  readonly field: string;
}

/** For what does not exist, and for what the token must not see. */
export const notFoundError = (): GitHubError => new GitHubError(404, 'Not Found');

/** GitHub's error body. `status` is a string in it. */
export function gitHubErrorReply({ status, message, errors }: GitHubError): EmulatorReply {
  const documentation_url = 'https://docs.github.com/rest';
  const details = errors === undefined ? {} : { errors };
  return { status, json: { message, ...details, documentation_url, status: String(status) } };
}

/** The headers recorded from GitHub (PyGithub/PyGithub, `tests/ReplayData`). The budget never shrinks. */
export function gitHubHeaders(nowMs: number): Record<string, string> {
  const id = randomBytes(14).toString('hex').toUpperCase();
  return {
    server: 'GitHub.com',
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': String(Math.floor(nowMs / 1000) + 3600),
    'x-github-request-id': `${id.slice(0, 4)}:${id.slice(4, 8)}:${id.slice(8, 14)}:${id.slice(14, 20)}:${id.slice(20)}`,
  };
}

/** `2026-11-21T14:25:01Z` */
export function gitHubTimestamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** Returns one page of a list, 30 items by default and 100 at most, with the Link header. */
export function paginate<T>(items: readonly T[], url: URL): { items: T[]; headers: Record<string, string> } {
  const number = (name: string, fallback: number) => {
    const value = Number(url.searchParams.get(name) ?? fallback);
    return Number.isInteger(value) && value > 0 ? value : fallback;
  };
  const size = Math.min(number('per_page', 30), 100);
  const current = number('page', 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (rel: string, to: number) => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(current > 1 ? [link('prev', current - 1), link('first', 1)] : []),
    ...(current < last ? [link('next', current + 1), link('last', last)] : []),
  ];
  const headers: Record<string, string> = links.length > 0 ? { link: links.join(', ') } : {};
  return { items: items.slice((current - 1) * size, current * size), headers };
}

/** True for a parsed JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
