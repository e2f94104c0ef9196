/**
 * Which of GitHub's hosts this run may call: the REST API and the service that mints OIDC tokens, both named
 * by the runner's environment. Pure: judges addresses, opens nothing, knows no token.
 */
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Environment } from '../core/host.ts';
import { isLoopback } from './microsoft-hosts.ts';

/** Where GitHub's own API lies: what holds when the environment names no other. */
const publicApiUrl = 'https://api.github.com';

/**
 * Where the REST API lies, without a slash at the end: https://api.github.com, `https://HOST/api/v3` on a GitHub
 * Enterprise Server, `https://api.SUBDOMAIN.ghe.com` (docs.github.com, "Variables reference", GITHUB_API_URL).
 * Throws a Failure of kind `usage` when it is neither https nor on loopback.
 */
export function gitHubApiUrl(env: Environment): string {
  const text = env.GITHUB_API_URL || publicApiUrl;
  const url = parseTrustedUrl(text);
  if (url !== undefined) return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
  throw new Failure(`GITHUB_API_URL is not an https address: ${escapeControls(withoutUserInfo(text))}`, {
    kind: 'usage',
    hint: 'a GitHub token is sent to https://HOST only; unset GITHUB_API_URL for github.com',
  });
}

/** Without what stands before an @, which could be a password. */
function withoutUserInfo(text: string): string {
  const [from, to] = [text.indexOf('//') + 2, text.lastIndexOf('@') + 1];
  return from > 1 && to > from ? text.slice(0, from) + text.slice(to) : text;
}

/** Origins that may be sent a token. One that cannot be trusted is none of them: a run may never need it. */
export function listGitHubOrigins(env: Environment): readonly string[] {
  const texts = [env.GITHUB_API_URL || publicApiUrl, env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''];
  return texts.flatMap((text) => parseTrustedUrl(text)?.origin ?? []);
}

/**
 * Where a request for one of these origins goes: there, unless nothing is to leave this machine. An emulator's
 * token must never replace a real secret: a Failure of kind `usage`.
 */
export function checkGitHubUrl(url: URL, emulated: boolean): string {
  if (!emulated || isLoopback(url.hostname)) return url.href;
  throw new Failure(`refused to call ${url.host} while ONEDRIVE_UPLOAD_EMULATOR is set`, {
    kind: 'usage',
    hint: 'set GITHUB_API_URL to the emulator as well, or leave out what needs GitHub',
  });
}

/** https anywhere, plain http on loopback only, and no user name in it. */
function parseTrustedUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return safe ? url : undefined;
}
