import { describe, expect, test } from 'vitest';
import { formatError, UsageFailure } from '../../../src/core/errors.ts';
import type { PlannedFile } from '../../../src/plan/plan.ts';
import { conflictFailure, notTriedOutcome, withFileHint } from '../../../src/upload/errors.ts';
import { driveItem, serviceFailure } from '../../support/fake-drive.ts';

function file(name: string): PlannedFile {
  const remotePath = `in/${name}`;
  return { localPath: `/tmp/${name}`, relativePath: name, remotePath, name, sizeBytes: 1 };
}

describe('a refusal', () => {
  test.each([
    ['r.xlsx', 423, ['notAllowed', 'resourceLocked'], /open in Office/],
    ['r.docx', 409, ['notAllowed', 'resourceLocked'], /open in Office/],
    ['r.PPTX', 409, ['lockMismatch'], /open in Office/],
    ['r.zip', 423, ['resourceLocked'], /checked out/],
    ['r.zip', 423, [], /checked out/],
    ['r.zip', 409, ['LOCKMISMATCH'], /checked out/],
    ['s.one', 400, ['notSupported'], /OneNote notebook/],
    ['s.one', 500, ['generalException'], /OneNote notebook/],
    ['Open Notebook.onetoc2', 500, ['generalException'], /OneNote notebook/],
    ['r.zip', 404, ['itemNotFound'], /can only read it/],
  ])('of %s with HTTP %i %j says what to do', (name, status, codes, words) => {
    const failure = serviceFailure(status, { codes });
    const told = withFileHint(file(name), failure);
    expect(formatError(told)).toMatch(words);
    expect(told).toMatchObject({ message: failure.message, service: failure.service });
  });

  test.each([
    ['r.xlsx', 500, ['generalException']],
    ['r.xlsx', 409, ['nameAlreadyExists']],
    ['r.one', 503, []],
    ['r.one.zip', 500, []],
  ])('of %s with HTTP %i %j stays as it is', (name, status, codes) => {
    const failure = serviceFailure(status, { codes });
    expect(withFileHint(file(name), failure)).toBe(failure);
  });

  test('that did not come from the service is not changed', () => {
    const failure = new Error('x');
    expect(withFileHint(file('x'), failure)).toBe(failure);
  });
});

test.each([
  [undefined, /already on the drive, with different content/],
  [
    driveItem('x'),
    /already on the drive, with different content \(3 B on the drive, 1 B here\)\. Set conflict-behavior to/,
  ],
  [
    driveItem('x', { sizeBytes: 1 }),
    /already on the drive, with different content\. Set conflict-behavior to/,
  ],
  [
    driveItem('x', { sizeBytes: Number.NaN }),
    /already on the drive, with different content\. Set conflict-behavior to/,
  ],
  [
    driveItem('x', { isFolder: true }),
    /in\/x is a folder on the drive\. Rename the file, or move the folder away/,
  ],
  [driveItem('x', { isPackage: true }), /in\/x is a OneNote notebook on the drive.*move the notebook away/],
  [
    driveItem('x', { remoteItem: { driveId: 'd', id: 'y', isFolder: true } }),
    /in\/x is a shortcut on the drive/,
  ],
])('a name that is taken is told with what is there', (there, words) => {
  const failure = conflictFailure(file('x'), there);
  expect(formatError(failure)).toMatch(words);
  expect(failure.kind).toBe('service');
});

describe('a file that was never begun', () => {
  test('fails for the same reason as what ended the run, told in one line', () => {
    const why = new UsageFailure(['one thing', 'another']);
    const outcome = notTriedOutcome(file('x'), why);
    expect(outcome).toMatchObject({
      file: file('x'),
      action: 'failed',
      error: { kind: 'usage', cause: why },
    });
    expect(formatError(outcome.error)).toBe(
      'not tried, because 2 problems with the inputs, nothing was sent:',
    );
  });

  test('describes an internal error, too', () => {
    const { error } = notTriedOutcome(file('x'), new TypeError('ours'));
    expect(formatError(error)).toBe('not tried, because unexpected TypeError: ours');
    expect(error).toMatchObject({ kind: 'service' });
  });
});
