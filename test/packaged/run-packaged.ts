/**
 * Runs dist/index.js as GitHub's runner does: inputs and state in the environment, commands in files, a
 * process of its own for main and for post.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { readActionYml } from '../support/action-yml.ts';
import { writeFiles } from '../support/random-content.ts';
import { checkStreams } from '../support/runner-log.ts';

export const repositoryRoot = join(import.meta.dirname, '../..');

export interface StepResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProcess {
  readonly done: Promise<StepResult>;
  readonly stdin: Writable;
  kill(signal: NodeJS.Signals): void;
}

/** Node to run with: CI runs these tests a second time under the runner's own version. */
const node = process.env.NODE_UNDER_TEST ?? process.execPath;

export function startProcess(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
): RunningProcess {
  const child = spawn(node, [join(repositoryRoot, script), ...args], {
    cwd,
    // What it leaves in the system's folder for such things goes with the folder of the test.
    env: { PATH: process.env.PATH ?? '', TMPDIR: cwd, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const done = new Promise<StepResult>((resolve, reject) => {
    child.on('close', (code, signal) => {
      try {
        checkStreams({ stdout, stderr });
        resolve({ code, signal, stdout, stderr });
      } catch (error) {
        reject(error);
      }
    });
  });
  return { done, stdin: child.stdin, kill: (signal) => child.kill(signal) };
}

/** The sign-in inputs of a step that talks to this emulator. */
export function credentialInputs({ credentials }: Emulator): Record<string, string> {
  const { clientId, clientSecret, refreshToken } = credentials;
  return { 'client-id': clientId, 'client-secret': clientSecret, 'refresh-token': refreshToken };
}

/** What a runner sets for inputs that a workflow leaves out; expressions as they come out of a job without a matrix. */
const defaults = Object.fromEntries(
  [...readActionYml().inputs].map(([name, { default: text = '' }]) => [
    name,
    text.includes('toJSON(strategy)') ? '{"job-index": 0, "job-total": 1}' : text.replace(/^\$\{\{.*$/, ''),
  ]),
);

/** One step of a job. */
export class Step {
  readonly folder = mkdtempSync(join(tmpdir(), 'onedrive-upload-step-'));
  readonly #inputs: Record<string, string>;
  readonly #env: Record<string, string>;

  constructor(inputs: Record<string, string>, env: Record<string, string> = {}) {
    this.#inputs = inputs;
    this.#env = env;
    for (const name of ['output', 'state', 'summary', 'env', 'path'])
      writeFileSync(join(this.folder, name), '');
  }

  /** `env` is for this process alone. */
  main(env: Record<string, string> = {}): RunningProcess {
    return startProcess('dist/index.js', [], { ...this.#environment(), ...env }, this.folder);
  }

  post(): RunningProcess {
    const state = Object.fromEntries(
      [...this.file('state')].map(([name, value]) => [`STATE_${name}`, value]),
    );
    return startProcess('dist/index.js', [], { ...this.#environment(), ...state }, this.folder);
  }

  /** What a command file holds: `name<<delimiter` blocks. */
  file(name: 'output' | 'state'): Map<string, string> {
    const text = readFileSync(join(this.folder, name), 'utf8');
    const blocks = text.matchAll(/^([^\n<]+)<<(\S+)\r?\n([\s\S]*?)\r?\n?\2\r?$/gm);
    return new Map([...blocks].map(([, key = '', , value = '']) => [key, value]));
  }

  get summary(): string {
    return readFileSync(join(this.folder, 'summary'), 'utf8');
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #environment(): Record<string, string> {
    const inputs = Object.entries({ ...defaults, ...this.#inputs }).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]);
    return {
      GITHUB_ACTIONS: 'true',
      RUNNER_TEMP: this.folder,
      GITHUB_WORKSPACE: this.folder,
      GITHUB_OUTPUT: join(this.folder, 'output'),
      GITHUB_STATE: join(this.folder, 'state'),
      GITHUB_STEP_SUMMARY: join(this.folder, 'summary'),
      GITHUB_REPOSITORY: 'octo/widget',
      GITHUB_REF_NAME: 'feature/x',
      GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
      GITHUB_RUN_NUMBER: '7',
      ...Object.fromEntries(inputs),
      ...this.#env,
    };
  }
}

type Contents = Readonly<Record<string, number | string>>;

/** A step that uploads these files, given as path to content or size, to an emulator. */
export function uploadStep(
  emulator: Emulator,
  files: Contents,
  more: { readonly inputs?: Record<string, string>; readonly env?: Record<string, string> } = {},
): Step {
  const inputs = { ...credentialInputs(emulator), path: 'files', ...more.inputs };
  const step = new Step(inputs, { ONEDRIVE_UPLOAD_EMULATOR: emulator.url, ...more.env });
  writeFiles(join(step.folder, 'files'), files);
  return step;
}

/** The command, with an emulator's sign-in in its environment. */
export function runCommand(emulator: Emulator, args: readonly string[], cwd: string): RunningProcess {
  const { clientId, clientSecret, refreshToken } = emulator.credentials;
  const signIn = {
    ONEDRIVE_UPLOAD_EMULATOR: emulator.url,
    ONEDRIVE_CLIENT_ID: clientId,
    ONEDRIVE_CLIENT_SECRET: clientSecret,
    ONEDRIVE_REFRESH_TOKEN: refreshToken,
  };
  return startProcess('dist/cli/index.js', args, signIn, cwd);
}

/** Paths of all files below a folder of the account's drive, without the folder's own, in order. */
export function listPathsBelow(emulator: Emulator, folder: string): string[] {
  return emulator
    .files()
    .flatMap(({ path }) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []))
    .sort();
}

/** Brings all that lies below a folder of the drive into one here, by no code of ours but the emulator's. */
export async function downloadFolder(emulator: Emulator, folder: string, into: string): Promise<void> {
  for (const path of listPathsBelow(emulator, folder)) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), await emulator.read(`${folder}/${path}`));
  }
}

/**
 * What a step and its process left for people and other steps to read. Not in it: the runner's commands to mask, and
 * the output `refresh-token`.
 */
export function allOutput(step: Step, { stdout, stderr }: StepResult): string {
  const outputs = [...step.file('output')].filter(([name]) => name !== 'refresh-token');
  const manifest = step.file('output').get('manifest') ?? '';
  return [
    ...stdout.split('\n').filter((line) => !line.startsWith('::add-mask::')),
    ...[stderr, step.summary, ...outputs.flat(), ...[...step.file('state')].flat()],
    manifest === '' ? '' : readFileSync(manifest, 'utf8'),
  ].join('\n');
}
