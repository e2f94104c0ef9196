/** Builds the HTML list of a folder's items. */
import { escapeHtml } from '../core/html.ts';
import type { Drive } from '../drive/tree.ts';
import { dashboardLimits, type FolderState, folderState, type ItemState } from './state.ts';

/** Formats a size in `B`, `KiB` and so on, with at least three digits from `KiB` on. */
export function formatSize(sizeBytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = sizeBytes;
  while (size >= 1024 && units.length > 1) {
    size /= 1024;
    units.shift();
  }
  if (units[0] === 'B' || size >= 100) return `${size.toFixed(0)} ${units[0]}`;
  return `${size.toFixed(size >= 10 ? 1 : 2)} ${units[0]}`;
}

/** Formats a number with its noun. */
export function formatCount(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** URL of the page for a folder, starting with item `from`. Escaped for an attribute. */
export function folderHref(driveId: string, path: string, from = 0): string {
  const query = new URLSearchParams({ drive: driveId, path, ...(from > 0 ? { from: String(from) } : {}) });
  return escapeHtml(`/?${query}`);
}

/**
 * Builds the items of a folder's `<ul>`. Subfolders include their items while there are at most `inlineItems` in total.
 * The others contain a link, which the page's script replaces with the items.
 */
export function folderListHtml(view: { drive: Drive; folder: FolderState; inlineItems: number }): string {
  return rows(view.drive, view.folder, { left: view.inlineItems - view.folder.items.length });
}

function rows(drive: Drive, folder: FolderState, budget: { left: number }): string {
  const { items, path, from, total } = folder;
  if (total === 0) return '<li class="note" data-id="none"><span class="row">empty</span></li>';
  const shown = items.map((item) =>
    item.children === null ? fileRow(item) : folderRow(drive, item, budget),
  );
  const next = from + items.length;
  const [before, after] = [Math.max(0, from - dashboardLimits.items), total - next];
  if (from > 0)
    shown.unshift(
      pagingRow('before', folderHref(drive.id, path, before), `The ${formatCount(from, 'item')} before`),
    );
  if (after > 0)
    shown.push(pagingRow('after', folderHref(drive.id, path, next), `${formatCount(after, 'item')} more`));
  return shown.join('');
}

function pagingRow(id: string, href: string, words: string): string {
  return `<li class="note" data-id="${id}"><span class="row"><a href="${href}">${words}</a></span></li>`;
}

function fileRow({ id, name, sizeBytes, versions, modified, quickXorHash }: ItemState): string {
  const hash = quickXorHash ?? 'no hash';
  return `<li data-id="${escapeHtml(id)}"><div class="row file" title="changed ${modified}"><bdi class="name">${escapeHtml(name)}</bdi> <code class="hash" title="QuickXorHash">${escapeHtml(hash)}</code> <span class="versions${versions > 1 ? ' many' : ''}">${formatCount(versions, 'version')}</span> <span class="size">${formatSize(sizeBytes)}</span></div></li>`;
}

function folderRow(drive: Drive, item: ItemState, budget: { left: number }): string {
  const { id, name, path, sizeBytes } = item;
  const children = item.children ?? 0;
  let inner = `<li class="note"><span class="row"><a href="${folderHref(drive.id, path)}">Open ${formatCount(children, 'item')}</a></span></li>`;
  const below = children <= budget.left ? folderState(drive, path) : undefined;
  if (below !== undefined) {
    budget.left -= children;
    inner = rows(drive, below, budget);
  }
  return `<li data-id="${escapeHtml(id)}"><details><summary class="row"><bdi class="name">${escapeHtml(name)}</bdi> <span class="versions">${formatCount(children, 'item')}</span> <span class="size">${formatSize(sizeBytes)}</span></summary><ul data-path="${escapeHtml(path)}">${inner}</ul></details></li>`;
}
