import { expect, test } from 'vitest';
import { signInFailureCode } from '../../../src/auth/aadsts-advice.ts';
import { SignInFailure } from '../../../src/auth/errors.ts';

test.each([
  [[700082], 'aadsts-700082'],
  [[70008], 'aadsts-70008'],
  [[999999, 7000215], 'aadsts-7000215'],
  [[999999], 'sign-in-refused'],
  [[], 'sign-in-refused'],
])('AADSTS %j is %s', (numbers, code) => {
  expect(signInFailureCode(numbers)).toBe(code);
  const service = { status: 400, codes: ['invalid_grant'] };
  expect(new SignInFailure('refused', { aadsts: numbers, service }).code).toBe(code);
});
