/**
 * Progress on a terminal: a bar for each file in flight and one for all, drawn again ten times a second. Knows
 * snapshots and the size of the screen.
 */
import { escapeControls, formatBytes } from '../../core/format.ts';
import {
  type ActiveTransfer,
  formatProgress,
  logProgress,
  type ProgressSnapshot,
  type TransferProgress,
} from '../../report/progress.ts';
import type { Terminal } from './terminal.ts';

const drawEveryMs = 100;
/** The rate is averaged over samples; drawing oftener than this would make it jump. */
const sampleEveryMs = 500;
const barCells = 24;
/** More files than these are counted only; some room is left for the log. */
const shownFiles = 8;
const otherRows = 4;
const numberCells = 28;
const narrowCells = 90;

/** Shows progress on the bottom lines of a terminal, as log lines elsewhere; answers how to stop. */
export function showProgress(terminal: Terminal): (progress: TransferProgress) => () => void {
  return (progress) =>
    terminal.isInteractive ? drawBars(terminal, progress) : logProgress(terminal, progress);
}

function drawBars(terminal: Terminal, progress: TransferProgress): () => void {
  let sampledMs = 0;
  let now = progress.snapshot(terminal.clock.now());
  const draw = () => {
    const nowMs = terminal.clock.now();
    if (nowMs - sampledMs >= sampleEveryMs) {
      now = progress.snapshot(nowMs);
      sampledMs = nowMs;
    }
    const { columns = 80, rows = 24 } = process.stderr;
    terminal.showStatus(renderBars(now, progress.activeTransfers(), { columns, rows }));
  };
  const interval = setInterval(draw, drawEveryMs);
  return () => {
    clearInterval(interval);
    terminal.showStatus([]);
  };
}

/** The lines to draw: files in flight, how many more there are, and the total. None is wider than the screen. */
export function renderBars(
  now: ProgressSnapshot,
  activeFiles: readonly ActiveTransfer[],
  screen: { readonly columns: number; readonly rows: number },
): string[] {
  const room = Math.min(shownFiles, Math.max(0, screen.rows - otherRows));
  const shown = activeFiles.slice(0, room);
  const more = activeFiles.length - shown.length;
  const lines = [
    ...shown.map((flight) => fileLine(flight, screen.columns)),
    ...(more > 0 && room > 0 ? [`… and ${more} more`] : []),
    `${renderBar(fractionDone(now.bytesDone, now.bytesTotal))} ${formatProgress(now)}`,
  ];
  // The last column stays free: a terminal that wraps there would count one line as two.
  return lines.map((line) => truncateToWidth(line, screen.columns - 1));
}

function fileLine(
  { name, sizeBytes, transferredBytes: reachedByte }: ActiveTransfer,
  columns: number,
): string {
  const part = fractionDone(reachedByte, sizeBytes);
  const numbers = `${formatBytes(reachedByte)} of ${formatBytes(sizeBytes)}`.padEnd(numberCells);
  const percent = `${Math.floor(part * 100)} %`.padStart(5);
  // On a narrow screen the name says more than the numbers.
  const done =
    columns < narrowCells ? `${renderBar(part, barCells / 2)}${percent}` : `${renderBar(part)} ${numbers}`;
  return `${done} ${truncateToWidth(escapeControls(name), Math.max(0, columns - done.length - 2))}`;
}

function fractionDone(done: number, total: number): number {
  return total === 0 ? 1 : done / total;
}

/** `[######------]`, in plain characters that every terminal has. */
export function renderBar(part: number, cells: number = barCells): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * cells);
  return `[${'#'.repeat(full)}${'-'.repeat(cells - full)}]`;
}

/** Where scripts with wide characters begin (Unicode TR11); taking all above for wide, a line is never too long. */
const wideFrom = 0x1100;
const ellipsis = '…';

/** The text cut to so many cells, with a mark where it was. */
function truncateToWidth(text: string, cells: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += characterWidth(character);
    // Room for the mark, should the rest not fit.
    if (used <= cells - 1) kept += character;
  }
  return used <= cells ? text : kept + ellipsis.slice(0, Math.max(0, cells));
}

function characterWidth(character: string): number {
  return character !== ellipsis && (character.codePointAt(0) ?? 0) >= wideFrom ? 2 : 1;
}
