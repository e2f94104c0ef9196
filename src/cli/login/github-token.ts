/**
 * Finds the GitHub token that writes secrets: in the environment, in a file, from gh, or by a prompt.
 */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { Failure } from '../../core/errors.ts';
import type { Environment } from '../../core/host.ts';
import { gitHubApiUrl } from '../../http/github-hosts.ts';
import { createInputReader } from '../../inputs/reader.ts';
import { ROTATION_SPECS } from '../../inputs/rotation.ts';
import { commandInputs } from '../options/inputs.ts';
import { warnOfReadableSecretFiles } from '../options/token-file.ts';
import { childEnvironment } from '../terminal/child-env.ts';
import type { TerminalSession } from '../terminal/session.ts';
import type { FlagValues } from './app.ts';

/** Returns the first token found. Throws a Failure of kind `usage` when there is none. */
export async function findGitHubToken(
  { host, prompts }: Pick<TerminalSession, 'host' | 'prompts'>,
  flags: FlagValues,
): Promise<string> {
  const { env } = host;
  warnOfReadableSecretFiles(host, flags, ['github-token']);
  const own = createInputReader(commandInputs(flags, env))(ROTATION_SPECS.githubToken);
  const known = own || env.GH_TOKEN || env.GITHUB_TOKEN || (await readGhToken(env));
  const token = known || ((await prompts?.password('GitHub token that can write secrets')) ?? '');
  if (token === '') {
    throw new Failure('no GitHub token was found to write secrets', {
      code: 'github-token-missing',
      kind: 'usage',
      hint: 'set GH_TOKEN, or run gh auth login',
    });
  }
  host.mask(token);
  return token;
}

/** The web host as gh names it: the API's host without `api.`. */
function githubWebHost(env: Environment): string {
  return new URL(gitHubApiUrl(env)).hostname.replace(/^api\./, '');
}

/** The output of `gh auth token`; '' when gh is missing or not signed in. It gets none of our secrets. */
function readGhToken(env: Environment): Promise<string> {
  return new Promise((resolve) => {
    // Windows looks for gh in the working folder first, which may be an untrusted checkout (nodejs/node#46264).
    const options = { timeout: 10_000, windowsHide: true, env: childEnvironment(env), cwd: homedir() };
    execFile('gh', ['auth', 'token', '--hostname', githubWebHost(env)], options, (error, stdout) => {
      resolve(error === null && /^\S+$/.test(stdout.trim()) ? stdout.trim() : '');
    });
  });
}
