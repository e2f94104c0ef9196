import { defineConfig } from 'vitest/config';

/** The tests that answer for what is mutated, as run.js names them: a mutant that only others notice has survived. */
const include = (process.env.MUTATION_TESTS ?? '').split(' ');

export default defineConfig({
  // A slow test on a busy machine must not fail the first run, nor let a mutant pass for one that was noticed.
  test: { isolate: false, setupFiles: ['test/support/fast-check-seed.ts'], include, testTimeout: 60_000 },
});
