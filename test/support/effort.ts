/** How much work something is, so that a test of it holds on a machine that is busy with other things. */

/** Milliseconds of the processor that the call took in this process. */
export function effortMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
