/** `upload -` and `upload --stdin-from-command`. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createAgeKey, openWithAge } from '../support/age-keys.ts';
import { hasTool, runTool } from '../support/archive-tools.ts';
import { randomBytes } from '../support/random-content.ts';
import { type RunningProcess, startProcess } from './run-packaged.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  emulator.clearFaults();
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-stream-'));
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => emulator.close());

function cli(args: readonly string[], env: Record<string, string> = {}): RunningProcess {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const credentials = {
    ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
    ONEDRIVE_CLIENT_ID: clientId,
    ONEDRIVE_CLIENT_SECRET: clientSecret,
    ONEDRIVE_REFRESH_TOKEN: refreshToken,
  };
  return startProcess('dist/cli/index.js', ['upload', ...args], { ...credentials, ...env }, folder);
}

/** Names in the folder of temporary files, which is the working folder. */
const leftovers = () => readdirSync(folder).filter((name) => /^onedrive-upload-(?!.*\.json$)/.test(name));

/** Files that were written to the drive since the test began. */
const uploads = () => emulator.requestLog.filter(({ method }) => method === 'PUT').length;

const script = (text: string) => ['--', process.execPath, '-e', text];

describe('standard input', () => {
  test.each([1, 70_000, 12_000_000])('of %d bytes arrives whole, and no copy is left', async (size) => {
    const content = randomBytes(size, `stream ${size}`);
    const running = cli(['-', '--name', 'in.bin', '--destination', `s${size}`]);
    running.stdin.end(content);
    expect(await running.done).toMatchObject({ code: 0 });
    expect((await emulator.read(`s${size}/in.bin`)).equals(content)).toBe(true);
    expect(leftovers()).toEqual([]);
  });

  test('that is empty is exit 2, and nothing is uploaded', async () => {
    const before = uploads();
    const running = cli(['-', '--name', 'x']);
    running.stdin.end();
    const { code, stderr } = await running.done;
    expect([code, uploads() - before]).toEqual([2, 0]);
    expect(stderr).toContain('Standard input is empty, and nothing was uploaded');
    expect(stderr).toContain('--stdin-from-command');
  });

  test('of a dry run is read to its end, told with its size, and not kept', async () => {
    const before = uploads();
    const running = cli(['-', '--name', 'x', '--dry-run']);
    running.stdin.end(Buffer.alloc(300_000));
    const { code, stdout } = await running.done;
    expect([code, uploads() - before, leftovers()]).toEqual([0, 0, []]);
    expect(stdout).toMatch(/^\+ x \(293\.0 KiB\)$/m);
  });

  test('with encrypt-to is encrypted, and its name ends with .age', async () => {
    const key = await createAgeKey();
    const content = randomBytes(200_000, 'secret');
    const running = cli(['-', '--name', 'db.sql', '--destination', 'enc', '--encrypt-to', key.recipient]);
    running.stdin.end(content);
    expect(await running.done).toMatchObject({ code: 0 });
    expect((await openWithAge(await emulator.read('enc/db.sql.age'), key)).equals(content)).toBe(true);
  });

  test('that goes on when the run is cancelled leaves nothing, and the exit code is 130', async () => {
    const running = cli(['-', '--name', 'endless', '--verbose']);
    running.stdin.on('error', () => {});
    running.stdin.write(Buffer.alloc(500_000));
    while (leftovers().length === 0) await new Promise((resolve) => setImmediate(resolve));
    running.kill('SIGINT');
    expect(await running.done).toMatchObject({ code: 130 });
    expect(leftovers()).toEqual([]);
  });

  test.each([
    [['-'], 'name is empty: it is the name on the drive'],
    [['-', 'a.txt', '--name', 'x'], 'stands alone'],
    [['-', '--path', 'a.txt', '--name', 'x'], 'stands alone'],
    [['-', '--name', 'x.zip', '--archive', 'zip'], 'archive packs files, and not a stream'],
    [['-', '--name', 'a/b'], 'must be a file name'],
    [['-', '--name', 'x', '--encrypt-to', ''], 'encrypt-to is empty, so nothing would be encrypted'],
    [['-', '--name', 'a|b'], 'contains |'],
    [['--stdin-from-command', '--name', 'x'], 'the command behind --'],
    [['--stdin-from-command', 'a.txt', '--name', 'x', '--', 'true'], 'the command behind --'],
    [['--stdin-from-command', '--', 'true'], 'name is empty'],
  ])('%j is exit 2 before anything is sent', async (args, words) => {
    const before = emulator.requestLog.length;
    const { code, stderr } = await cli(args).done;
    expect([code, emulator.requestLog.length - before]).toEqual([2, 0]);
    expect(stderr).toContain(words);
  });

  test('as ./- is the file of that name', async () => {
    writeFileSync(join(folder, '-'), 'a file');
    expect(await cli(['./-', '--destination', 'dash']).done).toMatchObject({ code: 0 });
    expect(String(await emulator.read('dash/-'))).toBe('a file');
  });

  test.skipIf(!hasTool('script'))('on a terminal is refused', () => {
    const { code, text } = onTerminal([
      'upload',
      '-',
      '--name',
      'x',
      '--client-id',
      emulator.credentials.clientId,
    ]);
    expect(code).toBe(2);
    expect(text).toContain('standard input, which is a terminal');
  });
});

