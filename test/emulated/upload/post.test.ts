import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolderPrefix } from '../../../src/files/leftovers.ts';
import { runPostStep } from '../../../src/run/post.ts';
import { createOpenSessions, hasStopFile } from '../../../src/upload/open-sessions.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { UploadFixture } from '../../support/upload-fixture.ts';

const onUnix = test.skipIf(process.platform === 'win32');
const name = 'onedrive-upload-01234567-89ab-cdef-0123-456789abcdef.sessions';

/** A fixture whose main has just been killed amid so many uploads: their sessions are open, and noted. */
async function killed(sessions: number) {
  const fixture = await UploadFixture.open({ account: 'business' });
  fixture.host.env.ONEDRIVE_UPLOAD_EMULATOR = fixture.emulator.url;
  fixture.emulator.addFault({
    ...{ on: { surface: 'upload', method: 'PUT' }, times: 100 },
    do: { kind: 'status', status: 403 },
  });
  fixture.emulator.addFault({
    ...{ on: { surface: 'upload', method: 'DELETE' }, times: 100 },
    do: { kind: 'status', status: 500 },
  });
  const files = Array.from({ length: sessions }, (_, n) => [`${n}.bin`, 400_000]);
  await fixture
    .writeFiles(Object.fromEntries(files))
    .run({ 'session-threshold': '0', retries: '1', concurrency: '1' });
  fixture.emulator.clearFaults();
  expect(fixture.emulator.openSessions().length).toBeGreaterThan(0);
  const before = fixture.emulator.requestLog.length;
  const asked = () =>
    fixture.emulator.requestLog.slice(before).map(({ method, host }) => `${method} ${host}`);
  return {
    fixture,
    asked,
    temp: () => readdirSync(fixture.host.tempDir).filter((one) => one.includes('sessions')),
  };
}

/** Runs post, and answers its warnings. */
async function post(world: FakeHost, path: string): Promise<readonly string[]> {
  world.warnings.length = 0;
  await runPostStep(world, path);
  return world.warnings;
}

test('post deletes what main left open, and its notes and mark', async () => {
  const { fixture, temp } = await killed(2);
  await using _ = fixture;
  let wasMarked = false;
  fixture.host.clock.onSleep = () => {
    wasMarked ||= hasStopFile(fixture.notesPath);
  };
  expect(await post(fixture.host, fixture.notesPath)).toEqual([]);
  expect(fixture.emulator.openSessions()).toEqual([]);
  expect(wasMarked).toBe(true);
  expect(temp()).toEqual([]);
});

test('post has nothing to say of a run that left nothing', async () => {
  await using fixture = await UploadFixture.open();
  await fixture.writeFiles({ 'a.bin': 400_000 }).run({ 'session-threshold': '0' });
  expect(await post(fixture.host, fixture.notesPath)).toEqual([]);
  expect(await post(fixture.host, '')).toEqual([]);
  expect(fixture.host.clock.waits).toEqual([]);
});

describe('what is no notes of main', () => {
  onUnix.each([
    ['a file of another name', 'precious', 'it has another name'],
    ['a file elsewhere', `elsewhere/${name}`, 'it is in another folder'],
    ['a link of the right name', name, 'it is a symbolic link'],
  ])('is neither read nor deleted, and that is said (%s)', async (what, at, why) => {
    const { fixture, asked } = await killed(1);
    await using _ = fixture;
    const { tempDir } = fixture.host;
    const path = join(tempDir, at);
    const content = readFileSync(fixture.notesPath, 'utf8');
    mkdirSync(join(tempDir, 'elsewhere'));
    if (what.startsWith('a link')) {
      writeFileSync(join(tempDir, 'precious'), content);
      symlinkSync('precious', path);
    } else writeFileSync(path, content);
    expect(await post(fixture.host, path)).toEqual([
      `${path} is not the file that the main step wrote: ${why}. Nothing was deleted. Check the other steps of this job: one of them changed this step's state or that file. See docs/troubleshooting.md#post-state-changed`,
    ]);
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(existsSync(`${path}.stop`)).toBe(false);
    expect(asked()).toEqual([]);
    expect(fixture.emulator.openSessions()).toHaveLength(1);
  });
});

