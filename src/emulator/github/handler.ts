/**
 * The piece of GitHub's REST API that a rotated secret and a release's notes need: who the token is and what it
 * may do, and which path leads where. The secrets and releases themselves are in ghsecrets and ghreleases.
 */
import { randomBytes } from 'node:crypto';
import type { Clock, EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { readText, TooManyBytes } from '../drive/receive.ts';
import { createOidc, isOidcPath, type Oidc, type OidcRepository, subjectCustomization } from './oidc.ts';
import { answerReleases, type Release } from './releases.ts';
import { Declined, declinedReply, notFound } from './replies.ts';
import { SecretStore, type Shelf } from './secrets.ts';

/** What a fine-grained token or an App can be allowed; reading public things needs none of it. */
export type Permission =
  | 'secrets'
  | 'environments'
  | 'organization_secrets'
  | 'dependabot_secrets'
  | 'actions'
  | 'contents';

export interface GitHubToken {
  /** `integration`: an App's or a job's token, which is refused in other words than a person's. */
  readonly kind: 'personal' | 'integration';
  readonly permissions: readonly Permission[];
  /** Sent back with every answer, and the end of the token. */
  readonly expiresAtMs?: number;
  /** Some tokens' end is told with an offset instead of `UTC` (google/go-github#2649): hours east of it. */
  readonly offsetHours?: number;
}

export interface Repository extends OidcRepository {
  readonly environments: readonly string[];
  readonly releases: Release[];
}

export type RepositoryFacts = Pick<Repository, 'environments' | 'private' | 'immutableSubject'>;

export interface GitHub {
  readonly route: Route;
  /** A personal token that may do everything here. */
  readonly token: string;
  /** What a job finds as GITHUB_TOKEN: contents, never secrets. */
  readonly jobToken: string;
  /** Every secret there is, and the key that opens them; places are named `actions/OWNER/REPO`,
   * `actions/OWNER/REPO/ENVIRONMENT`, `actions/ORG`, `dependabot/OWNER/REPO`, `dependabot/ORG`, in lower case. */
  readonly secrets: SecretStore;
  readonly repositories: readonly Repository[];
  /** Tokens for a job of the first repository, unless `oidc.job` is told of another. */
  readonly oidc: Oidc;
  issueToken(token: GitHubToken): string;
  addRepository(full: string, facts?: Partial<RepositoryFacts>): Repository;
  addRelease(repository: Repository, release: Partial<Omit<Release, 'id'>> & { tag: string }): Release;
}

interface World {
  readonly clock: Clock;
  readonly tokens: Map<string, GitHubToken>;
  readonly secrets: SecretStore;
  readonly repositories: Repository[];
}

/** More than any secret or release's notes take; what those may hold at most is theirs to say. */
const bodyLimitBytes = 4 * 1024 * 1024;

const everything: readonly Permission[] = [
  'secrets',
  'environments',
  'organization_secrets',
  'dependabot_secrets',
  'actions',
  'contents',
];

/** A GitHub with the repository octo-org/uploads, its environment `production`, and two tokens. */
export function createGitHub({ clock }: { clock: Clock }): GitHub {
  const world: World = { clock, tokens: new Map(), secrets: new SecretStore(clock), repositories: [] };
  let nextId = 1000;
  const github: Omit<GitHub, 'route' | 'token' | 'jobToken' | 'oidc'> = {
    secrets: world.secrets,
    repositories: world.repositories,
    issueToken(token) {
      const text = `${token.kind === 'personal' ? 'ghp' : 'ghs'}_emulator${randomBytes(14).toString('hex')}`;
      world.tokens.set(text, token);
      return text;
    },
    addRepository(full, facts = {}) {
      nextId += 1;
      const blank = { environments: [], private: false, immutableSubject: false, releases: [] };
      const repository: Repository = { id: nextId, full, ...blank, ...facts };
      world.repositories.push(repository);
      return repository;
    },
    addRelease(repository, facts) {
      nextId += 1;
      const blank = { id: nextId, name: facts.tag, body: '', draft: false, prerelease: false };
      const release = { ...blank, createdAtMs: clock(), ...facts };
      repository.releases.push(release);
      return release;
    },
  };
  const repository = github.addRepository('octo-org/uploads', { environments: ['production'] });
  const oidc = createOidc({ clock, repository });
  const token = github.issueToken({ kind: 'personal', permissions: everything });
  const jobToken = github.issueToken({ kind: 'integration', permissions: ['contents'] });
  const all: Route = async (request) =>
    isOidcPath(request.url.pathname) ? oidc.answer(request) : route(world, request);
  return { ...github, route: all, oidc, token, jobToken };
}

async function route(world: World, request: EmulatorRequest): Promise<EmulatorReply> {
  const headers: Record<string, string> = { 'x-github-media-type': 'github.v3; format=json' };
  try {
    const token = signedIn(world, request);
    if (token.expiresAtMs !== undefined)
      headers['github-authentication-token-expiration'] = expiry(token.expiresAtMs, token.offsetHours);
    const reply = await dispatch(world, request, token);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (error) {
    if (!(error instanceof Declined)) throw error;
    return { ...declinedReply(error), headers };
  }
}

/** `2026-12-21 14:25:01 UTC` or `2026-12-21 16:25:01 +0200`, as the header of that name has it. */
function expiry(atMs: number, offsetHours?: number): string {
  const text = new Date(atMs + (offsetHours ?? 0) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  if (offsetHours === undefined) return `${text} UTC`;
  return `${text} ${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}

function signedIn(world: World, { headers }: EmulatorRequest): GitHubToken {
  if (!headers['user-agent'])
    throw new Declined(403, 'Request forbidden by administrative rules. Please send a User-Agent header.');
  const text = /^(?:bearer|token) +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (text === undefined) throw new Declined(401, 'Requires authentication');
  const token = world.tokens.get(text);
  if (!token || (token.expiresAtMs ?? Number.POSITIVE_INFINITY) <= world.clock())
    throw new Declined(401, 'Bad credentials');
  return token;
}

function demand(token: GitHubToken, ...permissions: Permission[]): void {
  if (permissions.every((permission) => token.permissions.includes(permission))) return;
  const who = token.kind === 'integration' ? 'integration' : 'personal access token';
  throw new Declined(403, `Resource not accessible by ${who}`);
}

async function dispatch(world: World, request: EmulatorRequest, token: GitHubToken): Promise<EmulatorReply> {
  const { method, url } = request;
  // GitHub Enterprise Server keeps its API below a folder.
  const path = url.pathname
    .replace(/^\/api\/v3(?=\/)/, '')
    .slice(1)
    .split('/')
    .map(decoded);
  const body = method === 'GET' ? undefined : await readJson(request);
  const call = { method, url, body };
  const [top = '', first = '', second = ''] = path;
  if (top === 'orgs') {
    const kind = second;
    if ((kind !== 'actions' && kind !== 'dependabot') || path[3] !== 'secrets') throw notFound();
    if (!world.repositories.some(({ full }) => full.toLowerCase().startsWith(`${first.toLowerCase()}/`)))
      throw notFound();
    demand(token, kind === 'actions' ? 'organization_secrets' : 'dependabot_secrets');
    const shelf: Shelf = { place: `${kind}/${first}`.toLowerCase(), kind, organization: true };
    return world.secrets.answer({ ...call, shelf, rest: path.slice(4), repositories: world.repositories });
  }
  const byId = top === 'repositories';
  const rest = path.slice(byId ? 2 : 3);
  const name = `${first}/${second}`.toLowerCase();
  const repository = world.repositories.find((known) =>
    byId ? String(known.id) === first : known.full.toLowerCase() === name,
  );
  if (!repository || (top !== 'repos' && !byId)) throw notFound();
  return ofRepository({ world, token, repository, rest, ...call });
}

interface RepositoryCall {
  readonly world: World;
  readonly token: GitHubToken;
  readonly repository: Repository;
  readonly rest: readonly string[];
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

function ofRepository(call: RepositoryCall): EmulatorReply {
  const { world, token, repository, rest, method } = call;
  const { id, full, private: hidden } = repository;
  const [area = '', second = '', third = ''] = rest;
  const secretsAt = (shelf: Shelf, depth: number) =>
    world.secrets.answer({ ...call, shelf, rest: rest.slice(depth), repositories: world.repositories });
  if (rest.length === 0 && method === 'GET') {
    const [owner = '', name = ''] = full.split('/');
    return { status: 200, json: { id, name, full_name: full, private: hidden, owner: { login: owner } } };
  }
  if ((area === 'actions' || area === 'dependabot') && second === 'secrets') {
    demand(token, area === 'actions' ? 'secrets' : 'dependabot_secrets');
    return secretsAt({ place: `${area}/${full}`.toLowerCase(), kind: area, organization: false }, 2);
  }
  if (rest.join('/') === 'actions/oidc/customization/sub' && method === 'GET') {
    if (hidden) demand(token, 'actions');
    return { status: 200, json: subjectCustomization(repository) };
  }
  if (area === 'environments' && third === 'secrets') {
    demand(token, 'secrets', 'environments');
    // An environment is not made by writing a secret into it.
    const environment = repository.environments.find((known) => known.toLowerCase() === second.toLowerCase());
    if (environment === undefined) throw notFound();
    const place = `actions/${full}/${environment}`.toLowerCase();
    return secretsAt({ place, kind: 'actions', organization: false }, 3);
  }
  if (area === 'releases') {
    const mayWrite = token.permissions.includes('contents');
    if (method !== 'GET') demand(token, 'contents');
    const { releases } = repository;
    return answerReleases({ ...call, releases, rest: rest.slice(1), mayWrite, repository: full });
  }
  throw notFound();
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}

async function readJson(request: EmulatorRequest): Promise<unknown> {
  const text = await readText(request.body, bodyLimitBytes).catch((error: unknown) => {
    throw error instanceof TooManyBytes ? new Declined(413, 'The request body is too large') : error;
  });
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Declined(400, 'Problems parsing JSON');
  }
}
