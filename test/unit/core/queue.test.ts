import { expect, test } from 'vitest';
import { processQueue } from '../../../src/core/queue.ts';

const later = () => new Promise((resolve) => setImmediate(resolve));

test('a queue is worked off by six at once, with what the work puts into it', async () => {
  const queue = Array.from({ length: 20 }, (_, number) => ({ number }));
  const done = new Set<number>();
  let [busy, most] = [0, 0];
  await processQueue(queue, async ({ number }) => {
    busy += 1;
    most = Math.max(most, busy);
    await later();
    if (number < 20) queue.push({ number: number + 100 });
    done.add(number);
    busy -= 1;
  });
  expect(done.size).toBe(40);
  expect(most).toBe(6);
});

test('a failure ends it, once what is under way has ended', async () => {
  const queue = Array.from({ length: 20 }, (_, number) => ({ number }));
  const done: number[] = [];
  const work = processQueue(queue, async ({ number }) => {
    await later();
    if (number === 18) throw new Error('it broke');
    await later();
    done.push(number);
  });
  await expect(work).rejects.toThrow('it broke');
  expect(done.sort()).toEqual([14, 15, 16, 17, 19]);
});
