import { expect, test } from 'vitest';
import { listenFailure } from '../../../../src/cli/terminal/listen-failure.ts';
import { formatError } from '../../../../src/core/errors.ts';

const failureOf = (code: string) =>
  listenFailure(Object.assign(new Error('listen'), { code }), { port: 80, alternative: 'use --port' });

test('a busy port is told with its number, and both ways out', () => {
  expect(formatError(failureOf('EADDRINUSE'))).toBe(
    'port 80 of this machine is in use by another program. End that program, or use --port',
  );
});

test('a port that may not be opened is told without another program, because there may be none', () => {
  expect(formatError(failureOf('EACCES'))).toBe(
    'port 80 of this machine may not be opened by this user (EACCES). Ports below 1024 are for root only, and Windows reserves some ranges: use --port',
  );
});

test('another reason is named, and the exit code is that of bad usage', () => {
  const failure = failureOf('EMFILE');
  expect(failure.message).toBe('port 80 of this machine cannot be opened (EMFILE)');
  expect([failure.kind, failure.code]).toEqual(['usage', 'port-in-use']);
});
