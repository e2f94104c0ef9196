import { defineConfig } from 'vitest/config';

// Three projects: `unit` needs no service and waits for nothing, `emulated` runs main.run() against the
// emulator over loopback, `packaged` spawns what is committed in dist/ as a runner would.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // They share no state but the seed: one process for all halves the time.
          isolate: false,
          setupFiles: ['test/support/seed.ts'],
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
          // They take milliseconds; a machine that is busy with other things must not make one red.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'emulated',
          setupFiles: ['test/support/seed.ts'],
          include: ['test/emulated/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'packaged',
          include: ['test/packaged/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
