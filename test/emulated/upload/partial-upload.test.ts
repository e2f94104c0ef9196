import { describe, expect, test } from 'vitest';
import { UploadFixture } from '../../support/upload-fixture.ts';

const behaviours = ['replace', 'rename', 'fail', 'skip'] as const;
const size = 900;

/** A business drive whose next PUT breaks after so many bytes, and keeps them. */
async function breaking(keepBytes: number, files: Readonly<Record<string, number>> = { 'a.bin': size }) {
  const stage = await UploadFixture.open({ account: 'business' });
  stage.writeFiles(files);
  stage.emulator.addFault({
    on: { surface: 'graph', method: 'PUT' },
    do: { kind: 'partial', keepBytes },
  });
  return stage;
}

const half = (stage: UploadFixture, bytes: number) =>
  (stage.localFiles.get('a.bin') ?? Buffer.alloc(0)).subarray(0, bytes);
const paths = (stage: UploadFixture) => stage.emulator.files().map(({ path }) => path);
const differing = (stage: UploadFixture) =>
  stage.host.notices.filter((text) => text.includes('in size from the local files'));
const drive = (stage: UploadFixture) => stage.emulator.credentials.driveId;

describe.each(behaviours)('under %s', (behaviour) => {
  test.each([0, 1, 450, size - 1])(
    'the first %i bytes that a broken PUT left are replaced by the whole file',
    async (keepBytes) => {
      await using stage = await breaking(keepBytes);
      const report = await stage.run({ 'conflict-behavior': behaviour });
      expect(stage.host.errors).toEqual([]);
      expect(report.result).toBe('uploaded');
      expect(stage.fileRows()).toMatchObject([{ action: 'uploaded', name: 'a.bin', size }]);
      expect(paths(stage)).toEqual(['in/a.bin']);
      expect((await stage.compare()).wrong).toEqual([]);
    },
  );

  test('so they are with verify: off, and by a file that is only sent a third time', async () => {
    await using stage = await breaking(300);
    stage.emulator.addFault({ on: { surface: 'graph', method: 'PUT' }, do: { kind: 'status', status: 503 } });
    await stage.run({ 'conflict-behavior': behaviour, verify: 'off' });
    expect(stage.fileRows()).toMatchObject([{ action: 'uploaded', name: 'a.bin' }]);
    expect(paths(stage)).toEqual(['in/a.bin']);
    expect((await stage.compare()).wrong).toEqual([]);
  });
});

test('under rename the half is looked for under the numbered name that it got', async () => {
  await using stage = await breaking(450);
  await stage.emulator.seed('in/a.bin', 'old', drive(stage));
  await stage.run({ 'conflict-behavior': 'rename' });
  expect(stage.fileRows()).toMatchObject([{ action: 'renamed', name: 'a 1.bin' }]);
  expect(paths(stage).sort()).toEqual(['in/a 1.bin', 'in/a.bin']);
  expect(await stage.emulator.read('in/a.bin').then(String)).toBe('old');
});

test('under rename a half that has no hash stays beside the whole file, and a warning names it', async () => {
  await using stage = await breaking(450);
  stage.emulator.settings.omitHashes = true;
  const report = await stage.run({ 'conflict-behavior': 'rename' });
  expect(report.result).toBe('uploaded');
  expect(paths(stage).sort()).toEqual(['in/a 1.bin', 'in/a.bin']);
  expect(stage.host.warnings).toContain(
    'in/a.bin (450 B) may be an incomplete copy of in/a.bin, left by a broken connection: check it, and delete it',
  );
});

test('under replace a broken PUT over an old file is no new file', async () => {
  await using stage = await breaking(450);
  await stage.emulator.seed('in/a.bin', 'x'.repeat(2000), drive(stage));
  stage.host.clock.advance(60_000);
  await stage.run();
  expect(stage.fileRows()).toMatchObject([{ action: 'replaced' }]);
  expect((await stage.compare()).wrong).toEqual([]);
});

