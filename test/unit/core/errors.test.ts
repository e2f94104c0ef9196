import { describe, expect, test } from 'vitest';
import {
  CancelledFailure,
  Failure,
  failureCode,
  formatError,
  formatErrorWithLink,
  ServiceFailure,
  systemCode,
  systemReason,
  UsageFailure,
} from '../../../src/core/errors.ts';

const service = { status: 503, codes: [] };

describe('an explanation', () => {
  test.each<[string, unknown, string]>([
    [
      'message, then advice',
      new Failure('it broke', { code: 'unexpected', kind: 'file', hint: 'mend it' }),
      'it broke. Mend it',
    ],
    [
      'the message alone when there is no advice',
      new Failure('it broke', { code: 'unexpected', kind: 'file' }),
      'it broke',
    ],
    [
      'what happened to a service',
      new ServiceFailure('no', { code: 'unexpected', service, hint: 'wait' }),
      'no. Wait',
    ],
    ['that the run was cancelled', new CancelledFailure(), 'the run was cancelled'],
    [
      'what is unexpected by its name',
      new TypeError('x is not a function'),
      'unexpected TypeError: x is not a function',
    ],
    ['whatever was thrown', 'a text', 'unexpected: a text'],
    ['nothing', undefined, 'unexpected: undefined'],
  ])('is %s', (_, error, text) => {
    expect(formatError(error)).toBe(text);
  });

  test('leaves out the cause, whose text is not ours', () => {
    const cause = new Error('Bearer secret');
    const failure = new Failure('it broke', { code: 'unexpected', kind: 'network', cause });
    expect(formatError(failure)).toBe('it broke');
    expect(failure.cause).toBe(cause);
  });
});

describe('bad input', () => {
  test('is told all at once, one problem a line', () => {
    expect(formatError(new UsageFailure(['a is missing', 'b is wrong']))).toBe(
      '2 problems with the inputs, nothing was sent:\n  - a is missing\n  - b is wrong',
    );
  });

  test('of one kind is told in the singular', () => {
    expect(formatError(new UsageFailure(['a is missing']))).toBe(
      'one problem with the inputs, nothing was sent:\n  - a is missing',
    );
  });
});

describe('a failure', () => {
  test('without an answer is the network’s, with one the service’s, unless it says otherwise', () => {
    const lost = { ...service, status: 0 };
    expect(new ServiceFailure('x', { code: 'unexpected', service }).kind).toBe('service');
    expect(new ServiceFailure('x', { code: 'unexpected', service: lost }).kind).toBe('network');
    expect(new ServiceFailure('x', { code: 'unexpected', service: lost, kind: 'sign-in' }).kind).toBe(
      'sign-in',
    );
  });

  test('has a name of its own', () => {
    const all = [
      new Failure('x', { code: 'unexpected', kind: 'file' }),
      new UsageFailure([]),
      new ServiceFailure('x', { code: 'unexpected', service }),
      new CancelledFailure(),
    ];
    expect(all.map(({ name }) => name)).toEqual([
      'Failure',
      'UsageFailure',
      'ServiceFailure',
      'CancelledFailure',
    ]);
  });
});

describe('the code of a system error', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  test.each<[string, unknown, string]>([
    ['is that of Node.js', missing, 'ENOENT'],
    ['is that of the cause', new Error('x', { cause: new Error('y', { cause: missing }) }), 'ENOENT'],
    ['is not the number of a library', Object.assign(new Error('x'), { code: 7 }), ''],
    ['is not there for what is no error', { code: 'ENOENT' }, ''],
    [
      'is not the code of a Failure, but that of its cause',
      new Failure('x', { kind: 'file', code: 'file-unreadable', cause: missing }),
      'ENOENT',
    ],
  ])('%s', (_, error, code) => {
    expect(systemCode(error)).toBe(code);
    expect(systemReason(error)).toBe(code === '' ? 'unknown error' : code);
  });
});

describe('the code of an error', () => {
  test('is its own, `bad-input` for inputs, `cancelled` for a cancel and `unexpected` for what is no Failure', () => {
    expect(failureCode(new Failure('x', { kind: 'service', code: 'name-locked' }))).toBe('name-locked');
    expect(failureCode(new UsageFailure(['x']))).toBe('bad-input');
    expect(failureCode(new CancelledFailure())).toBe('cancelled');
    expect(failureCode(new TypeError('x'))).toBe('unexpected');
    expect(failureCode('x')).toBe('unexpected');
  });

  test('is not taken for that of Node.js', () => {
    const cause = Object.assign(new Error('x'), { code: 'ENOSPC' });
    expect(systemCode(new Failure('x', { kind: 'file', code: 'temp-file-failed', cause }))).toBe('ENOSPC');
    expect(systemCode(new Failure('x', { kind: 'file', code: 'temp-file-failed' }))).toBe('');
  });
});

describe('an error that is shown', () => {
  const host = { troubleshootingUrl: 'docs/troubleshooting.md' };
  const withLink = (error: unknown) => formatErrorWithLink(error, host);

  test('ends with the place that explains it', () => {
    const failure = new Failure('it broke', { kind: 'file', code: 'file-changed', hint: 'mend it' });
    expect(withLink(failure)).toBe('it broke. Mend it. See docs/troubleshooting.md#file-changed');
    expect(withLink(new CancelledFailure())).toBe(
      'the run was cancelled. See docs/troubleshooting.md#cancelled',
    );
    expect(withLink(new Error('no.'))).toBe('unexpected Error: no. See docs/troubleshooting.md#unexpected');
  });

  test('has the place in a line of its own behind a list of problems', () => {
    expect(withLink(new UsageFailure(['a is b'])).split('\n')).toEqual([
      'one problem with the inputs, nothing was sent:',
      '  - a is b',
      'See docs/troubleshooting.md#bad-input',
    ]);
  });
});
