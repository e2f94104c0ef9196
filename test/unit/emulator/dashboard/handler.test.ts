import { describe, expect, it } from 'vitest';
import { innermostErrorCode } from '../../../../src/emulator/core/request-log.ts';
import { isLoopback } from '../../../../src/emulator/core/settings.ts';
import { redact, redactPath, redactQuery } from '../../../../src/emulator/dashboard/redact.ts';
import { Throttle } from '../../../../src/emulator/graph/throttle.ts';

const token = `eyJ0eXAiOiJKV1QifQ.${'a'.repeat(32)}.${'b-_'.repeat(10)}`;

describe('a path that is shown', () => {
  it.each([
    ['upload', `/up/${token}`, '/up/…'],
    ['upload', `/./up/${token}`, '/…'],
    ['upload', `/up\\${token}`, '/…'],
    ['upload', `/y4m/${token}/a%20file.bin`, '/y4m/…/a%20file.bin'],
    ['upload', `/y4m/x/${token}`, '/y4m/…/…'],
    ['upload', '/somewhere/else', '/…'],
    ['graph', '/v1.0/shares/u!aHR0cHM6Ly8xZHJ2Lm1z/driveItem', '/v1.0/shares/…/driveItem'],
    ['graph', `/v1.0/me/${token}`, '/v1.0/me/…'],
    ['page', `/%65${token.slice(1)}`, '/…'],
    ['graph', '/v1.0/emulator.at.abcd/efgh+ijk/lmno', '/v1.0/…'],
    ['graph', '/v1.0/emulator%2Eat.abcdefgh/ijkl', '/v1.0/…'],
    ['identity', '/common/emulator.0123456789abcdef', '/common/…'],
  ])('on %s leaves the credential out of %s', (surface, path, shown) => {
    expect(redactPath(path, surface)).toBe(shown);
  });

  it.each([
    ['graph', '/v1.0/me/drive/root:/2026-11-21/backup-of-everything.tar.gz:/createUploadSession'],
    ['graph', '/v1.0/drives/b!kTz-Wl1dF0mXlB3sVnBBsYBxR2hCpdVFo7wJ7d5LZ8x1d9tY/root/children'],
    ['graph', '/v1.0/me/drive/root:/100%:/content'],
    ['identity', '/consumers/oauth2/v2.0/token'],
    ['upload', '/personal/ada_contoso_com/_api/v2.0/drives/b!a-b/items/01ABC/uploadSession'],
    ['upload', '/sites/site/_layouts/15/download.aspx'],
  ])('on %s is else as it was sent: %s', (surface, path) => {
    expect(redactPath(path, surface)).toBe(path);
  });

  it('names those query parameters alone that a service has a meaning for', () => {
    expect(redactQuery(['$top', '@microsoft.graph.conflictBehavior', 'code', 'dGhpc2lzYXRva2Vu'])).toEqual([
      '$top',
      '@microsoft.graph.conflictBehavior',
    ]);
  });

  it('and any other text keep their words', () => {
    expect(redact(`crash: no ${token} here`)).toBe('crash: no … here');
  });
});

describe('the error code of an answer', () => {
  it.each([
    [{ error: { code: 'invalidRange', innererror: { code: 'fragmentOverlap' } } }, 'fragmentOverlap'],
    [{ error: { code: 'accessDenied', innerError: { date: '2026' } } }, 'accessDenied'],
    [{ error: 'invalid_grant', error_codes: [700082] }, 'AADSTS700082'],
    [{ error: 'authorization_pending' }, 'authorization_pending'],
    [{ message: 'Not Found' }, undefined],
    ['text', undefined],
  ])('in %j is the one that says most', (json, code) => {
    expect(innermostErrorCode({ status: 416, json })).toBe(code);
  });

  it('is none below 400', () => {
    expect(innermostErrorCode({ status: 200, json: { error: 'x' } })).toBeUndefined();
  });
});

it.each([
  ['127.0.0.1', true],
  ['127.9.8.7', true],
  ['[::1]', true],
  ['localhost', true],
  ['localhost.evil.example', false],
  ['10.0.0.1', false],
  ['127.0.0.1.nip.io', false],
])('%s is loopback: %s', (name, is) => {
  expect(isLoopback(name)).toBe(is);
});

it('a look at the throttle starts no minute, and spends nothing', () => {
  let nowMs = 1000;
  const throttle = new Throttle({ unitsPerMinute: 3 }, () => nowMs);
  const ask = () => throttle.admit({ surface: 'upload', method: 'PUT', path: '/' });
  expect(throttle.state()).toEqual({ limit: 3, used: 0, refused: 0, leftMs: 0 });
  nowMs += 50_000;
  for (let times = 0; times < 5; times++) ask();
  nowMs += 59_000;
  expect(throttle.state()).toEqual({ limit: 3, used: 5, refused: 2, leftMs: 1000 });
  nowMs += 1000;
  expect(throttle.state()).toEqual({ limit: 3, used: 2, refused: 0, leftMs: 60_000 });
  expect(ask()).toBeUndefined();
});
