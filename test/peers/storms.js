/**
 * The same storms over ours and over rclone: no file may be wrong where ours is green, and ours may not be
 * red where rclone survives. Knows both from outside, as processes on real TLS and real clocks under
 * Microsoft's host names; the namespace and the command lines are the benchmark's.
 *
 *   sudo node test/peers/storms.js [--first SEED] [--storms N] [--account KIND] [--rclone PROGRAM] [--wild]
 *
 * Ends 0 with a SKIPPED line when something it needs is not there, and with 1 on a finding.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ours, rclone, rcloneVersion } from '../../bench/contenders.js';
import { canEnter, enter, furnish } from '../../bench/namespace.js';
import { compile } from '../../bench/prepare.js';
import { storm } from './storm.js';

const { values: flags } = parseArgs({
  options: {
    first: { type: 'string', default: '1' },
    storms: { type: 'string', default: '20' },
    account: { type: 'string' },
    wild: { type: 'boolean', default: false },
    rclone: { type: 'string', default: 'rclone' },
    dist: { type: 'string', default: join(import.meta.dirname, '../../dist') },
  },
});
const KIB = 1024;
const SIZES = { 'empty.txt': 0, 'small.txt': 900, 'sub/mid.bin': 330 * KIB, 'sub/big.bin': 1_000_017 };
const TOO_LONG_MS = 180_000;
/** The emulator's clock runs faster: a session whose address was lost locks its name for 15 minutes. */
const HASTE = 60;
/** In the form of real ones: the emulator's own are refused under Microsoft's names. */
const credentials = {
  clientId: '5f2c1d74-9a53-4c0e-8d1b-0b6f3a7e2c19',
  clientSecret: 'Storm8Q~0123456789-abcdefghijklmnopqrstu',
  refreshToken: 'M.C5_BL2.0.U.-StormRefreshToken0123456789!abc*def$',
};
const contenders = {
  ours: () =>
    ours({
      dist: flags.dist,
      inputs: { 'session-threshold': '320KiB', 'chunk-size': '320KiB', 'lock-wait': '1m' },
    }),
  rclone: (account) =>
    rclone({
      binary: flags.rclone,
      args: ['--onedrive-drive-type', account, '--onedrive-chunk-size', '320k', '--log-level', 'INFO'],
    }),
};
process.exitCode = process.env.STORMS_INSIDE === undefined ? outside() : await inside();

