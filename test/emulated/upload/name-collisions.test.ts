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
  const fixture = await UploadFixture.open({ account, similarNames: true });
  return fixture.writeFiles(files);
}

const twins = { 'Maersk.txt': 'one with ae', 'Mærsk.txt': 'another with æ' };
const actions = (fixture: UploadFixture) =>
  Object.fromEntries(fixture.fileRows().map(({ path, action }) => [named(path), action]));
const named = (path: string) => path.slice(path.indexOf('files/') + 6);
const errors = (fixture: UploadFixture) => fixture.host.errors.join('\n');
const files = (fixture: UploadFixture) => fixture.emulator.files().map(({ path }) => path);
const drive = (fixture: UploadFixture) => fixture.emulator.credentials.driveId;

describe.each(accounts)('on a %s drive to which æ is ae', (account) => {
  describe.each(ways)('two such files sent %s', (_, how) => {
    test.each(['replace', 'fail', 'skip'])(
      'are red under %s, and one that is there is told',
      async (behaviour) => {
        await using fixture = await similar(twins, account);
        const report = await fixture.run({ ...how, concurrency: '1', 'conflict-behavior': behaviour });
        expect(report.result).toBe('failed');
        expect(files(fixture)).toHaveLength(1);
        expect(errors(fixture)).toContain('in/Maersk.txt');
        expect(errors(fixture)).toContain('in/Mærsk.txt');
        for (const { action, remotePath, sha256 } of fixture
          .fileRows()
          .filter((row) => row.action !== 'failed')) {
          expect(action).toBe('uploaded');
          expect(await fixture.emulator.sha256(remotePath)).toBe(sha256);
        }
      },
    );

    test('keep both under rename, and are green', async () => {
      await using fixture = await similar(twins, account);
      const report = await fixture.run({ ...how, concurrency: '1', 'conflict-behavior': 'rename' });
      expect(report.result).toBe('uploaded');
      expect(files(fixture)).toHaveLength(2);
      const contents = await Promise.all(
        files(fixture).map((path) => fixture.emulator.read(path).then(String)),
      );
      expect(contents.sort()).toEqual(Object.values(twins).sort());
    });
  });

  test('the list of checksums names no file that is not there', async () => {
    await using fixture = await similar({ ...twins, 'plain.txt': 'x' }, account);
    await fixture.run({ concurrency: '1', checksums: 'true' });
    const list = String(await fixture.emulator.read('in/SHA256SUMS'));
    const lines = list.trim().split('\n');
    for (const line of lines) {
      const [sum, path] = line.split('  ');
      expect(await fixture.emulator.sha256(`in/${path}`)).toBe(sum);
    }
    expect(list).toContain('plain.txt');
  });

  test('two files of one content are red, too, and one of them is there', async () => {
    await using fixture = await similar({ 'Maersk.txt': 'same', 'Mærsk.txt': 'same' }, account);
    const report = await fixture.run({ concurrency: '1' });
    expect(report.result).toBe('failed');
    expect(Object.values(actions(fixture)).sort()).toEqual(['failed', 'uploaded']);
  });

  test('what is unhashed is told apart by its state', async () => {
    await using fixture = await similar(twins, account);
    await fixture.run({ concurrency: '1', verify: 'off' });
    expect(Object.values(actions(fixture))).toEqual(['failed', 'failed']);
  });
});

