/**
 * What a verb of the command is: its name, arguments and flags, and what it runs. Types only.
 */
import type { OwnFlag, Takes } from './flags.ts';

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
export type Argument = readonly [name: string, help: string, takes: Takes];

export interface Verb {
  readonly name: VerbName;
  readonly says: string;
  readonly args?: readonly Argument[];
  /** Inputs of the action that are flags here, too; none by default. */
  readonly inputs?: readonly string[];
  readonly flags?: readonly OwnFlag[];
  /** Answers the exit code. */
  run(call: {
    readonly flags: Readonly<Record<string, unknown>>;
    readonly args: readonly string[];
  }): Promise<number>;
}
