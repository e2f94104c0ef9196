import { expect, test } from 'vitest';
import { manyFilesNotice } from '../../../src/run/request-budget.ts';

test('2,000 files need no notice', () => {
  for (const kind of ['personal', 'business', 'documentLibrary'] as const)
    expect(manyFilesNotice({ kind }, 2000)).toBeUndefined();
});

test.each([
  [2001, '3 min 12 s'],
  [10_000, '16 min 0 s'],
  [100_000, '2 h 40 min'],
])('%i files on a work drive take at least what 1,250 units a minute allow', (count, time) => {
  expect(manyFilesNotice({ kind: 'business' }, count)).toBe(
    `${count} files need at least as many requests: in a small organization, Microsoft allows an app about 625 uploads a minute, ` +
      `which takes ${time}. As an archive (archive: tar.gz) they are one file.`,
  );
});

test('for a personal drive no time is told, because no limit is published', () => {
  expect(manyFilesNotice({ kind: 'personal' }, 5000)).toBe(
    '5000 files need at least as many requests: Microsoft slows down apps that send many. As an archive (archive: tar.gz) they are one file.',
  );
});