function outside() {
  if (rcloneVersion(flags.rclone) === undefined) return skipped('rclone is not installed');
  if (!canEnter()) return skipped('namespaces need Linux and root');
  const folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-storms-'));
  try {
    compile(join(folder, 'build'));
    return enter(import.meta.filename ?? process.argv[1], process.argv.slice(2), { STORMS_INSIDE: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function skipped(why) {
  process.stdout.write(`SKIPPED the storms: ${why}\n`);
  return 0;
}

async function inside() {
  const folder = process.env.STORMS_INSIDE;
  const { tls, env } = furnish(folder);
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  const { startEmulator } = await import(pathToFileURL(join(folder, 'build/emulator/emulator.js')).href);
  const stage = {
    ...{ folder, tls, startEmulator, source: join(folder, 'tree') },
    env: { PATH, LANG, ...env, HOME: folder, XDG_CONFIG_HOME: folder },
  };
  const wanted = plant(stage.source);
  const counts = { 'ours green': 0, 'ours red': 0, 'rclone green': 0, 'rclone red': 0, 'rclone wrong': 0 };
  let findings = 0;
  const first = Number(flags.first);
  for (let seed = first; seed < first + Number(flags.storms); seed += 1) {
    const account = flags.account ?? (seed % 2 === 1 ? 'personal' : 'business');
    const faults = storm(seed, { isWild: flags.wild });
    const own = await weather(stage, { account, faults, contender: contenders.ours, wanted });
    const theirs = await weather(stage, { account, faults, contender: contenders.rclone, wanted });
    counts[own.green ? 'ours green' : 'ours red'] += 1;
    counts[theirs.green ? (theirs.wrong.length > 0 ? 'rclone wrong' : 'rclone green') : 'rclone red'] += 1;
    const finding = judge(own, theirs);
    process.stdout.write(`${seed} ${account}: ours ${short(own)}, rclone ${short(theirs)}\n`);
    if (finding === undefined) continue;
    findings += 1;
    process.stdout.write(`FINDING ${seed} ${account}: ${finding}\n${JSON.stringify(faults)}\n`);
    for (const { requests, log } of [own, theirs]) process.stdout.write(`${requests.join('\n')}\n${log}\n`);
  }
  const figures = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  process.stdout.write(
    `${flags.storms} storms from ${first} on: ${figures.join(', ')}; findings ${findings}\n`,
  );
  return findings === 0 ? 0 : 1;
}

function judge(own, theirs) {
  if (own.green && own.wrong.length > 0) return `ours is green, and wrong are ${own.wrong}`;
  if (own.forgotten > 0) return `ours left ${own.forgotten} sessions open`;
  if (!own.green && theirs.green && theirs.wrong.length === 0) return 'ours is red, and rclone survived';
  return undefined;
}

function short({ green, wrong, seconds, code }) {
  const state = green ? 'green' : `red (${code})`;
  return `${state} ${seconds.toFixed(1)} s${wrong.length > 0 ? ` without ${wrong}` : ''}`;
}

/** One contender in one storm, on a fresh drive. */
async function weather(stage, { account, faults, contender, wanted }) {
  const scratch = mkdtempSync(join(stage.folder, 'run-'));
  const beganMs = Date.now();
  const emulator = await stage.startEmulator({
    // The uploadOrigin is the older service's, and Debian's rclone is older than the host of today's.
    ...{ account, faults, stack: 'old' },
    ...{ credentials, port: 443, tls: stage.tls, dataDir: join(scratch, 'data') },
    ...{ uploadOrigin: 'https://sn3302.up.1drv.com', clock: () => beganMs + (Date.now() - beganMs) * HASTE },
  });
  try {
    const { source, env } = stage;
    const command = contender(account)({ source, env, scratch, credentials: emulator.credentials });
    const run = await finish(command);
    return {
      ...run,
      green: run.code === 0,
      wrong: await wrongFiles(emulator, wanted),
      requests: harmed(emulator),
      forgotten: forgotten(emulator),
    };
  } finally {
    await emulator.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function finish({ command, args, cwd, env }) {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, timeout: TOO_LONG_MS, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, log, seconds: (Date.now() - began) / 1000 }));
  });
}

/** The requests that a fault hit, as the emulator saw them. */
function harmed({ requestLog }) {
  return requestLog
    .filter(({ fault }) => fault !== undefined)
    .map(({ surface, method, path, status, fault }) => `${surface} ${method} ${path}: ${fault}, ${status}`);
}

/** Sessions that could have been deleted: one whose address was lost with its reply can be ended by nobody. */
function forgotten(emulator) {
  const isExcused = emulator.requestLog.some(
    ({ path, method, fault }) =>
      fault !== undefined && (path.endsWith('createUploadSession') || method === 'DELETE'),
  );
  return isExcused ? 0 : emulator.openSessions().length;
}

/** Past Graph and its faults: what lies on the drive itself. */
async function wrongFiles(emulator, wanted) {
  const there = new Set(emulator.files().map(({ path }) => path));
  const wrong = [...there].filter((path) => wanted[path] === undefined);
  for (const [path, sha256] of Object.entries(wanted)) {
    if (!there.has(path) || (await emulator.sha256(path)) !== sha256) wrong.push(path);
  }
  return wrong;
}

/** Writes the tree; answers SHA-256 by path on the drive. Random bytes: periodic ones cancel out in QuickXorHash. */
function plant(folder) {
  const wanted = {};
  for (const [name, sizeBytes] of Object.entries(SIZES)) {
    const bytes = randomBytes(sizeBytes);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    wanted[`bench/${name}`] = createHash('sha256').update(bytes).digest('hex');
  }
  return wanted;
}