describe.each(['fail', 'skip'] as const)('under %s', (behaviour) => {
  test('a half that has no hash cannot be proved ours: red, with what lies there and what to do', async () => {
    await using stage = await breaking(450);
    stage.emulator.settings.omitHashes = true;
    const report = await stage.run({ 'conflict-behavior': behaviour });
    expect(report.result).toBe('failed');
    const errors = stage.host.errors.join('\n');
    expect(errors).toContain('450 B (450) of 900 bytes, written since this run began');
    expect(errors).toContain('the drive gives no hash for it');
    expect(errors).toContain('delete it if nobody needs it, and run again');
    expect((await stage.emulator.read('in/a.bin')).equals(half(stage, 450))).toBe(true);
  });

  test('what somebody else put there meanwhile is not replaced, and red', async () => {
    await using stage = await UploadFixture.open({ account: 'business' });
    stage.writeFiles({ 'a.bin': size });
    stage.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      do: { kind: 'cut', when: 'before' },
    });
    stage.host.clock.onSleep = () => void stage.emulator.seed('in/a.bin', 'theirs', drive(stage));
    const report = await stage.run({ 'conflict-behavior': behaviour });
    expect(report.result).toBe('failed');
    expect(stage.host.errors.join('\n')).toContain('6 B (6) of 900 bytes, written since this run began');
    expect(stage.host.errors.join('\n')).toContain('they differ from the start of this file');
    expect(await stage.emulator.read('in/a.bin').then(String)).toBe('theirs');
  });

  test('a longer file that appeared meanwhile is somebody else’s', async () => {
    await using stage = await UploadFixture.open({ account: 'business' });
    stage.writeFiles({ 'a.bin': size });
    stage.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      do: { kind: 'cut', when: 'before' },
    });
    stage.host.clock.onSleep = () => void stage.emulator.seed('in/a.bin', 'x'.repeat(size + 1), drive(stage));
    const report = await stage.run({ 'conflict-behavior': behaviour });
    if (behaviour === 'skip') expect(report.result).toBe('unchanged');
    else expect(stage.host.errors.join('\n')).toContain('is already on the drive, with different content');
    expect(await stage.emulator.read('in/a.bin')).toHaveLength(size + 1);
  });
});

test('a half of yesterday is skipped as told, and a notice says that its size differs', async () => {
  await using stage = await UploadFixture.open({ account: 'business' });
  stage.writeFiles({ 'a.bin': size, 'b.bin': 10 });
  await stage.emulator.seed('in/a.bin', half(stage, 450), drive(stage));
  await stage.emulator.seed('in/b.bin', stage.localFiles.get('b.bin') ?? '', drive(stage));
  stage.host.clock.advance(24 * 3600_000);
  const report = await stage.run({ 'conflict-behavior': 'skip' });
  expect(report.result).toBe('unchanged');
  expect(differing(stage)).toEqual([
    '1 file on the drive differs in size from the local files; skipped (conflict-behavior: skip): in/a.bin (450 B on the drive, 900 B here)',
  ]);
});

test('a notice names five files that differ, and counts the rest', async () => {
  await using stage = await UploadFixture.open({ account: 'business' });
  const names = Array.from({ length: 7 }, (_, i) => `f${i}.bin`);
  stage.writeFiles(Object.fromEntries(names.map((name) => [name, 10])));
  for (const name of names) await stage.emulator.seed(`in/${name}`, 'x', drive(stage));
  await stage.run({ 'conflict-behavior': 'skip', 'dry-run': 'true' });
  expect(differing(stage)).toHaveLength(1);
  expect(differing(stage)[0]).toMatch(/^7 files on the drive differ in size .* and 2 more$/);
});

test('a personal drive keeps nothing of a broken PUT', async () => {
  await using stage = await UploadFixture.open();
  stage.writeFiles({ 'a.bin': size });
  stage.emulator.addFault({
    on: { surface: 'graph', method: 'PUT' },
    times: 99,
    do: { kind: 'partial', keepBytes: 450 },
  });
  expect((await stage.run({ retries: '1' })).result).toBe('failed');
  expect(paths(stage)).toEqual([]);
});

describe.each(behaviours)('a PUT that breaks every time, under %s', (behaviour) => {
  const always = (stage: UploadFixture, keepBytes: number) =>
    stage.emulator.addFault({
      on: { surface: 'graph', method: 'PUT' },
      times: 99,
      do: { kind: 'partial', keepBytes },
    });
  const looks = (stage: UploadFixture) =>
    stage.emulator.requestLog.filter(({ method, path }) => method === 'GET' && path.includes('a.bin')).length;

  test.each([0, 450])('is red with the %i bytes that are left of the file, and what to do', async (kept) => {
    await using stage = await breaking(kept);
    always(stage, kept);
    expect((await stage.run({ retries: '1', 'conflict-behavior': behaviour })).result).toBe('failed');
    const errors = stage.host.errors.join('\n');
    expect(errors).toContain(`in/a.bin, ${kept} B (${kept}) of 900 bytes, may be an incomplete copy of it`);
    expect(errors).toContain('delete it, or run again with conflict-behavior: replace');
  });

  test('does not speak of a file that is not there', async () => {
    await using stage = await UploadFixture.open();
    stage.writeFiles({ 'a.bin': size });
    always(stage, 450);
    await stage.run({ retries: '1', 'conflict-behavior': behaviour });
    expect(stage.host.errors.join('\n')).not.toContain('left of it');
    expect(looks(stage)).toBeLessThan(6);
  });
});
