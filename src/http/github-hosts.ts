/**
 * Decides which GitHub hosts this run may call: the REST API and the OIDC token service, both from the runner's
 * environment.
 */
import { Failure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import type { Environment } from '../core/host.ts';
import { isLoopback } from './microsoft-hosts.ts';

/** The default without GITHUB_API_URL. */
const publicApiUrl = 'https://api.github.com';

/**
 * Returns the REST API's URL without a trailing slash: https://api.github.com, `https://HOST/api/v3` on GitHub
 * Enterprise Server, or `https://api.SUBDOMAIN.ghe.com` (docs.github.com, "Variables reference", GITHUB_API_URL).
 * Throws a Failure of kind `usage` if it is neither https nor on loopback.
 */
export function gitHubApiUrl(env: Environment): string {
  const text = apiUrlText(env);
  const url = parseTrustedUrl(text);
  if (url !== undefined) return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
  throw new Failure(`GITHUB_API_URL is not an https address: ${escapeControls(withoutUserInfo(text))}`, {
    code: 'untrusted-address',
    kind: 'usage',
    hint: 'a GitHub token is only sent to https addresses; unset GITHUB_API_URL for github.com',
  });
}

/** The REST API's address as the environment has it. Throws as `ghHostApiUrl`. */
function apiUrlText(env: Environment): string {
  return env.GITHUB_API_URL || ghHostApiUrl(env) || publicApiUrl;
}

/**
 * The API of the host that gh was told to use; '' without one, and for github.com. Throws a Failure of kind `usage` for
 * a server: GH_TOKEN is not meant for it, and must not go to github.com either (docs/facts.md, "GitHub's secrets").
 */
function ghHostApiUrl({ GH_HOST = '' }: Environment): string {
  const host = GH_HOST.trim().toLowerCase();
  if (host === '' || host === 'github.com') return '';
  if (/^[a-z0-9-]+\.ghe\.com$/.test(host)) return `https://api.${host}`;
  throw new Failure(`GH_HOST is ${escapeControls(withoutUserInfo(GH_HOST))}, and GITHUB_API_URL is not set`, {
    code: 'untrusted-address',
    kind: 'usage',
    hint: 'set GITHUB_API_URL to the API of that server (https://HOST/api/v3), or unset GH_HOST for github.com',
  });
}

/** The server of `gitHubApiUrl`, for a machine without GITHUB_SERVER_URL. Throws as that does. */
export function gitHubServerUrl(env: Environment): string {
  const { protocol, host, hostname } = new URL(gitHubApiUrl(env));
  // The emulator has GitHub's own issuer.
  if (isLoopback(hostname)) return 'https://github.com';
  return `${protocol}//${host === 'api.github.com' ? 'github.com' : host.replace(/^api\.(?=.+\.ghe\.com$)/, '')}`;
}

/** Removes everything before an @, because it may contain a password. */
function withoutUserInfo(text: string): string {
  const [from, to] = [text.indexOf('//') + 2, text.lastIndexOf('@') + 1];
  return from > 1 && to > from ? text.slice(0, from) + text.slice(to) : text;
}

/** Returns the origins that may receive a token. Skips untrusted ones: the run may not need them. */
export function listGitHubOrigins(env: Environment): readonly string[] {
  const texts = [apiUrlIfKnown(env), env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''];
  return texts.flatMap((text) => parseTrustedUrl(text)?.origin ?? []);
}

/** '' if GH_HOST names a server whose API is not known. */
function apiUrlIfKnown(env: Environment): string {
  try {
    return apiUrlText(env);
  } catch (error) {
    if (error instanceof Failure) return '';
    throw error;
  }
}

/** True for the API of Gitea and Forgejo, as their runners name it. It has no keys to seal secrets with. */
export function isGiteaApi(env: Environment): boolean {
  return /\/api\/v1\/*$/.test(env.GITHUB_API_URL ?? '');
}

/**
 * Returns the URL to call. Throws a Failure of kind `usage` if the run is emulated and the URL is not on loopback: a
 * token from the emulator must never replace a real secret.
 */
export function checkGitHubUrl(url: URL, emulated: boolean): string {
  if (!emulated || isLoopback(url.hostname)) return url.href;
  throw new Failure(`refused to call ${url.host} while ONEDRIVE_UPLOAD_EMULATOR is set`, {
    code: 'emulator-only',
    kind: 'usage',
    hint: 'set GITHUB_API_URL to the emulator too, or remove the inputs that need GitHub',
  });
}

/** Accepts https, or plain http on loopback, without a user name or password. */
function parseTrustedUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return safe ? url : undefined;
}
