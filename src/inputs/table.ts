/**
 * All inputs of all sections, in the order of action.yml. Used by the action, by the command for its flags, and by the
 * test that compares it with action.yml.
 */
import { CLEANUP_SPECS } from './cleanup.ts';
import { FILE_SPECS } from './files.ts';
import type { InputSpec } from './kinds.ts';
import { MATRIX_SPEC } from './matrix.ts';
import { ROTATION_SPECS } from './rotation.ts';
import { SHARE_SPECS } from './share.ts';
import { IDENTITY_SPECS } from './sign-in.ts';
import { TARGET_SPECS } from './target.ts';
import { UPLOAD_SPECS } from './transfer.ts';

/** Every input of this version. */
export const INPUT_SPECS: readonly InputSpec[] = [
  IDENTITY_SPECS,
  ROTATION_SPECS,
  TARGET_SPECS,
  FILE_SPECS,
  UPLOAD_SPECS,
  CLEANUP_SPECS,
  SHARE_SPECS,
  { STRATEGY: MATRIX_SPEC },
].flatMap((section) => Object.values<InputSpec>(section));
