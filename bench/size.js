/**
 * `npm run sizes`: what lies in dist, and how long it takes to start. Rewrites the tables of docs/size.md, between
 * its markers; a test compares them with dist. Bundles into a temporary folder, because only ncc knows which
 * package a line of a bundle came from.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './measure.js';
import { machine, table } from './report.js';

const rounds = 21;
const home = join(import.meta.dirname, '..');
const page = join(home, 'docs', 'size.md');
const ncc = join(home, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');
/** Smaller ones are told together. */
const leastBytes = 20_000;

const entries = { action: 'index.js', command: 'cli/index.js' };
const folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-size-'));
try {
  const built = join(home, 'build', 'size');
  rmSync(built, { recursive: true, force: true });
  run(join(home, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', built);
  const parts = Object.entries(entries).flatMap(([name, entry]) => partsOf(name, join(built, entry)));
  const small = await minified(built);
  writeFileSync(
    page,
    filled(readFileSync(page, 'utf8'), {
      files: filesTable(),
      parts: partsTable(parts),
      start: await startTable(),
      left: await leftTable(small),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(tool, ...args) {
  const { status, stderr } = spawnSync(process.execPath, [tool, ...args], { cwd: home, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stderr.slice(-2000)}`);
}

/** Every package in a bundle: its bytes before webpack, and what loads it; `start` is the entry itself. */
function partsOf(name, entry) {
  const stats = join(folder, `${name}.json`);
  run(ncc, 'build', entry, '-o', join(folder, name), '-q', '--stats-out', stats);
  const { chunks, modules } = JSON.parse(readFileSync(stats, 'utf8'));
  const by = new Map(chunks.map((chunk) => [chunk.id, loaderOf(chunk)]));
  const sizes = new Map();
  for (const { size, chunks: lying, path } of leaves(modules, [])) {
    for (const id of lying) {
      const key = JSON.stringify([packageOf(path), by.get(id)]);
      sizes.set(key, (sizes.get(key) ?? 0) + size);
    }
  }
  return [...sizes].map(([key, bytes]) => {
    const [part, loader] = JSON.parse(key);
    return { name, part, loader, bytes };
  });
}

function leaves(modules, chunks) {
  return modules.flatMap((one) => {
    const lying = one.chunks?.length > 0 ? one.chunks : chunks;
    if (one.modules !== undefined) return leaves(one.modules, lying);
    return [{ size: one.size, chunks: lying, path: one.nameForCondition ?? one.name ?? '' }];
  });
}

function packageOf(path) {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'onedrive-upload';
}

/** The source whose import() asks for the chunk. */
function loaderOf({ initial, origins }) {
  if (initial) return 'start';
  const [asking] = origins.map(({ moduleName }) => /build\/size\/(.*)\.js/.exec(moduleName ?? '')?.[1]);
  return asking ?? 'another chunk';
}

function filesTable() {
  const rows = ['dist', 'dist/cli'].map((where) => {
    const sizes = readdirSync(join(home, where))
      .filter((file) => file.endsWith('.js'))
      .map((file) => ({ file, bytes: statSync(join(home, where, file)).size }));
    const entry = sizes.find(({ file }) => file === 'index.js')?.bytes ?? 0;
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    return [`\`${where}\``, sizes.length, kilobytes(entry), kilobytes(total - entry)];
  });
  return table(['folder', 'files', 'read at the start, kB', 'read when needed, kB'], rows);
}

function partsTable(parts) {
  const names = [...new Set(parts.map(({ part }) => part))];
  const cell = (name, part) => {
    const ones = parts.filter((one) => one.name === name && one.part === part);
    const bytes = ones.reduce((sum, one) => sum + one.bytes, 0);
    const loaders = [...new Set(ones.map(({ loader }) => loader))].sort();
    const shown = loaders.length > 3 ? [...loaders.slice(0, 2), `${loaders.length - 2} more`] : loaders;
    return bytes === 0 ? [0, '–'] : [bytes, `${kilobytes(bytes)} (${shown.join(', ')})`];
  };
  const rows = names
    .map((part) => ({ part, action: cell('action', part), command: cell('command', part) }))
    .sort((a, b) => b.action[0] + b.command[0] - a.action[0] - a.command[0]);
  const large = rows.filter(({ action, command }) => Math.max(action[0], command[0]) >= leastBytes);
  const rest = rows.filter((row) => !large.includes(row));
  const sum = (name) => kilobytes(rest.reduce((total, row) => total + row[name][0], 0));
  return table(
    ['package', 'in the action, kB', 'in the command, kB'],
    [
      ...large.map(({ part, action, command }) => [part, action[1], command[1]]),
      [`${rest.length} smaller ones`, sum('action'), sum('command')],
    ],
  );
}

/** Whole processes, start to end, in turns; the action ends at the sentence that its inputs are missing. */
async function startTable() {
  const kinds = {
    'Node.js alone': ['-e', '0'],
    'the action, until it says which inputs are missing': ['dist/index.js'],
    'the command, `--version`': ['dist/cli/index.js', '--version'],
    'the command, `upload --help`': ['dist/cli/index.js', 'upload', '--help'],
    'the command, `upload` without a path': ['dist/cli/index.js', 'upload'],
  };
  const rows = Object.entries(await medians(kinds)).map(([label, { milliseconds, peakBytes }]) => [
    label,
    milliseconds.toFixed(0),
    (peakBytes / 2 ** 20).toFixed(0),
  ]);
  return `${table(['process', 'ms', 'peak MiB'], rows)}\nMedians of ${rounds}. ${machine()}.\n`;
}

async function medians(kinds) {
  const runs = new Map(Object.keys(kinds).map((label) => [label, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [label, args] of Object.entries(kinds)) {
      // 1 and 2: without inputs it refuses to go on.
      const ran = await measure({ command: process.execPath, args, env: {}, cwd: home, codes: [0, 1, 2] });
      runs.get(label).push(ran);
    }
  }
  const middle = (list, key) => median(list.map((one) => one[key]));
  return Object.fromEntries(
    [...runs].map(([label, list]) => [
      label,
      { milliseconds: middle(list, 'seconds') * 1000, peakBytes: middle(list, 'peakBytes') },
    ]),
  );
}

/** The action as ncc would minify it. */
async function minified(built) {
  const out = join(folder, 'minified');
  mkdirSync(out);
  run(ncc, 'build', join(built, 'index.js'), '-o', out, '-q', '-m');
  return join(out, 'index.js');
}

/** What else could be done to the start of the action, and what loading everything at once would cost. */
async function leftTable(small) {
  const load = (names) => ['-e', names.map((name) => `import('${name}')`).join(';')];
  const kinds = {
    node: ['-e', '0'],
    action: ['dist/index.js'],
    small: [small],
    github: load(['@actions/github']),
    sodium: ['-e', "import('libsodium-wrappers').then((it) => it.default.ready)"],
    desk: load(['@clack/prompts', 'open']),
  };
  const by = await medians(kinds);
  const beyond = (label, base) => {
    const more = by[label].milliseconds - by[base].milliseconds;
    return `${more < 0 ? '−' : '+'}${Math.abs(more).toFixed(0)} ms`;
  };
  const [whole, less] = [join(home, 'dist/index.js'), small].map((path) => kilobytes(statSync(path).size));
  return table(
    ['what if', 'a start'],
    [
      [`minified: ${less} kB for ${whole}`, beyond('small', 'action')],
      [
        '@actions/github, which writes secrets and release notes, loaded at the start',
        beyond('github', 'node'),
      ],
      ['libsodium, which seals secrets, loaded and ready at the start', beyond('sodium', 'node')],
      ['@clack/prompts and open, for `login`, loaded at the start', beyond('desk', 'node')],
    ],
  );
}

function kilobytes(bytes) {
  return (bytes / 1000).toLocaleString('en-US', { maximumFractionDigits: 0 });
}

function filled(text, tables) {
  return Object.entries(tables).reduce((done, [name, made]) => {
    const marks = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!marks.test(done)) throw new Error(`docs/size.md has no place for ${name}`);
    return done.replace(marks, (_, open, close) => `${open}${made}${close}`);
  }, text);
}
