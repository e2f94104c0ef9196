/** Random trees of files, folders and links, seeded; and descriptions of trees, to compare them. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from './random-content.ts';

/** Names that are alike but for one byte, so that a wrong order of folders shows; and names that need quoting. */
const names = [
  ...[
    'a',
    'a-b',
    'a.b',
    'a b',
    'A1',
    '.hidden',
    '-x',
    '*',
    "it's",
    '"q"',
    'tab\tname',
    'line\nbreak',
    '#',
    '%41',
  ],
  ...['ünï', 'e\u0301', '日本語', '🎈', '\uffee', 'x'.repeat(99), 'y'.repeat(100), 'z'.repeat(101)],
  ...['w'.repeat(255), 'ö'.repeat(60), 'v'.repeat(150)],
];
const sizes = [0, 1, 511, 512, 513, 4096, 16_384, 16_385, 70_000, 262_144, 262_145, 400_000];
/** Nobody else could read or remove what the last ones forbid. */
const isRoot = process.getuid?.() === 0;
const fileModes = [0o644, 0o600, 0o755, 0o444, 0o400, 0o666, ...(isRoot ? [0o000, 0o200] : [])];
const folderModes = [0o755, 0o700, 0o777, 0o1777, 0o2775, ...(isRoot ? [0o555, 0o500, 0o000] : [])];
const targets = ['a', '../a', '.', '..', '/', '/nowhere/at all', 'loop', 'ü/日本', `${'t'.repeat(150)}/x`];

export interface TreeOptions {
  /** Times that the format can hold. */
  readonly seconds: readonly number[];
  readonly hasHardLinks: boolean;
}

/** Makes a tree below `root`, which is new. */
export function createRandomTree(root: string, seed: number, { seconds, hasHardLinks }: TreeOptions): void {
  const random = numbers(seed);
  const pick = <T>(some: readonly T[]): T => some[random(some.length)] ?? (some[0] as T);
  const files: string[] = [];
  const folders: string[] = [];
  mkdirSync(root);
  const fill = (folder: string, depth: number) => {
    const count = random(depth === 0 ? 9 : 5);
    for (let n = 0; n < count; n += 1) {
      const path = join(folder, pick(names));
      if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
      const kind = random(10);
      if (kind < 4 && depth < 4) {
        mkdirSync(path);
        folders.push(path);
        fill(path, depth + 1);
      } else if (kind === 8) symlinkSync(pick(targets), path);
      else if (kind === 9 && hasHardLinks && files.length > 0) linkSync(pick(files), path);
      else {
        const content = randomBytes(pick(sizes), `${seed} ${path.length} ${n}`);
        writeFileSync(path, random(2) === 0 ? content : content.map((byte) => 97 + (byte % 7)));
        chmodSync(path, pick(fileModes));
        files.push(path);
      }
      if (kind >= 4) lutimesSync(path, 1, pick(seconds));
    }
  };
  fill(root, 0);
  for (const folder of folders.toReversed()) {
    lutimesSync(folder, 1, pick(seconds));
    chmodSync(folder, pick(folderModes));
  }
}

/** What a comparison leaves out. */
export interface TreeView {
  readonly modeMask: number;
  readonly hasLinkTimes: boolean;
  readonly hasHardLinks: boolean;
}

/** Every name below the folder with type, mode, time, and digest, target or first name of the same file. */
export function describeTree(root: string, { modeMask, hasLinkTimes, hasHardLinks }: TreeView): string[] {
  const firstNames = new Map<number, string>();
  return listNames(root).map((name) => {
    const path = join(root, name);
    const { mode, mtimeMs, ino, nlink, ...stats } = lstatSync(path);
    const time = Math.floor(mtimeMs / 1000);
    const permissions = (mode & modeMask).toString(8);
    const isLink = (mode & 0o170000) === 0o120000;
    if (isLink) {
      const target = readlinkSync(path, { encoding: 'buffer' }).toString('latin1');
      return `${JSON.stringify(name)} link ${hasLinkTimes ? time : ''} ${target}`;
    }
    if ((mode & 0o170000) === 0o040000) return `${JSON.stringify(name)} folder ${permissions} ${time}`;
    const first = firstNames.get(ino) ?? name;
    firstNames.set(ino, first);
    const same = hasHardLinks && nlink > 1 && first !== name ? ` = ${first}` : '';
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
    return `${JSON.stringify(name)} file ${permissions} ${time} ${stats.size} ${digest}${same}`;
  });
}

/** Sorted. Node's own recursive listing follows links. */
function listNames(root: string, folder = ''): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const name = join(folder, entry.name);
      return entry.isDirectory() ? [name, ...listNames(root, name)] : [name];
    })
    .sort();
}

/** Numbers below a limit, in an order that the seed decides. */
function numbers(seed: number): (limit: number) => number {
  const bytes = randomBytes(8192, `tree ${seed}`);
  let at = 0;
  return (limit) => {
    at = (at + 2) % (bytes.length - 2);
    return bytes.readUInt16LE(at) % limit;
  };
}
