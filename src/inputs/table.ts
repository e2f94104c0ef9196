/**
 * The table of inputs: all sections, in the order of action.yml. Read by the action, by the command (its flags
 * come from here) and by the test that compares it with action.yml.
 */
import { AFTER } from './after.ts';
import { SELECTION } from './files.ts';
import type { InputSpec } from './kinds.ts';
import { STRATEGY } from './matrix.ts';
import { ROTATION } from './rotation.ts';
import { SHARE } from './share.ts';
import { IDENTITY } from './sign-in.ts';
import { TARGET } from './target.ts';
import { TRANSFER } from './transfer.ts';

/** Every input of this version. */
export const INPUTS: readonly InputSpec[] = [
  IDENTITY,
  ROTATION,
  TARGET,
  SELECTION,
  TRANSFER,
  AFTER,
  SHARE,
  { STRATEGY },
].flatMap((section) => Object.values<InputSpec>(section));
