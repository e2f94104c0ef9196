import { expect, test } from 'vitest';
import { formatResultJson } from '../../../../src/cli/commands/upload.ts';
import { Failure } from '../../../../src/core/errors.ts';
import { reportOf } from '../../../support/report-fixtures.ts';

const drive = { id: 'b!1', kind: 'business', owner: 'Ann', webUrl: 'https://x/', remainingBytes: 5 } as const;

test('a successful check prints one line: owner, free space, write access', () => {
  const text = formatResultJson(reportOf([], { result: 'checked', drive, destination: 'in' }), 'check');
  expect(text.endsWith('}\n') && text.split('\n').length).toBe(2);
  expect(JSON.parse(text)).toEqual({
    ...{ result: 'checked', emulator: false, owner: 'Ann', driveId: 'b!1', driveKind: 'business' },
    ...{ driveUrl: 'https://x/', remainingBytes: 5, destination: 'in', mayWrite: true },
    ...{ refreshTokenRotated: false, secretUpdated: false, errors: [], codes: [] },
  });
});

test('mayWrite is false if the folder refuses, and null if the sign-in failed', () => {
  const error = new Failure('no', { code: 'access-denied', kind: 'service', hint: 'ask' });
  const refused = JSON.parse(formatResultJson(reportOf([], { result: 'failed', drive, error }), 'check'));
  expect(refused).toMatchObject({ mayWrite: false, errors: ['no. Ask'], codes: ['access-denied'] });
  const early = JSON.parse(
    formatResultJson(reportOf([], { result: 'failed', drive: undefined, error }), 'check'),
  );
  expect(early).toMatchObject({ mayWrite: null, owner: null, remainingBytes: null });
});

test('a refresh reports the token and no drive', () => {
  const report = reportOf([], { result: 'refreshed', drive, refreshTokenRotated: true, secretUpdated: true });
  expect(JSON.parse(formatResultJson(report, 'refresh-only'))).toEqual({
    ...{
      result: 'refreshed',
      emulator: false,
      refreshTokenRotated: true,
      secretUpdated: true,
      errors: [],
      codes: [],
    },
  });
});
