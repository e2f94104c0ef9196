import { describe, expect, test } from 'vitest';
import { renderStep, showStep } from '../../../../src/cli/terminal/step-bar.ts';
import { packingProgress, searchProgress } from '../../../../src/core/step-progress.ts';
import { FakeHost } from '../../../support/fake-host.ts';

/** A terminal that keeps what it shows. */
function fakeTerminal(isInteractive: boolean) {
  const host = new FakeHost();
  const shown: string[] = [];
  const showStatus = (lines: readonly string[]) => void shown.push(lines.join('\n'));
  return { log: host.log, clock: host.clock, isInteractive, showStatus, shown, host };
}

describe('the line of a step', () => {
  test('appears after two seconds, goes on, and is gone at the end', () => {
    const terminal = fakeTerminal(true);
    using _host = terminal.host;
    const step = packingProgress(40, 4 * 1024 * 1024);
    const stop = showStep(terminal, () => 80)(step);
    terminal.clock.advance(1999);
    expect(terminal.shown).toEqual([]);
    Object.assign(step, { itemsDone: 12, bytesDone: 1024 * 1024 });
    terminal.clock.advance(1);
    expect(terminal.shown).toEqual(['[##------] Packing 12/40 items  1.00/4.00 MiB  25%']);
    step.bytesDone *= 2;
    terminal.clock.advance(1000);
    expect(terminal.shown.at(-1)).toBe('[####----] Packing 12/40 items  2.00/4.00 MiB  50%');
    stop();
    const count = terminal.shown.length;
    terminal.clock.advance(60_000);
    expect(terminal.shown.slice(count - 1)).toEqual(['']);
  });

  test('never appears for what is done in less', () => {
    const terminal = fakeTerminal(true);
    using _host = terminal.host;
    showStep(terminal, () => 80)(searchProgress())();
    terminal.clock.advance(10_000);
    expect(terminal.shown).toEqual(['']);
  });

  test('is a line of the log every 10 s where there is no terminal', () => {
    const terminal = fakeTerminal(false);
    using _host = terminal.host;
    const step = searchProgress();
    const stop = showStep(terminal)(step);
    step.itemsDone = 1200;
    terminal.clock.advance(20_000);
    stop();
    terminal.clock.advance(20_000);
    expect(terminal.host.lines).toEqual(['1200 files found so far', '1200 files found so far']);
    expect(terminal.shown).toEqual([]);
  });

  test('counts the files of a search, whose end nobody knows', () => {
    expect(renderStep({ ...searchProgress(), itemsDone: 1200 }, 79)).toBe('Finding files: 1200 files found');
  });

  test.each([79, 50, 40, 20, 12, 4, 2])('is never wider than the screen (%i columns)', (cells) => {
    const steps = [
      { ...packingProgress(123_456, 9.9 * 1024 ** 4), itemsDone: 98_765, bytesDone: 1024 ** 4 },
      { ...searchProgress(), itemsDone: 123_456_789 },
    ];
    for (const step of steps) expect(renderStep(step, cells).length).toBeLessThanOrEqual(cells);
  });

  test('is full for nothing to pack, and for files that grew', () => {
    expect(renderStep(packingProgress(1, 0), 79)).toContain('[########]');
    expect(renderStep({ ...packingProgress(1, 10), bytesDone: 30 }, 79)).toMatch(/10\/10 B {2}100%$/);
  });
});