describe('a file whose name the drive takes for one that is there', () => {
  const seeded = async () => {
    const fixture = await similar({ 'Mærsk.txt': 'ours', 'other.txt': 'x' });
    await fixture.emulator.seed('in/Maersk.txt', 'theirs', drive(fixture));
    return fixture;
  };

  test.each(['fail', 'skip'])('is not it under %s: red, and left alone', async (behaviour) => {
    await using fixture = await seeded();
    const report = await fixture.run({ 'conflict-behavior': behaviour });
    expect(report.result).toBe('failed');
    expect(errors(fixture)).toContain('the drive treats this name as in/Maersk.txt, which already exists');
    expect(await fixture.emulator.read('in/Maersk.txt').then(String)).toBe('theirs');
    expect(files(fixture).includes('in/other.txt')).toBe(behaviour === 'skip');
  });

  test('is not unchanged though the content is the same, and replaces nothing', async () => {
    await using fixture = await similar({ 'Mærsk.txt': 'theirs' });
    await fixture.emulator.seed('in/Maersk.txt', 'theirs', drive(fixture));
    const report = await fixture.run({ 'skip-unchanged': 'true' });
    expect(report.result).toBe('failed');
    expect(fixture.emulator.requestLog.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('is told from it among many files, which are listed', async () => {
    await using fixture = await seeded();
    fixture.writeFiles(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}.txt`, 'f'])));
    const report = await fixture.run({ 'conflict-behavior': 'skip' });
    expect(report.result).toBe('failed');
    expect(fixture.fileRows().filter(({ action }) => action === 'failed')).toMatchObject([
      { name: 'Mærsk.txt' },
    ]);
    expect(await fixture.emulator.read('in/Maersk.txt').then(String)).toBe('theirs');
  });

  test.each([{ 'conflict-behavior': 'fail' }, { 'skip-unchanged': 'true' }])(
    'is told before anything replaces it, among many files, with %j',
    async (how) => {
      await using fixture = await seeded();
      fixture.writeFiles(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}.txt`, 'f'])));
      expect((await fixture.run(how)).result).toBe('failed');
      expect(await fixture.emulator.read('in/Maersk.txt').then(String)).toBe('theirs');
      expect(errors(fixture)).toContain('in/Mærsk.txt: the drive treats this name as in/Maersk.txt');
      expect(files(fixture)).toHaveLength('skip-unchanged' in how ? 8 : 1);
    },
  );

  test('is never quietly renamed under replace', async () => {
    await using fixture = await seeded();
    const report = await fixture.run();
    expect(report.result).toBe('failed');
    expect(actions(fixture)['Mærsk.txt']).toBe('failed');
    expect(errors(fixture)).toContain(
      'in/Mærsk.txt: the drive stored it as in/Maersk.txt, which it treats as the same name',
    );
    expect(errors(fixture)).toContain('the old content is an earlier version of that file');
  });

  test('gets a name of its own under rename, with skip-unchanged as well', async () => {
    await using fixture = await seeded();
    const report = await fixture.run({ 'conflict-behavior': 'rename', 'skip-unchanged': 'true' });
    expect(report.result).toBe('uploaded');
    expect(files(fixture).sort()).toEqual(['in/Maersk.txt', 'in/Mærsk 1.txt', 'in/other.txt']);
  });

  test('is not taken for our own after a lost reply', async () => {
    await using fixture = await similar({ 'Mærsk.txt': 'same' });
    await fixture.emulator.seed('in/Maersk.txt', 'same', drive(fixture));
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      do: { kind: 'cut', when: 'before' },
    });
    expect((await fixture.run()).result).toBe('failed');
  });
});

test('names that differ by case alone are one name, and no failure', async () => {
  await using fixture = await similar({ 'a.txt': 'ours', 'Ärger.txt': 'ours' });
  await fixture.emulator.seed('in/A.TXT', 'old', drive(fixture));
  await fixture.emulator.seed('in/A\u0308RGER.txt', 'old', drive(fixture));
  const report = await fixture.run();
  expect(fixture.host.errors).toEqual([]);
  expect(report.result).toBe('uploaded');
});

test.each(accounts)(
  'on a %s drive many at once end red, and what counts as there is there',
  async (account) => {
    const names = ['æ', 'ae', 'Æ1', 'AE1', 'ß', 'ss', 'x', 'y', 'œ', 'oe', 'z'];
    await using fixture = await similar(
      Object.fromEntries(names.map((name) => [name, `content of ${name}`])),
      account,
    );
    const report = await fixture.run({ concurrency: '8' });
    expect(report.result).toBe('failed');
    const there = fixture.fileRows().filter(({ action }) => action !== 'failed');
    expect(there.length).toBeGreaterThanOrEqual(3);
    for (const { remotePath, sha256 } of there)
      expect(await fixture.emulator.sha256(remotePath)).toBe(sha256);
  },
);

test('names that some drive takes for one are told before anything is sent', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles(twins);
  const report = await fixture.run();
  expect(report.result).toBe('uploaded');
  expect(fixture.host.warnings).toContainEqual(
    expect.stringMatching(
      /"in\/M(ae|æ)rsk\.txt" and "in\/M(ae|æ)rsk\.txt" may be the same name for the drive: only one/,
    ),
  );
  expect(files(fixture)).toHaveLength(2);
});

test('of two files that ended as one the message says whose content is there', async () => {
  await using fixture = await similar({ 'Maersk.txt': 'the longer one, sent first', 'Mærsk.txt': 'short' });
  await fixture.run({ concurrency: '1' });
  expect(errors(fixture)).toContain(
    'in/Maersk.txt and in/Mærsk.txt became one file on the drive: its name is Maersk.txt, and its content is that of in/Mærsk.txt',
  );
});

test('of many such pairs three are told, and the rest is counted', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles(
    Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [`${i}æ`, `${i}ae`])
        .flat()
        .map((name) => [name, name]),
    ),
  );
  await fixture.run({ 'dry-run': 'true' });
  const told = fixture.host.warnings.filter((text) => text.includes('may be the same name'));
  expect(told).toHaveLength(4);
  expect(told[3]).toBe('2 more pairs of names may be the same name for the drive');
});
