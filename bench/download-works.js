/** The works that download what was uploaded before, which is not measured. */
import { atMost, timesRclone } from './bars.js';

export function downloadFile({ sizeBytes, mine, theirs }) {
  return {
    name: 'download',
    title: 'Download of one 1 GiB file, hashes checked',
    data: { count: 1, sizeBytes },
    isDownload: true,
    sink: {},
    contenders: { ours: mine, ...theirs() },
    bars: (by) => timesRclone(by, 1),
  };
}

export function downloadFiles({ small, latencyMs, inFlight, mine, theirs }) {
  const ideal = (small.count * latencyMs) / 1000 / inFlight;
  return {
    name: 'download-small',
    title: 'Download of 1,000 files of 8 KiB, 50 ms per request',
    data: small,
    isDownload: true,
    emulator: { latencyMs },
    contenders: { ours: mine, ...theirs('--transfers', String(inFlight)) },
    bars: (by) => [atMost(`times ${ideal.toFixed(3)} s, the whole process`, by.ours.seconds / ideal, 1.3)],
  };
}
