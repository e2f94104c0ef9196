import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));

function filesIn(folder: string): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const exported =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|class|interface|type|function\*?) ([A-Za-z_$][\w$]*)/gm;

/** The names that a file declares and exports. */
function namesOf(file: string): string[] {
  return [...readFileSync(join(home, file), 'utf8').matchAll(exported)].map(([, name = '']) => name);
}

const sources = filesIn('src').map((file) => ({ file, names: namesOf(file) }));

/** Names that more than one file exports, with the files. */
function ambiguous(files: typeof sources): string[] {
  const users = new Map<string, string[]>();
  for (const { file, names } of files)
    for (const name of new Set(names)) users.set(name, [...(users.get(name) ?? []), file]);
  return [...users]
    .filter(([, some]) => some.length > 1)
    .map(([name, some]) => `${name}: ${some.join(', ')}`);
}

describe('exported names', () => {
  test('are found', () => {
    expect(sources.flatMap(({ names }) => names).length).toBeGreaterThan(500);
    expect(namesOf('src/run/run.ts')).toContain('run');
  });

  test('have one meaning outside the emulator', () => {
    expect(ambiguous(sources.filter(({ file }) => !file.startsWith('src/emulator/')))).toEqual([]);
  });

  test('have one meaning within the emulator', () => {
    expect(ambiguous(sources.filter(({ file }) => file.startsWith('src/emulator/')))).toEqual([]);
  });
});

/** Lower-case words of a name in camelCase or PascalCase. */
function wordsOf(name: string): string[] {
  return name
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]/)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
}

// Biome keeps file names in kebab-case; it cannot see two words that run together.
test('file names have a dash between their words', () => {
  const words = new Set(sources.flatMap(({ names }) => names.flatMap(wordsOf)));
  // One word, though its halves are words here.
  words.add('namespace');
  const isRunTogether = (part: string) =>
    !words.has(part) && [...part].some((_, at) => words.has(part.slice(0, at)) && words.has(part.slice(at)));
  expect(isRunTogether('uploadsession')).toBe(true);
  const files = ['src', 'test', 'bench', 'scripts'].flatMap(filesIn);
  const wrong = files.filter((file) => basename(file).split('.')[0]?.split('-').some(isRunTogether));
  expect(wrong).toEqual([]);
});
