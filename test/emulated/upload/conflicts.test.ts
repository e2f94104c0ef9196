import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const KiB = 1024;
/** One file of each way to travel: empty, one PUT, session. */
const sizes = { 'empty.txt': 0, 'small.txt': 900, 'big.bin': 2 * 320 * KiB } as const;
const settings = { 'session-threshold': '320KiB', 'chunk-size': '320KiB' };

describe.each(['personal', 'business'] as const)('on a %s drive', (account) => {
  async function occupied(): Promise<UploadFixture> {
    const fixture = await UploadFixture.open({ account });
    fixture.writeFiles(sizes);
    for (const path of Object.keys(sizes))
      await fixture.emulator.seed(`in/${path.toUpperCase()}`, `old ${path}`, drive(fixture));
    return fixture;
  }
  const drive = (fixture: UploadFixture) => fixture.emulator.credentials.driveId;

  test('replace overwrites what is there, whatever its size and the case of its name', async () => {
    await using fixture = await occupied();
    const report = await fixture.run(settings);
    expect(fixture.host.errors).toEqual([]);
    expect(report.result).toBe('uploaded');
    expect(fixture.fileRows().map(({ action }) => action)).toEqual(['replaced', 'replaced', 'replaced']);
    expect(fixture.emulator.files()).toHaveLength(3);
    expect((await fixture.compare()).wrong).toEqual([]);
  });

  test('rename keeps what is there and says the new names', async () => {
    await using fixture = await occupied();
    await fixture.run({ ...settings, 'conflict-behavior': 'rename' });
    expect(fixture.host.errors).toEqual([]);
    expect(fixture.fileRows().map(({ action }) => action)).toEqual(['renamed', 'renamed', 'renamed']);
    expect(
      fixture
        .fileRows()
        .map(({ remotePath }) => remotePath)
        .sort(),
    ).toEqual(['in/big 1.bin', 'in/empty 1.txt', 'in/small 1.txt']);
    expect(fixture.emulator.files()).toHaveLength(6);
    expect(await fixture.emulator.read('in/SMALL.TXT').then(String)).toBe('old small.txt');
  });

  test('skip leaves alone what is there and is green', async () => {
    await using fixture = await occupied();
    fixture.writeFiles({ 'new.txt': 10 });
    const report = await fixture.run({ ...settings, 'conflict-behavior': 'skip' });
    expect(report.result).toBe('uploaded');
    expect(fixture.host.outputs.get('skipped-count')).toBe('3');
    expect(fixture.host.outputs.get('uploaded-count')).toBe('1');
    expect(await fixture.emulator.read('in/BIG.BIN').then(String)).toBe('old big.bin');
  });

  test('fail names every conflict and sends not one byte', async () => {
    await using fixture = await occupied();
    fixture.writeFiles({ 'deep/new.txt': 10 });
    const report = await fixture.run({ ...settings, 'conflict-behavior': 'fail' });
    expect(report.result).toBe('failed');
    const errors = fixture.host.errors.join('\n');
    for (const name of Object.keys(sizes)) expect(errors).toContain(`${name} is already on the drive`);
    expect(errors).toContain('deep/new.txt: not tried');
    expect(fixture.emulator.requestLog.filter(({ method }) => method === 'PUT')).toEqual([]);
    expect(fixture.host.outputs.get('failed-count')).toBe('4');
  });

  test('fail is green for a job that is run again, and sends nothing twice', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles(sizes);
    await fixture.run({ ...settings, 'conflict-behavior': 'fail' });
    const requests = fixture.emulator.requestLog.length;
    const report = await fixture.run({ ...settings, 'conflict-behavior': 'fail' });
    expect(report.result).toBe('unchanged');
    expect(fixture.host.outputs.get('skipped-count')).toBe('3');
    expect(fixture.emulator.requestLog.slice(requests).filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('a folder under a file’s name is an error that says so', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'big.bin': 2 * 320 * KiB, 'small.txt': 5 });
    await fixture.emulator.seed('in/big.bin/inner.txt', 'x', drive(fixture));
    await fixture.emulator.seed('in/small.txt/inner.txt', 'x', drive(fixture));
    const report = await fixture.run({ 'session-threshold': '1KiB' });
    expect(report.result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toContain('in/big.bin is a folder on the drive');
    expect(fixture.host.errors.join('\n')).toContain('in/small.txt is a folder on the drive');
  });

  test('fail asks a folder of many files once a page, not once a file', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`f${i}.txt`, 3])));
    await fixture.run();
    const requests = fixture.emulator.requestLog.length;
    await fixture.run({ 'conflict-behavior': 'skip' });
    const asked = fixture.emulator.requestLog.slice(requests).filter(({ surface }) => surface === 'graph');
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(fixture.host.outputs.get('skipped-count')).toBe('250');
  });
});

test('a name that a dead run’s session locks is waited for, and the log says so', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.bin': 2 * 320 * KiB });
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'PUT' },
    times: 99,
    do: { kind: 'status', status: 500 },
  });
  fixture.emulator.addFault({
    on: { surface: 'upload', method: 'DELETE' },
    do: { kind: 'cut', when: 'before' },
  });
  expect((await fixture.run({ ...settings, retries: '1' })).result).toBe('failed');
  fixture.emulator.clearFaults();
  expect(fixture.emulator.openSessions()).toHaveLength(1);
  expect((await fixture.run(settings)).result).toBe('uploaded');
  expect(fixture.host.lines.join('\n')).toContain('an unfinished upload has locked this name');
});

describe.each(['personal', 'business'] as const)('under rename on a %s drive, a lost reply', (account) => {
  test.each([
    ['small.txt', 900, 'graph'],
    ['big.bin', 2 * 320 * KiB, 'upload'],
  ] as const)(
    'for %s is found again under its numbered name, and nothing is doubled',
    async (name, size, surface) => {
      await using fixture = await UploadFixture.open({ account });
      fixture.writeFiles({ [name]: size });
      await fixture.emulator.seed(`in/${name}`, 'old', fixture.emulator.credentials.driveId);
      fixture.emulator.addFault({
        on: { surface, method: 'PUT' },
        after: surface === 'upload' ? 1 : 0,
        do: { kind: 'lost-reply' },
      });
      await fixture.run({ ...settings, 'conflict-behavior': 'rename' });
      const [row] = fixture.fileRows();
      expect(row).toMatchObject({ action: 'renamed', name: name.replace('.', ' 1.') });
      expect(fixture.emulator.files()).toHaveLength(2);
    },
  );

  test('for two equal files is not settled with one of them twice', async () => {
    await using fixture = await UploadFixture.open({ account });
    fixture.writeFiles({ 'one/a.txt': 'same', 'two/a.txt': 'same' });
    await fixture.emulator.seed('in/one/a.txt', 'old', fixture.emulator.credentials.driveId);
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      times: 2,
      do: { kind: 'lost-reply' },
    });
    await fixture.run({ 'conflict-behavior': 'rename' });
    expect(
      fixture
        .fileRows()
        .map(({ action, name }) => `${action} ${name}`)
        .sort(),
    ).toEqual(['renamed a 1.txt', 'uploaded a.txt']);
    expect(fixture.emulator.files()).toHaveLength(3);
  });
});
