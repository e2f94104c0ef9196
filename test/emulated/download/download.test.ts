import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExitCode } from '../../../src/cli/commands/read-verb.ts';
import { DownloadFixture } from '../../support/download-fixture.ts';
import { GraphFixture } from '../../support/graph-fixture.ts';
import { randomBytes } from '../../support/random-content.ts';

const kinds = ['personal', 'business', 'sharepoint'] as const;

describe.each(kinds)('a %s drive', (kind) => {
  test('comes back byte for byte: files in folders, empty ones, odd names, times', async () => {
    await using back = await DownloadFixture.open({ account: kind });
    await back.seed({ 'a.bin': 700_000, 'b/c d/ä #1%.txt': 'umlaut', 'b/empty': '', "b/it's．txt": 3 });
    back.emulator.addFolder('from/nothing in it/deeper');
    back.host.clock.advance(3_600_000);
    const account = await back.run();
    expect(account.result).toBe('downloaded');
    expect(back.compare()).toEqual({ same: expect.arrayContaining([...back.seeded.keys()]), other: [] });
    expect([...back.readLocalFiles().keys()]).toContain(join('nothing in it', 'deeper/'));
    const seededMs = back.host.clock.now() - 3_600_000;
    expect(Math.abs(statSync(join(back.localFolder, 'a.bin')).mtimeMs - seededMs)).toBeLessThan(60_000);
  });
});

test('300 files in folders come back, page by page, and a second time nothing moves', async () => {
  await using back = await DownloadFixture.open();
  const files = Array.from(
    { length: 300 },
    (_, i) => [`d${i % 7}/e${i % 3}/f${i}.bin`, (i * 37) % 5000] as const,
  );
  await back.seed(Object.fromEntries(files));
  expect((await back.run()).result).toBe('downloaded');
  expect(back.compare()).toMatchObject({ same: { length: 300 }, other: [] });
  back.newHost();
  const before = back.emulator.requestLog.length;
  const second = await back.run();
  expect(second.result).toBe('unchanged');
  expect(new Set(second.files.map(({ action }) => action))).toEqual(new Set(['skipped']));
  expect(back.emulator.requestLog.slice(before).filter(({ surface }) => surface === 'upload')).toEqual([]);
});

test('a single file comes into the folder under its own name', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.bin': 1000, 'b.bin': 1000 });
  const account = await back.run({ remote: '/from/a.bin' });
  expect(readExitCode(account)).toBe(0);
  expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
});

