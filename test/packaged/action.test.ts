import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes } from '../support/random-content.ts';
import { listPathsBelow, type Step, uploadStep } from './run-packaged.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ account: 'business' });
});
afterAll(() => emulator.close());

const files = { 'small.txt': 'hello', 'big.bin': 9_000_000 };

function step(inputs: Record<string, string> = {}, env: Record<string, string> = {}): Step {
  const destination = '{repo}/{ref}/{sha7}-{run-number}';
  return uploadStep(emulator, files, { inputs: { destination, ...inputs }, env });
}

test('a step uploads, sets its outputs, writes its summary, and exits 0', async () => {
  using made = step({ summary: 'full' });
  const { code, stdout } = await made.main().done;
  expect(stdout).toContain('Uploaded 2 files');
  expect(stdout).toContain('::group::');
  expect(stdout).not.toMatch(/^::group::.*\n::endgroup::/m);
  expect(code).toBe(0);
  expect(
    (await emulator.read('widget/feature-x/0123456-7/big.bin')).equals(randomBytes(9_000_000, 'big.bin')),
  ).toBe(true);
  const outputs = made.file('output');
  expect(outputs.get('result')).toBe('uploaded');
  expect(outputs.get('uploaded-count')).toBe('2');
  expect(JSON.parse(outputs.get('files') ?? '')).toHaveLength(2);
  expect(JSON.parse(readFileSync(outputs.get('manifest') ?? '', 'utf8')).totals.bytes).toBe(9_000_005);
  expect(made.summary).toContain('nothing reached Microsoft');
  expect(made.summary).toContain('big.bin');
});

test.each(['new', 'old'] as const)(
  'on a personal drive of the %s storage service a step uploads, finds it again and deletes the rest',
  async (stack) => {
    const personal = await startEmulator({ stack });
    onTestFinished(() => personal.close());
    personal.addFault({ on: { surface: 'upload', method: 'PUT' }, do: { kind: 'lost-reply' } });
    const inputs = { destination: 'in', 'session-threshold': '0', 'skip-unchanged': 'true', mirror: 'true' };
    using first = uploadStep(personal, files, { inputs });
    expect((await first.main().done).code).toBe(0);
    expect(first.file('output').get('uploaded-count')).toBe('2');
    await personal.seed('in/old.txt', 'from another day');
    using second = uploadStep(personal, files, { inputs });
    expect((await second.main().done).code).toBe(0);
    const outputs = second.file('output');
    expect([outputs.get('uploaded-count'), outputs.get('skipped-count')]).toEqual(['0', '2']);
    expect(listPathsBelow(personal, 'in')).toEqual(['big.bin', 'small.txt']);
    expect((await personal.read('in/big.bin')).equals(randomBytes(9_000_000, 'big.bin'))).toBe(true);
  },
);

test('the runner is told to mask every token, before anything else is printed of it', async () => {
  using made = step({ 'output-refresh-token': 'true' });
  const { stdout } = await made.main().done;
  const token = made.file('output').get('refresh-token') ?? 'none';
  expect(token).toMatch(/^emulator\./);
  const masks = stdout.split('\n').filter((line) => line.startsWith('::add-mask::'));
  expect(masks.join('\n')).toContain(token);
  expect(masks.join('\n')).toContain(emulator.credentials.refreshToken);
  const rest = stdout
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');
  for (const secret of [token, emulator.credentials.refreshToken, emulator.credentials.clientSecret]) {
    expect(rest).not.toContain(secret);
  }
});

test('in a public repository neither account nor links are told', async () => {
  using made = step();
  const event = join(made.folder, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { private: false } }));
  using again = step({}, { GITHUB_EVENT_PATH: event });
  const { stdout } = await again.main().done;
  expect(again.summary).toContain('2 files uploaded');
  expect(again.summary).not.toContain('big.bin');
  expect(stdout + again.summary).not.toContain('sharepoint.com');
});

test('a wrong secret exits 1 with one error annotation, and outputs are there', async () => {
  using made = step({ 'client-secret': 'emulator.wrong' });
  const { code, stdout } = await made.main().done;
  expect(code).toBe(1);
  expect(stdout.split('\n').filter((line) => line.startsWith('::error'))).toHaveLength(1);
  expect(stdout).toContain('AADSTS7000215');
  expect(made.file('output').get('result')).toBe('failed');
  expect((await made.post().done).code).toBe(0);
});

test('@actions/glob prints no debug lines', async () => {
  using made = step();
  expect((await made.main().done).stdout).not.toContain('::debug::');
});

describe.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s amid an upload', (signal) => {
  test('leaves no session open once post has run, and the next run finds the name free', async () => {
    // One at a time: a session that is being created when the process is killed is known to nobody.
    using made = step({ destination: `killed/${signal}`, 'session-threshold': '0', concurrency: '1' });
    emulator.addFault({ on: { surface: 'upload', method: 'PUT' }, do: { kind: 'stall', when: 'amid' } });
    const main = made.main();
    await emulator.stalled();
    main.kill(signal);
    const { code } = await main.done;
    emulator.clearFaults();
    if (signal !== 'SIGKILL') {
      expect(code).toBe(1);
      expect(made.file('output').get('result')).toBe('cancelled');
      expect(emulator.openSessions()).toEqual([]);
    }
    const post = await made.post().done;
    expect(post.code).toBe(0);
    expect(emulator.openSessions()).toEqual([]);
    expect(readdirSync(made.folder).filter((name) => name.endsWith('.sessions'))).toEqual([]);
    using next = step({ destination: `killed/${signal}`, 'session-threshold': '0', 'lock-wait': '0' });
    expect((await next.main().done).code).toBe(0);
  });
});

test('post without a main that came to upload does nothing and is green', async () => {
  using made = step();
  const notes = join(made.folder, `onedrive-upload-${randomUUID()}.sessions`);
  writeFileSync(join(made.folder, 'state'), `notes<<x\n${notes}\nx\n`);
  const before = readdirSync(made.folder);
  const { code, stdout } = await made.post().done;
  expect(code).toBe(0);
  expect(stdout).toBe('');
  expect(readdirSync(made.folder)).toEqual(before);
});

test('an error ends with the address of the page at the version of the action in use', async () => {
  const version = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_ACTION_REPOSITORY: 'octo/onedrive-upload',
    GITHUB_ACTION_REF: 'v1',
  };
  const place = 'octo/onedrive-upload/blob/v1/docs/troubleshooting.md#aadsts-7000215';
  using made = step({ 'client-secret': 'emulator.wrong', summary: 'full' }, version);
  const { stdout } = await made.main().done;
  expect(stdout).toMatch(new RegExp(`^::error .* See https://github\\.com/${place}$`, 'm'));
  expect(made.summary).toContain(`(https://github.com/${place})`);
  // A public repository's log shows the link, too: it tells nothing of the account.
  using open = step({ 'client-secret': 'emulator.wrong', summary: 'counts' }, version);
  expect((await open.main().done).stdout).toContain(`See https://github.com/${place}\n`);
  using local = step({ 'client-secret': 'emulator.wrong' }, { ...version, GITHUB_ACTION_REPOSITORY: '' });
  expect((await local.main().done).stdout).toContain(' See docs/troubleshooting.md#aadsts-7000215\n');
});
