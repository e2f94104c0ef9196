import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/errors.ts';
import { graphFailure } from '../../../src/graph/parse.ts';
import { type FileError, groupFileErrors } from '../../../src/report/error-groups.ts';

const page = { troubleshootingUrl: 'page' };

function fileError(name: string, message: string): FileError {
  const error = new Failure(message, { code: 'file-unreadable', kind: 'file', hint: 'mend it' });
  return { name, paths: [name, `in/${name}`], error };
}

const textsOf = (errors: readonly FileError[]) => groupFileErrors(errors, page).map(({ text }) => text);

test('the same error of many files is one line with their number and the first names', () => {
  const errors = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'].map((name) =>
    fileError(name, `in/${name} cannot be read (EACCES)`),
  );
  expect(textsOf(errors)).toEqual([
    '5 files (a.txt, b.txt, c.txt and 2 more): … cannot be read (EACCES). Mend it. See page#file-unreadable',
  ]);
});

test('refusals of Graph are one line, though each request has an id of its own', () => {
  const text = '{"error":{"code":"accessDenied","message":"Access denied"}}';
  const errors = ['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((name, n) => {
    const headers = { 'request-id': `0000-${n}` };
    const error = graphFailure({ status: 403, headers, text }, `upload in/${name}`, 0);
    expect(error.message).toContain(`0000-${n}`);
    return { name, paths: [name, `in/${name}`], error };
  });
  expect(textsOf(errors)).toHaveLength(1);
  expect(textsOf(errors)[0]).toMatch(/^4 files .*upload …: HTTP 403 accessDenied “Access denied”/);
});

test('few files have a line each', () => {
  const errors = ['a.txt', 'b.txt', 'c.txt'].map((name) => fileError(name, `in/${name} is gone`));
  expect(textsOf(errors)).toEqual(
    ['a', 'b', 'c'].map((name) => `in/${name}.txt is gone. Mend it. See page#file-unreadable`),
  );
});

test('other errors stay apart, in the order of the files', () => {
  const same = ['b.txt', 'c.txt', 'd.txt', 'e.txt'].map((name) => fileError(name, 'no'));
  const errors = [fileError('a.txt', 'too long'), ...same, fileError('f.txt', 'too long')];
  expect(groupFileErrors(errors, page).map(({ names }) => names.join(' '))).toEqual([
    'a.txt',
    'f.txt',
    'b.txt c.txt d.txt e.txt',
  ]);
});

test('a path that may be a word of the text stays in it', () => {
  const errors = ['a', 'a', 'a', 'a'].map((name) => fileError(name, 'a failure'));
  expect(textsOf(errors.map((one) => ({ ...one, paths: ['a'] })))[0]).toContain('): a failure.');
});
