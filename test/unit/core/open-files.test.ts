import { expect, test } from 'vitest';
import { isTooManyOpenFiles, untilFilesCanBeOpened } from '../../../src/core/open-files.ts';
import { serviceFailure } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';

const systemError = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['EMFILE of a file', systemError('EMFILE'), true],
  ['ENFILE of a connection', serviceFailure(0, { codes: ['ENFILE'] }), true],
  ['EACCES', systemError('EACCES'), false],
  ['a refusal', serviceFailure(403), false],
  ['nothing', undefined, false],
])('%s is told from other errors', (_, error, expected) => {
  expect(isTooManyOpenFiles(error)).toBe(expected);
});

test('a file is tried again until others have closed theirs', async () => {
  using host = new FakeHost();
  const errors = [systemError('EMFILE'), systemError('ENFILE'), undefined];
  let calls = 0;
  const outcome = await untilFilesCanBeOpened(async () => ({ error: errors.shift() }), {
    host,
    onTooMany: () => {
      calls += 1;
    },
  });
  expect(outcome).toEqual({ error: undefined });
  expect(calls).toBe(2);
});

test('another error ends it at once', async () => {
  using host = new FakeHost();
  const error = systemError('EACCES');
  const outcome = await untilFilesCanBeOpened(async () => ({ error }), {
    host,
    onTooMany: () => expect.unreachable(),
  });
  expect(outcome).toEqual({ error });
});

test('after two minutes of waiting the error stands', async () => {
  using host = new FakeHost();
  const error = systemError('EMFILE');
  const startMs = host.clock.now();
  const outcome = await untilFilesCanBeOpened(async () => ({ error }), { host, onTooMany: () => {} });
  expect(outcome).toEqual({ error });
  expect((host.clock.now() - startMs) / 1000).toBeGreaterThan(59);
  expect((host.clock.now() - startMs) / 1000).toBeLessThan(180);
});
