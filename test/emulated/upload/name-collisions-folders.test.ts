import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const ways = [
  ['in one PUT', {}],
  ['by a session', { 'session-threshold': '0' }],
] as const;

/** A business drive to which `æ` is `ae`. */
async function similar(files: Readonly<Record<string, string>>) {
  const fixture = await UploadFixture.open({ account: 'business', similarNames: true });
  return fixture.writeFiles(files);
}

const actions = (fixture: UploadFixture) => fixture.fileRows().map(({ action }) => action);
const errors = (fixture: UploadFixture) => fixture.host.errors.join('\n');
const files = (fixture: UploadFixture) => fixture.emulator.files().map(({ path }) => path);
const drive = (fixture: UploadFixture) => fixture.emulator.credentials.driveId;

describe('two folders that are one to the drive', () => {
  test.each(ways)('are red with different files, sent %s', async (_, how) => {
    await using fixture = await similar({ 'Maersk/a.txt': 'a', 'Mærsk/b.txt': 'b', 'plain/c.txt': 'c' });
    const report = await fixture.run({ ...how, concurrency: '1' });
    expect(report.result).toBe('failed');
    expect(actions(fixture).sort()).toEqual(['failed', 'uploaded', 'uploaded']);
    expect(errors(fixture)).toMatch(
      /the drive treats the folder in\/M(ae|æ)rsk as in\/M(ae|æ)rsk, and the file is there/,
    );
  });

  test('are red with files of one name, whichever of them is there', async () => {
    await using fixture = await similar({
      'Maersk/a.txt': 'one',
      'Mærsk/a.txt': 'other',
      'Mærsk/deep/b.txt': 'b',
    });
    const report = await fixture.run({ concurrency: '1' });
    expect(report.result).toBe('failed');
    for (const { action, remotePath, sha256 } of fixture.fileRows())
      if (action !== 'failed') expect(await fixture.emulator.sha256(remotePath)).toBe(sha256);
    expect(errors(fixture)).toContain('Mærsk/a.txt');
  });

  test.each([{ 'conflict-behavior': 'skip' }, { 'skip-unchanged': 'true' }, { 'conflict-behavior': 'fail' }])(
    'stay red in the next run, with %j',
    async (how) => {
      await using fixture = await similar({ 'Maersk/a.txt': 'a', 'Mærsk/b.txt': 'b' });
      await fixture.run({ concurrency: '1' });
      expect((await fixture.run({ ...how, concurrency: '1' })).result).toBe('failed');
    },
  );

  test.each([3, 9])('are seen in a folder of %i files that is all of the plan', async (count) => {
    await using fixture = await similar(
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`Mærsk/f${i}.txt`, `content ${i}`])),
    );
    for (const [path, content] of fixture.localFiles)
      await fixture.emulator.seed(`in/${path.replace('æ', 'ae')}`, content, drive(fixture));
    const report = await fixture.run({ 'conflict-behavior': 'skip' });
    expect(report.result).toBe('failed');
    expect(errors(fixture)).toContain('the drive treats the folder in/Mærsk as in/Maersk');
  });

  test('delete nothing of what a mirror has there', async () => {
    await using fixture = await similar({ 'Mærsk/b.txt': 'b', 'c.txt': 'c' });
    await fixture.emulator.seed('in/Maersk/old.txt', 'old', drive(fixture));
    const report = await fixture.run({ mirror: 'true' });
    expect(report.result).toBe('failed');
    expect(files(fixture)).toContain('in/Maersk/old.txt');
  });
});

test('the destination is the user’s to spell', async () => {
  await using fixture = await similar({ 'a.txt': 'a', 'sub/b.txt': 'b' });
  await fixture.emulator.seed('Maersk/x.txt', 'x', drive(fixture));
  const report = await fixture.run({ destination: 'Mærsk' });
  expect(report.result).toBe('uploaded');
  expect(files(fixture).sort()).toEqual(['Maersk/a.txt', 'Maersk/sub/b.txt', 'Maersk/x.txt']);
});
