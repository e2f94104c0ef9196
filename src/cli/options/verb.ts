/**
 * What a verb of the command is: its name, arguments and flags, and what it runs. Types only.
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
  | 'emulate'
  | 'demo'
  | 'completion';

/** `<needed>`, `[optional]` or `[several...]` as commander writes it, its line of help, and what may stand there. */
export type VerbArgument = readonly [name: string, help: string, takes: ValueKind];

export interface Verb {
  readonly name: VerbName;
  readonly summary: string;
  readonly args?: readonly VerbArgument[];
  /** Inputs of the action that are flags here, too; none by default. */
  readonly inputs?: readonly string[];
  readonly flags?: readonly VerbFlag[];
  /** Answers the exit code. */
  run(call: {
    readonly flags: Readonly<Record<string, unknown>>;
    readonly args: readonly string[];
  }): Promise<number>;
}
