/** A drive whose listings say what cannot be deletes and restores nothing by it: whole runs over real sockets. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { filesOn } from '../support/nights.ts';
import { type How, occupied, spoil } from '../support/occupied.ts';
import { Retrieval } from '../support/retrieval.ts';
import type { Stage } from '../support/stage.ts';

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
    emulator.requestLog.filter(({ path }) => /children$/.test(path)).length;

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

describe.each(['personal', 'business', 'sharepoint'] as const)('on a %s drive', (account) => {
  const mirror = { mirror: 'true', path: 'files/a.txt' };
  const below = (stage: Stage) => filesOn(stage).filter((path) => path.startsWith('in/'));

  test.each<[How, How, string]>([
    ['uncounted', 'short', 'the drive does not say how many items it holds'],
    ['zero-count', 'empty', 'nothing in it is listed, and it is said to hold 34 B'],
    ['uncounted', 'empty', 'the drive does not say how many items it holds'],
  ])('a mirror leaves a folder of an %s listing, with an %s one of its own', async (above, own, why) => {
    await using stage = await occupied(account);
    await stage.emulator.seed('in/sub/more.txt', 'more of the same');
    stage.emulator.addFault(spoil(own, '/children$/', { after: 1, times: 1 }));
    stage.emulator.addFault(spoil(above, '/children$/'));
    const report = await stage.run({ ...mirror, 'max-delete': '1' });
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 1 });
    expect(below(stage)).toEqual(['in/a.txt', 'in/sub/more.txt', 'in/sub/old.txt']);
    expect(stage.world.warnings).toContain(`in/sub stays: ${why}`);
  });

  test('a mirror deletes folders that are listed whole', async () => {
    await using stage = await occupied(account);
    await stage.run({ path: 'files/a.txt', destination: 'in/deep/deeper' });
    const report = await stage.run(mirror);
    expect(report).toMatchObject({ result: 'uploaded' });
    expect(below(stage)).toEqual(['in/a.txt']);
    expect(stage.world.warnings.join()).not.toContain('stays');
  });

  test('an entry called .. is neither deleted nor brought, and what lies beside it in a folder stays', async () => {
    await using stage = await occupied(account);
    stage.emulator.addFault(spoil('dots', '/children$/', { after: 1, times: 1 }));
    const report = await stage.run(mirror);
    expect(report).toMatchObject({ result: 'uploaded', deletedCount: 1 });
    expect(below(stage)).toEqual(['in/a.txt', 'in/sub/old.txt']);
    expect(stage.world.warnings).toContain('in/sub stays: its listing leaves out 1 item that it holds');
  });
});

test('a download refuses an entry called .. by name, and brings the rest', async () => {
  await using back = await Retrieval.open();
  await back.seed({ a: 1, b: 2 });
  back.emulator.addFault(spoil('dots', '/children$/'));
  const account = await back.run();
  expect(account.result).toBe('failed');
  expect([...back.here().keys()]).toEqual(['a']);
  expect(back.world.errors.join('\n')).toContain('from/.. has a name that');
});
