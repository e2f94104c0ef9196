/** A drive whose listings say what cannot be deletes and restores nothing by it: whole runs over real sockets. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { filesOn } from '../support/nights.ts';
import { type How, occupied, spoil } from '../support/occupied.ts';
import { Retrieval } from '../support/retrieval.ts';

describe.each<[How, string]>([
  ['ancient', 'year 1'],
  ['future', 'year 9999'],
])('a drive that says that its generations were made in the %s', (how) => {
  test.each<[string, Record<string, string>]>([
    ['retain-days', { 'retain-days': '1' }],
    ['retain-last', { 'retain-last': '1' }],
  ])('keeps them under %s, and a warning says so', async (_, rule) => {
    await using stage = await occupied();
    stage.emulator.addFault(spoil(how, '/children$/'));
    const report = await stage.run({ ...rule, 'retain-match': 'n-?', destination: 'b/n-3' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 0 });
    expect(filesOn(stage)).toEqual(expect.arrayContaining(['b/n-1/x', 'b/n-2/x']));
    expect(
      stage.world.warnings.filter((line) => line.includes('its date of creation is missing')),
    ).toHaveLength(2);
  });
});

describe('a folder that a drive lists in itself', () => {
  const says = /is a folder that the drive lists in two places, or in itself/;
  const cycle = spoil('cycle', '/items\\/[^/]+\\/children$/', { times: 300 });
  const listings = (emulator: Emulator) =>
    emulator.ledger.filter(({ path }) => /children$/.test(path)).length;

  test.each<[string, Record<string, string>]>([
    ['a mirror', { mirror: 'true' }],
    ['retention', { 'retain-last': '1', 'retain-match': 'n-?', destination: 'b/n-3' }],
  ])('is a failure of %s that says which', async (_, texts) => {
    await using stage = await occupied();
    stage.emulator.addFault(cycle);
    const report = await stage.run(texts);
    expect(report.result).toBe('failed');
    expect(stage.world.errors.join('\n')).toMatch(says);
    expect(filesOn(stage)).toEqual(expect.arrayContaining(['in/old.txt', 'b/n-1/x', 'b/n-2/x']));
    expect(listings(stage.emulator)).toBeLessThan(20);
  });

  test('is a failure of a download', async () => {
    await using back = await Retrieval.open();
    await back.seed({ a: 1, 'b/c': 2 });
    back.emulator.addFault(cycle);
    expect((await back.run()).result).toBe('failed');
    expect(back.world.errors.join('\n')).toMatch(says);
    expect(listings(back.emulator)).toBeLessThan(20);
  });
});
