/**
 * Runs dist/index.js as GitHub's runner does: inputs and state in the environment, commands in files, a
 * process of its own for main and for post.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from '../../src/emulator/emulator.ts';

export const root = join(import.meta.dirname, '../..');

export interface StepResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly done: Promise<StepResult>;
  kill(signal: NodeJS.Signals): void;
}

/** Node to run with: CI runs these tests a second time under the runner's own version. */
const node = process.env.NODE_UNDER_TEST ?? process.execPath;

export function start(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Running {
  const child = spawn(node, [join(root, script), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const done = new Promise<StepResult>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { done, kill: (signal) => child.kill(signal) };
}

/** The sign-in inputs of a step that talks to this emulator. */
export function credentialInputs({ credentials }: Emulator): Record<string, string> {
  const { clientId, clientSecret, refreshToken } = credentials;
  return { 'client-id': clientId, 'client-secret': clientSecret, 'refresh-token': refreshToken };
}

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

  main(): Running {
    return start('dist/index.js', [], this.#environment(), this.folder);
  }

  post(): Running {
    const state = Object.fromEntries(
      [...this.file('state')].map(([name, value]) => [`STATE_${name}`, value]),
    );
    return start('dist/index.js', [], { ...this.#environment(), ...state }, this.folder);
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
    const inputs = Object.entries(this.#inputs).map(([name, value]) => [
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
