import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateLimitGate } from '../../../src/http/rate-limit-gate.ts';
import { formatProgress as inWords, logProgress, TransferProgress } from '../../../src/report/progress.ts';
import type { UploadOutcome } from '../../../src/upload/context.ts';
import { planWith } from '../../support/fake-drive.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { outcomeOf } from '../../support/report-fixtures.ts';

const a = outcomeOf('a', 'uploaded', 1000).file;
const b = outcomeOf('b', 'uploaded', 3000).file;
const done = (file: UploadOutcome['file'], action: UploadOutcome['action'] = 'uploaded'): UploadOutcome => ({
  file,
  action,
});

function begun(): TransferProgress {
  const progress = new TransferProgress(planWith([a, b]));
  progress.started(a);
  progress.started(b);
  return progress;
}

describe('progress', () => {
  test('begins at zero, without an estimate of the rest', () => {
    expect(new TransferProgress(planWith([a, b])).snapshot(0)).toEqual({
      filesDone: 0,
      filesTotal: 2,
      filesFailed: 0,
      bytesDone: 0,
      bytesTotal: 4000,
      bytesPerSecond: 0,
      remainingMs: undefined,
    });
  });

  test('is never more than all, though a file holds more than its size said', () => {
    const progress = new TransferProgress(planWith([a, b]));
    const larger = { ...a, sizeBytes: 9000 };
    progress.started(larger);
    progress.reached(larger, 9000);
    expect(inWords(progress.snapshot(0))).toContain('(100 %)');
    progress.finished(done(larger));
    expect(progress.snapshot(1000)).toMatchObject({ bytesDone: 9000, bytesTotal: 9000 });
  });

  test('is what has arrived and what is on its way', () => {
    const progress = begun();
    progress.reached(a, 400);
    progress.reached(b, 100);
    expect(progress.snapshot(0).bytesDone).toBe(500);
    progress.finished(done(a));
    expect(progress.snapshot(0)).toMatchObject({ filesDone: 1, bytesDone: 1100 });
    progress.finished(done(b, 'failed'));
    expect(progress.snapshot(0)).toMatchObject({ filesDone: 2, filesFailed: 1, bytesDone: 4000 });
  });

  test('has the rate of the last samples, and the time that is left at that rate', () => {
    const progress = begun();
    progress.snapshot(1000);
    progress.reached(b, 500);
    expect(progress.snapshot(3000)).toMatchObject({ bytesPerSecond: 250, remainingMs: 14_000 });
    for (let at = 4000; at <= 12_000; at += 1000) progress.snapshot(at);
    expect(progress.snapshot(13_000).bytesPerSecond).toBeCloseTo(500 / 12);
    expect(progress.snapshot(14_000)).toMatchObject({ bytesPerSecond: 0, remainingMs: undefined });
  });

  test('goes back after a fault, with no rate below zero', () => {
    const progress = begun();
    progress.reached(b, 3000);
    progress.snapshot(0);
    progress.reached(b, 0);
    expect(progress.snapshot(1000)).toMatchObject({
      bytesDone: 0,
      bytesPerSecond: 0,
      remainingMs: undefined,
    });
  });

  test('has a rate again right after a fault', () => {
    const progress = begun();
    progress.reached(b, 3000);
    progress.snapshot(0);
    progress.reached(b, 0);
    progress.snapshot(1000);
    progress.reached(b, 500);
    expect(progress.snapshot(2000)).toMatchObject({ bytesPerSecond: 500, remainingMs: 7000 });
  });

  test('counts a second sending of a damaged file no more, nor one that was never begun', () => {
    const progress = begun();
    progress.reached(a, 1000);
    progress.reached(a, 0);
    const again = { ...a, remotePath: 'in/a 1' };
    progress.reached(again, 900);
    expect(progress.snapshot(0).bytesDone).toBe(0);
    progress.finished(done(a));
    progress.reached(a, 500);
    expect(progress.snapshot(0).bytesDone).toBe(1000);
  });

  test('is never negative, nor more than all, whatever happens', () => {
    const step = fc.tuple(
      fc.constantFrom(a, b),
      fc.integer({ min: 0, max: 1000 }),
      fc.constantFrom('go', 'end'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const progress = begun();
        const ended = new Set<unknown>();
        let nowMs = 0;
        for (const [file, part, what] of steps) {
          if (what === 'go') progress.reached(file, Math.floor((file.sizeBytes * part) / 1000));
          else if (!ended.has(file)) progress.finished(done(file));
          if (what === 'end') ended.add(file);
          nowMs += part;
          const now = progress.snapshot(nowMs);
          expect(now.bytesDone).toBeGreaterThanOrEqual(0);
          expect(now.bytesDone).toBeLessThanOrEqual(4000);
          expect(now.bytesPerSecond).toBeGreaterThanOrEqual(0);
          expect(now.remainingMs ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

test('a wait is in the snapshot while it lasts', () => {
  const gate = new RateLimitGate();
  const progress = new TransferProgress(planWith([a, b]), gate);
  gate.hold(12_000, 0);
  expect(progress.snapshot(3000).throttled).toEqual({ waitMs: 12_000, leftMs: 9000 });
  expect(progress.snapshot(12_000).throttled).toBeUndefined();
});

describe('in words', () => {
  const now = { filesDone: 12, filesTotal: 40, filesFailed: 0, bytesDone: 1536, bytesTotal: 4096 };

  test.each([
    [{ ...now, bytesPerSecond: 0, remainingMs: undefined }, '12 of 40 files, 1.50 KiB of 4 KiB (37 %)'],
    [
      { ...now, bytesPerSecond: 100.6, remainingMs: 200_000 },
      '12 of 40 files, 1.50 KiB of 4 KiB (37 %), 101 B/s, about 3 min 20 s left',
    ],
    [
      { ...now, bytesPerSecond: 50, remainingMs: 900, throttled: { waitMs: 12_000, leftMs: 9000 } },
      '12 of 40 files, 1.50 KiB of 4 KiB (37 %), throttled: Microsoft asks to wait 12 s (9 s left)',
    ],
    [
      { ...now, filesFailed: 2, bytesPerSecond: 0, remainingMs: undefined },
      '12 of 40 files (2 failed), 1.50 KiB of 4 KiB (37 %)',
    ],
    [
      { ...now, bytesDone: 0, bytesTotal: 0, bytesPerSecond: 0, remainingMs: undefined },
      '12 of 40 files, 0 B of 0 B (100 %)',
    ],
  ])('it is %#', (snapshot, words) => {
    expect(inWords(snapshot)).toBe(words);
  });
});

test('a line is logged every ten seconds, until it is stopped', () => {
  using host = new FakeHost();
  const progress = begun();
  const stop = logProgress(host, progress);
  host.clock.advance(9999);
  expect(host.lines).toEqual([]);
  progress.reached(b, 1000);
  host.clock.advance(1);
  expect(host.lines).toEqual(['0 of 2 files, 1000 B of 3.91 KiB (25 %), 100 B/s, about 30 s left']);
  host.clock.advance(20_000);
  expect(host.lines).toHaveLength(3);
  stop();
  host.clock.advance(60_000);
  expect(host.lines).toHaveLength(3);
});
