/**
 * The type of a verb: its name, arguments and flags, and the function that runs it.
 */
import type { ValueKind, VerbFlag } from './flags.ts';

export type VerbName =
  | 'login'
  | 'authorize-url'
  | 'exchange'
  | 'subject'
  | 'check'
  | 'refresh'
  | 'upload'
  | 'download'
  | 'verify'
  | 'ls'
  | 'emulate'
  | 'demo'
  | 'completion';

/** `<needed>`, `[optional]` or `[several...]` as commander writes it, its help, and what it takes. */
export type VerbArgument = readonly [name: string, help: string, takes: ValueKind];

export interface Verb {
  readonly name: VerbName;
  readonly summary: string;
  readonly args?: readonly VerbArgument[];
  /** Inputs of the action that are flags of this verb; none by default. */
  readonly inputs?: readonly string[];
  readonly flags?: readonly VerbFlag[];
  /** Returns the exit code. */
  run(call: {
    readonly flags: Readonly<Record<string, unknown>>;
    readonly args: readonly string[];
    /** How many of them, at the end, are after `--`. */
    readonly literalCount: number;
  }): Promise<number>;
}
