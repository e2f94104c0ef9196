import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));

/** Lowest first. What is not named here belongs to `basis`. */
const LAYERS = ['core', 'basis', 'service', 'upload', 'after', 'run', 'entry'] as const;

/** Folders of src, and the one file that lies directly in it. */
const places: Readonly<Record<string, (typeof LAYERS)[number]>> = {
  ...{ core: 'core', auth: 'service', graph: 'service' },
  ...{ files: 'upload', plan: 'upload', archive: 'upload', upload: 'upload' },
  ...{ cleanup: 'after', publish: 'after', report: 'after', download: 'after' },
  ...{ run: 'run', cli: 'entry', 'index.ts': 'entry' },
};

function layerOf(file: string): (typeof LAYERS)[number] {
  const [, first = ''] = file.split('/');
  return places[first] ?? 'basis';
}

interface Import {
  readonly file: string;
  /** A file of this project from its root, or the name of a package. */
  readonly to: string;
  readonly isLocal: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(home, file), 'utf8');
  const specifiers = text.matchAll(
    /(?:^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*|^\s*import\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm,
  );
  return [...specifiers].map(([, specifier = '']) => {
    const isLocal = specifier.startsWith('.');
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    const local = relative(home, join(home, dirname(file), specifier))
      .split(sep)
      .join('/');
    return { file, to: isLocal ? local : name, isLocal };
  });
}

const files = sources('src');
const imports = files.flatMap(importsOf);
const arrows = (some: readonly Import[]) => some.map(({ file, to }) => `${file} -> ${to}`);
const isEmulator = (file: string) => file.startsWith('src/emulator/');

describe('imports in src', () => {
  test('are read at all', () => {
    expect(arrows(imports)).toContain('src/files/patterns.ts -> @actions/glob');
    expect(arrows(imports)).toContain('src/inputs/read.ts -> src/inputs/table.ts');
  });

  test('run one way, from the entries down to core', () => {
    const rank = (file: string) => LAYERS.indexOf(layerOf(file));
    const local = imports.filter(({ file, to, isLocal }) => isLocal && !isEmulator(file) && !isEmulator(to));
    expect(arrows(local.filter(({ file, to }) => rank(to) > rank(file)))).toEqual([]);
  });

  test('make no circle of folders', () => {
    const local = imports.filter(({ file, to, isLocal }) => isLocal && dirname(to) !== dirname(file));
    const next = new Map<string, Set<string>>();
    for (const { file, to } of local) {
      const folder = dirname(file);
      next.set(folder, (next.get(folder) ?? new Set()).add(dirname(to)));
    }
    const reached = (from: string, seen = new Set<string>()): Set<string> => {
      for (const folder of next.get(from) ?? []) if (!seen.has(folder)) reached(folder, seen.add(folder));
      return seen;
    };
    expect(next.size).toBeGreaterThan(20);
    expect([...next.keys()].filter((folder) => reached(folder).has(folder))).toEqual([]);
  });

  test('leave signing in without knowledge of Graph', () => {
    expect(arrows(imports).filter((arrow) => /^src\/auth\/.* -> src\/graph\//.test(arrow))).toEqual([]);
  });

  test('give the emulator nothing but Node and itself, so that it can be an oracle', () => {
    const own = imports.filter(({ file }) => isEmulator(file));
    expect(arrows(own.filter(({ to }) => !isEmulator(to) && !to.startsWith('node:')))).toEqual([]);
  });

  test('let only the command know the emulator', () => {
    const users = imports.filter(({ file, to }) => isEmulator(to) && !isEmulator(file));
    expect(arrows(users.filter(({ file }) => !file.startsWith('src/cli/')))).toEqual([]);
  });

  test('name each third-party package in one file', () => {
    const packages = imports.filter(({ to, isLocal }) => !isLocal && !to.startsWith('node:'));
    const users = new Map<string, Set<string>>();
    for (const { file, to } of packages) users.set(to, (users.get(to) ?? new Set()).add(file));
    expect([...users].filter(([, some]) => some.size > 1)).toEqual([]);
  });

  test('let only run/run.ts hold the state of a run, so that nothing else can write it', () => {
    const users = imports.filter(({ to }) => to === 'src/report/run-state.ts');
    expect(arrows(users)).toEqual(['src/run/run.ts -> src/report/run-state.ts']);
  });

  test('name files with their ending, and what belongs to Node with its prefix', () => {
    const bare = imports.filter(({ to, isLocal }) =>
      isLocal ? !/\.(ts|json)$/.test(to) : builtinModules.includes(to),
    );
    expect(arrows(bare)).toEqual([]);
  });
});

// Whatever is printed goes through one place of the action (@actions/core, above) and one of the command.
test('only cli/terminal/print.ts writes to the standard streams', () => {
  const writers = files.filter(
    (file) =>
      !isEmulator(file) &&
      /\bprocess\.std(out|err)\.write|\bconsole\./.test(readFileSync(join(home, file), 'utf8')),
  );
  expect(writers).toEqual([]);
  expect(readFileSync(join(home, 'src/cli/terminal/print.ts'), 'utf8')).toMatch(/stream\.write/);
});

describe('files', () => {
  const all = ['src', 'test', 'bench'].flatMap(sources);

  test('have at most 250 lines', () => {
    const lines = (file: string) => readFileSync(join(home, file), 'utf8').trimEnd().split('\n').length;
    expect(all.filter((file) => lines(file) > 250).map((file) => `${file}: ${lines(file)}`)).toEqual([]);
  });

  test('are named after what they know', () => {
    const empty = /^(utils?|helpers?|common|misc|shared|types)$/;
    const names = (file: string) => [...file.split('/').slice(0, -1), basename(file).replace(/\..*$/, '')];
    expect(all.filter((file) => names(file).some((name) => empty.test(name)))).toEqual([]);
  });
});

test('the walks in CONTRIBUTING name files that are there, as many as it says', () => {
  const text = readFileSync(join(home, 'CONTRIBUTING.md'), 'utf8');
  const [, section = ''] = text.split('## Two walks through the code');
  const walks = section.matchAll(/(\d+) files:\n\n```\n(.*?)```/gs);
  const listed = [...walks].map(([, count = '', lines = '']) => ({
    count: Number(count),
    named: lines.match(/^\S+\.ts\b/gm)?.map((name) => (name.startsWith('src/') ? name : `src/${name}`)) ?? [],
  }));
  expect(listed.map(({ named }) => named.length)).toEqual(listed.map(({ count }) => count));
  expect(listed).toHaveLength(2);
  expect(listed.flatMap(({ named }) => named).filter((name) => !files.includes(name))).toEqual([]);
});
