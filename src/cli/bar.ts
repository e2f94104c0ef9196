/**
 * The progress bar of a terminal: one line, drawn again ten times a second. Knows a snapshot and the width.
 */
import { describe, logProgress, type Progress } from '../report/progress.ts';
import type { Terminal } from './terminal.ts';

const drawEveryMs = 100;
/** The rate is averaged over samples; drawing oftener than this would make it jump. */
const sampleEveryMs = 500;
const barCells = 24;

/** Shows progress on the bottom line of a terminal, as log lines elsewhere; answers how to stop. */
export function showProgress(terminal: Terminal): (progress: Progress) => () => void {
  return (progress) => (terminal.live ? drawBar(terminal, progress) : logProgress(terminal, progress));
}

function drawBar(terminal: Terminal, progress: Progress): () => void {
  let sampledMs = 0;
  let now = progress.snapshot(terminal.clock.now());
  const draw = () => {
    const nowMs = terminal.clock.now();
    if (nowMs - sampledMs >= sampleEveryMs) {
      now = progress.snapshot(nowMs);
      sampledMs = nowMs;
    }
    const width = process.stderr.columns ?? 80;
    terminal.status(
      `${bar(now.bytesTotal === 0 ? 1 : now.bytesDone / now.bytesTotal)} ${describe(now)}`.slice(
        0,
        width - 1,
      ),
    );
  };
  const interval = setInterval(draw, drawEveryMs);
  return () => {
    clearInterval(interval);
    terminal.status('');
  };
}

/** `[######------]`, in plain characters that every terminal has. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barCells);
  return `[${'#'.repeat(full)}${'-'.repeat(barCells - full)}]`;
}
