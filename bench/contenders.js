/**
 * Who uploads: each contender as a command with its environment. Knows command lines, not works or bars.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;

/** Where a run downloads to. */
export function downloaded(scratch) {
  return join(scratch, 'downloaded');
}

/** First line of `rclone version`, without the name. */
export function rcloneVersion(binary) {
  const { status, stdout } = spawnSync(binary, ['version'], { encoding: 'utf8' });
  return status === 0 ? /rclone (\S+)/.exec(stdout)?.[1] : undefined;
}

/** The command, as it lies in `dist`: an upload of the source, or a download of what was uploaded. */
export function ours({ dist, inputs = {}, nodeArgs = [], isDownload = false }) {
  const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
  const call = (source, scratch) =>
    isDownload ? ['download', 'bench', downloaded(scratch)] : ['upload', source, '--destination', 'bench'];
  return ({ source, credentials, scratch, env }) => ({
    command: process.execPath,
    args: [...nodeArgs, join(dist, 'cli/index.js'), ...call(source, scratch), '--quiet', ...flags],
    cwd: scratch,
    env: {
      ...env,
      ONEDRIVE_CLIENT_ID: credentials.clientId,
      ONEDRIVE_CLIENT_SECRET: credentials.clientSecret,
      ONEDRIVE_REFRESH_TOKEN: credentials.refreshToken,
    },
  });
}

/** The action's own bundle, as a runner starts it. */
export function action({ dist }) {
  return ({ source, credentials, scratch, env }) => {
    for (const name of ['output', 'state', 'summary']) writeFileSync(join(scratch, name), '');
    return {
      command: process.execPath,
      args: [join(dist, 'index.js')],
      cwd: scratch,
      env: {
        ...env,
        'INPUT_CLIENT-ID': credentials.clientId,
        'INPUT_CLIENT-SECRET': credentials.clientSecret,
        'INPUT_REFRESH-TOKEN': credentials.refreshToken,
        INPUT_PATH: source,
        INPUT_DESTINATION: 'bench',
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: join(scratch, 'output'),
        GITHUB_STATE: join(scratch, 'state'),
        GITHUB_STEP_SUMMARY: join(scratch, 'summary'),
        GITHUB_WORKSPACE: scratch,
        RUNNER_TEMP: scratch,
      },
    };
  };
}

/** `rclone copy` with its defaults, but for what `args` says; with `isDownload` from the drive. */
export function rclone({ binary, args = [], isDownload = false }) {
  return ({ source, credentials, scratch, env }) => {
    const config = join(scratch, 'rclone.conf');
    const token = {
      ...{ access_token: 'stale', token_type: 'Bearer', expiry: '2020-01-01T00:00:00Z' },
      refresh_token: credentials.refreshToken,
    };
    const lines = {
      type: 'onedrive',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      token: JSON.stringify(token),
      drive_id: credentials.driveId,
      drive_type: 'personal',
    };
    const way = isDownload ? ['bench:bench', downloaded(scratch)] : [source, 'bench:bench'];
    mkdirSync(scratch, { recursive: true });
    writeFileSync(
      config,
      `[bench]\n${Object.entries(lines)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join('')}`,
    );
    return {
      command: binary,
      args: ['--config', config, 'copy', ...way, ...args],
      cwd: scratch,
      env,
    };
  };
}

/** A program that packs and sends nothing; `args` gets the folder and the archive to write. */
export function packer(command, args) {
  return ({ source, scratch, env }) => ({
    command,
    args: args(source, join(scratch, 'archive')),
    cwd: scratch,
    env,
  });
}

/** A script beside this file, given the source's one file, or the folder of many. */
export function script(name, ...args) {
  return ({ source, file, credentials, scratch, env }) => ({
    command: process.execPath,
    args: [join(here, name), file ?? source, ...args],
    cwd: scratch,
    env: {
      ...env,
      BENCH_CLIENT_ID: credentials.clientId,
      BENCH_CLIENT_SECRET: credentials.clientSecret,
      BENCH_REFRESH_TOKEN: credentials.refreshToken,
    },
  });
}
