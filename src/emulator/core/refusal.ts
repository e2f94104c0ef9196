/** The parts of a refusal that a real service is known to send. */
import type { FaultMatch, FaultTarget } from './fault-match.ts';

/** An answer of a real service, and the requests that it is known for. At most one kind of body is set. */
export interface Refusal {
  /** The requests that the service is known to refuse so, for a fault that names none. */
  readonly on: FaultMatch;
  /** Which of these it can refuse so, whatever the fault names. */
  readonly isMet?: (target: FaultTarget) => boolean;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Graph's error. With `withIds` its innerError has date and ids; reports often leave them out. */
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly innerCode?: string;
    readonly withIds?: boolean;
  };
  /** An error of the identity platform: the number behind AADSTS, and the OAuth word. */
  readonly aadsts?: {
    readonly number: number;
    readonly error: string;
    readonly text: string;
    readonly suberror?: string;
  };
  /** Any other JSON body. */
  readonly json?: (target: Pick<FaultTarget, 'contentRange'>) => unknown;
  readonly html?: string;
  /** The request is carried out first. If that fails, its own answer is sent. */
  readonly processed?: boolean;
  /** Fields that replace those of the real answer's item. The status is the real one, and there is no other body. */
  readonly itemFields?: Readonly<Record<string, unknown>>;
}
