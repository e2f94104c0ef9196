/**
 * The emulator's own page and the JSON behind it: which requests are theirs, who may read them, what browsers are
 * told about them. Knows nothing of what is shown.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatorReply } from '../core/messages.ts';
import { isLoopback } from '../core/settings.ts';
import { contentPolicy, type Place, pageHtml } from './page.ts';
import { bodyParts } from './parts.ts';
import { driveNamed, folderState, stateOf, type Watched } from './state.ts';
import { listHtml } from './tree.ts';

/** What is looked at of a request; bodies are of no interest here. */
export interface Glance {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

export interface Dashboard {
  /** True for a browser at the listener's own address, and for the page's questions. */
  isFor(glance: Glance): boolean;
  answer(glance: Glance): EmulatorReply;
}

const statePath = '/_emulator/state';

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** The page of one emulator. */
export function createDashboard(watched: Watched): Dashboard {
  return {
    // A name that leads to this machine, but is not its own, may be somebody's who wants to read along.
    isFor({ method, url, headers: { accept = '' } }) {
      if (!isLoopback(url.hostname) || (method !== 'GET' && method !== 'HEAD')) return false;
      return url.pathname === statePath || (url.pathname === '/' && /\btext\/html\b/.test(accept));
    },
    answer(glance) {
      const reply = glance.url.pathname === statePath ? stateReply(watched, glance) : page(watched, glance);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
  };
}

function page(watched: Watched, { url }: Glance): EmulatorReply {
  const asked = placeOf(url);
  const named = driveNamed(watched, asked.drive);
  const drive = named ?? watched.home;
  const found = named === undefined ? undefined : folderState(drive, asked.path, asked.from);
  const folder = found ?? folderState(drive, '/');
  if (folder === undefined) throw new Error('a drive has no root folder');
  const state = stateOf(watched, drive);
  const list = listHtml({ drive, folder, inlineItems: 500 });
  return {
    status: found === undefined ? 404 : 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentPolicy },
    text: pageHtml({ state, folder, list, origin: url.origin, isMissing: found === undefined }),
  };
}

/** Data; with `as=html` the same as parts of the page. With `path` a folder, without it all the rest. */
function stateReply(watched: Watched, { url, headers: sent }: Glance): EmulatorReply {
  // Browsers say who asks; a page of another origin is not to learn even how long the answer took.
  const site = sent['sec-fetch-site'] ?? 'none';
  if (site !== 'same-origin' && site !== 'none') return refused(403, 'Only the page itself may ask.');
  const { drive: id, path, from } = placeOf(url);
  const asHtml = url.searchParams.get('as') === 'html';
  const drive = driveNamed(watched, id);
  if (drive === undefined) return refused(404, 'There is no such drive.');
  if (!url.searchParams.has('path')) {
    const state = stateOf(watched, drive);
    const { revision } = state;
    return { status: 200, json: asHtml ? { revision, parts: bodyParts(state) } : state };
  }
  const folder = folderState(drive, path, from);
  if (folder === undefined) return refused(404, 'There is no such folder.');
  const { revision } = watched.store;
  if (!asHtml) return { status: 200, json: { revision, folder } };
  return { status: 200, json: { revision, list: listHtml({ drive, folder, inlineItems: 0 }) } };
}

function placeOf({ searchParams }: URL): Place {
  const from = searchParams.get('from') ?? '';
  return {
    drive: searchParams.get('drive') ?? '',
    path: searchParams.get('path') ?? '/',
    from: /^\d{1,9}$/.test(from) ? Number(from) : 0,
  };
}

function refused(status: number, message: string): EmulatorReply {
  return { status, json: { error: message } };
}
