import { expect, test } from 'vitest';
import { toGraphConflict } from '../../../src/upload/context.ts';

test.each([
  ['replace', 'replace'],
  ['rename', 'rename'],
  ['fail', 'fail'],
  // What appeared meanwhile must not be overwritten; Graph knows no skip.
  ['skip', 'fail'],
] as const)('under %s Graph is asked for %s', (behavior, conflict) => {
  expect(toGraphConflict(behavior)).toBe(conflict);
});
