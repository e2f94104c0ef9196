import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const behaviours = ['replace', 'rename', 'fail', 'skip'] as const;
const size = 900;

/** A business drive whose next PUT breaks after so many bytes, and keeps them. */
async function breaking(keepBytes: number, files: Readonly<Record<string, number>> = { 'a.bin': size }) {
  const fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles(files);
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT' },
    do: { kind: 'partial', keepBytes },
  });
  return fixture;
}

const half = (fixture: UploadFixture, bytes: number) =>
  (fixture.localFiles.get('a.bin') ?? Buffer.alloc(0)).subarray(0, bytes);
const paths = (fixture: UploadFixture) => fixture.emulator.files().map(({ path }) => path);
const differing = (fixture: UploadFixture) =>
  fixture.host.notices.filter((text) => text.includes('in size from the local files'));
const drive = (fixture: UploadFixture) => fixture.emulator.credentials.driveId;

describe.each(behaviours)('under %s', (behaviour) => {
  test.each([0, 1, 450, size - 1])(
    'the first %i bytes that a broken PUT left are replaced by the whole file',
    async (keepBytes) => {
      await using fixture = await breaking(keepBytes);
      const report = await fixture.run({ 'conflict-behavior': behaviour });
      expect(fixture.host.errors).toEqual([]);
      expect(report.result).toBe('uploaded');
      expect(fixture.fileRows()).toMatchObject([{ action: 'uploaded', name: 'a.bin', size }]);
      expect(paths(fixture)).toEqual(['in/a.bin']);
      expect((await fixture.compare()).wrong).toEqual([]);
    },
  );

  test('so they are with verify: off, and by a file that is only sent a third time', async () => {
    await using fixture = await breaking(300);
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      do: { kind: 'status', status: 503 },
    });
    await fixture.run({ 'conflict-behavior': behaviour, verify: 'off' });
    expect(fixture.fileRows()).toMatchObject([{ action: 'uploaded', name: 'a.bin' }]);
    expect(paths(fixture)).toEqual(['in/a.bin']);
    expect((await fixture.compare()).wrong).toEqual([]);
  });
});

test('under rename the half is looked for under the numbered name that it got', async () => {
  await using fixture = await breaking(450);
  await fixture.emulator.seed('in/a.bin', 'old', drive(fixture));
  await fixture.run({ 'conflict-behavior': 'rename' });
  expect(fixture.fileRows()).toMatchObject([{ action: 'renamed', name: 'a 1.bin' }]);
  expect(paths(fixture).sort()).toEqual(['in/a 1.bin', 'in/a.bin']);
  expect(await fixture.emulator.read('in/a.bin').then(String)).toBe('old');
});

test('under rename a half that has no hash stays beside the whole file, and a warning names it', async () => {
  await using fixture = await breaking(450);
  fixture.emulator.settings.omitHashes = true;
  const report = await fixture.run({ 'conflict-behavior': 'rename' });
  expect(report.result).toBe('uploaded');
  expect(paths(fixture).sort()).toEqual(['in/a 1.bin', 'in/a.bin']);
  expect(fixture.host.warnings).toContain(
    'in/a.bin (450 B) may be an incomplete copy of in/a.bin, left by a broken connection: check it, and delete it',
  );
});

test('under replace a broken PUT over an old file is no new file', async () => {
  await using fixture = await breaking(450);
  await fixture.emulator.seed('in/a.bin', 'x'.repeat(2000), drive(fixture));
  fixture.host.clock.advance(60_000);
  await fixture.run();
  expect(fixture.fileRows()).toMatchObject([{ action: 'replaced' }]);
  expect((await fixture.compare()).wrong).toEqual([]);
});

