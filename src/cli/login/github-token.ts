/**
 * The GitHub token that writes secrets: from the environment, from a file, from gh, or asked for. Knows where
 * people keep one; sends it nowhere.
 */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { Failure } from '../../core/errors.ts';
import type { Environment } from '../../core/host.ts';
import { githubApi } from '../../http/github-hosts.ts';
import { openReader } from '../../inputs/reader.ts';
import { ROTATION } from '../../inputs/rotation.ts';
import { commandInputs } from '../options/inputs.ts';
import { warnOfOpenFiles } from '../options/token-file.ts';
import { forChildren } from '../terminal/child-env.ts';
import type { Seat } from '../terminal/session.ts';
import type { Flags } from './app.ts';

/** Finds a token, the plainest place first. Throws a Failure of kind `usage` where there is none. */
export async function findGitHubToken(
  { host, ask }: Pick<Seat, 'host' | 'ask'>,
  flags: Flags,
): Promise<string> {
  const { env } = host;
  warnOfOpenFiles(host, flags, ['github-token']);
  const own = openReader(commandInputs(flags, env))(ROTATION.githubToken);
  const known = own || env.GH_TOKEN || env.GITHUB_TOKEN || (await fromGh(env));
  const token = known || ((await ask?.hidden('GitHub token that may write secrets')) ?? '');
  if (token === '') {
    throw new Failure('there is no GitHub token to write secrets with', {
      kind: 'usage',
      hint: 'set GH_TOKEN, or sign in with gh auth login',
    });
  }
  host.mask(token);
  return token;
}

/** The host of the web pages, as gh names it: the API's name without `api.`. */
function githubHost(env: Environment): string {
  return new URL(githubApi(env)).hostname.replace(/^api\./, '');
}

/** What `gh auth token` prints; '' when gh is not there or not signed in. It gets no secret of ours. */
function fromGh(env: Environment): Promise<string> {
  return new Promise((resolve) => {
    // Windows looks for gh in the working folder first, which may be anybody's checkout (nodejs/node#46264).
    const options = { timeout: 10_000, windowsHide: true, env: forChildren(env), cwd: homedir() };
    execFile('gh', ['auth', 'token', '--hostname', githubHost(env)], options, (error, stdout) => {
      resolve(error === null && /^\S+$/.test(stdout.trim()) ? stdout.trim() : '');
    });
  });
}
