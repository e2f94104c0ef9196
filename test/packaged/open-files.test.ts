/** The packaged command with few files allowed, as `ulimit -n` says in some containers and services. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { writeFiles } from '../support/random-content.ts';
import { credentialInputs, repositoryRoot } from './run-packaged.ts';

const files = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`${n}.bin`, 500 + n]));
const folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-open-files-'));
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  writeFiles(join(folder, 'tree'), files);
});

afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Node raises the soft limit to the hard one, so both are set. */
function runWithFewFiles(args: readonly string[]): Promise<{ readonly code: number | null; text: string }> {
  const inputs = Object.entries(credentialInputs(emulator)).map(([name, value]) => [
    `ONEDRIVE_${name.toUpperCase().replaceAll('-', '_')}`,
    value,
  ]);
  const node = process.env.NODE_UNDER_TEST ?? process.execPath;
  const command = [node, join(repositoryRoot, 'dist/cli/index.js'), ...args];
  const child = spawn('sh', ['-c', 'ulimit -n 40 && exec "$@"', 'sh', ...command], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      TMPDIR: folder,
      ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
      ...Object.fromEntries(inputs),
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (part: string) => {
      text += part;
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })));
}

describe.skipIf(process.platform === 'win32')('a process that may have 40 files open', () => {
  test('uploads and downloads more files at once than that, and loses none', async () => {
    const up = await runWithFewFiles(['upload', 'tree', '--destination', 'in']);
    expect(up.text).toContain('Uploaded 120 files');
    expect(up.code).toBe(0);
    const down = await runWithFewFiles(['download', 'in', 'back']);
    expect(down.text).toContain('Downloaded 120 files');
    expect(down.code).toBe(0);
    const names = readdirSync(join(folder, 'back')).sort();
    expect(names).toEqual(Object.keys(files).sort());
    for (const name of names)
      expect(
        readFileSync(join(folder, 'back', name)).equals(readFileSync(join(folder, 'tree', name))),
        name,
      ).toBe(true);
  });
});
