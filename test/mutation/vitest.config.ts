import { defineConfig } from 'vitest/config';

// The tests that answer for the rooms that are mutated, and no others: a mutant that only a test of some other
// room notices has survived.
export default defineConfig({
  test: {
    isolate: false,
    // A mutant that makes a test slow is not to pass for one that it notices.
    testTimeout: 60_000,
    setupFiles: ['test/support/seed.ts'],
    include: ['test/unit/upload/**/*.test.ts', 'test/unit/auth/**/*.test.ts', 'test/unit/retry.test.ts'],
  },
});
