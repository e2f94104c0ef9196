/** Logs how far a step on this machine is, in a line every 10 s. */
import { formatBytes, formatCount } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { StepProgress } from '../core/step-progress.ts';

const stepLogIntervalMs = 10_000;

/** For example `Packed 12 of 40 items, 1.20 GiB of 3.40 GiB (35 %)`, or `1200 files found so far`. */
export function formatStep({ name, itemsDone, itemsTotal, bytesDone, bytesTotal }: StepProgress): string {
  if (name === 'read') return `${formatBytes(bytesDone)} read so far`;
  if (itemsTotal === undefined || bytesTotal === undefined)
    return `${formatCount(itemsDone, 'file')} found so far`;
  const percent = bytesTotal === 0 ? 100 : Math.min(100, Math.floor((bytesDone * 100) / bytesTotal));
  return `Packed ${itemsDone} of ${formatCount(itemsTotal, 'item')}, ${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)} (${percent} %)`;
}

/** Returns a function that stops it. */
export function logStep({ log, clock }: Pick<Host, 'log' | 'clock'>, step: StepProgress): () => void {
  let cancel = clock.timer(stepLogIntervalMs, tick);
  function tick() {
    log.info(formatStep(step));
    cancel = clock.timer(stepLogIntervalMs, tick);
  }
  return () => cancel();
}
