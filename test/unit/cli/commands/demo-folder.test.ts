import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoVerb } from '../../../../src/cli/commands/demo.ts';
import { checkDemoFolder } from '../../../../src/cli/commands/demo-folder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-demo-'));
  for (const name of ['hidden/.git', 'packages/node_modules', 'deep/in/here', 'empty'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['file', 'hidden/.env', 'hidden/.git/head', 'packages/node_modules/x', 'deep/in/here/y'])
    writeFileSync(join(folder, name), name);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const demo = (name: string) => demoVerb(join(folder, name), { keep: false });

test('demo of a folder that does not exist fails before anything starts', async () => {
  await expect(demo('missing')).rejects.toMatchObject({
    kind: 'usage',
    message: `"${join(folder, 'missing')}" does not exist; name a folder to upload`,
  });
});

test('demo of a file asks for a folder', async () => {
  await expect(demo('file')).rejects.toMatchObject({
    message: `"${join(folder, 'file')}" is a file; name a folder`,
  });
});

test('demo of a folder with nothing to upload says so: empty, hidden or left out', async () => {
  for (const name of ['empty', 'hidden', 'packages'])
    await expect(demo(name)).rejects.toMatchObject({
      message: `"${join(folder, name)}" has no files to upload (hidden ones are left out); name a folder with files`,
    });
});

test('a file deep in a folder is enough for demo', () => {
  expect(checkDemoFolder(join(folder, 'deep'))).toBe(join(folder, 'deep'));
});
