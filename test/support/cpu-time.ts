/** How much work something is, so that a test of it holds on a machine that is busy with other things. */

/** Milliseconds of the processor that it took in this process. */
export async function cpuTimeMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
