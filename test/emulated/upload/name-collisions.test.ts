import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const accounts = ['personal', 'business'] as const;
const ways = [
  ['in one PUT', {}],
  ['by a session', { 'session-threshold': '0' }],
] as const;

/** A drive to which `æ` is `ae`. */
async function similar(
  files: Readonly<Record<string, string>>,
  account: (typeof accounts)[number] = 'business',
) {
  const stage = await UploadFixture.open({ account, similarNames: true });
  return stage.writeFiles(files);
}

const twins = { 'Maersk.txt': 'one with ae', 'Mærsk.txt': 'another with æ' };
const actions = (stage: UploadFixture) =>
  Object.fromEntries(stage.fileRows().map(({ path, action }) => [named(path), action]));
const named = (path: string) => path.slice(path.indexOf('files/') + 6);
const errors = (stage: UploadFixture) => stage.host.errors.join('\n');
const files = (stage: UploadFixture) => stage.emulator.files().map(({ path }) => path);
const drive = (stage: UploadFixture) => stage.emulator.credentials.driveId;

describe.each(accounts)('on a %s drive to which æ is ae', (account) => {
  describe.each(ways)('two such files sent %s', (_, how) => {
    test.each(['replace', 'fail', 'skip'])(
      'are red under %s, and one that is there is told',
      async (behaviour) => {
        await using stage = await similar(twins, account);
        const report = await stage.run({ ...how, concurrency: '1', 'conflict-behavior': behaviour });
        expect(report.result).toBe('failed');
        expect(files(stage)).toHaveLength(1);
        expect(errors(stage)).toContain('in/Maersk.txt');
        expect(errors(stage)).toContain('in/Mærsk.txt');
        for (const { action, remotePath, sha256 } of stage
          .fileRows()
          .filter((row) => row.action !== 'failed')) {
          expect(action).toBe('uploaded');
          expect(await stage.emulator.sha256(remotePath)).toBe(sha256);
        }
      },
    );

    test('keep both under rename, and are green', async () => {
      await using stage = await similar(twins, account);
      const report = await stage.run({ ...how, concurrency: '1', 'conflict-behavior': 'rename' });
      expect(report.result).toBe('uploaded');
      expect(files(stage)).toHaveLength(2);
      const contents = await Promise.all(files(stage).map((path) => stage.emulator.read(path).then(String)));
      expect(contents.sort()).toEqual(Object.values(twins).sort());
    });
  });

  test('the list of checksums names no file that is not there', async () => {
    await using stage = await similar({ ...twins, 'plain.txt': 'x' }, account);
    await stage.run({ concurrency: '1', checksums: 'true' });
    const list = String(await stage.emulator.read('in/SHA256SUMS'));
    const lines = list.trim().split('\n');
    for (const line of lines) {
      const [sum, path] = line.split('  ');
      expect(await stage.emulator.sha256(`in/${path}`)).toBe(sum);
    }
    expect(list).toContain('plain.txt');
  });

  test('two files of one content are red, too, and one of them is there', async () => {
    await using stage = await similar({ 'Maersk.txt': 'same', 'Mærsk.txt': 'same' }, account);
    const report = await stage.run({ concurrency: '1' });
    expect(report.result).toBe('failed');
    expect(Object.values(actions(stage)).sort()).toEqual(['failed', 'uploaded']);
  });

  test('what is unhashed is told apart by its state', async () => {
    await using stage = await similar(twins, account);
    await stage.run({ concurrency: '1', verify: 'off' });
    expect(Object.values(actions(stage))).toEqual(['failed', 'failed']);
  });
});

