import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { readPages } from '../support/markdown-pages.ts';
import { repositoryRoot } from './run-packaged.ts';

test('the Graph test that docs/emulator.md shows passes as it stands there, with the packaged command', async () => {
  const page = readPages().find(({ path }) => path === 'docs/emulator.md');
  const [sample] = page?.blocks.filter(({ language }) => language === 'js') ?? [];
  const code = sample?.text.replace('node_modules/onedrive-upload/', '') ?? '';
  expect(code).toContain("'dist/cli/index.js'");
  const child = spawn(
    process.env.NODE_UNDER_TEST ?? process.execPath,
    ['--input-type=module', '--eval', code],
    {
      cwd: repositoryRoot,
    },
  );
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  const exit = await new Promise((resolve) => child.on('close', resolve));
  expect(said).toMatch(/^(?:# |ℹ )pass 1$/m);
  expect(exit).toBe(0);
});
