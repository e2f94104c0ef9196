/** Builds the dashboard page as one HTML text. The page is complete without scripts. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../core/html.ts';
import { pageParts } from './parts.ts';
import { dashboardScript } from './script.ts';
import { type DashboardState, dashboardLimits, type FolderState } from './state.ts';
import { dashboardStyle } from './style.ts';
import { folderHref } from './tree.ts';

/** The query of a dashboard URL. */
export interface DashboardQuery {
  /** '' for the account's own. */
  readonly drive: string;
  readonly path: string;
  readonly from: number;
}

const cspHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Allows nothing external, and only the page's own script and style. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src ${cspHash(dashboardScript)}`,
  `style-src ${cspHash(dashboardStyle)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join(';');

/** Builds the whole page. `list` is the folder's HTML. */
export function dashboardHtml(view: {
  state: DashboardState;
  folder: FolderState;
  list: string;
  origin: string;
  /** True if the requested folder does not exist and another one is shown. */
  isMissing: boolean;
}): string {
  const { state, folder, list, origin } = view;
  const parts = pageParts(state);
  const missing = view.isMissing ? '<p class="fault" role="alert">This folder does not exist.</p>' : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Emulated OneDrive</title><link rel="icon" href="data:,"><style>${dashboardStyle}</style></head>
<body data-drive="${escapeHtml(state.drive.id)}" data-revision="${state.revision}">
<a class="skip" href="#main">Skip to the content</a>
<header><div class="line"><h1>Emulated OneDrive</h1>
<span><span id="moving" hidden><span id="live" class="quiet">live</span> <button type="button" id="pause">Pause</button></span><noscript><a href="">Reload</a></noscript></span></div>
<p class="quiet">A ${escapeHtml(state.account)} account at <code>${escapeHtml(origin)}</code>, drive <code>${escapeHtml(state.drive.id)}</code></p>
<ul class="figures" id="figures">${parts.figures}</ul></header>
<main id="main" tabindex="-1"><div>
<section aria-labelledby="h-sessions"><h2 id="h-sessions">Upload sessions</h2>
<p id="open" class="quiet" aria-live="polite">${parts.open}</p><ul id="sessions">${parts.sessions}</ul></section>
<section aria-labelledby="h-requests"><div class="line"><h2 id="h-requests">Last requests</h2>
<label><input type="checkbox" id="failed"> only failed requests</label></div>
<div class="scroll" tabindex="0" role="region" aria-labelledby="h-requests"><table>
<thead><tr><th scope="col">Time</th><th scope="col">Service</th><th scope="col">Method</th><th scope="col">Path or file</th><th scope="col" class="number">Sent</th><th scope="col">Answer</th></tr></thead>
<tbody id="requests">${parts.requests}</tbody></table></div></section>
</div><div>
<section aria-labelledby="h-drive"><div class="line"><h2 id="h-drive">Drive</h2>
<label><input type="checkbox" id="hashes"> QuickXorHash</label></div>
${missing}${driveChoice(state)}${crumbs(state, folder)}
<div class="tree"><ul data-path="${escapeHtml(folder.path)}" data-from="${folder.from}">${list}</ul></div></section>
<section aria-labelledby="h-throttle"><h2 id="h-throttle">Throttling</h2><div id="throttle">${parts.throttle}</div></section>
<section aria-labelledby="h-faults"><h2 id="h-faults">Faults</h2><div id="faults">${parts.faults}</div></section>
</div></main>
<footer>An emulator on this machine. Nothing is sent to Microsoft. At most ${dashboardLimits.requests} requests are shown, without credentials;
the same as JSON is at <a href="/_emulator/state">/_emulator/state</a>.</footer>
<script>${dashboardScript}</script></body></html>
`;
}

/** A plain form, because a tenant has a dozen drives. */
function driveChoice({ drives, drive }: DashboardState): string {
  if (drives.length < 2) return '';
  const options = drives.map(({ id, label, items }) => {
    const words = `${label} (${items.toLocaleString('en-US')})`;
    return `<option value="${escapeHtml(id)}"${id === drive.id ? ' selected' : ''}>${escapeHtml(words)}</option>`;
  });
  return `<form><select name="drive" aria-label="Drive">${options.join('')}</select><button>Show</button></form>`;
}

/** Links to the parent folders, if the page shows a folder below the root. */
function crumbs({ drive }: DashboardState, { path, from }: FolderState): string {
  const names = path.split('/').filter(Boolean);
  if (names.length === 0 && from === 0) return '';
  const steps = names.map((name, depth) => {
    const href = folderHref(drive.id, `/${names.slice(0, depth + 1).join('/')}`);
    const isHere = depth === names.length - 1 ? ' aria-current="page"' : '';
    return `<a href="${href}"${isHere}><bdi>${escapeHtml(name)}</bdi></a>`;
  });
  const root = `<a href="${folderHref(drive.id, '/')}">Drive</a>`;
  return `<nav aria-label="Folder" class="quiet">${[root, ...steps].join(' / ')}</nav>`;
}
