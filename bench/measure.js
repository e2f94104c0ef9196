/**
 * One process, measured: how long it took, how much memory and processor time. Knows /proc, not what runs.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MS = 15;
const TICKS_PER_SECOND = 100;

/**
 * Runs a command to its end. `until`, a promise of a moment (Date.now()), ends it before: its time is taken up
 * to that moment. Throws when it ends with a code that is none of `codes`, or takes more than `limitMs`.
 */
export async function measure({ command, args, env, cwd, until, codes = [0], limitMs = 480_000 }) {
  const output = [];
  const startedMs = Date.now();
  const started = performance.now();
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output.push(text);
      if (output.length > 400) output.shift();
    });
  }
  const usage = { peakBytes: 0, cpuSeconds: 0 };
  const poll = setInterval(() => look(child.pid, usage), POLL_MS);
  let moment;
  let late = false;
  until?.then((atMs) => {
    moment = atMs;
    look(child.pid, usage);
    child.kill('SIGKILL');
  });
  const limit = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, limitMs);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...how) => resolve(how));
  });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(poll);
  clearTimeout(limit);
  const wanted = moment !== undefined || codes.includes(code);
  const text = Buffer.concat(output.map((piece) => Buffer.from(piece))).toString('utf8');
  if (!wanted || late) {
    const how = late ? `took more than ${limitMs / 1000} s` : `ended with ${code ?? signal}`;
    throw new Error(`${command} ${args[0] ?? ''} ${how}: ${text.slice(-2000)}`);
  }
  return { ...usage, startedMs, text, seconds: moment === undefined ? seconds : (moment - startedMs) / 1000 };
}

function look(pid, usage) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /VmHWM:\s+(\d+) kB/.exec(status);
    if (peak !== null) usage.peakBytes = Number(peak[1]) * 1024;
    usage.cpuSeconds = cpuSecondsOf(pid);
  } catch {
    // It has just ended.
  }
}

/** Of a process that runs. */
export function cpuSecondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
