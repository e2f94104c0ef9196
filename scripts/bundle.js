/**
 * `npm run bundle`: sources to dist/, in two steps, because ncc cannot load TypeScript 7: tsc writes plain
 * JavaScript to build/, ncc bundles it. With `--check`, bundles into a temporary folder and compares that
 * with what is in dist/.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const out = check ? mkdtempSync(join(tmpdir(), 'onedrive-upload-dist-')) : join(root, 'dist');

function run(tool, ...args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (result.status !== 0) {
    process.stderr.write(`${tool} ended with ${result.status}\n`);
    process.exit(1);
  }
}

function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path))
    .sort();
}

/** ncc's list misses packages whose ESM entry only wraps CommonJS (commander): every import of ours must be in it. */
function completeLicenses(path) {
  const listed = readFileSync(path, 'utf8');
  const sources = files(join(root, 'build')).map((name) => readFileSync(join(root, 'build', name), 'utf8'));
  const imports = sources.flatMap((text) =>
    [...text.matchAll(/(?:from |import\()'((?:@[^/']+\/)?[^./'][^/']*)/g)].map(([, name]) => name),
  );
  const missing = [...new Set(imports)]
    .filter((name) => !name.startsWith('node:') && !listed.includes(`${name}\n`))
    .sort();
  for (const name of missing) {
    const folder = join(root, 'node_modules', name);
    const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (text === undefined) throw new Error(`${name} has no licence text`);
    appendFileSync(path, `\n${name}\n${license}\n${readFileSync(join(folder, text), 'utf8')}`);
  }
}

rmSync(join(root, 'build'), { recursive: true, force: true });
if (!check) rmSync(out, { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
run('@vercel/ncc/dist/ncc/cli.js', 'build', 'build/index.js', '-o', out, '--license', 'licenses.txt', '-q');
run(
  '@vercel/ncc/dist/ncc/cli.js',
  'build',
  'build/cli/index.js',
  '-o',
  join(out, 'cli'),
  '--license',
  'licenses.txt',
  '-q',
);

// `open` brings a script for Linux along; without it, it takes the system's own.
rmSync(join(out, 'cli', 'xdg-open'), { force: true });
completeLicenses(join(out, 'licenses.txt'));
completeLicenses(join(out, 'cli', 'licenses.txt'));

if (check) {
  const [made, kept] = [files(out), files(join(root, 'dist'))];
  const differing = [...new Set([...made, ...kept])].filter(
    (name) =>
      !made.includes(name) ||
      !kept.includes(name) ||
      !readFileSync(join(out, name)).equals(readFileSync(join(root, 'dist', name))),
  );
  rmSync(out, { recursive: true, force: true });
  if (differing.length > 0) {
    process.stderr.write(
      `dist is not what the sources bundle to (run npm run bundle): ${differing.join(', ')}\n`,
    );
    process.exit(1);
  }
  process.stdout.write(`dist is what the sources bundle to: ${made.length} files\n`);
}
