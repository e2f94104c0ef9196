/** Shows a step on this machine as one line of a terminal, if it takes longer than two seconds. */
import { formatBytes, formatBytesDone, formatCount } from '../../core/format.ts';
import type { ShowStep, StepProgress } from '../../core/step-progress.ts';
import { logStep } from '../../report/step-log.ts';
import type { Terminal } from './terminal.ts';
import { fractionDone, renderBar } from './total-line.ts';

/** Nobody needs a bar for what is done at once. */
const shownAfterMs = 2000;
const drawEveryMs = 200;
const stepBarCells = 8;

/** What the line needs of a terminal. */
type StepTerminal = Pick<Terminal, 'log' | 'clock' | 'isInteractive' | 'showStatus'>;

/** Shows a line on an interactive terminal, else log lines. */
export function showStep(
  terminal: StepTerminal,
  columns: () => number = () => process.stderr.columns ?? 80,
): ShowStep {
  return (step) => {
    if (!terminal.isInteractive) return logStep(terminal, step);
    let cancel = terminal.clock.timer(shownAfterMs, draw);
    function draw() {
      // Leave the last column free: a terminal that wraps there would count the line as two.
      terminal.showStatus([renderStep(step, columns() - 1)]);
      cancel = terminal.clock.timer(drawEveryMs, draw);
    }
    return () => {
      cancel();
      terminal.showStatus([]);
    };
  };
}

/** `Finding files: 1200 files found`, or `[###-----] Packing 12/40 items  1.20/3.40 GiB  35%`, without what does not fit. */
export function renderStep(step: StepProgress, cells: number): string {
  const { name, itemsDone, itemsTotal, bytesDone, bytesTotal } = step;
  if (name === 'read') return fitting([['Reading:', formatBytes(bytesDone)], ['Reading']], cells);
  if (itemsTotal === undefined || bytesTotal === undefined)
    return fitting([['Finding files:', `${formatCount(itemsDone, 'file')} found`], ['Finding files']], cells);
  const part = Math.min(1, fractionDone(bytesDone, bytesTotal));
  const percent = `${Math.floor(part * 100)}%`;
  const head = `Packing ${itemsDone}/${formatCount(itemsTotal, 'item')}`;
  const rest = [formatBytesDone(Math.min(bytesDone, bytesTotal), bytesTotal), percent].join('  ');
  return fitting(
    [
      [renderBar(part, stepBarCells), `${head}  ${rest}`],
      [`${head}  ${rest}`],
      ['Packing', percent],
      [percent],
    ],
    cells,
  );
}

/** The first text that fits; '' if none does. */
function fitting(candidates: readonly (readonly string[])[], cells: number): string {
  return candidates.map((parts) => parts.join(' ')).find((text) => text.length <= cells) ?? '';
}
