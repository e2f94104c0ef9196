/** Exit codes of the command; docs/troubleshooting.md lists them. */
import { Failure } from './errors.ts';

/** The command's exit code for a failure that ended the run. */
export function exitCode(error: unknown): number {
  if (!(error instanceof Failure)) return 1;
  return { usage: 2, 'sign-in': 3, cancelled: 130, service: 1, network: 1, file: 1, verify: 1 }[error.kind];
}
