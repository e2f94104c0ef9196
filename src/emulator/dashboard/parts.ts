/**
 * Builds the changing parts of the page from the state: figures, sessions, requests, throttle, faults. All external
 * text is escaped here.
 */
import { escapeHtml } from '../core/html.ts';
import type { DashboardState, FaultState, RequestState, SessionState } from './state.ts';
import { formatCount, formatSize } from './tree.ts';

/** HTML by the id of the element that contains it. */
export type PageParts = Readonly<
  Record<'figures' | 'open' | 'sessions' | 'requests' | 'throttle' | 'faults', string>
>;

/** Builds every part. */
export function pageParts(state: DashboardState): PageParts {
  return {
    figures: figures(state),
    open: `${state.sessionsInAll === 0 ? 'No upload session is' : `${formatCount(state.sessionsInAll, 'upload session')}`} open.`,
    sessions: state.sessions.map((one) => session(one, Date.parse(state.time))).join(''),
    requests: requests(state),
    throttle: throttle(state),
    faults: faults(state.faults),
  };
}

/** Local time of this machine, to the millisecond. The reader uses the same machine. */
function clockText(iso: string): string {
  const date = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
  return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}

function time(iso: string): string {
  return `<time datetime="${iso}">${clockText(iso)}</time>`;
}

function isWrong({ status, fault }: RequestState): boolean {
  return fault !== undefined || status === 'cut' || (typeof status === 'number' && status >= 400);
}

function figures(state: DashboardState): string {
  const wrong = state.requests.filter(isWrong).length;
  const rows = [
    [formatCount(state.drive.items, 'item'), 'on the drive'],
    [formatSize(state.drive.sizeBytes), 'stored'],
    [state.requestsInAll.toLocaleString('en-US'), state.requestsInAll === 1 ? 'request' : 'requests'],
    [wrong.toLocaleString('en-US'), `of the last ${state.requests.length} failed`],
    [clockText(state.time), "the emulator's clock"],
  ];
  return rows.map(([figure, words]) => `<li><b>${figure}</b> ${words}</li>`).join('');
}

function session(one: SessionState, nowMs: number): string {
  const { path, drive, receivedBytes, totalBytes, fragments, receiving, expires } = one;
  const [folder, name] = [path.replace(/[^/]*$/, ''), path.replace(/^.*\//s, '')];
  const label = `aria-label="received of ${escapeHtml(name)}"`;
  const bar =
    totalBytes === null
      ? `<progress ${label} value="0" max="1"></progress>`
      : `<progress ${label} value="${receivedBytes}" max="${Math.max(1, totalBytes)}"></progress>`;
  const share = totalBytes === null ? 0 : Math.floor((100 * receivedBytes) / Math.max(1, totalBytes));
  const progress =
    totalBytes === null
      ? 'waiting for the first fragment'
      : `${formatSize(receivedBytes)} of ${formatSize(totalBytes)} in ${formatCount(fragments, 'fragment')}`;
  return `<li><div class="line"><span class="path" title="${escapeHtml(drive)}"><bdi class="quiet">${escapeHtml(folder)}</bdi><bdi>${escapeHtml(name)}</bdi></span><b>${totalBytes === null ? '–' : `${share} %`}</b></div>${bar}
<div class="line quiet"><span>${progress}${receiving ? ', receiving' : ''}</span><span>expires in <time datetime="${expires}">${lengthText(Date.parse(expires) - nowMs)}</time></span></div></li>`;
}

/** The two largest units: sessions last minutes or days. */
function lengthText(lengthMs: number): string {
  const seconds = Math.max(0, Math.floor(lengthMs / 1000));
  const units = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = units.findIndex(([number]) => number > 0);
  const shown = first < 0 ? units.slice(-1) : units.slice(first, first + 2);
  return shown.map(([number, unit]) => `${number} ${unit}`).join(' ');
}

function requests(state: DashboardState): string {
  if (state.requests.length === 0) return '<tr><td colspan="6" class="quiet">No requests yet.</td></tr>';
  return state.requests.map(request).join('');
}

function request(one: RequestState): string {
  const { surface, method, status, code, bytes, fault } = one;
  const fine = status === 'pending' ? 'pending' : 'fine';
  const sort = isWrong(one) ? 'wrong' : fine;
  const words = [
    `<b>${status}</b>`,
    ...(code === undefined ? [] : [escapeHtml(code)]),
    ...(fault === undefined ? [] : [`<span class="fault">fault: ${escapeHtml(fault)}</span>`]),
  ];
  return `<tr class="${sort}"><td>${time(one.time)}</td><td>${surface}</td><td>${escapeHtml(method)}</td><td class="path">${address(one)}</td><td class="number">${bytes > 0 ? formatSize(bytes) : ''}</td><td class="status">${words.join(' ')}</td></tr>`;
}

/** For an upload session, the file is more useful than its redacted URL. */
function address({ path, query, file, contentRange }: RequestState): string {
  const range = contentRange?.replace('bytes ', '');
  const detail = range === undefined ? '' : ` <span class="quiet range">${escapeHtml(range)}</span>`;
  if (file !== undefined) return `<bdi title="${escapeHtml(path)}">${withLineBreaks(file)}</bdi>${detail}`;
  const names = query.length === 0 ? '' : `?${query.join('&')}`;
  const short = `${path}${names}`.replace(/b![\w-]{12,}/g, (id) => `${id.slice(0, 8)}…`);
  return `<bdi title="${escapeHtml(path + names)}">${withLineBreaks(short)}</bdi>${detail}`;
}

/** Lets a long path break after its slashes. */
function withLineBreaks(path: string): string {
  return escapeHtml(path).replaceAll('/', '/<wbr>');
}

function throttle({ throttle: now }: DashboardState): string {
  if (now === null) return '<p class="quiet">Off: no limit on requests.</p>';
  const { limit, used, refused, leftMs } = now;
  const rest = `${Math.ceil(leftMs / 1000)} s left in this minute`;
  return `<div class="line"><span>${used.toLocaleString('en-US')} of ${formatCount(limit, 'unit')}</span><b>${Math.floor((100 * used) / limit)} %</b></div>
<progress aria-label="units used" value="${Math.min(used, limit)}" max="${limit}"></progress>
<div class="line quiet"><span>${refused === 0 ? 'none refused' : `<span class="fault">${formatCount(refused, 'unit')} refused</span>`}</span><span>${rest}</span></div>`;
}

function faults(all: readonly FaultState[]): string {
  if (all.length === 0) return '<p class="quiet">No faults are set.</p>';
  return `<ul class="plain">${all.map(fault).join('')}</ul>`;
}

function fault({ on, does, after, times, hits, seen }: FaultState): string {
  const where = [on.surface, on.method, on.path].filter((word) => word !== undefined).join(' ');
  const left = after > seen ? `, after ${after - seen} more` : '';
  return `<li class="line${hits >= times ? ' quiet' : ''}"><span><b>${escapeHtml(does)}</b> on ${escapeHtml(where) || 'any request'}${left}</span><span>${hits} of ${times} used</span></li>`;
}
