import { describe, expect, test } from 'vitest';
import { Failure, type FailureKind } from '../../../src/core/errors.ts';
import { exitCode } from '../../../src/core/exit-code.ts';

describe('a failure', () => {
  test.each<[FailureKind, number]>([
    ['usage', 2],
    ['sign-in', 3],
    ['cancelled', 130],
    ['service', 1],
    ['network', 1],
    ['file', 1],
    ['verify', 1],
  ])('of kind %s ends the command with %i', (kind, code) => {
    expect(exitCode(new Failure('x', { code: 'unexpected', kind }))).toBe(code);
  });

  test('that is a bug ends the command with 1', () => {
    expect(exitCode(new TypeError('x'))).toBe(1);
  });
});
