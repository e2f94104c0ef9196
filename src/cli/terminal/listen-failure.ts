/**
 * The errors of a port on this machine that cannot be opened, for the emulator and the sign-in's listener.
 */
import { Failure, systemCode, systemReason } from '../../core/errors.ts';

interface ListenFailureOptions {
  readonly port: number;
  /** What the person can do instead, as the end of "end that program, or …". */
  readonly alternative: string;
}

/** A failure of kind `usage` for the error that `listen` reported. */
export function listenFailure(error: unknown, { port, alternative }: ListenFailureOptions): Failure {
  const [what, first] = explainListenError(systemCode(error));
  return new Failure(`port ${port} of this machine ${what ?? `cannot be opened (${systemReason(error)})`}`, {
    code: 'port-in-use',
    kind: 'usage',
    hint: `${first}${alternative}`,
    cause: error,
  });
}

function explainListenError(code: string): readonly [what: string | undefined, first: string] {
  if (code === 'EADDRINUSE') return ['is in use by another program', 'end that program, or '];
  if (code === 'EACCES')
    return [
      'may not be opened by this user (EACCES)',
      'ports below 1024 are for root only, and Windows reserves some ranges: ',
    ];
  return [undefined, ''];
}
