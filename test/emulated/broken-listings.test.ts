/** A drive whose listings say what cannot be deletes and restores nothing by it: whole runs over real sockets. */
import { describe, expect, test } from 'vitest';
import { filesOn } from '../support/nights.ts';
import { type How, occupied, spoil } from '../support/occupied.ts';

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
