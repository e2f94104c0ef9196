import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancelledFailure } from '../../../src/core/errors.ts';
import {
  hasTool,
  hasZstd,
  planArchiveOf,
  runTool,
  unpack,
  writeTestArchive,
} from '../../support/archive-tools.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { randomBytes, writeFiles } from '../../support/random-content.ts';
import { createTemporaryTree, type TemporaryTree } from '../../support/temporary-tree.ts';

const KiB = 1024;
const kinds = (['zip', 'tar.gz', 'tar.zst'] as const).filter((kind) => hasZstd || kind !== 'tar.zst');
const tools = { zip: 'unzip', 'tar.gz': 'tar', 'tar.zst': 'zstd' } as const;
const long = `${'x'.repeat(90)}/${'y'.repeat(90)}/${'z'.repeat(120)}`;
const sizes = {
  'empty.txt': 0,
  'a/b/ünïcödé 名前 🎈.txt': 300,
  'a/b.bin': 2 * 1024 * KiB + 7,
  [long]: 5,
  'line\nbreak': 9,
  'B/upper': 1,
};

function planted(where: TemporaryTree): Map<string, Buffer> {
  const files = writeFiles(join(where.path, 'site'), sizes);
  chmodSync(join(where.path, 'site/empty.txt'), 0o755);
  chmodSync(join(where.path, 'site/a/b.bin'), 0o640);
  where.createLink('site/a/link', '../empty.txt');
  where.createLink('site/broken', './nowhere');
  return files;
}

