import { expect, test } from 'vitest';
import { StallTimer } from '../../../src/http/stall-timer.ts';
import { FakeClock } from '../../support/fake-host.ts';

function armed(limitMs: number) {
  const clock = new FakeClock();
  const watchdog = new StallTimer(clock);
  watchdog.arm(limitMs);
  return { clock, watchdog };
}

test('a request is ended when nothing has moved for the time it was given', () => {
  const { clock, watchdog } = armed(1000);
  clock.advance(999);
  expect(watchdog.signal.aborted).toBe(false);
  clock.advance(1);
  expect(watchdog.signal.reason).toEqual(new Error('no data was transferred for too long'));
});

test('every movement gives it the whole time again', () => {
  const { clock, watchdog } = armed(1000);
  for (let moves = 0; moves < 10; moves += 1) {
    clock.advance(900);
    watchdog.arm(1000);
  }
  expect(watchdog.signal.aborted).toBe(false);
  clock.advance(1000);
  expect(watchdog.signal.aborted).toBe(true);
});

test('a request that has ended is not ended again', () => {
  const { clock, watchdog } = armed(1000);
  watchdog.disarm();
  clock.advance(5000);
  expect(watchdog.signal.aborted).toBe(false);
});

test('a request whose time in all is over is ended, however much it moves', () => {
  const { clock, watchdog } = armed(1000);
  watchdog.setDeadline(5000);
  for (let moves = 0; moves < 5; moves += 1) {
    expect(watchdog.signal.aborted).toBe(false);
    watchdog.disarm();
    watchdog.arm(1000);
    clock.advance(999);
  }
  watchdog.arm(1000);
  clock.advance(5);
  expect(watchdog.signal.reason).toEqual(new Error('the answer was not complete after 5 s'));
});

test('neither time ends a request that is over', () => {
  const { clock, watchdog } = armed(1000);
  watchdog.setDeadline(5000);
  watchdog.stop();
  clock.advance(10_000);
  expect(watchdog.signal.aborted).toBe(false);
});
