/** 20,000 small files through the packaged action: what it asks when nothing has changed, and the memory it takes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { countListingPages, manyFiles } from '../support/many-files.ts';
import { uploadStep } from './run-packaged.ts';

const files = manyFiles(20_000, 300);
/** Of a process, at its highest. */
const memoryLimitBytes = 400 * 1024 * 1024;

/** Writes the highest resident size of a process, in KiB, when it ends. */
const script =
  'import{writeFileSync as w}from"node:fs";process.on("exit",()=>w(process.env.PEAK,String(process.resourceUsage().maxRSS)))';

test('20,000 small files in 300 folders go up, and a second time nothing does', {
  timeout: 300_000,
}, async () => {
  const emulator = await startEmulator({ account: 'business', discard: true });
  try {
    const run = async () => {
      const inputs = { destination: 'in', root: 'files', 'skip-unchanged': 'true', summary: 'full' };
      using step = uploadStep(emulator, files, { inputs });
      const before = emulator.requestLog.length;
      const peak = join(step.folder, 'peak');
      const startedMs = performance.now();
      const { code, stdout } = await step.main({
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
        PEAK: peak,
      }).done;
      const elapsedS = (performance.now() - startedMs) / 1000;
      expect(stdout).not.toContain('::error');
      expect(code).toBe(0);
      expect(existsSync(peak)).toBe(true);
      const memoryBytes = Number(readFileSync(peak, 'utf8')) * 1024;
      const outputs = step.file('output');
      const rows = JSON.parse(readFileSync(outputs.get('manifest') ?? '', 'utf8')).files.length;
      return { outputs, rows, requests: emulator.requestLog.slice(before), memoryBytes, elapsedS };
    };
    const first = await run();
    const second = await run();
    for (const { requests, memoryBytes, elapsedS } of [first, second])
      process.stdout.write(
        `${requests.length} requests, ${Math.round(memoryBytes / 1024 ** 2)} MiB, ${elapsedS.toFixed(1)} s\n`,
      );
    const count = Object.keys(files).length;
    expect(first.outputs.get('uploaded-count')).toBe(String(count));
    expect(emulator.files()).toHaveLength(count);
    expect(second.outputs.get('result')).toBe('unchanged');
    expect([second.outputs.get('skipped-count'), second.rows]).toEqual([String(count), count]);
    expect(second.outputs.get('files-truncated')).toBe('true');
    // Everything counts: sign-in, drive and destination, too.
    expect(second.requests.length).toBeLessThanOrEqual(countListingPages(Object.keys(files)) + 10);
    expect(second.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
    for (const { memoryBytes } of [first, second]) expect(memoryBytes).toBeLessThan(memoryLimitBytes);
  } finally {
    await emulator.close();
  }
});
