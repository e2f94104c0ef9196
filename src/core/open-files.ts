/** What to do when the process or the machine has as many files and connections open as it may (EMFILE, ENFILE). */
import { ServiceFailure, systemCode } from './errors.ts';
import type { Host } from './host.ts';

/** Others give a descriptor back when their file or request ends. Two minutes in all, and the time they need. */
const attempts = 120;
const pauseMs = 1000;

/** True when a file or a connection could not be opened because too many are open. */
export function isTooManyOpenFiles(error: unknown): boolean {
  const codes = error instanceof ServiceFailure ? error.service.codes : [systemCode(error)];
  return codes.some((code) => code === 'EMFILE' || code === 'ENFILE');
}

/**
 * Calls `run` again as long as its outcome's error means that too many files are open. `run` must have closed what it
 * had opened: if everybody kept a file and waited for a connection, nobody would get one. `onTooMany` is called before
 * each wait, so that the caller can work on fewer files at once.
 */
export async function untilFilesCanBeOpened<T extends { readonly error?: unknown }>(
  run: () => Promise<T>,
  { host, onTooMany }: { readonly host: Pick<Host, 'clock' | 'random'>; readonly onTooMany: () => void },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await run();
    if (attempt === attempts || !isTooManyOpenFiles(outcome.error)) return outcome;
    onTooMany();
    await host.clock.sleep(pauseMs * (0.5 + host.random()));
  }
}
