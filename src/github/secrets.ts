/**
 * Secrets at GitHub: reads when one was written, writes a sealed value, keeps an organization's choice of who
 * may use it. Knows the four places and which permission each needs; not why or when something is written.
 * Source: docs.github.com/rest/actions/secrets and /rest/dependabot/secrets.
 */
import { Failure, ServiceFailure } from '../core/errors.ts';
import { printable } from '../core/format.ts';
import { fields } from '../core/json.ts';
import type { SecretPlace } from '../inputs/rotation.ts';
import { secretNameProblem } from '../inputs/secret-name.ts';
import { type GitHub, type GitHubAnswer, segment } from './client.ts';
import { seal } from './seal.ts';

/** A place that keeps secrets. */
export interface Shelf {
  readonly github: GitHub;
  /** `OWNER/REPO`; for an organization's secrets its owner counts. */
  readonly repository: string;
  readonly place: SecretPlace;
}

/** What a token needs for each place: the names in its settings, and the classic scope. */
const needs: Readonly<Record<SecretPlace['kind'], string>> = {
  repository: 'the permission “Secrets: write” for this repository (a classic token: repo)',
  environment:
    'the permissions “Secrets: write” and “Environments: write” for this repository (a classic token: repo)',
  organization: 'the organization permission “Secrets: write” (a classic token: admin:org)',
  dependabot: 'the permission “Dependabot secrets: write” for this repository (a classic token: repo)',
};

/** The secret in words: `the repository secret TOKEN of octo-org/uploads`. */
export function secretInWords({ repository, place }: Omit<Shelf, 'github'>, name: string): string {
  const where = printable(repository);
  if (place.kind === 'environment')
    return `the secret ${name} of the environment ${printable(place.name)} in ${where}`;
  if (place.kind === 'organization') return `the organization secret ${name} of ${where.split('/')[0]}`;
  return `the ${place.kind === 'dependabot' ? 'Dependabot' : 'repository'} secret ${name} of ${where}`;
}

/** When the secret was last written, in milliseconds since the epoch; undefined when there is none of that name. */
export async function readSecret(shelf: Shelf, name: string): Promise<{ updatedMs: number } | undefined> {
  const { status, body } = await described(shelf, () => peek(shelf, name));
  return status === 404 ? undefined : { updatedMs: Date.parse(String(fields(body).updated_at)) };
}

/** Makes sure that the place is there and the token may use it, without writing. Throws ServiceFailure with what to do. */
export async function reachShelf(shelf: Shelf): Promise<void> {
  await described(shelf, () => publicKey(shelf));
}