describe.each(['fail', 'skip'] as const)('under %s', (behaviour) => {
  test('a half that has no hash cannot be proved ours: red, with what lies there and what to do', async () => {
    await using fixture = await breaking(450);
    fixture.emulator.settings.omitHashes = true;
    const report = await fixture.run({ 'conflict-behavior': behaviour });
    expect(report.result).toBe('failed');
    const errors = fixture.host.errors.join('\n');
    expect(errors).toContain('450 B (450) of 900 bytes, written since this run began');
    expect(errors).toContain('the drive gives no hash for it');
    expect(errors).toContain('delete it if nobody needs it, and run again');
    expect((await fixture.emulator.read('in/a.bin')).equals(half(fixture, 450))).toBe(true);
  });

  test('what somebody else put there meanwhile is not replaced, and red', async () => {
    await using fixture = await UploadFixture.open({ account: 'business' });
    fixture.writeFiles({ 'a.bin': size });
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      do: { kind: 'cut', when: 'before' },
    });
    fixture.host.clock.onSleep = () => void fixture.emulator.seed('in/a.bin', 'theirs', drive(fixture));
    const report = await fixture.run({ 'conflict-behavior': behaviour });
    expect(report.result).toBe('failed');
    expect(fixture.host.errors.join('\n')).toContain('6 B (6) of 900 bytes, written since this run began');
    expect(fixture.host.errors.join('\n')).toContain('they differ from the start of this file');
    expect(await fixture.emulator.read('in/a.bin').then(String)).toBe('theirs');
  });

  test('a longer file that appeared meanwhile is somebody else’s', async () => {
    await using fixture = await UploadFixture.open({ account: 'business' });
    fixture.writeFiles({ 'a.bin': size });
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      do: { kind: 'cut', when: 'before' },
    });
    fixture.host.clock.onSleep = () =>
      void fixture.emulator.seed('in/a.bin', 'x'.repeat(size + 1), drive(fixture));
    const report = await fixture.run({ 'conflict-behavior': behaviour });
    if (behaviour === 'skip') expect(report.result).toBe('unchanged');
    else expect(fixture.host.errors.join('\n')).toContain('is already on the drive, with different content');
    expect(await fixture.emulator.read('in/a.bin')).toHaveLength(size + 1);
  });
});

test('a half of yesterday is skipped as told, and a notice says that its size differs', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  fixture.writeFiles({ 'a.bin': size, 'b.bin': 10 });
  await fixture.emulator.seed('in/a.bin', half(fixture, 450), drive(fixture));
  await fixture.emulator.seed('in/b.bin', fixture.localFiles.get('b.bin') ?? '', drive(fixture));
  fixture.host.clock.advance(24 * 3600_000);
  const report = await fixture.run({ 'conflict-behavior': 'skip' });
  expect(report.result).toBe('unchanged');
  expect(differing(fixture)).toEqual([
    '1 file on the drive differs in size from the local files; skipped (conflict-behavior: skip): in/a.bin (450 B on the drive, 900 B here)',
  ]);
});

test('a notice names five files that differ, and counts the rest', async () => {
  await using fixture = await UploadFixture.open({ account: 'business' });
  const names = Array.from({ length: 7 }, (_, i) => `f${i}.bin`);
  fixture.writeFiles(Object.fromEntries(names.map((name) => [name, 10])));
  for (const name of names) await fixture.emulator.seed(`in/${name}`, 'x', drive(fixture));
  await fixture.run({ 'conflict-behavior': 'skip', 'dry-run': 'true' });
  expect(differing(fixture)).toHaveLength(1);
  expect(differing(fixture)[0]).toMatch(/^7 files on the drive differ in size .* and 2 more$/);
});

test('a personal drive keeps nothing of a broken PUT', async () => {
  await using fixture = await UploadFixture.open();
  fixture.writeFiles({ 'a.bin': size });
  fixture.emulator.addFault({
    on: { surface: 'graph', method: 'PUT' },
    times: 99,
    do: { kind: 'partial', keepBytes: 450 },
  });
  expect((await fixture.run({ retries: '1' })).result).toBe('failed');
  expect(paths(fixture)).toEqual([]);
});

describe.each(behaviours)('a PUT that breaks every time, under %s', (behaviour) => {
  const always = (fixture: UploadFixture, keepBytes: number) =>
    fixture.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      times: 99,
      do: { kind: 'partial', keepBytes },
    });
  const looks = (fixture: UploadFixture) =>
    fixture.emulator.requestLog.filter(({ method, path }) => method === 'GET' && path.includes('a.bin'))
      .length;

  test.each([0, 450])('is red with the %i bytes that are left of the file, and what to do', async (kept) => {
    await using fixture = await breaking(kept);
    always(fixture, kept);
    expect((await fixture.run({ retries: '1', 'conflict-behavior': behaviour })).result).toBe('failed');
    const errors = fixture.host.errors.join('\n');
    expect(errors).toContain(`in/a.bin, ${kept} B (${kept}) of 900 bytes, may be an incomplete copy of it`);
    expect(errors).toContain('delete it, or run again with conflict-behavior: replace');
  });

  test('does not speak of a file that is not there', async () => {
    await using fixture = await UploadFixture.open();
    fixture.writeFiles({ 'a.bin': size });
    always(fixture, 450);
    await fixture.run({ retries: '1', 'conflict-behavior': behaviour });
    expect(fixture.host.errors.join('\n')).not.toContain('left of it');
    expect(looks(fixture)).toBeLessThan(6);
  });
});
