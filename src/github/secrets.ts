/**
 * Reads when a secret at GitHub was written, and writes encrypted values, in four kinds of places. Keeps the visibility
 * of an organization's secret. Source: docs.github.com/rest/actions/secrets and /rest/dependabot/secrets.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { escapeControls } from '../core/format.ts';
import { asObjectOrEmpty } from '../core/json.ts';
import type { SecretLocation } from '../inputs/rotation.ts';
import { secretNameProblem } from '../inputs/secret-name.ts';
import { encodeGitHubSegment, type GitHubClient, type GitHubResponse } from './client.ts';
import { sealSecret } from './seal.ts';

/** A place for secrets. */
export interface SecretStore {
  readonly github: GitHubClient;
  /** `OWNER/REPO`; only the owner matters for an organization's secrets. */
  readonly repository: string;
  readonly location: SecretLocation;
}

/** The permissions that a token needs for each location: the names in its settings, and the classic scope. */
const requiredPermissions: Readonly<Record<SecretLocation['kind'], string>> = {
  repository: 'the permission “Secrets: write” for this repository (a classic token: repo)',
  environment:
    'the permissions “Secrets: write” and “Environments: write” for this repository (a classic token: repo)',
  organization: 'the organization permission “Secrets: write” (a classic token: admin:org)',
  dependabot: 'the permission “Dependabot secrets: write” for this repository (a classic token: repo)',
};

/** Names the secret for people: `the repository secret TOKEN of octo-org/uploads`. */
export function describeSecret({ repository, location }: Omit<SecretStore, 'github'>, name: string): string {
  const where = escapeControls(repository);
  if (location.kind === 'environment')
    return `the secret ${name} of the environment ${escapeControls(location.name)} in ${where}`;
  if (location.kind === 'organization') return `the organization secret ${name} of ${where.split('/')[0]}`;
  return `the ${location.kind === 'dependabot' ? 'Dependabot' : 'repository'} secret ${name} of ${where}`;
}

/** When the secret was last written, in milliseconds since the epoch; undefined if it does not exist. */
export async function findGitHubSecret(
  store: SecretStore,
  name: string,
): Promise<{ updatedMs: number } | undefined> {
  const { status, body } = await withHint(store, () => getSecret(store, name));
  return status === 404 ? undefined : { updatedMs: Date.parse(String(asObjectOrEmpty(body).updated_at)) };
}

/** Checks, without writing, that the place exists and the token may use it. Throws a ServiceFailure with a hint. */
export async function checkSecretStore(store: SecretStore): Promise<void> {
  await withHint(store, () => getPublicKey(store));
}

