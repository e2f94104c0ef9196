import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { randomBytes } from '../support/random-content.ts';
import { repositoryRoot } from './run-packaged.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-pipe-'));
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, name), randomBytes(1000, name));
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command into that file, or for a reader that leaves at once, as `| head -0` does. */
async function unheard(args: readonly string[], into: number | 'pipe' = 'pipe') {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const child = spawn(
    process.env.NODE_UNDER_TEST ?? process.execPath,
    [join(repositoryRoot, 'dist/cli/index.js'), ...args],
    {
      cwd: folder,
      env: {
        ...{ PATH: process.env.PATH ?? '', TMPDIR: folder, ONEDRIVE_UPLOAD_EMULATOR: emulator.url },
        ...{ ONEDRIVE_CLIENT_ID: clientId, ONEDRIVE_CLIENT_SECRET: clientSecret },
        ONEDRIVE_REFRESH_TOKEN: refreshToken,
      },
      stdio: ['ignore', into, 'pipe'],
    },
  );
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr };
}

test('an upload continues if its output is closed', async () => {
  const { code, stderr } = await unheard(['upload', 'a', 'b', 'c', '--destination', 'in']);
  expect(stderr).toBe('warning: ONEDRIVE_UPLOAD_EMULATOR is set: nothing reaches Microsoft.\n');
  expect(code).toBe(0);
  const there = emulator.files().map(({ path }) => path);
  expect(there.sort()).toEqual(['in/a', 'in/b', 'in/c']);
});

test.each([[['upload', '--help']], [['completion', 'bash']]])(
  'a closed pipe during help is not a failure: %j',
  async (args) => {
    expect(await unheard(args)).toEqual({ code: 0, stderr: '' });
  },
);

test.runIf(platform() === 'linux')('a full disk is reported once, and is a failure', async () => {
  const full = openSync('/dev/full', 'w');
  const ended = await unheard(['upload', 'a', 'b', 'c', '--dry-run'], full);
  closeSync(full);
  expect(ended.code).toBe(1);
  expect(ended.stderr.match(/^error: .*$/gm)).toEqual(['error: cannot write to standard output (ENOSPC)']);
});
