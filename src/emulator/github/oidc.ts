/**
 * GitHub's OIDC tokens for a job with `id-token: write`, and the subject claims of repositories. Sources: github/docs
 * content/actions/reference/security/oidc.md; @actions/core oidc-utils; Azure/azure-dev#9382.
 */
import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { jwksDocument, lazyKeyPair, signJwt } from '../core/jwt.ts';
import type { Clock, EmulatorReply, EmulatorRequest } from '../core/messages.ts';

/** The parts of a repository that a subject may contain. */
export interface OidcRepository {
  readonly id: number;
  /** `OWNER/NAME` */
  readonly fullName: string;
  readonly private: boolean;
  /** Subjects contain the ids of owner and repository. True for repositories created since 15 July 2026. */
  immutableSubject: boolean;
  /** Claims of the repository's own subject template, e.g. `repo`, `context`. Undefined for the default template. */
  subjectClaims?: readonly string[] | undefined;
  /** Uses the template of the organization, `OidcProvider.organizationClaims`. */
  usesOrganizationTemplate?: boolean;
}

/** The job that requests tokens. All of it may be changed between two tokens. */
export interface OidcJob {
  repository: OidcRepository;
  ref: string;
  environment?: string | undefined;
  event: string;
}

export interface OidcProvider {
  /** Issuer of all tokens, without a trailing slash. */
  issuer: string;
  /** Replaces the subject that the job would have. */
  subject?: string | undefined;
  readonly job: OidcJob;
  /** Claims of the organization's template. Undefined if it has none: then GitHub's default applies. */
  organizationClaims?: readonly string[] | undefined;
  /** Default 300: five minutes. */
  lifetimeS: number;
  /** ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN. */
  readonly url: string;
  readonly requestToken: string;
  /** Origin of the listener. Set by the emulator. */
  origin: string;
  /** Every token issued, for leak tests. */
  readonly issued: readonly string[];
  /** The key that signs for this issuer, or undefined for any other issuer. */
  keyOf(issuer: string): KeyObject | undefined;
  /** The subject of the job's next token. */
  nextSubject(): string;
  /** Issues a token like the service. */
  mint(audience?: string): string;
  answer(request: EmulatorRequest): EmulatorReply;
}

/** Account id of the owner of all repositories. */
const ownerId = 9919;
const path = '/_oidc/token';
const keyId = 'emulator-github-key';
const keys = lazyKeyPair();

/** Creates the token service for a job of this repository. */
export function createOidcProvider({
  clock,
  repository,
}: {
  clock: Clock;
  repository: OidcRepository;
}): OidcProvider {
  const issued: string[] = [];
  const oidc: OidcProvider = {
    issuer: 'https://token.actions.githubusercontent.com',
    job: { repository, ref: 'refs/heads/main', event: 'push' },
    lifetimeS: 300,
    origin: '',
    requestToken: `emulator.${randomBytes(48).toString('base64url')}`,
    issued,
    get url() {
      return `${oidc.origin}${path}?api-version=2.0`;
    },
    keyOf: (issuer) => (issuer === oidc.issuer ? keys().publicKey : undefined),
    nextSubject: () => String(tokenClaims(oidc, clock).sub),
    mint(audience) {
      const key = keys().privateKey;
      const token = signJwt({
        header: { kid: keyId, x5t: keyId },
        claims: tokenClaims(oidc, clock, audience),
        key,
      });
      issued.push(token);
      return token;
    },
    answer({ method, url, headers }) {
      if (url.pathname === '/.well-known/jwks') return { status: 200, json: jwksDocument(keys(), keyId) };
      if (method !== 'GET') return { status: 405, json: { message: 'GET only' } };
      const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
      if (bearer !== oidc.requestToken) return { status: 401, json: { message: 'Unauthorized' } };
      const value = oidc.mint(url.searchParams.get('audience') || undefined);
      return { status: 200, json: { count: value.length, value } };
    },
  };
  return oidc;
}

/** True for the token service's paths on the listener's own address. */
export function isOidcPath(pathname: string): boolean {
  return pathname === path || pathname === '/.well-known/jwks';
}

/** The body of `GET /repos/{owner}/{repo}/actions/oidc/customization/sub`. */
export function subjectCustomization(repository: OidcRepository): Record<string, unknown> {
  const { subjectClaims, immutableSubject, usesOrganizationTemplate = false } = repository;
  return {
    use_default: subjectClaims === undefined && !usesOrganizationTemplate,
    ...(subjectClaims === undefined ? {} : { include_claim_keys: subjectClaims }),
    // False even if the prefix contains ids, unless the repository opted in (seen in Azure/azure-dev#9382).
    use_immutable_subject: false,
    ...(immutableSubject ? { sub_claim_prefix: subjectPrefix(repository) } : {}),
  };
}

function subjectPrefix({ fullName, id, immutableSubject }: OidcRepository): string {
  const [owner = '', name = ''] = fullName.split('/');
  return immutableSubject ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${fullName}`;
}

function tokenClaims(oidc: OidcProvider, clock: Clock, audience?: string): Record<string, unknown> {
  const { repository, ref, environment, event } = oidc.job;
  const [owner = ''] = repository.fullName.split('/');
  const nowS = Math.floor(clock() / 1000);
  const facts = {
    ...(environment === undefined ? {} : { environment }),
    ref,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: repository.fullName,
    repository_id: String(repository.id),
    repository_owner: owner,
    repository_owner_id: String(ownerId),
    repository_visibility: repository.private ? 'private' : 'public',
    event_name: event,
    actor: 'octocat',
    job_workflow_ref: `${repository.fullName}/.github/workflows/upload.yml@${ref}`,
    runner_environment: 'github-hosted',
  };
  return {
    jti: randomUUID(),
    sub: oidc.subject ?? defaultSubject(oidc, facts),
    aud: audience ?? `https://github.com/${owner}`,
    ...facts,
    iss: oidc.issuer,
    nbf: nowS - 600,
    exp: nowS + oidc.lifetimeS,
    iat: nowS,
  };
}

function defaultSubject(
  { job: { repository, ref, environment, event }, organizationClaims }: OidcProvider,
  facts: Record<string, string>,
): string {
  // A colon in a value would look like a separator.
  const safe = (text: string) => text.replaceAll(':', '%3A');
  const place = event.startsWith('pull_request') ? 'pull_request' : `ref:${safe(ref)}`;
  const context = environment === undefined ? place : `environment:${safe(environment)}`;
  const claims =
    repository.subjectClaims ??
    (repository.usesOrganizationTemplate === true ? organizationClaims : undefined);
  if (claims === undefined) return `${subjectPrefix(repository)}:${context}`;
  const part = (name: string) => (name === 'context' ? context : `${name}:${safe(facts[name] ?? '')}`);
  return claims.map((name) => (name === 'repo' ? subjectPrefix(repository) : part(name))).join(':');
}
