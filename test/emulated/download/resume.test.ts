import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { CancelledFailure } from '../../../src/core/errors.ts';
import { partialSuffix } from '../../../src/download/partial-file.ts';
import type { TransferProgress } from '../../../src/report/progress.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { randomBytes } from '../../support/random-content.ts';

const sizeBytes = 3_000_000;

function partials(back: DownloadFixture): string[] {
  return readdirSync(back.localFolder).filter((name) => name.endsWith(partialSuffix));
}

/** Runs once more; answers how far the file was after each piece that came. */
async function positionsOf(back: DownloadFixture): Promise<number[]> {
  const positions: number[] = [];
  const show = (progress: TransferProgress) => {
    const reached = progress.reached.bind(progress);
    progress.reached = (file, byte) => {
      positions.push(byte);
      reached(file, byte);
    };
    return () => {};
  };
  expect((await back.run({ showProgress: show })).result).toBe('downloaded');
  return positions;
}

/** A run that was stopped amid the bytes of `a.bin`. */
async function interrupted(back: DownloadFixture): Promise<void> {
  await back.seed({ 'a.bin': sizeBytes });
  back.addContentFault({ kind: 'stall', when: 'amid' });
  const running = back.run();
  await back.emulator.stalled();
  const deadline = Date.now() + 30_000;
  // What is on its way when the server falls silent has to arrive first.
  while (partials(back).every((name) => statSync(join(back.localFolder, name)).size < sizeBytes / 2)) {
    if (Date.now() > deadline) throw new Error('half of the file did not come');
    await new Promise((resolve) => setImmediate(resolve));
  }
  back.host.cancel(new CancelledFailure());
  expect(readExitCode(await running)).toBe(130);
  back.newHost();
}

describe('a run that was stopped', () => {
  test('keeps what had come, and the next one asks for the rest alone', async () => {
    await using back = await DownloadFixture.open();
    await interrupted(back);
    expect(partials(back)).toEqual([expect.stringMatching(/^\.a\.bin\./)]);
    expect((await positionsOf(back))[0]).toBeGreaterThan(sizeBytes / 2);
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });

  test('is not gone on with when the file is another one now, and its rest is cleared away', async () => {
    await using back = await DownloadFixture.open();
    await interrupted(back);
    await back.seed({ 'a.bin': randomBytes(sizeBytes, 'another') });
    expect((await positionsOf(back))[0]).toBeLessThan(sizeBytes / 2);
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });

  test('and whose rest was damaged on the disk comes again from zero', async () => {
    await using back = await DownloadFixture.open();
    await interrupted(back);
    const [name = ''] = partials(back);
    writeFileSync(join(back.localFolder, name), Buffer.alloc(sizeBytes / 2));
    expect((await back.run()).result).toBe('downloaded');
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });

  test('and had all bytes already asks for none', async () => {
    await using back = await DownloadFixture.open();
    await interrupted(back);
    const [name = ''] = partials(back);
    writeFileSync(join(back.localFolder, name), back.seeded.get('a.bin') ?? '');
    expect(await positionsOf(back)).toEqual([]);
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });
});

test('a run that used up its attempts keeps the partial file, too', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.bin': sizeBytes });
  back.addContentFault({ kind: 'cut', when: 'amid' });
  back.addContentFault({ kind: 'status', status: 503 }, { times: 10 });
  expect(readExitCode(await back.run({}, { retries: '2' }))).toBe(1);
  expect(partials(back)).toHaveLength(1);
  back.emulator.clearFaults();
  back.newHost();
  expect((await positionsOf(back))[0]).toBeGreaterThan(sizeBytes / 4);
});

describe('a drive without hashes', () => {
  test('has its sizes compared, and says so', async () => {
    await using back = await DownloadFixture.open({ account: 'business' });
    back.emulator.settings.omitHashes = true;
    await back.seed({ 'a.bin': sizeBytes });
    back.addContentFault({ kind: 'cut', when: 'amid' });
    expect((await back.run()).result).toBe('downloaded');
    expect(back.host.notices.join()).toContain('only its size was compared');
    expect(back.compare().same).toEqual(['a.bin']);
    back.newHost();
    expect((await back.run()).result).toBe('unchanged');
  });

  test('never has a file put together from two states of it', async () => {
    await using back = await DownloadFixture.open({ account: 'business' });
    back.emulator.settings.omitHashes = true;
    await back.seed({ 'a.bin': sizeBytes });
    back.addContentFault({ kind: 'cut', when: 'amid' });
    back.addContentFault({ kind: 'stall', when: 'before' });
    const running = back.run();
    await back.emulator.stalled();
    await back.seed({ 'a.bin': randomBytes(sizeBytes, 'another') });
    await back.host.clock.watched(60_000);
    back.host.clock.advance(181_000);
    expect((await running).result).toBe('downloaded');
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });
});

test('a file that SharePoint rewrote comes with a warning', async () => {
  await using back = await DownloadFixture.open({ account: 'sharepoint' });
  await back.seed({ 'a.docx': 5000 });
  const rewritten = 'x'.repeat(5200);
  back.addContentFault({ kind: 'status', status: 200, body: rewritten }, { times: 9 });
  expect((await back.run()).result).toBe('downloaded');
  expect(back.host.warnings.join()).toContain('SharePoint rewrites files of this type');
  expect(back.readLocalFiles().get('a.docx')?.toString()).toBe(rewritten);
});

test('a limit on the bandwidth holds for downloads', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.bin': 2_000_000, 'b.bin': 2_000_000 });
  const beganMs = back.host.clock.now();
  await back.run({}, { 'bandwidth-limit': '100kB/s' });
  expect(back.host.clock.now() - beganMs).toBeGreaterThan(38_000);
  expect(back.compare().same).toHaveLength(2);
});
