import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryRoot } from './run-packaged.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-keep-'));
  writeFileSync(join(folder, 'small file.txt'), 'hello');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command, running until it is told to stop; `page` is the address that it prints. */
async function running(args: readonly string[]) {
  const command = process.env.NODE_UNDER_TEST ?? process.execPath;
  const child = spawn(command, [join(repositoryRoot, 'dist/cli/index.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', TMPDIR: folder },
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const texts = { stdout: '', stderr: '' };
  const page = await new Promise<string>((resolve, reject) => {
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        texts[stream] += text;
        const url = /^page: (http:\S+)/m.exec(texts[stream])?.[1];
        if (url !== undefined) resolve(url);
      });
    child.on('close', () => reject(new Error(`it ended: ${texts.stdout}${texts.stderr}`)));
  });
  return { page, texts, stop: () => child.kill('SIGINT') && ended };
}

const seen = async (page: string) => (await fetch(page, { headers: { accept: 'text/html' } })).text();

/** Without what differs from run to run: numbers, units and names of folders. */
const lineForms = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/[\d.:]*\d( [KMG]iB| B)?/g, 'N').replace(/^ .*$/, '  a folder'))
    .filter((line, at, all) => line !== '  a folder' || all[at - 1] !== line);

test('demo prints ten lines, and they are those of its picture', () => {
  const { status, stdout, stderr } = spawnSync(
    process.env.NODE_UNDER_TEST ?? process.execPath,
    [join(repositoryRoot, 'dist/cli/index.js'), 'demo', folder],
    { env: { PATH: process.env.PATH ?? '', TMPDIR: folder }, encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  const picture = readFileSync(join(repositoryRoot, 'docs/demo.svg'), 'utf8');
  const shown = [...picture.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, line = '']) => line).slice(1);
  expect(shown.length).toBe(10);
  expect(lineForms(shown.join('\n'))).toEqual(lineForms(stdout));
});

/** Windows ends a process without asking it. */
test.skipIf(process.platform === 'win32')(
  'demo --keep shows its drive until Ctrl-C, then exits 0',
  async () => {
    const demo = await running(['demo', '--keep', folder]);
    expect(demo.texts.stdout).toContain('all bytes are the same');
    const shown = await seen(demo.page);
    expect(shown).toContain('small file.txt');
    expect(shown).toContain('generated-64-MiB.bin');
    expect(await demo.stop()).toBe(0);
  },
);

test.skipIf(process.platform === 'win32')(
  'emulate prints its page separately from the lines that scripts read',
  async () => {
    const emulate = await running(['emulate']);
    expect(await seen(emulate.page)).toContain('Emulated OneDrive');
    expect(emulate.texts.stdout).not.toContain('page:');
    expect(emulate.texts.stdout).toContain(`url: ${emulate.page.replace(/\/$/, '')}\n`);
    expect(await emulate.stop()).toBe(0);
  },
);

test.skipIf(process.platform === 'win32')(
  'emulate prints all that sign-ins and GitHub need, drive-id last, and its page shows no credential',
  async () => {
    const emulate = await running(['emulate', '--account', 'sharepoint']);
    const facts = new Map(
      emulate.texts.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(': ', 2) as [string, string]),
    );
    expect([...facts.keys()]).toEqual([
      ...['url', 'client-id', 'client-secret', 'public-client-id', 'refresh-token', 'public-refresh-token'],
      ...['tenant-id', 'site-url', 'github-repository', 'github-token', 'oidc-request-url'],
      ...['oidc-request-token', 'drive-id'],
    ]);
    const release = await fetch(`${facts.get('url')}/repos/${facts.get('github-repository')}/releases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${facts.get('github-token')}` },
      body: JSON.stringify({ tag_name: 'v1' }),
    });
    expect(release.status).toBe(201);
    const shown = await seen(emulate.page);
    expect(shown).toContain('/releases');
    for (const name of ['client-secret', 'refresh-token', 'github-token', 'oidc-request-token'])
      expect(shown).not.toContain(facts.get(name));
    expect(await emulate.stop()).toBe(0);
  },
);
