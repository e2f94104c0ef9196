/**
 * Progress on a terminal: a bar for each file in flight and one for the total, redrawn ten times a second.
 */
import { escapeControls, formatBytes } from '../../core/format.ts';
import {
  type ActiveTransfer,
  formatThrottledLine,
  logProgress,
  type ProgressSnapshot,
  type TransferProgress,
} from '../../report/progress.ts';
import type { Terminal } from './terminal.ts';
import { formatTotalLine, fractionDone, renderBar } from './total-line.ts';

const drawEveryMs = 100;
/** The rate is averaged over samples. More frequent samples would make it jump. */
const sampleEveryMs = 500;
/** Further files are only counted. The other rows are for the log. */
const shownFiles = 8;
const otherRows = 4;
const numberCells = 28;
const narrowCells = 90;
const narrowBarCells = 12;

/** Shows bars on an interactive terminal, else log lines. Returns a function that stops it. */
export function showProgress(terminal: Terminal): (progress: TransferProgress) => () => void {
  return (progress) =>
    terminal.isInteractive ? drawBars(terminal, progress) : logProgress(terminal, progress);
}

/** The same with the bar of the total only. */
export function showTotal(terminal: Terminal): (progress: TransferProgress) => () => void {
  return (progress) => (terminal.isInteractive ? drawBars(terminal, progress, { shownFiles: 0 }) : () => {});
}

function drawBars(
  terminal: Terminal,
  progress: TransferProgress,
  { shownFiles: most }: { readonly shownFiles: number } = { shownFiles },
): () => void {
  let sampledMs = 0;
  let now = progress.snapshot(terminal.clock.now());
  const draw = () => {
    const nowMs = terminal.clock.now();
    if (nowMs - sampledMs >= sampleEveryMs) {
      now = progress.snapshot(nowMs);
      sampledMs = nowMs;
    }
    const { columns = 80, rows = 24 } = process.stderr;
    terminal.showStatus(renderBars(now, progress.activeTransfers().slice(0, most), { columns, rows }));
  };
  const interval = setInterval(draw, drawEveryMs);
  return () => {
    clearInterval(interval);
    terminal.showStatus([]);
  };
}

/** The lines to draw: files in flight, the number of further ones, a wait, and the total. None is wider than the screen. */
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
    ...(now.throttled !== undefined && room > 0 ? [formatThrottledLine(now.throttled)] : []),
  ];
  // Leave the last column free: a terminal that wraps there would count the line as two.
  const cells = screen.columns - 1;
  return [...lines.map((line) => truncateToWidth(line, cells)), formatTotalLine(now, cells)];
}

function fileLine(
  { name, sizeBytes, transferredBytes: reachedByte }: ActiveTransfer,
  columns: number,
): string {
  const part = fractionDone(reachedByte, sizeBytes);
  const numbers = `${formatBytes(reachedByte)} of ${formatBytes(sizeBytes)}`.padEnd(numberCells);
  const percent = `${Math.floor(part * 100)}%`.padStart(5);
  // On a narrow screen the name is more useful than the numbers.
  const done =
    columns < narrowCells ? `${renderBar(part, narrowBarCells)}${percent}` : `${renderBar(part)} ${numbers}`;
  return `${done} ${truncateToWidth(escapeControls(name), Math.max(0, columns - done.length - 2))}`;
}

/** Start of scripts with wide characters (Unicode TR11). All later ones count as wide, so no line gets too long. */
const wideFrom = 0x1100;
const ellipsis = '…';

/** Cuts the text to `cells` columns, with an ellipsis at the cut. */
function truncateToWidth(text: string, cells: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += characterWidth(character);
    // Leave room for the ellipsis.
    if (used <= cells - 1) kept += character;
  }
  return used <= cells ? text : kept + ellipsis.slice(0, Math.max(0, cells));
}

function characterWidth(character: string): number {
  return character !== ellipsis && (character.codePointAt(0) ?? 0) >= wideFrom ? 2 : 1;
}
