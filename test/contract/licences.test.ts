/**
 * Third parties in dist: whatever src imports, and what that needs, has its licence beside the bundle; and nothing
 * is a dependency that nobody uses. Knows package-lock.json and the lists in dist.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(home, path), 'utf8');

/** A package as package-lock.json tells of it, under the folder it lies in. */
interface Locked {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const locked: Readonly<Record<string, Locked>> = JSON.parse(read('package-lock.json')).packages;
const manifest: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(read('package.json'));

/** Have no code, or none that Node.js loads: types, what stands in on other runtimes, what only a CommonJS copy needs. */
const notBundled = /^(@octokit\/(openapi-)?types|bare-[a-z]+|@babel\/runtime)$/;

/** What may be handed on inside an MIT-licensed bundle. */
const permissive = /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0)\b/;

const nameOf = (folder: string) => folder.replace(/^.*node_modules\//, '');

/** Where `name` is found from `folder`, as Node.js looks for it. */
function folderOf(name: string, from: string): string | undefined {
  const here = `${from}${from === '' ? '' : '/'}node_modules/${name}`;
  if (here in locked) return here;
  return from === '' ? undefined : folderOf(name, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''));
}

function closure(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (folder === undefined || found.has(folder) || notBundled.test(name)) return;
    found.add(folder);
    for (const needed of Object.keys(locked[folder]?.dependencies ?? {})) visit(needed, folder);
  };
  for (const name of names) visit(name, '');
  return found;
}

const text = (folder: string) =>
  readdirSync(join(home, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

const imported = (source: string) => [
  ...new Set(
    [...source.matchAll(/(?:from |import\()'((?:@[^/']+\/)?[^./'][^/']*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('node:')),
  ),
];
const ours = imported(text('src'));
const listed = new Set(['dist', 'dist/cli'].flatMap((folder) => read(`${folder}/licenses.txt`).split('\n')));

test('every package that is bundled has its licence in dist', () => {
  const bundled = [...closure(ours)].map(nameOf);
  expect(bundled.length).toBeGreaterThan(20);
  expect(bundled.filter((name) => !listed.has(name))).toEqual([]);
});

test('each of these licences may be handed on', () => {
  const bundled = [...closure(ours)].map((folder) => `${nameOf(folder)}: ${locked[folder]?.license}`);
  expect(bundled.filter((line) => !permissive.test(line.split(': ')[1] ?? ''))).toEqual([]);
});

test('who installs the package installs nothing else', () => {
  expect(Object.keys(manifest)).not.toContain('dependencies');
  expect(Object.keys(manifest)).not.toContain('optionalDependencies');
});

test('everything that is installed for development is used', () => {
  const names = new Set(['node', ...imported(text('src') + text('test') + text('bench'))]);
  // Tools are started by a file of theirs or by a command in a script; plugins are named by their tool's settings.
  const tools = `${text('scripts')} ${Object.values(manifest.scripts ?? {}).join(' ')} `;
  const plugins = read('test/mutation/run.js');
  const isUsed = (name: string) =>
    names.has(name.replace(/^@types\//, '')) ||
    tools.includes(`'${name}/`) ||
    Object.keys(locked[`node_modules/${name}`]?.bin ?? {}).some((command) => tools.includes(`${command} `)) ||
    plugins.includes(`'${name}'`);
  expect(Object.keys(manifest.devDependencies ?? {}).filter((name) => !isUsed(name))).toEqual([]);
});