describe('what goes wrong on the way', () => {
  test.each([
    ['a cut amid the bytes', { kind: 'cut', when: 'amid' }],
    ['a cut before', { kind: 'cut', when: 'before' }],
    ['trouble of the service', { kind: 'status', status: 503 }],
    ['a wait that is asked for', { kind: 'status', status: 429, retryAfter: '20' }],
    ['an address that is over', { kind: 'status', status: 401 }],
  ] as const)('%s is survived, and no byte comes twice', async (_, mishap) => {
    await using back = await DownloadFixture.open({ account: 'business' });
    await back.seed({ 'a.bin': 3_000_000 });
    back.addContentFault(mishap);
    expect((await back.run()).errors).toEqual([]);
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });

  test('more cuts than attempts are survived as long as bytes move', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.bin': 4_000_000 });
    back.addContentFault({ kind: 'cut', when: 'amid' }, { times: 5 });
    expect((await back.run({}, { retries: '1' })).result).toBe('downloaded');
    expect(back.compare().same).toEqual(['a.bin']);
  });

  test('a silent connection is closed after a while, and the rest is requested', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.bin': 3_000_000 });
    back.addContentFault({ kind: 'stall', when: 'amid' });
    const running = back.run();
    await back.emulator.stalled();
    await back.host.clock.watched(60_000);
    back.host.clock.advance(61_000);
    expect((await running).result).toBe('downloaded');
    expect(back.compare().same).toEqual(['a.bin']);
  });

  test('a host that ignores ranges and begins anew harms nothing', async () => {
    await using back = await DownloadFixture.open();
    const text = randomBytes(900_000, 'text').toString('hex');
    await back.seed({ 'a.txt': text });
    back.addContentFault({ kind: 'cut', when: 'amid' });
    back.addContentFault({ kind: 'status', status: 200, body: text });
    expect((await back.run()).result).toBe('downloaded');
    expect(back.host.lines.join()).not.toContain('starting again from the beginning');
    expect(back.compare().same).toEqual(['a.txt']);
  });

  test.each([
    ['other bytes of the same size', 'x'.repeat(50_000)],
    ['a page that says sorry', '<html>sorry, something went wrong</html>'],
    ['more bytes than there are', 'x'.repeat(60_000)],
  ])('%s are noticed, and the file comes once more from zero', async (_, body) => {
    await using back = await DownloadFixture.open({ account: 'business' });
    await back.seed({ 'a.bin': 50_000 });
    back.addContentFault({ kind: 'status', status: 200, body });
    expect((await back.run()).result).toBe('downloaded');
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });

  test('a file that is wrong twice is failed by name, nothing of it is kept, and the others come', async () => {
    await using back = await DownloadFixture.open({ account: 'business' });
    await back.seed({ 'a.bin': 50_000, 'b.bin': 40_000 });
    back.addContentFault({ kind: 'status', status: 200, body: 'x'.repeat(50_000) }, { times: 2 });
    const account = await back.run({}, { concurrency: '1' });
    expect(readExitCode(account)).toBe(1);
    expect(back.host.errors).toEqual([expect.stringContaining('from/a.bin arrived damaged')]);
    expect(back.compare()).toEqual({ same: ['b.bin'], other: [] });
  });

  test('a file that changes amid its bytes comes as it is then', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.bin': 3_000_000 });
    back.addContentFault({ kind: 'cut', when: 'amid' });
    back.addContentFault({ kind: 'stall', when: 'before' });
    const running = back.run();
    await back.emulator.stalled();
    await back.seed({ 'a.bin': randomBytes(3_000_000, 'another') });
    await back.host.clock.watched(60_000);
    back.host.clock.advance(181_000);
    expect((await running).result).toBe('downloaded');
    expect(back.compare()).toEqual({ same: ['a.bin'], other: [] });
  });

  test('a file that is removed meanwhile is failed, the others come', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.bin': 3_000_000, 'b.bin': 10 });
    back.addContentFault({ kind: 'status', status: 404 });
    back.emulator.addFault({
      on: { surface: 'graph', method: 'GET', path: '/content' },
      do: { kind: 'status', status: 404, code: 'itemNotFound' },
    });
    const account = await back.run({}, { concurrency: '1' });
    expect(account.files.map(({ action }) => action)).toEqual(['failed', 'downloaded']);
  });

  test('the bearer never goes to the host that has the bytes', async () => {
    await using back = await DownloadFixture.open();
    await back.seed({ 'a.bin': 300_000 });
    await back.run();
    const asked = back.emulator.requestLog.filter(({ surface }) => surface === 'upload');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ authorization }) => authorization)).toEqual([]);
  });
});

test('a new refresh token is kept before the first byte', async () => {
  await using back = await DownloadFixture.open();
  await back.seed({ 'a.txt': 'x' });
  const kept: string[] = [];
  const keepToken = async (token: string) => {
    expect(back.emulator.requestLog.filter(({ surface }) => surface !== 'identity')).toEqual([]);
    kept.push(token);
  };
  await back.run({ saveRefreshToken: keepToken });
  expect(kept.map((token) => back.emulator.identity.isLiveRefreshToken(token))).toEqual([true]);
  expect(back.host.lines.join()).not.toContain(kept[0]);
});

test('a disk or a limit of our own that takes its time is not the silence of the network', async () => {
  await using graphFixture = await GraphFixture.open();
  const id = await graphFixture.emulator.seed('a.bin', randomBytes(300_000));
  const drive = await graphFixture.drive({ kind: 'me' });
  let sizeBytes = 0;
  const slowly = (piece: Uint8Array) => {
    graphFixture.host.clock.advance(600_000);
    sizeBytes += piece.length;
  };
  await drive.readContent(id, { fromByte: 0, onStart: () => slowly });
  expect(sizeBytes).toBe(300_000);
});