/** Seals and writes a value; `created` when there was no secret of that name. Throws ServiceFailure with what to do. */
export async function writeSecret(
  shelf: Shelf,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<'created' | 'updated'> {
  return described(shelf, async () => {
    const visibility = shelf.place.kind === 'organization' ? await visibilityOf(shelf, name) : {};
    const put = async (key: PublicKey) =>
      shelf.github.call({
        method: 'PUT',
        path: `${pathOf(shelf)}/${segment(name)}`,
        body: { encrypted_value: await seal(value, key.key), key_id: key.id, ...visibility },
        doing: `write ${secretInWords(shelf, name)}`,
      });
    const key = await publicKey(shelf);
    const { status } = await put(key).catch(async (error: unknown) => {
      if (!(error instanceof ServiceFailure) || error.service.status !== 422) throw error;
      // GitHub changes its key now and then, and refuses what was sealed for the one before.
      const fresh = await publicKey(shelf);
      if (fresh.id === key.id) throw error;
      return put(fresh);
    });
    return status === 201 ? 'created' : 'updated';
  });
}

/** What became of one of several secrets. */
export interface SavedSecret {
  readonly name: string;
  readonly outcome: 'created' | 'updated';
}

/** Writes several, one after the other. A Failure names those that were written before it. */
export async function saveSecrets(
  shelf: Shelf,
  secrets: readonly { readonly name: string; readonly value: string }[],
): Promise<readonly SavedSecret[]> {
  for (const { name } of secrets) {
    const problem = secretNameProblem(name);
    if (problem !== undefined) throw new Failure(`a secret's name ${problem}`, { kind: 'usage' });
  }
  const saved: SavedSecret[] = [];
  for (const secret of secrets) {
    try {
      saved.push({ name: secret.name, outcome: await writeSecret(shelf, secret) });
    } catch (error) {
      if (!(error instanceof Failure) || saved.length === 0) throw error;
      const before = saved.map(({ name }) => name).join(', ');
      const { kind, hint } = error;
      throw new Failure(`${error.message} (already written: ${before})`, { kind, hint });
    }
  }
  return saved;
}

function pathOf({ repository, place }: Shelf): string {
  const [owner = '', name = '', ...more] = repository.split('/');
  if (more.length > 0 || name === '')
    throw new Failure(
      repository === '' ? 'GITHUB_REPOSITORY is empty' : `${printable(repository)} is no repository`,
      { kind: 'usage', hint: 'name the repository whose secret is meant, as OWNER/REPO' },
    );
  if (place.kind === 'organization') return `/orgs/${segment(owner)}/actions/secrets`;
  const base = `/repos/${segment(owner)}/${segment(name)}`;
  if (place.kind === 'environment') return `${base}/environments/${segment(place.name)}/secrets`;
  return `${base}/${place.kind === 'dependabot' ? 'dependabot' : 'actions'}/secrets`;
}

function peek(shelf: Shelf, name: string): Promise<GitHubAnswer> {
  const doing = `look at ${secretInWords(shelf, name)}`;
  const path = `${pathOf(shelf)}/${segment(name)}`;
  return shelf.github.call({ method: 'GET', path, expect: [404], doing });
}

interface PublicKey {
  readonly id: string;
  /** Base64. */
  readonly key: string;
}

async function publicKey(shelf: Shelf): Promise<PublicKey> {
  const doing = `get the key for secrets of ${printable(shelf.repository)}`;
  const { body } = await shelf.github.call({ method: 'GET', path: `${pathOf(shelf)}/public-key`, doing });
  const { key_id: id, key } = fields(body);
  if (typeof id === 'string' && typeof key === 'string') return { id, key };
  throw new Failure(`${doing}: the answer has none`, { kind: 'service', hint: 'check GITHUB_API_URL' });
}

/**
 * Who may use an organization's secret has to be said with every write, and what is not repeated is lost
 * (cli/cli#8110). A new one is for this repository alone: no other job needs the way into this drive.
 */
async function visibilityOf(shelf: Shelf, name: string): Promise<Readonly<Record<string, unknown>>> {
  const { status, body } = await peek(shelf, name);
  if (status === 404) {
    return { visibility: 'selected', selected_repository_ids: [await repositoryId(shelf)] };
  }
  const { visibility } = fields(body);
  if (visibility === 'all' || visibility === 'private') return { visibility };
  const doing = `read which repositories may use ${secretInWords(shelf, name)}`;
  if (visibility !== 'selected')
    throw new Failure(`${doing}: its visibility is unknown here, and nothing was written`, {
      kind: 'service',
    });
  const path = `${pathOf(shelf)}/${segment(name)}/repositories`;
  const selected = await shelf.github.list({ path, doing, field: 'repositories' });
  return { visibility, selected_repository_ids: selected.map((one) => Number(fields(one).id)) };
}

async function repositoryId({ github, repository }: Shelf): Promise<unknown> {
  const path = `/repos/${repository.split('/').map(segment).join('/')}`;
  const { body } = await github.call({ method: 'GET', path, doing: `look up ${printable(repository)}` });
  return fields(body).id;
}

/** Runs it; a refusal comes out with the advice for this place. */
async function described<T>(shelf: Shelf, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    const hint = adviceFor(shelf, error);
    if (hint === undefined) throw error;
    throw new ServiceFailure(error.message, { hint, service: error.service });
  }
}

function adviceFor({ repository, place }: Shelf, { service }: ServiceFailure): string | undefined {
  const said = service.said ?? '';
  const need = needs[place.kind];
  const where = printable(repository);
  if (service.status === 403 && /by integration/.test(said)) {
    return (
      "the job's own GITHUB_TOKEN can never write secrets: use a personal access token, or an App's " +
      `(actions/create-github-app-token), with ${need}`
    );
  }
  if (service.status === 403 && /not accessible|must have/i.test(said)) return `the token needs ${need}`;
  if (service.status !== 404) return undefined;
  if (place.kind === 'organization') {
    const owner = where.split('/')[0];
    return `check that ${owner} is an organization and that the token may see its secrets: it needs ${need}`;
  }
  const there =
    place.kind === 'environment'
      ? `that the environment ${printable(place.name)} exists (writing a secret does not make one), `
      : '';
  return `check ${there}that ${where} is right and among the token's repositories: it needs ${need}`;
}
