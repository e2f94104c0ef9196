/**
 * The line of the total: `[####----] 30/36 files  69.5/228.9 MiB  30%  14.4 MiB/s  ETA 11s`. Leaves out parts that do
 * not fit the screen, and never cuts one.
 */
import { formatBytes, formatBytesDone, formatCount } from '../../core/format.ts';
import type { ProgressSnapshot } from '../../report/progress.ts';

const longBarCells = 24;
const shortBarCells = 8;
/** From this width on, there is room for a long bar and large numbers. */
const longBarCellsFrom = 99;
const gap = '  ';

/** The parts in order; undefined for what is unknown yet. */
type Part = 'bar' | 'files' | 'bytes' | 'percent' | 'rate' | 'left';

/** What is left out first on a narrow screen. The percentage is the last to go. */
const leaveOutOrder: readonly Part[] = ['bar', 'rate', 'bytes', 'files', 'left', 'percent'];

/** The line with all parts that fit into `cells`; '' if none does. */
export function formatTotalLine(now: ProgressSnapshot, cells: number): string {
  const parts = totalParts(now);
  if (cells < longBarCellsFrom || joinParts(parts).length > cells)
    parts.set('bar', renderBar(fractionDone(now.bytesDone, now.bytesTotal), shortBarCells));
  for (const part of leaveOutOrder) {
    const line = joinParts(parts);
    if (line.length <= cells) return line;
    parts.delete(part);
  }
  return '';
}

function totalParts(now: ProgressSnapshot): Map<Part, string> {
  const { filesDone, filesTotal, filesFailed, bytesDone, bytesTotal, bytesPerSecond, remainingMs } = now;
  const part = fractionDone(bytesDone, bytesTotal);
  const failed = filesFailed === 0 ? '' : ` (${filesFailed} failed)`;
  const parts = new Map<Part, string>([
    ['bar', renderBar(part)],
    ['files', `${filesDone}/${formatCount(filesTotal, 'file')}${failed}`],
    ['bytes', formatBytesDone(bytesDone, bytesTotal)],
    ['percent', `${Math.floor(part * 100)}%`],
  ]);
  // The rate of before a wait says nothing.
  if (now.throttled !== undefined) return parts;
  if (bytesPerSecond > 0) parts.set('rate', `${formatBytes(Math.round(bytesPerSecond))}/s`);
  if (remainingMs !== undefined) parts.set('left', `ETA ${formatShortDuration(remainingMs)}`);
  return parts;
}

/** From 0 to 1. Nothing to do is all done. */
export function fractionDone(done: number, total: number): number {
  return total === 0 ? 1 : done / total;
}

function joinParts(parts: ReadonlyMap<Part, string>): string {
  const { bar = '', ...numbers }: Partial<Record<Part, string>> = Object.fromEntries(parts);
  return [bar, Object.values(numbers).join(gap)].filter((text) => text !== '').join(' ');
}

/** `[######------]`, in ASCII for every terminal. */
export function renderBar(part: number, cells: number = longBarCells): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * cells);
  return `[${'#'.repeat(full)}${'-'.repeat(cells - full)}]`;
}

/** `11s`, `3m20s`, `2h05m`, `4d03h`. */
export function formatShortDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const pair = (whole: number, unit: string, part: number, smaller: string) =>
    `${whole}${unit}${String(part).padStart(2, '0')}${smaller}`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return pair(minutes, 'm', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'm');
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}
