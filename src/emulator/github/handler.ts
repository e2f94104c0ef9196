/** The part of GitHub's REST API for secret rotation and release notes: authentication and dispatch. */
import { randomBytes } from 'node:crypto';
import type { Clock, EmulatorReply, EmulatorRequest, Route } from '../core/messages.ts';
import { BodyTooLargeError, readBodyText } from '../drive/receive.ts';
import {
  createOidcProvider,
  isOidcPath,
  type OidcProvider,
  type OidcRepository,
  subjectCustomization,
} from './oidc.ts';
import { type NewRelease, type Release, releasesReply } from './releases.ts';
import { GitHubError, gitHubErrorReply, gitHubHeaders, notFoundError } from './replies.ts';
import { type SecretScope, SecretStore } from './secrets.ts';
import { allPermissions, expirationHeader, type GitHubToken, requirePermissions } from './tokens.ts';

export interface EmulatedRepository extends OidcRepository {
  readonly environments: readonly string[];
  readonly releases: Release[];
}

export type RepositoryOptions = Pick<EmulatedRepository, 'environments' | 'private' | 'immutableSubject'>;

export interface GitHub {
  readonly route: Route;
  /** A personal token with all permissions. */
  readonly token: string;
  /** The GITHUB_TOKEN of a job: contents, never secrets. */
  readonly jobToken: string;
  /**
   * All secrets, and the key that opens them. The scopes are `actions/OWNER/REPO`, `actions/OWNER/REPO/ENVIRONMENT`,
   * `actions/ORG`, `dependabot/OWNER/REPO` and `dependabot/ORG`, in lower case.
   */
  readonly secrets: SecretStore;
  readonly repositories: readonly EmulatedRepository[];
  /** Tokens for a job of the first repository, unless `oidc.job` is changed. */
  readonly oidc: OidcProvider;
  issueToken(token: GitHubToken): string;
  addRepository(full: string, facts?: Partial<RepositoryOptions>): EmulatedRepository;
  addRelease(repository: EmulatedRepository, release: NewRelease): Release;
}

interface GitHubContext {
  readonly organizationClaims: () => readonly string[] | undefined;
  readonly clock: Clock;
  readonly tokens: Map<string, GitHubToken>;
  readonly secrets: SecretStore;
  readonly repositories: EmulatedRepository[];
  readonly addRelease: GitHub['addRelease'];
}

/** More than any secret or release notes need. Those have their own limits. */
const bodyLimitBytes = 4 * 1024 * 1024;

/** `production`, and those that the documents' examples name. */
const environments = ['production', 'onedrive', 'onedrive-ada', 'onedrive-previews', 'sharepoint'];

