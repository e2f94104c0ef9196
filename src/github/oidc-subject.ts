/** Looks up how GitHub builds the OIDC subjects of a repository (docs.github.com, "OpenID Connect reference"). */
import { asObjectOrEmpty, asString } from '../core/json.ts';
import { encodeGitHubSegment, type GitHubClient } from './client.ts';

/** A repository as in GitHub's tokens. */
export interface RepositoryIdentity {
  readonly fullName: string;
  readonly id: string | undefined;
  readonly ownerId: string | undefined;
  /** The subject's start as GitHub's API returns it. */
  readonly prefix: string | undefined;
  readonly template: SubjectTemplate;
}

/**
 * - An array: the claims that replace the default subject.
 * - `organization`: the organization's template, which this token may not read.
 * - `unknown`: this token may not read whether there is one.
 * - Undefined: GitHub's default.
 */
export type SubjectTemplate = readonly string[] | 'organization' | 'unknown' | undefined;

/** Asks GitHub. Throws a ServiceFailure if it does not tell about the repository at all. */
export async function fetchRepositoryIdentity(
  full: string,
  github: GitHubClient,
): Promise<Partial<RepositoryIdentity>> {
  const path = `/repos/${full.split('/').map(encodeGitHubSegment).join('/')}`;
  const { body } = await github.request({ method: 'GET', path, operation: `look up ${full}` });
  const { id, full_name, owner } = asObjectOrEmpty(body);
  const customization = await requestCustomization(github, path, full);
  const ownerId = asObjectOrEmpty(owner).id;
  const { sub_claim_prefix } = customization.body;
  return {
    // In GitHub's spelling, because subjects are case-sensitive.
    ...(typeof full_name === 'string' && { fullName: full_name }),
    ...(typeof id === 'number' && { id: String(id) }),
    ...(typeof ownerId === 'number' && { ownerId: String(ownerId) }),
    ...(typeof sub_claim_prefix === 'string' && { prefix: sub_claim_prefix }),
    template: await findTemplate(customization, asObjectOrEmpty(owner), github),
  };
}

interface Customization {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function requestCustomization(
  github: GitHubClient,
  place: string,
  name: string,
): Promise<Customization> {
  const { status, body } = await github.request({
    method: 'GET',
    path: `${place}/actions/oidc/customization/sub`,
    expectedStatuses: [403, 404],
    operation: `look up the subjects of ${name}`,
  });
  return { status, body: asObjectOrEmpty(body) };
}

/** A repository without the default and without claims uses the organization's template. A person has none. */
async function findTemplate(
  { status, body }: Customization,
  owner: Record<string, unknown>,
  github: GitHubClient,
): Promise<SubjectTemplate> {
  if (status === 403) return 'unknown';
  if (body.use_default !== false) return undefined;
  const own = readClaims(body);
  if (own !== undefined) return withoutDefault(own);
  const name = asString(owner.login);
  if (owner.type === 'User' || name === '') return undefined;
  const { status: answer, body: template } = await requestCustomization(
    github,
    `/orgs/${encodeGitHubSegment(name)}`,
    name,
  );
  const claims = readClaims(template);
  // 404 may mean that there is none, or that the token may not see it.
  if (claims === undefined) return answer < 300 ? undefined : 'organization';
  return withoutDefault(claims);
}

function readClaims({ include_claim_keys: claims }: Record<string, unknown>): string[] | undefined {
  return Array.isArray(claims) && claims.length > 0 ? claims.map(String) : undefined;
}

/** These two are the default subject in words (Azure/azure-dev#8681). */
function withoutDefault(claims: readonly string[]): SubjectTemplate {
  return claims.join() === 'repo,context' ? undefined : claims;
}
