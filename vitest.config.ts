import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `npm test` runs three projects: `unit` needs no service and waits for nothing, `emulated` runs main.run() against
// the emulator over loopback, `packaged` spawns what is committed in dist/ as a runner would. The others take longer
// than one waits for before every commit: .ci/nightly runs them all.
const browser = ['test/emulated/browser/**/*.test.ts'];
const storms = ['test/emulated/upload/random-faults.test.ts'];
const large = ['test/packaged/many-files.test.ts'];

const common = {
  setupFiles: ['test/support/fast-check-seed.ts'],
  // They take milliseconds; a machine that is busy with other things must not make one red.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
// They share no state but the seed: one process for many of them halves the work.
const together = { ...common, isolate: false };

export default defineConfig({
  test: {
    // Most of what they do is to wait for one another's processes: one worker leaves a machine of two cores half idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { ...together, name: 'unit', include: ['test/{unit,contract}/**/*.test.ts'] } },
      {
        test: {
          ...together,
          name: 'emulated',
          include: ['test/{emulated,recorded}/**/*.test.ts'],
          exclude: [...browser, ...storms],
        },
      },
      {
        test: {
          ...together,
          name: 'packaged',
          include: ['test/packaged/**/*.test.ts'],
          exclude: large,
          testTimeout: 120_000,
        },
      },
      { test: { ...common, name: 'browser', include: browser } },
      { test: { ...common, name: 'storms', include: storms } },
      { test: { ...common, name: 'large', include: [...large, 'test/emulated/upload/many-files.test.ts'] } },
    ],
  },
});
