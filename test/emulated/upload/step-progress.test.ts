/** The search for files and the packing tell how far they are. */
import { expect, test } from 'vitest';
import type { StepProgress } from '../../../src/core/step-progress.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

test('a run shows the search, then the packing, with counts that end at the totals', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 3_000_000, 'b.bin': 1_000_000, 'c/d.txt': 'x' });
  const log: string[] = [];
  const steps: StepProgress[] = [];
  const showStep = (step: StepProgress) => {
    steps.push(step);
    log.push(`${step.name} starts`);
    return () => void log.push(`${step.name} ends`);
  };
  await fixture.run({ archive: 'zip' }, fixture.host, { showStep });
  expect(log).toEqual(['find starts', 'find ends', 'pack starts', 'pack ends']);
  expect(steps).toEqual([
    { name: 'find', itemsDone: 3, bytesDone: 0, itemsTotal: undefined, bytesTotal: undefined },
    { name: 'pack', itemsDone: 4, bytesDone: 4_000_001, itemsTotal: 4, bytesTotal: 4_000_001 },
  ]);
});

test('the display of a step that fails is ended', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': 10 });
  const log: string[] = [];
  const showStep = ({ name }: StepProgress) => {
    log.push(name);
    if (name === 'pack') fixture.host.cancel(new Error('stop'));
    return () => void log.push(`end of ${name}`);
  };
  expect((await fixture.run({ archive: 'zip' }, fixture.host, { showStep })).result).toBe('cancelled');
  expect(log).toEqual(['find', 'end of find', 'pack', 'end of pack']);
});