/** Creates a GitHub with the repository octo-org/uploads, its environments, and two tokens. */
export function createGitHub({ clock }: { clock: Clock }): GitHub {
  const context: GitHubContext = {
    clock,
    tokens: new Map(),
    secrets: new SecretStore(clock),
    repositories: [],
    organizationClaims: () => oidc.organizationClaims,
    addRelease: (repository, release) => github.addRelease(repository, release),
  };
  let nextId = 1000;
  const github: Omit<GitHub, 'route' | 'token' | 'jobToken' | 'oidc'> = {
    secrets: context.secrets,
    repositories: context.repositories,
    issueToken(token) {
      const text = `${token.kind === 'personal' ? 'ghp' : 'ghs'}_emulator${randomBytes(14).toString('hex')}`;
      context.tokens.set(text, token);
      return text;
    },
    addRepository(fullName, facts = {}) {
      nextId += 1;
      const defaults = { environments: [], private: false, immutableSubject: false, releases: [] };
      const repository: EmulatedRepository = { id: nextId, fullName, ...defaults, ...facts };
      context.repositories.push(repository);
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
  const repository = github.addRepository('octo-org/uploads', { environments });
  const oidc = createOidcProvider({ clock, repository });
  const token = github.issueToken({ kind: 'personal', permissions: allPermissions });
  const jobToken = github.issueToken({ kind: 'integration', permissions: ['contents'] });
  const routeAll: Route = async (request) =>
    isOidcPath(request.url.pathname) ? oidc.answer(request) : handleRequest(context, request);
  return { ...github, route: routeAll, oidc, token, jobToken };
}

async function handleRequest(context: GitHubContext, request: EmulatorRequest): Promise<EmulatorReply> {
  const headers = gitHubHeaders(context.clock());
  try {
    const token = authenticate(context, request);
    if (token.expiresAtMs !== undefined)
      headers['github-authentication-token-expiration'] = expirationHeader(
        token.expiresAtMs,
        token.offsetHours,
      );
    const reply = await dispatch(context, request, token);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { ...gitHubErrorReply(error), headers };
  }
}

function authenticate(context: GitHubContext, { headers }: EmulatorRequest): GitHubToken {
  if (!headers['user-agent'])
    throw new GitHubError(403, 'Request forbidden by administrative rules. Please send a User-Agent header.');
  const text = /^(?:bearer|token) +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (text === undefined) throw new GitHubError(401, 'Requires authentication');
  const token = context.tokens.get(text);
  if (!token || (token.expiresAtMs ?? Number.POSITIVE_INFINITY) <= context.clock())
    throw new GitHubError(401, 'Bad credentials');
  return token;
}

async function dispatch(
  context: GitHubContext,
  request: EmulatorRequest,
  token: GitHubToken,
): Promise<EmulatorReply> {
  const { method, url } = request;
  // GitHub Enterprise Server has its API below /api/v3.
  const path = url.pathname
    .replace(/^\/api\/v3(?=\/)/, '')
    .slice(1)
    .split('/')
    .map(decodeSegment);
  const body = method === 'GET' ? undefined : await readJson(request);
  const call = { method, url, body };
  const [top = '', first = '', second = ''] = path;
  if (top === 'orgs') {
    const kind = second;
    if (path.slice(2).join('/') === 'actions/oidc/customization/sub' && method === 'GET') {
      requirePermissions(token, 'organization_administration');
      const claims = context.organizationClaims();
      if (claims === undefined) throw notFoundError();
      return { status: 200, json: { include_claim_keys: claims } };
    }
    if ((kind !== 'actions' && kind !== 'dependabot') || path[3] !== 'secrets') throw notFoundError();
    if (
      !context.repositories.some(({ fullName }) =>
        fullName.toLowerCase().startsWith(`${first.toLowerCase()}/`),
      )
    )
      throw notFoundError();
    requirePermissions(token, kind === 'actions' ? 'organization_secrets' : 'dependabot_secrets');
    const scope: SecretScope = { key: `${kind}/${first}`.toLowerCase(), kind, organization: true };
    return context.secrets.answer({
      ...call,
      scope,
      rest: path.slice(4),
      repositories: context.repositories,
    });
  }
  const byId = top === 'repositories';
  const rest = path.slice(byId ? 2 : 3);
  const name = `${first}/${second}`.toLowerCase();
  const repository = context.repositories.find((known) =>
    byId ? String(known.id) === first : known.fullName.toLowerCase() === name,
  );
  if (!repository || (top !== 'repos' && !byId)) throw notFoundError();
  return handleRepositoryRequest({ context, token, repository, rest, ...call });
}

interface RepositoryCall {
  readonly context: GitHubContext;
  readonly token: GitHubToken;
  readonly repository: EmulatedRepository;
  readonly rest: readonly string[];
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

function handleRepositoryRequest(call: RepositoryCall): EmulatorReply {
  const { context, token, repository, rest, method } = call;
  const { id, fullName, private: hidden } = repository;
  const [area = '', second = '', third = ''] = rest;
  const secretsAt = (scope: SecretScope, depth: number) =>
    context.secrets.answer({ ...call, scope, rest: rest.slice(depth), repositories: context.repositories });
  if (rest.length === 0 && method === 'GET') {
    const [owner = '', name = ''] = fullName.split('/');
    return { status: 200, json: { id, name, full_name: fullName, private: hidden, owner: { login: owner } } };
  }
  if ((area === 'actions' || area === 'dependabot') && second === 'secrets') {
    requirePermissions(token, area === 'actions' ? 'secrets' : 'dependabot_secrets');
    return secretsAt({ key: `${area}/${fullName}`.toLowerCase(), kind: area, organization: false }, 2);
  }
  if (rest.join('/') === 'actions/oidc/customization/sub' && method === 'GET') {
    if (hidden) requirePermissions(token, 'actions');
    return { status: 200, json: subjectCustomization(repository) };
  }
  if (area === 'environments' && third === 'secrets') {
    requirePermissions(token, 'secrets', 'environments');
    // Writing a secret does not create the environment.
    const environment = repository.environments.find((known) => known.toLowerCase() === second.toLowerCase());
    if (environment === undefined) throw notFoundError();
    const place = `actions/${fullName}/${environment}`.toLowerCase();
    return secretsAt({ key: place, kind: 'actions', organization: false }, 3);
  }
  if (area === 'releases') {
    const mayWrite = token.permissions.includes('contents');
    if (method !== 'GET') requirePermissions(token, 'contents');
    const create = (release: NewRelease) => context.addRelease(repository, release);
    return releasesReply({
      ...call,
      ...{ releases: repository.releases, rest: rest.slice(1), mayWrite, create },
      repository: fullName,
    });
  }
  throw notFoundError();
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFoundError();
  }
}

async function readJson(request: EmulatorRequest): Promise<unknown> {
  const text = await readBodyText(request.body, bodyLimitBytes).catch((error: unknown) => {
    throw error instanceof BodyTooLargeError ? new GitHubError(413, 'The request body is too large') : error;
  });
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
}
