/** Serves the dashboard and its JSON: which requests are for it, who may read it, and its security headers. */
import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatorReply } from '../core/messages.ts';
import { isLoopback } from '../core/settings.ts';
import { contentSecurityPolicy, type DashboardQuery, dashboardHtml } from './page.ts';
import { pageParts } from './parts.ts';
import { type DashboardSources, dashboardState, findDashboardDrive, folderState } from './state.ts';
import { folderListHtml } from './tree.ts';

/** The parts of a request that matter here. Bodies are ignored. */
export interface DashboardRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

export interface Dashboard {
  /** True for a browser at the listener's own address, and for the page's own requests. */
  accepts(glance: DashboardRequest): boolean;
  answer(glance: DashboardRequest): EmulatorReply;
}

const statePath = '/_emulator/state';

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Creates the dashboard of one emulator. */
export function createDashboard(sources: DashboardSources): Dashboard {
  return {
    // Only loopback names, because of DNS rebinding: any other name may resolve to this machine but belong to an
    // attacker.
    accepts({ method, url, headers: { accept = '' } }) {
      if (!isLoopback(url.hostname) || (method !== 'GET' && method !== 'HEAD')) return false;
      return url.pathname === statePath || (url.pathname === '/' && /\btext\/html\b/.test(accept));
    },
    answer(request) {
      const reply =
        request.url.pathname === statePath ? stateReply(sources, request) : pageReply(sources, request);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
  };
}

function pageReply(sources: DashboardSources, { url }: DashboardRequest): EmulatorReply {
  const asked = readQuery(url);
  const requestedDrive = findDashboardDrive(sources, asked.drive);
  const drive = requestedDrive ?? sources.defaultDrive;
  const found = requestedDrive === undefined ? undefined : folderState(drive, asked.path, asked.from);
  const folder = found ?? folderState(drive, '/');
  if (folder === undefined) throw new Error('a drive has no root folder');
  const state = dashboardState(sources, drive);
  const list = folderListHtml({ drive, folder, inlineItems: 500 });
  return {
    status: found === undefined ? 404 : 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy },
    text: dashboardHtml({ state, folder, list, origin: url.origin, isMissing: found === undefined }),
  };
}

/** Returns JSON, or with `as=html` the same as HTML parts. With `path` a folder, otherwise everything else. */
function stateReply(sources: DashboardSources, { url, headers: sent }: DashboardRequest): EmulatorReply {
  // Browsers send the site of the requester. A page of another origin must not learn anything, not even from the
  // response time.
  const site = sent['sec-fetch-site'] ?? 'none';
  if (site !== 'same-origin' && site !== 'none')
    return errorReply(403, "Only the emulator's page can read this.");
  const { drive: id, path, from } = readQuery(url);
  const asHtml = url.searchParams.get('as') === 'html';
  const drive = findDashboardDrive(sources, id);
  if (drive === undefined) return errorReply(404, 'This drive does not exist.');
  if (!url.searchParams.has('path')) {
    const state = dashboardState(sources, drive);
    const { revision } = state;
    return { status: 200, json: asHtml ? { revision, parts: pageParts(state) } : state };
  }
  const folder = folderState(drive, path, from);
  if (folder === undefined) return errorReply(404, 'This folder does not exist.');
  const { revision } = sources.store;
  if (!asHtml) return { status: 200, json: { revision, folder } };
  return { status: 200, json: { revision, list: folderListHtml({ drive, folder, inlineItems: 0 }) } };
}

function readQuery({ searchParams }: URL): DashboardQuery {
  const from = searchParams.get('from') ?? '';
  return {
    drive: searchParams.get('drive') ?? '',
    path: searchParams.get('path') ?? '/',
    from: /^\d{1,9}$/.test(from) ? Number(from) : 0,
  };
}

function errorReply(status: number, message: string): EmulatorReply {
  return { status, json: { error: message } };
}
