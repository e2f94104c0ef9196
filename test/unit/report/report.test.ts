import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { isUploaded, outcomeTotals, toFileRow } from '../../../src/report/report.ts';
import { RunState } from '../../../src/report/run-state.ts';
import { driveItem, planWith, writePlannedFile } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { outcomeOf, reportOf } from '../../support/report-fixtures.ts';

test('totals count what was sent, skipped and failed, and the bytes of what was sent', () => {
  const outcomes = [
    outcomeOf('a', 'uploaded', 1),
    outcomeOf('b', 'replaced', 20),
    outcomeOf('c', 'renamed', 300),
    outcomeOf('d', 'skipped', 4000),
    outcomeOf('e', 'failed', 50_000),
    outcomeOf('f', 'failed', 50_000),
  ];
  expect(outcomeTotals(outcomes)).toEqual({
    files: 6,
    uploaded: 3,
    skipped: 1,
    failed: 2,
    planned: 0,
    bytes: 321,
  });
  expect(outcomes.map(isUploaded)).toEqual([true, true, true, false, false, false]);
  expect(outcomeTotals([])).toEqual({ files: 0, uploaded: 0, skipped: 0, failed: 0, planned: 0, bytes: 0 });
});

describe('a row', () => {
  test('tells where a file came from and where it is', () => {
    expect(toFileRow(outcomeOf('x/a.txt'), reportOf([]))).toEqual({
      path: '/w/x/a.txt',
      remotePath: 'in/x/a.txt',
      name: 'a.txt',
      size: 10,
      id: 'id-of-a.txt',
      driveId: 'drive-1',
      webUrl: 'https://example.sharepoint.com/a.txt',
      shareUrl: null,
      eTag: '"1"',
      sha256: 'abc',
      quickXorHash: 'def=',
      action: 'uploaded',
      error: null,
      code: null,
    });
    expect(toFileRow(outcomeOf('x', 'failed'), reportOf([]))).toMatchObject({
      error: 'it broke. Mend it',
      code: 'file-changed',
    });
  });

  test('of a renamed file has the name that it got', () => {
    const outcome = { ...outcomeOf('x/a.txt', 'renamed'), item: driveItem('a 1.txt') };
    expect(toFileRow(outcome, reportOf([]))).toMatchObject({
      remotePath: 'in/x/a 1.txt',
      name: 'a 1.txt',
      action: 'renamed',
    });
  });

  test('of a failed file has nulls for what is not known, and the reason', () => {
    expect(toFileRow(outcomeOf('a.txt', 'failed'), reportOf([], { drive: undefined }))).toMatchObject({
      id: null,
      driveId: null,
      webUrl: null,
      eTag: null,
      sha256: null,
      quickXorHash: null,
      error: 'it broke. Mend it',
    });
  });

  test('of a skipped file has the hash that the drive told', () => {
    const { file } = outcomeOf('a.txt');
    const item = driveItem('a.txt', { quickXorHash: 'there=', webUrl: '', eTag: '' });
    expect(toFileRow({ file, action: 'skipped', item }, reportOf([]))).toMatchObject({
      quickXorHash: 'there=',
      sha256: null,
      webUrl: null,
      eTag: null,
    });
  });
});

test('a row has the link that sharing made', () => {
  const links = { areRequested: true, urls: new Map([['id-of-a.txt', 'https://1drv.ms/x']]) };
  const row = (path: string) => toFileRow(outcomeOf(path), reportOf([], { links }));
  expect([row('a.txt').shareUrl, row('b.txt').shareUrl]).toEqual(['https://1drv.ms/x', null]);
});

describe('the diary', () => {
  test('ends in a verdict about everything that happened', () => {
    using host = new FakeHost();
    const verdict = (fill: (diary: RunState) => void) => {
      const diary = new RunState(host);
      fill(diary);
      return diary.report().result;
    };
    const uploaded = outcomeOf('a');
    expect(verdict((diary) => Object.assign(diary, { outcomes: [uploaded] }))).toBe('uploaded');
    expect(verdict((diary) => Object.assign(diary, { outcomes: [outcomeOf('a', 'skipped')] }))).toBe(
      'unchanged',
    );
    expect(verdict((diary) => Object.assign(diary, { outcomes: [uploaded, outcomeOf('b', 'failed')] }))).toBe(
      'failed',
    );
    expect(verdict((diary) => Object.assign(diary, { error: new Error('x') }))).toBe('failed');
    expect(verdict((diary) => Object.assign(diary, { result: 'checked' }))).toBe('checked');
    expect(verdict((diary) => Object.assign(diary, { result: 'checked', error: new Error('x') }))).toBe(
      'failed',
    );
    const cancelled = { ...outcomeOf('b', 'failed'), error: new CancelledFailure() };
    expect(verdict((diary) => Object.assign(diary, { outcomes: [uploaded, cancelled] }))).toBe('cancelled');
  });

  test('counts every planned file as not tried when the run ended before the first', () => {
    using host = new FakeHost();
    const diary = new RunState(host);
    diary.plan = planWith([writePlannedFile(host, 'a', 1), writePlannedFile(host, 'b', 1)]);
    diary.error = new CancelledFailure();
    host.clock.advance(3000);
    const report = diary.report();
    expect(report.outcomes.map((outcome) => toFileRow(outcome, reportOf([])).error)).toEqual([
      'not tried, because the run was cancelled',
      'not tried, because the run was cancelled',
    ]);
    expect([report.result, report.endedMs - report.startedMs]).toEqual(['cancelled', 3000]);
  });
});
