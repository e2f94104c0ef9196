/**
 * What a benchmark needs before it can start: the emulator as JavaScript, the files to upload, the newest
 * rclone. Knows folders and tools, not the work.
 */
import { spawnSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Compiles the sources into `folder` (no packages are needed to run the emulator from there). */
export function compile(folder) {
  rmSync(folder, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', folder], { cwd: root });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const modulePath = join(folder, 'emulator/emulator.js');
  if (!existsSync(modulePath)) throw new Error('the emulator does not compile: npm run types');
  return modulePath;
}

/** The sink, built from the folder beside this file; undefined where Go is missing. */
export function buildSink(folder) {
  const binary = join(folder, 'sink');
  const cwd = join(import.meta.dirname, 'sink');
  const built = spawnSync('go', ['build', '-o', binary, '.'], { cwd, encoding: 'utf8' });
  if (built.error === undefined && built.status !== 0) throw new Error(`go build: ${built.stderr}`);
  return built.error === undefined ? binary : undefined;
}

/**
 * The newest rclone that Go's module proxy has, built once for each version. Without the network the newest that was
 * built before, and undefined where Go is missing, too.
 */
export function newestRclone(folder) {
  const version = newestVersion('github.com/rclone/rclone');
  const binary = (name) => join(folder, name, 'rclone');
  if (version === undefined) {
    const built = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(binary(name))) : [];
    const latest = built.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
    return latest === undefined ? undefined : { version: latest, binary: binary(latest) };
  }
  if (!existsSync(binary(version))) {
    process.stdout.write(`building rclone ${version} ...\n`);
    mkdirSync(join(folder, version), { recursive: true });
    spawnSync('go', ['install', `github.com/rclone/rclone@${version}`], {
      env: { ...process.env, GOBIN: join(folder, version) },
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 900_000,
    });
  }
  return existsSync(binary(version)) ? { version, binary: binary(version) } : undefined;
}

/** The newest release of a Go module, from the list of its versions. */
function newestVersion(module) {
  const { status, stdout } = spawnSync('go', ['list', '-m', '-versions', module], {
    ...{ encoding: 'utf8', timeout: 60_000, cwd: join(import.meta.dirname, 'sink') },
  });
  if (status !== 0) return undefined;
  return stdout
    .trim()
    .split(' ')
    .slice(1)
    .filter((version) => /^v[\d.]+$/.test(version))
    .at(-1);
}

/**
 * A folder of `count` files of `sizeBytes`, made once; random, because periodic bytes cancel out in QuickXorHash.
 * `isText`: random words, which compress.
 */
export function plant(folder, { count, sizeBytes, perFolder = 1000, isText = false }) {
  const target = join(folder, `${count}x${sizeBytes}${isText ? '-text' : ''}`);
  const done = `${target}.done`;
  if (existsSync(done)) return target;
  rmSync(target, { recursive: true, force: true });
  const cipher = createCipheriv('aes-256-ctr', Buffer.alloc(32, count % 251), Buffer.alloc(16));
  const zeros = Buffer.alloc(Math.min(sizeBytes, 1 << 20));
  for (let index = 0; index < count; index += 1) {
    const inside = join(target, ...(count > perFolder ? [`d${Math.floor(index / perFolder)}`] : []));
    if (index % perFolder === 0) mkdirSync(inside, { recursive: true });
    const file = openSync(join(inside, `file${String(index).padStart(6, '0')}.bin`), 'w');
    for (let left = sizeBytes; left > 0; left -= zeros.length) {
      const bytes = cipher.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
      writeSync(file, isText ? wordsOf(bytes).subarray(0, bytes.length) : bytes);
    }
    closeSync(file);
  }
  writeFileSync(done, '');
  return target;
}

/** Reads every file once, so that all contenders find it in the page cache. */
export function warm(folder) {
  spawnSync('sh', ['-c', `find "$1" -type f -exec cat {} + > /dev/null`, 'sh', folder]);
  return statSync(folder);
}

/** 4,096 words of 2 to 9 letters. */
const words = Array.from({ length: 4096 }, (_, n) =>
  Array.from({ length: 2 + (n % 8) }, (_letter, at) =>
    String.fromCharCode(97 + ((n * 7919 + at * at * 31 + (n >> 5) * at) % 26)),
  ).join(''),
);

/** A word for each two bytes: at least as many bytes of text. */
function wordsOf(bytes) {
  const text = [];
  for (let at = 0; at < bytes.length; at += 2)
    text.push(words[((bytes[at] << 8) | (bytes[at + 1] ?? 0)) % 4096]);
  return Buffer.from(text.join(' '));
}
