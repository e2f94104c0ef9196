/**
 * `npm run bench`: measures this uploader and others at the same work, in turns, against an emulator in a
 * process of its own, and writes RESULTS.md. Usage: index.js [--only NAME,...] [--rounds N] [--quick]
 * [--who REGEX] [--dist FOLDER] [--profile FOLDER]; see README.md.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rcloneVersion } from './contenders.js';
import { median } from './measure.js';
import { canEnter, enter, furnish } from './namespace.js';
import { buildSink, compile, newestRclone, plant, warm } from './prepare.js';
import { machine, resultsPage } from './report.js';
import { runOnce } from './run.js';
import { works } from './works.js';

const cache = process.env.BENCH_CACHE ?? join(tmpdir(), 'onedrive-upload-bench');
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
    dist: { type: 'string', default: join(import.meta.dirname, '..', 'dist') },
    profile: { type: 'string' },
    who: { type: 'string' },
  },
});
process.exitCode = process.env.BENCH_INSIDE === undefined ? outside() : await inside();

/** Whatever needs the real network. */
function outside() {
  if (!canEnter()) {
    process.stderr.write('The benchmark needs Linux and root: it makes a network namespace of its own.\n');
    return 2;
  }
  mkdirSync(cache, { recursive: true });
  const comparesRclone = flags.who === undefined || /rclone|newest/.test(flags.who);
  const newest = comparesRclone ? newestRclone(join(cache, 'rclone')) : undefined;
  const build = mkdtempSync(join(tmpdir(), 'onedrive-upload-bench-'));
  try {
    compile(join(build, 'build'));
    const inherited = { folder: build, newest, sink: buildSink(build) };
    const args = process.argv.slice(2);
    return enter(import.meta.filename ?? process.argv[1], args, { BENCH_INSIDE: JSON.stringify(inherited) });
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

async function inside() {
  const { folder, newest, sink } = JSON.parse(process.env.BENCH_INSIDE ?? '{}');
  const { tls, env } = furnish(folder);
  const dist = resolve(flags.dist);
  const nodeArgs =
    flags.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', resolve(flags.profile)];
  const hashModule = join(folder, 'build/files/hash.js');
  const all = works({ dist, rclones: rclones(newest), hashModule, nodeArgs, quick: flags.quick });
  const wanted = flags.only?.split(',') ?? all.map(({ name }) => name);
  const unknown = wanted.filter((name) => !all.some((work) => work.name === name));
  if (unknown.length > 0)
    throw new RangeError(`no such work: ${unknown}; there are ${all.map((one) => one.name)}`);
  const stage = {
    ...{ folder, tls, sink, dist, modulePath: join(folder, 'build/emulator/emulator.js') },
    env: { ...clientEnv(), ...env, HOME: folder, XDG_CONFIG_HOME: folder },
  };
  for (const work of all.filter(({ name }) => wanted.includes(name))) {
    process.stdout.write(`\n${work.title}\n`);
    const result = await carryOut(work, stage);
    for (const { what, value, bar, reached } of result.bars) {
      process.stdout.write(`  ${reached ? 'reached' : 'MISSED '} ${value.toFixed(2)} ${what}: ${bar}\n`);
    }
    if (!flags.quick && flags.profile === undefined && flags.who === undefined) keep(work.name, result, all);
  }
  return 0;
}

/** The contenders in turns, so that a machine that slows down does so for all of them. */
async function carryOut(work, stage) {
  const source = plant(join(cache, 'files'), work.data);
  warm(source);
  const runs = {};
  const rounds = work.rounds ?? Number(flags.rounds);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [label, contender] of Object.entries(work.contenders)) {
      if (flags.who !== undefined && !new RegExp(flags.who).test(label)) continue;
      const run = await runOnce(work, { contender, source, stage, round });
      runs[label] = [...(runs[label] ?? []), run];
      const { seconds, peakBytes, cpuSeconds, serverCpuSeconds, counts } = run;
      const facts = `${seconds.toFixed(2)} s, ${(peakBytes / 2 ** 20).toFixed(0)} MiB, CPU ${cpuSeconds.toFixed(2)} s, servers' ${serverCpuSeconds.toFixed(2)} s`;
      process.stdout.write(`  ${label}: ${facts} ${JSON.stringify(counts.byStatus)}\n`);
    }
  }
  const by = Object.fromEntries(Object.entries(runs).map(([label, list]) => [label, medians(list)]));
  return {
    title: work.title,
    data: work.data,
    rounds,
    by,
    bars: flags.who === undefined ? work.bars(by) : [],
    machine: machine(),
    sink: work.sink === undefined ? undefined : stage.sink === undefined ? 'Node' : 'Go',
  };
}

function medians(runs) {
  const numbers = Object.keys(runs[0]).filter((name) => typeof runs[0][name] === 'number');
  const middle = Object.fromEntries(numbers.map((name) => [name, median(runs.map((run) => run[name]))]));
  return { ...middle, all: runs.map(({ seconds }) => seconds), byStatus: runs[0].counts.byStatus };
}

function rclones(newest) {
  const installed = rcloneVersion('rclone');
  return {
    ...(installed !== undefined && { [`rclone ${installed} (installed)`]: 'rclone' }),
    ...(newest !== undefined && { [`rclone ${newest.version} (newest)`]: newest.binary }),
  };
}

/** Nothing of the caller's settings but where tools are. */
function clientEnv() {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  return { PATH, LANG };
}

/** Results of works that were left out this time stay on the page, in the order of the works. */
function keep(name, result, all) {
  const path = join(cache, 'results.json');
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  kept[name] = { ...result, measured: new Date().toISOString().slice(0, 16) };
  writeFileSync(path, JSON.stringify(kept));
  const ordered = Object.fromEntries(
    all.filter((one) => one.name in kept).map((one) => [one.name, kept[one.name]]),
  );
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), resultsPage(ordered));
}