/** Encrypts and writes a value. Returns `created` if the secret is new. Throws a ServiceFailure with a hint. */
export async function writeGitHubSecret(
  store: SecretStore,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<'created' | 'updated'> {
  return withHint(store, async () => {
    const visibility = store.location.kind === 'organization' ? await readVisibility(store, name) : {};
    const put = async (key: PublicKey) =>
      store.github.request({
        method: 'PUT',
        path: `${secretsPath(store)}/${encodeGitHubSegment(name)}`,
        body: { encrypted_value: await sealSecret(value, key.key), key_id: key.id, ...visibility },
        operation: `write ${describeSecret(store, name)}`,
      });
    const key = await getPublicKey(store);
    const { status } = await put(key).catch(async (error: unknown) => {
      if (!(error instanceof ServiceFailure) || error.service.status !== 422) throw error;
      // GitHub changes its key now and then, and rejects values encrypted with the previous one.
      const fresh = await getPublicKey(store);
      if (fresh.id === key.id) throw error;
      return put(fresh);
    });
    return status === 201 ? 'created' : 'updated';
  });
}

/** The result of writing one of several secrets. */
export interface WrittenSecret {
  readonly name: string;
  readonly outcome: 'created' | 'updated';
}

/** Writes several secrets in order. If one fails, the Failure names those already written. */
export async function writeGitHubSecrets(
  store: SecretStore,
  secrets: readonly { readonly name: string; readonly value: string }[],
): Promise<readonly WrittenSecret[]> {
  for (const { name } of secrets) {
    const problem = secretNameProblem(name);
    if (problem !== undefined)
      throw new Failure(`a secret's name ${problem}`, { code: 'bad-input', kind: 'usage' });
  }
  const written: WrittenSecret[] = [];
  for (const secret of secrets) {
    try {
      written.push({ name: secret.name, outcome: await writeGitHubSecret(store, secret) });
    } catch (error) {
      if (!(error instanceof Failure) || written.length === 0) throw error;
      const before = written.map(({ name }) => name).join(', ');
      const { code, kind, hint } = error;
      throw new Failure(`${error.message} (already written: ${before})`, { code, kind, hint });
    }
  }
  return written;
}

function secretsPath({ repository, location }: SecretStore): string {
  const [owner = '', name = '', ...more] = repository.split('/');
  if (more.length > 0 || name === '')
    throw new Failure(
      repository === '' ? 'GITHUB_REPOSITORY is empty' : `${escapeControls(repository)} is not a repository`,
      { code: 'bad-input', kind: 'usage', hint: 'give the repository of the secret as OWNER/REPO' },
    );
  if (location.kind === 'organization') return `/orgs/${encodeGitHubSegment(owner)}/actions/secrets`;
  const base = `/repos/${encodeGitHubSegment(owner)}/${encodeGitHubSegment(name)}`;
  if (location.kind === 'environment')
    return `${base}/environments/${encodeGitHubSegment(location.name)}/secrets`;
  return `${base}/${location.kind === 'dependabot' ? 'dependabot' : 'actions'}/secrets`;
}

function getSecret(store: SecretStore, name: string): Promise<GitHubResponse> {
  const operation = `look up ${describeSecret(store, name)}`;
  const path = `${secretsPath(store)}/${encodeGitHubSegment(name)}`;
  return store.github.request({ method: 'GET', path, expectedStatuses: [404], operation });
}

interface PublicKey {
  readonly id: string;
  /** Base64. */
  readonly key: string;
}

async function getPublicKey(store: SecretStore): Promise<PublicKey> {
  const operation = `get the key for secrets of ${escapeControls(store.repository)}`;
  const { body } = await store.github.request({
    method: 'GET',
    path: `${secretsPath(store)}/public-key`,
    operation,
  });
  const { key_id: id, key } = asObjectOrEmpty(body);
  if (typeof id === 'string' && typeof key === 'string') return { id, key };
  throw new Failure(`${operation}: the answer contains no key`, {
    code: 'bad-answer',
    kind: 'service',
    hint: 'check GITHUB_API_URL',
  });
}

/**
 * Each write must repeat the visibility of an organization's secret, or it is lost (cli/cli#8110). A new secret is
 * visible to this repository only: no other job needs access to this drive.
 */
async function readVisibility(store: SecretStore, name: string): Promise<Readonly<Record<string, unknown>>> {
  const { status, body } = await getSecret(store, name);
  if (status === 404) {
    return { visibility: 'selected', selected_repository_ids: [await readRepositoryId(store)] };
  }
  const { visibility } = asObjectOrEmpty(body);
  if (visibility === 'all' || visibility === 'private') return { visibility };
  const operation = `read which repositories can use ${describeSecret(store, name)}`;
  if (visibility !== 'selected')
    throw new Failure(`${operation}: its visibility is not known, so nothing was written`, {
      code: 'secret-not-stored',
      kind: 'service',
    });
  const path = `${secretsPath(store)}/${encodeGitHubSegment(name)}/repositories`;
  const selected = await store.github.list({ path, operation, field: 'repositories' });
  return { visibility, selected_repository_ids: selected.map((one) => Number(asObjectOrEmpty(one).id)) };
}

async function readRepositoryId({ github, repository }: SecretStore): Promise<unknown> {
  const path = `/repos/${repository.split('/').map(encodeGitHubSegment).join('/')}`;
  const { body } = await github.request({
    method: 'GET',
    path,
    operation: `look up ${escapeControls(repository)}`,
  });
  return asObjectOrEmpty(body).id;
}

/** Runs `run`; adds the hint for this place to a ServiceFailure. */
async function withHint<T>(store: SecretStore, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    const hint = hintFor(store, error);
    if (hint === undefined) throw error;
    throw new ServiceFailure(error.message, { code: error.code, hint, service: error.service });
  }
}

function hintFor({ repository, location }: SecretStore, { service }: ServiceFailure): string | undefined {
  const message = service.message ?? '';
  const permission = requiredPermissions[location.kind];
  const where = escapeControls(repository);
  if (service.status === 403 && /by integration/.test(message)) {
    return (
      "the job's GITHUB_TOKEN cannot write secrets: use a personal access token, or the token of an App " +
      `(actions/create-github-app-token), with ${permission}`
    );
  }
  if (service.status === 403 && /not accessible|must have/i.test(message))
    return `the token needs ${permission}`;
  if (service.status !== 404) return undefined;
  if (location.kind === 'organization') {
    const owner = where.split('/')[0];
    return `check that ${owner} is an organization and that the token can see its secrets: it needs ${permission}`;
  }
  const environmentHint =
    location.kind === 'environment'
      ? `that the environment ${escapeControls(location.name)} exists (writing a secret does not create it), `
      : '';
  return `check ${environmentHint}that ${where} is right and that the token has access to it: it needs ${permission}`;
}
