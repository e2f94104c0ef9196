import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const ways = [
  ['in one PUT', {}],
  ['by a session', { 'session-threshold': '0' }],
] as const;

/** A business drive to which `æ` is `ae`. */
async function similar(files: Readonly<Record<string, string>>) {
  const stage = await UploadFixture.open({ account: 'business', similarNames: true });
  return stage.writeFiles(files);
}

const actions = (stage: UploadFixture) => stage.fileRows().map(({ action }) => action);
const errors = (stage: UploadFixture) => stage.host.errors.join('\n');
const files = (stage: UploadFixture) => stage.emulator.files().map(({ path }) => path);
const drive = (stage: UploadFixture) => stage.emulator.credentials.driveId;

describe('two folders that are one to the drive', () => {
  test.each(ways)('are red with different files, sent %s', async (_, how) => {
    await using stage = await similar({ 'Maersk/a.txt': 'a', 'Mærsk/b.txt': 'b', 'plain/c.txt': 'c' });
    const report = await stage.run({ ...how, concurrency: '1' });
    expect(report.result).toBe('failed');
    expect(actions(stage).sort()).toEqual(['failed', 'uploaded', 'uploaded']);
    expect(errors(stage)).toMatch(
      /the drive treats the folder in\/M(ae|æ)rsk as in\/M(ae|æ)rsk, and the file is there/,
    );
  });

  test('are red with files of one name, whichever of them is there', async () => {
    await using stage = await similar({
      'Maersk/a.txt': 'one',
      'Mærsk/a.txt': 'other',
      'Mærsk/deep/b.txt': 'b',
    });
    const report = await stage.run({ concurrency: '1' });
    expect(report.result).toBe('failed');
    for (const { action, remotePath, sha256 } of stage.fileRows())
      if (action !== 'failed') expect(await stage.emulator.sha256(remotePath)).toBe(sha256);
    expect(errors(stage)).toContain('Mærsk/a.txt');
  });

  test.each([{ 'conflict-behavior': 'skip' }, { 'skip-unchanged': 'true' }, { 'conflict-behavior': 'fail' }])(
    'stay red in the next run, with %j',
    async (how) => {
      await using stage = await similar({ 'Maersk/a.txt': 'a', 'Mærsk/b.txt': 'b' });
      await stage.run({ concurrency: '1' });
      expect((await stage.run({ ...how, concurrency: '1' })).result).toBe('failed');
    },
  );

  test.each([3, 9])('are seen in a folder of %i files that is all of the plan', async (count) => {
    await using stage = await similar(
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`Mærsk/f${i}.txt`, `content ${i}`])),
    );
    for (const [path, content] of stage.localFiles)
      await stage.emulator.seed(`in/${path.replace('æ', 'ae')}`, content, drive(stage));
    const report = await stage.run({ 'conflict-behavior': 'skip' });
    expect(report.result).toBe('failed');
    expect(errors(stage)).toContain('the drive treats the folder in/Mærsk as in/Maersk');
  });

  test('delete nothing of what a mirror has there', async () => {
    await using stage = await similar({ 'Mærsk/b.txt': 'b', 'c.txt': 'c' });
    await stage.emulator.seed('in/Maersk/old.txt', 'old', drive(stage));
    const report = await stage.run({ mirror: 'true' });
    expect(report.result).toBe('failed');
    expect(files(stage)).toContain('in/Maersk/old.txt');
  });
});

test('the destination is the user’s to spell', async () => {
  await using stage = await similar({ 'a.txt': 'a', 'sub/b.txt': 'b' });
  await stage.emulator.seed('Maersk/x.txt', 'x', drive(stage));
  const report = await stage.run({ destination: 'Mærsk' });
  expect(report.result).toBe('uploaded');
  expect(files(stage).sort()).toEqual(['Maersk/a.txt', 'Maersk/sub/b.txt', 'Maersk/x.txt']);
});
