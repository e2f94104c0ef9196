import { defineConfig } from 'vitest/config';

// Three projects: `unit` touches neither network nor clock, `emulated` runs main.run() against the
// emulator over loopback, `packaged` spawns what is committed in dist/ as a runner would.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'] } },
      { test: { name: 'emulated', include: ['test/emulated/**/*.test.ts'], testTimeout: 60_000 } },
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