describe.each(kinds)('an archive of kind %s', (kind) => {
  const tool = tools[kind];

  test.skipIf(!hasTool(tool))(`gives every byte, mode and link back to ${tool}`, async () => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    const files = planted(where);
    await using made = await writeTestArchive(await planArchiveOf(join(where.path, 'site'), { kind }), world);
    if (kind === 'zip') expect(runTool('unzip', ['-tq', made.localPath])).toContain('No errors');
    else expect(runTool('tar', ['tf', made.localPath]).split('\n')).toHaveLength(14);
    const out = join(where.path, 'out');
    unpack(kind, made.localPath, out);
    for (const [path, content] of files) expect(readFileSync(join(out, path)).equals(content)).toBe(true);
    expect(statSync(join(out, 'empty.txt')).mode & 0o777).toBe(0o755);
    expect(statSync(join(out, 'a/b.bin')).mode & 0o777).toBe(0o640);
    expect(readlinkSync(join(out, 'a/link'))).toBe('../empty.txt');
    expect(lstatSync(join(out, 'broken')).isSymbolicLink()).toBe(true);
  });

  test('is the same bytes for the same files and times, wherever and in whatever zone', async () => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    const site = join(where.path, 'site');
    planted(where);
    await using first = await writeTestArchive(await planArchiveOf(site, { kind }), world);
    await using second = await inZone('Pacific/Kiritimati', async () =>
      writeTestArchive(await planArchiveOf(site, { kind }), world),
    );
    expect(second.bytes.equals(first.bytes)).toBe(true);
    chmodSync(join(site, 'a/b.bin'), 0o600);
    await using third = await writeTestArchive(await planArchiveOf(site, { kind }), world);
    expect(third.bytes.equals(first.bytes)).toBe(false);
  });

  test('is the same bytes for a fresh checkout with SOURCE_DATE_EPOCH, and other bytes without', async () => {
    const checkout = async (world: FakeHost, seconds: number) => {
      using where = createTemporaryTree();
      planted(where);
      for (const name of ['empty.txt', 'a/b.bin', 'a', 'B'])
        utimesSync(join(where.path, 'site', name), 1, seconds);
      await using made = await writeTestArchive(
        await planArchiveOf(join(where.path, 'site'), { kind }),
        world,
      );
      return made.bytes;
    };
    using plain = new FakeHost();
    using dated = new FakeHost({ env: { SOURCE_DATE_EPOCH: '1700000000' } });
    const first = await checkout(dated, 1_700_000_001);
    expect((await checkout(dated, 1_800_000_000)).equals(first)).toBe(true);
    expect((await checkout(dated, 1_600_000_000)).equals(first)).toBe(false);
    expect((await checkout(plain, 1_800_000_000)).equals(await checkout(plain, 1_700_000_001))).toBe(false);
  });

  test.skipIf(!hasTool(tool))(
    'dates its files by their own times, and none after SOURCE_DATE_EPOCH',
    async () => {
      using where = createTemporaryTree();
      where.writeFiles({ 'site/a.txt': 3, 'site/b.txt': 3 });
      const site = join(where.path, 'site');
      utimesSync(join(site, 'a.txt'), 1_600_000_000, 1_600_000_000);
      utimesSync(join(site, 'b.txt'), 1_800_000_000, 1_800_000_000.9);
      const times = async (world: FakeHost) => {
        await using made = await writeTestArchive(await planArchiveOf(site, { kind }), world);
        const out = join(where.path, basename(dirname(made.localPath)));
        unpack(kind, made.localPath, out);
        return ['a.txt', 'b.txt'].map((name) => statSync(join(out, name)).mtimeMs / 1000);
      };
      using plain = new FakeHost();
      using dated = new FakeHost({ env: { SOURCE_DATE_EPOCH: '1700000000' } });
      expect(await times(plain)).toEqual([1_600_000_000, 1_800_000_000]);
      expect(await times(dated)).toEqual([1_600_000_000, 1_700_000_000]);
    },
  );

  test.skipIf(kind === 'tar.zst')('is smaller the higher the level, and not compressed at 0', async () => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    mkdirSync(join(where.path, 'site'));
    writeFileSync(join(where.path, 'site/text'), 'the same again and again; '.repeat(20_000));
    const plan = await planArchiveOf(join(where.path, 'site'), { kind });
    const made = await Promise.all(
      [0, 1, 9].map((level) => writeTestArchive(plan, world, { compressionLevel: level })),
    );
    const [none = 0, fast = 0, best = 0] = made.map(({ sizeBytes }) => sizeBytes);
    expect(none).toBeGreaterThan(520_000);
    expect(fast).toBeLessThan(20_000);
    expect(best).toBeLessThan(fast);
    for (const each of made) await each.dispose();
  });

  test('is readable by nobody else, and gone once it was disposed of', async () => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    where.writeFiles({ 'site/a': 1 });
    const made = await writeTestArchive(await planArchiveOf(join(where.path, 'site'), { kind }), world);
    if (process.platform !== 'win32') expect(statSync(made.localPath).mode & 0o777).toBe(0o600);
    await made.dispose();
    expect(existsSync(made.localPath)).toBe(false);
    expect(readdirSync(world.tempDir)).toEqual([]);
  });

  test.each([
    ['grew', (path: string) => writeFileSync(path, 'xxxx')],
    ['vanished', (path: string) => chmodSync(path, 0o644)],
  ])('names a file that %s meanwhile, and leaves nothing behind', async (what, change) => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    where.writeFiles({ 'site/a': 1, 'site/b.txt': 3, 'site/c': 1 });
    const plan = await planArchiveOf(join(where.path, 'site'), { kind });
    const path = join(where.path, 'site/b.txt');
    if (what === 'vanished') where[Symbol.dispose]();
    else change(path);
    await expect(writeTestArchive(plan, world)).rejects.toThrow(
      what === 'vanished' ? 'site/a cannot be read (ENOENT)' : 'b.txt changed',
    );
    expect(readdirSync(world.tempDir)).toEqual([]);
  });

  test('stops when the run is told to, and leaves nothing behind', async () => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    mkdirSync(join(where.path, 'site'));
    writeFileSync(join(where.path, 'site/big'), randomBytes(24 * 1024 * KiB));
    const making = writeTestArchive(await planArchiveOf(join(where.path, 'site'), { kind }), world);
    setTimeout(() => world.cancel(new Error('told to')), 20);
    await expect(making).rejects.toThrow(CancelledFailure);
    expect(readdirSync(world.tempDir)).toEqual([]);
  });

  test('says what to do when its place cannot be written to', async () => {
    using where = createTemporaryTree();
    using world = new FakeHost();
    where.writeFiles({ 'site/a': 1 });
    const host = { ...world, signal: world.signal, tempDir: join(where.path, 'nowhere') };
    await expect(
      writeTestArchive(await planArchiveOf(join(where.path, 'site'), { kind }), world, { host }),
    ).rejects.toThrow(/temporary file could not be written to .*nowhere \(ENOENT\)/);
  });
});

/** Runs in another time zone; Node reads TZ whenever it is set. */
async function inZone<T>(zone: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
