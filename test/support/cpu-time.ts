/** Measures CPU time, so that a test of effort passes on a busy machine as well. */

/** Milliseconds of the processor that it took in this process. */
export async function cpuTimeMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