/** Runs the command on a terminal of its own. */
function onTerminal(args: readonly string[]): { readonly code: number; readonly text: string } {
  const words = [process.execPath, join(import.meta.dirname, '../../dist/cli/index.js'), ...args];
  const line = words.map((word) => `'${word}'`).join(' ');
  const text = runTool('script', ['-qec', `${line}; echo "code $?"`, join(folder, 'typescript')], folder);
  return { code: Number(/code (\d+)/.exec(text)?.[1]), text };
}

describe('the output of a command', () => {
  test('is uploaded when it exits with 0, its errors are shown, and no variable of ours reaches it', async () => {
    const program =
      "process.stdout.write('x'.repeat(1e6)); console.error('noted', Object.keys(process.env).filter((n) => n.startsWith('ONEDRIVE')).length, process.env.PGPASSWORD)";
    const args = ['--stdin-from-command', '--name', 'db.sql', '--destination', 'cmd', ...script(program)];
    const { code, stderr } = await cli(args, { PGPASSWORD: 'theirs' }).done;
    expect(code).toBe(0);
    expect(stderr).toContain('noted 0 theirs');
    expect((await emulator.read('cmd/db.sql')).length).toBe(1_000_000);
    expect(leftovers()).toEqual([]);
  });

  test.each([
    [
      'fails at its end',
      "process.stdout.write('half'); process.exitCode = 3",
      1,
      'ended with exit code 3, so its output was not uploaded',
    ],
    [
      'is killed',
      "process.stdout.write('half', () => process.kill(process.pid, 'SIGKILL'))",
      1,
      'was ended by SIGKILL',
    ],
    ['prints nothing', '', 2, 'is empty, and nothing was uploaded'],
    [
      'fails while a child of it keeps the pipe open',
      "require('child_process').spawn('sleep', ['30'], { stdio: ['ignore', 'inherit', 'ignore'], detached: true }).unref(); process.exitCode = 4",
      1,
      'exit code 4',
    ],
  ])('that %s is not uploaded', async (_, text, exit, words) => {
    const before = uploads();
    const { code, stderr } = await cli(['--stdin-from-command', '--name', 'x', ...script(text)]).done;
    expect([code, uploads() - before, leftovers()]).toEqual([exit, 0, []]);
    expect(stderr).toContain(words);
  });

  test('that is not there is exit 2 and says so; no shell reads its words', async () => {
    const missing = await cli(['--stdin-from-command', '--name', 'x', '--', 'no-such-program', 'secret'])
      .done;
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('no-such-program cannot be started (ENOENT)');
    expect(missing.stderr).not.toContain('secret');
    const literal = 'process.stdout.write(process.argv[1])';
    const args = ['--stdin-from-command', '--name', 'w', ...script(literal), '$(touch hacked) | x'];
    expect(await cli(args).done).toMatchObject({ code: 0 });
    expect(String(await emulator.read('w'))).toBe('$(touch hacked) | x');
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  test('is not started when the sign-in is refused', async () => {
    const text = "require('fs').writeFileSync('started', ''); process.stdout.write('x')";
    const env = { ONEDRIVE_CLIENT_SECRET: 'emulator.wrong' };
    expect(await cli(['--stdin-from-command', '--name', 'x', ...script(text)], env).done).toMatchObject({
      code: 3,
    });
    expect(existsSync(join(folder, 'started'))).toBe(false);
  });

  test.each([
    ['runs on', ''],
    ['ignores the signal', "process.on('SIGTERM', () => {}); "],
  ])('that %s when the run is cancelled is ended, too', async (_, first) => {
    const text =
      first +
      "require('fs').writeFileSync('pid', String(process.pid)); process.stdout.write('x'); setInterval(() => {}, 1000)";
    const running = cli(['--stdin-from-command', '--name', 'x', ...script(text)]);
    while (!existsSync(join(folder, 'pid'))) await new Promise((resolve) => setImmediate(resolve));
    running.kill('SIGTERM');
    expect(await running.done).toMatchObject({ code: 130 });
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(leftovers()).toEqual([]);
  });
});