describe('a file whose name the drive takes for one that is there', () => {
  const seeded = async () => {
    const stage = await similar({ 'Mærsk.txt': 'ours', 'other.txt': 'x' });
    await stage.emulator.seed('in/Maersk.txt', 'theirs', drive(stage));
    return stage;
  };

  test.each(['fail', 'skip'])('is not it under %s: red, and left alone', async (behaviour) => {
    await using stage = await seeded();
    const report = await stage.run({ 'conflict-behavior': behaviour });
    expect(report.result).toBe('failed');
    expect(errors(stage)).toContain('the drive treats this name as in/Maersk.txt, which already exists');
    expect(await stage.emulator.read('in/Maersk.txt').then(String)).toBe('theirs');
    expect(files(stage).includes('in/other.txt')).toBe(behaviour === 'skip');
  });

  test('is not unchanged though the content is the same, and replaces nothing', async () => {
    await using stage = await similar({ 'Mærsk.txt': 'theirs' });
    await stage.emulator.seed('in/Maersk.txt', 'theirs', drive(stage));
    const report = await stage.run({ 'skip-unchanged': 'true' });
    expect(report.result).toBe('failed');
    expect(stage.emulator.requestLog.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('is told from it among many files, which are listed', async () => {
    await using stage = await seeded();
    stage.writeFiles(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}.txt`, 'f'])));
    const report = await stage.run({ 'conflict-behavior': 'skip' });
    expect(report.result).toBe('failed');
    expect(stage.fileRows().filter(({ action }) => action === 'failed')).toMatchObject([
      { name: 'Mærsk.txt' },
    ]);
    expect(await stage.emulator.read('in/Maersk.txt').then(String)).toBe('theirs');
  });

  test.each([{ 'conflict-behavior': 'fail' }, { 'skip-unchanged': 'true' }])(
    'is told before anything replaces it, among many files, with %j',
    async (how) => {
      await using stage = await seeded();
      stage.writeFiles(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}.txt`, 'f'])));
      expect((await stage.run(how)).result).toBe('failed');
      expect(await stage.emulator.read('in/Maersk.txt').then(String)).toBe('theirs');
      expect(errors(stage)).toContain('in/Mærsk.txt: the drive treats this name as in/Maersk.txt');
      expect(files(stage)).toHaveLength('skip-unchanged' in how ? 8 : 1);
    },
  );

  test('is never quietly renamed under replace', async () => {
    await using stage = await seeded();
    const report = await stage.run();
    expect(report.result).toBe('failed');
    expect(actions(stage)['Mærsk.txt']).toBe('failed');
    expect(errors(stage)).toContain(
      'in/Mærsk.txt: the drive stored it as in/Maersk.txt, which it treats as the same name',
    );
    expect(errors(stage)).toContain('the old content is an earlier version of that file');
  });

  test('gets a name of its own under rename, with skip-unchanged as well', async () => {
    await using stage = await seeded();
    const report = await stage.run({ 'conflict-behavior': 'rename', 'skip-unchanged': 'true' });
    expect(report.result).toBe('uploaded');
    expect(files(stage).sort()).toEqual(['in/Maersk.txt', 'in/Mærsk 1.txt', 'in/other.txt']);
  });

  test('is not taken for our own after a lost reply', async () => {
    await using stage = await similar({ 'Mærsk.txt': 'same' });
    await stage.emulator.seed('in/Maersk.txt', 'same', drive(stage));
    stage.emulator.addFault({ on: { surface: 'graph', method: 'PUT' }, do: { kind: 'cut', when: 'before' } });
    expect((await stage.run()).result).toBe('failed');
  });
});

test('names that differ by case alone are one name, and no failure', async () => {
  await using stage = await similar({ 'a.txt': 'ours', 'Ärger.txt': 'ours' });
  await stage.emulator.seed('in/A.TXT', 'old', drive(stage));
  await stage.emulator.seed('in/A\u0308RGER.txt', 'old', drive(stage));
  const report = await stage.run();
  expect(stage.host.errors).toEqual([]);
  expect(report.result).toBe('uploaded');
});

test.each(accounts)(
  'on a %s drive many at once end red, and what counts as there is there',
  async (account) => {
    const names = ['æ', 'ae', 'Æ1', 'AE1', 'ß', 'ss', 'x', 'y', 'œ', 'oe', 'z'];
    await using stage = await similar(
      Object.fromEntries(names.map((name) => [name, `content of ${name}`])),
      account,
    );
    const report = await stage.run({ concurrency: '8' });
    expect(report.result).toBe('failed');
    const there = stage.fileRows().filter(({ action }) => action !== 'failed');
    expect(there.length).toBeGreaterThanOrEqual(3);
    for (const { remotePath, sha256 } of there) expect(await stage.emulator.sha256(remotePath)).toBe(sha256);
  },
);

test('names that some drive takes for one are told before anything is sent', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles(twins);
  const report = await stage.run();
  expect(report.result).toBe('uploaded');
  expect(stage.host.warnings).toContainEqual(
    expect.stringMatching(
      /"in\/M(ae|æ)rsk\.txt" and "in\/M(ae|æ)rsk\.txt" may be the same name for the drive: only one/,
    ),
  );
  expect(files(stage)).toHaveLength(2);
});

test('of two files that ended as one the message says whose content is there', async () => {
  await using stage = await similar({ 'Maersk.txt': 'the longer one, sent first', 'Mærsk.txt': 'short' });
  await stage.run({ concurrency: '1' });
  expect(errors(stage)).toContain(
    'in/Maersk.txt and in/Mærsk.txt became one file on the drive: its name is Maersk.txt, and its content is that of in/Mærsk.txt',
  );
});

test('of many such pairs three are told, and the rest is counted', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles(
    Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [`${i}æ`, `${i}ae`])
        .flat()
        .map((name) => [name, name]),
    ),
  );
  await stage.run({ 'dry-run': 'true' });
  const told = stage.host.warnings.filter((text) => /may be (one|the same) name/.test(text));
  expect(told).toHaveLength(4);
  expect(told[3]).toBe('2 more pairs of names may be the same name for the drive');
});
