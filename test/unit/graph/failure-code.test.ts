import { expect, test } from 'vitest';
import { graphFailureCode } from '../../../src/graph/failure-code.ts';
import { graphFailure } from '../../../src/graph/parse.ts';

test.each([
  [400, ['invalidRequest'], '', 'request-refused'],
  [400, ['BadRequest', 'pathIsTooLong'], '', 'path-too-long'],
  [400, ['maxFileSizeExceeded'], '', 'file-too-large'],
  [400, ['uploadSessionFailed'], '', 'session-broken'],
  [400, ['notSupported'], 'Operation not supported', 'not-supported'],
  [401, ['InvalidAuthenticationToken'], '', 'access-token-refused'],
  [403, ['accessDenied'], '', 'access-denied'],
  [403, ['quotaLimitReached'], '', 'drive-full'],
  [404, ['itemNotFound'], '', 'item-not-found'],
  [408, [], '', 'service-unavailable'],
  [409, ['nameAlreadyExists'], 'Name already exists', 'name-taken'],
  [409, ['nameAlreadyExists'], 'The file is currently being uploaded.', 'name-locked'],
  [409, ['conflict', 'upload_name_conflict'], '', 'name-taken'],
  [409, ['resourceModified'], '', 'item-modified'],
  [409, ['resourceLocked'], '', 'file-locked'],
  [409, ['anything'], '', 'request-refused'],
  [410, [], '', 'session-moved'],
  [412, [], '', 'item-modified'],
  [416, ['invalidRange'], '', 'session-moved'],
  [423, ['notAllowed'], '', 'file-locked'],
  [429, ['activityLimitReached'], '', 'throttled'],
  [500, ['generalException'], '', 'service-unavailable'],
  [503, ['serviceNotAvailable'], '', 'service-unavailable'],
  [507, [], '', 'drive-full'],
  [509, [], '', 'throttled'],
])('HTTP %i %j “%s” is %s', (status, codes, message, code) => {
  expect(graphFailureCode({ status, codes, message })).toBe(code);
});

test('a refusal of Graph carries its code', () => {
  const text = JSON.stringify({ error: { code: 'accessDenied', message: 'Access denied' } });
  expect(graphFailure({ status: 403, headers: {}, text }, 'open the drive', 0).code).toBe('access-denied');
});
