/**
 * Scripts in the documents that meet other people's texts: no name becomes a part of a script, and what prints names is run
 * with hostile ones and read as GitHub's runner reads it.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasTool } from '../support/archive-tools.ts';
import { readPages } from '../support/markdown-pages.ts';

const blocks = readPages().flatMap(({ path, blocks }) =>
  blocks.filter(({ language }) => /^ya?ml$/.test(language)).map(({ text }) => ({ path, text })),
);

/** Scripts behind `run:`, one line or many: what is further in than the key. */
function scriptsIn(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const [, before = '', rest = ''] = /^( *(?:- )?)run: (.*)$/.exec(line) ?? [];
    if (rest === '') return [];
    if (rest !== '|') return [rest];
    const body = lines.slice(at + 1);
    const end = body.findIndex((one) => one.trim() !== '' && one.search(/\S/) <= before.length);
    return [body.slice(0, end < 0 ? undefined : end).join('\n')];
  });
}

const scripts = blocks.flatMap(({ path, text }) => scriptsIn(text).map((script) => ({ path, script })));

test('no workflow in the documents puts an expression into a script', () => {
  expect(scripts.length).toBeGreaterThan(10);
  expect(scripts.filter(({ script }) => script.includes('$' + '{{'))).toEqual([]);
});

/** The commands that the runner would obey, by name (actions/runner ActionCommand.cs, ActionCommandManager.cs). */
function obeyed(output: string): string[] {
  const known = [
    'add-mask',
    'debug',
    'error',
    'group',
    'notice',
    'save-state',
    'set-output',
    'stop-commands',
    'warning',
  ];
  let token: string | undefined;
  return output.split('\n').flatMap((line) => {
    const [, name = '', value = ''] =
      /^\s*::([\w-]+)[^:]*::(.*)$/.exec(line) ?? /##\[([\w-]+)[^\]]*\](.*)$/.exec(line) ?? [];
    if (token !== undefined) {
      if (name.toLowerCase() === token) token = undefined;
      return [];
    }
    if (!known.includes(name.toLowerCase())) return [];
    if (name === 'stop-commands') token = value.toLowerCase();
    return [name];
  });
}

const hostile = [
  '##[stop-commands]x',
  '::error::x',
  'a##[add-mask]b.txt',
  '::set-output name=a::b',
  '##[warning]',
];

describe('a later step that prints names', () => {
  const printing = scripts.filter(({ script }) => script.includes('"$MANIFEST"'));

  test('is in the recipes', () => {
    expect(printing.map(({ path }) => path)).toEqual(['docs/recipes.md']);
  });

  test.skipIf(!hasTool('jq') || process.platform === 'win32')('obeys no command that a name holds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-recipe-'));
    try {
      const files = hostile.flatMap((name) => [
        { action: 'failed', remotePath: name, error: `no room for ${name}` },
        { action: 'uploaded', remotePath: `there/${name}`, error: null },
        { action: 'failed', remotePath: `x\n${name}`, error: `broken\r\n${name}` },
      ]);
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ files }));
      // Not every machine that runs tests has it; GitHub's have.
      writeFileSync(join(folder, 'uuidgen'), `#!/bin/sh\necho ${randomUUID()}\n`, { mode: 0o755 });
      const env = { PATH: `${folder}:${process.env.PATH}`, MANIFEST: join(folder, 'manifest.json') };
      const { stdout } = spawnSync('bash', ['-e', '-c', printing[0]?.script ?? ''], {
        encoding: 'utf8',
        env,
      });
      expect(obeyed(stdout)).toEqual(['stop-commands']);
      expect(obeyed(`${stdout}\n::notice::what follows is heard again`)).toEqual(['stop-commands', 'notice']);
      for (const name of hostile) expect(stdout).toContain(name);
      expect(stdout).not.toContain('there/');
      const without = spawnSync('bash', ['-e', '-c', printing[0]?.script ?? ''], {
        ...{ encoding: 'utf8', env: { ...env, MANIFEST: join(folder, 'none') } },
      });
      expect(obeyed(`${without.stdout}\n::notice::x`)).toEqual(['stop-commands', 'notice']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