test('sessions at hosts that are not known as Microsoft’s are not called, and counted in a warning', async () => {
  const { fixture, asked } = await killed(1);
  await using _ = fixture;
  const strange = [
    'https://collector.example.com/steal?x=1',
    'https://sharepoint.com.example.com/x',
    'http://169.254.169.254/latest',
    'https://localhost/x',
    'no address',
  ];
  writeFileSync(fixture.notesPath, strange.map((url) => `+${url}\n`).join(''), { flag: 'a' });
  const warnings = await post(fixture.host, fixture.notesPath);
  expect(warnings).toEqual([
    expect.stringMatching(/^5 upload sessions left open: their host is not a known/),
  ]);
  expect(asked().filter((one) => !/^DELETE 127\.0\.0\.1:\d+$/.test(one))).toEqual([]);
  expect(fixture.emulator.openSessions()).toEqual([]);
  expect(fixture.host.lines.join('\n')).not.toMatch(/collector|steal|169\.254/);
  expect(existsSync(fixture.notesPath)).toBe(false);
});

onUnix('a link in the mark’s place is not followed, and the sessions are deleted all the same', async () => {
  const { fixture } = await killed(1);
  await using _ = fixture;
  const precious = join(fixture.host.tempDir, 'precious');
  symlinkSync(precious, `${fixture.notesPath}.stop`);
  expect(await post(fixture.host, fixture.notesPath)).toEqual([
    'A run that is still working could not be told to stop (EEXIST).',
  ]);
  expect(existsSync(precious)).toBe(false);
  expect(fixture.emulator.openSessions()).toEqual([]);
});

test('post removes the temporary folders of its main, those alone, though it can call nobody', async () => {
  using world = new FakeHost({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
  const openSessions = createOpenSessions(world.tempDir);
  openSessions.add('https://contoso.sharepoint.com/upload?tempauth=x');
  const [own, other] = [`${temporaryFolderPrefix()}abcDEF`, `${temporaryFolderPrefix(4711)}abcDEF`];
  for (const folder of [own, other]) {
    mkdirSync(join(world.tempDir, folder));
    writeFileSync(join(world.tempDir, folder, 'archive.zip'), 'PK');
  }
  const warnings = await post(world, openSessions.path);
  expect(warnings).toEqual([
    expect.stringContaining('Upload sessions were left open: NODE_TLS_REJECT_UNAUTHORIZED'),
  ]);
  expect(readdirSync(world.tempDir)).toEqual([other]);
});

/** A host with notes of so many sessions at an upload host that counts how many it is asked to delete at once. */
async function planted(sessions: number, answered: (world: FakeHost) => void = () => {}) {
  const world = new FakeHost();
  const seen = { total: 0, open: 0, mostOpen: 0 };
  const server = createServer((_, response) => {
    seen.total += 1;
    seen.open += 1;
    seen.mostOpen = Math.max(seen.mostOpen, seen.open);
    const answer = (turns: number): void => {
      if (turns > 0) return void setImmediate(answer, turns - 1);
      seen.open -= 1;
      answered(world);
      response.writeHead(204).end();
    };
    answer(20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  world.env.ONEDRIVE_UPLOAD_EMULATOR = url;
  const openSessions = createOpenSessions(world.tempDir);
  for (let n = 0; n < sessions; n += 1) openSessions.add(`${url}/up/${n}`);
  return {
    ...{ world, seen, path: openSessions.path },
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
      world[Symbol.dispose]();
    },
  };
}

describe('thousands of sessions in the notes', () => {
  test('are deleted few at once, and 200 of them at most; a warning counts the rest', async () => {
    await using it = await planted(3000);
    const warnings = await post(it.world, it.path);
    expect(it.seen).toMatchObject({ total: 200, open: 0 });
    expect(it.seen.mostOpen).toBeLessThanOrEqual(8);
    expect(warnings).toEqual([
      expect.stringMatching(/^2800 upload sessions left open: the post step deletes 200 at most/),
    ]);
  });

  test('are deleted for a minute at most', async () => {
    await using it = await planted(150, (world) => world.clock.advance(3000));
    const warnings = await post(it.world, it.path);
    expect(it.seen.total).toBeLessThan(30);
    expect(warnings).toEqual([
      expect.stringMatching(/^1[23]\d upload sessions left open: .* a minute at most/),
    ]);
  });
});
