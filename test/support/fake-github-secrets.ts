/**
 * The secrets of octo-org in memory, behind the interface of src/github. Records each write, and who may use a secret.
 * Responses depend on the path alone (docs.github.com/rest/actions/secrets). Uses no network and no octokit.
 */
import sodium from 'libsodium-wrappers';
import { ServiceFailure } from '../../src/core/errors.ts';
import type { GitHubClient, GitHubRequest, GitHubResponse } from '../../src/github/client.ts';

await sodium.ready;

/** A stored secret. */
export interface FakeSecret {
  /** ISO 8601. */
  readonly updatedAt?: string;
  readonly visibility?: string;
  readonly selected?: readonly number[];
  /** Base64. `FakeGitHubSecrets.value` decrypts it. */
  readonly sealed?: string;
}

/** What an error response has besides its status. */
export interface ErrorDetails {
  readonly said?: string;
  readonly hint?: string;
}

/** The paths of secrets, below the API's URL. */
const secretFolders = [
  '/repos/octo-org/uploads/actions/secrets',
  '/repos/octo-org/uploads/dependabot/secrets',
  '/repos/octo-org/uploads/environments/eu%2Fprod/secrets',
  '/repos/octo-org/other/actions/secrets',
  '/orgs/octo-org/actions/secrets',
];

export class FakeGitHubSecrets {
  /** By path, e.g. `/orgs/octo-org/actions/secrets/TOKEN`. */
  readonly secrets = new Map<string, FakeSecret>();
  /** Writes that arrived, by path, in order. */
  readonly written: string[] = [];
  /** The response to GET of a public key, instead of the key. */
  keyAnswer: unknown;
  /** When the GitHub token expires. */
  tokenEndsMs: number | undefined;
  /** Called before every request. A returned value is thrown. */
  failWith: (call: GitHubRequest) => unknown = () => undefined;
  #keys = sodium.crypto_box_keypair();
  #keyId = 1;

  readonly github: GitHubClient = {
    request: async (call) => this.#answer(call),
    list: async ({ path, operation: doing, field }) => {
      const refusal = this.failWith({ method: 'GET', path, operation: doing });
      if (refusal !== undefined) throw refusal;
      const secret = this.secrets.get(path.replace(/\/repositories$/, ''));
      if (secret === undefined || field !== 'repositories') throw githubError(404, doing);
      return (secret.selected ?? []).map((id) => ({ id, name: `repository ${id}` }));
    },
    tokenExpiresMs: () => this.tokenEndsMs,
  };

  /** Replaces the key pair. Values that were encrypted for the old one are refused. */
  rotateKey(): void {
    this.#keys = sodium.crypto_box_keypair();
    this.#keyId += 1;
  }

  /** The text of the secret at that path; undefined when there is none. */
  value(path: string): string | undefined {
    const { sealed } = this.secrets.get(path) ?? {};
    if (sealed === undefined) return undefined;
    const { publicKey, privateKey } = this.#keys;
    const opened = sodium.crypto_box_seal_open(Buffer.from(sealed, 'base64'), publicKey, privateKey);
    return Buffer.from(opened).toString('utf8');
  }

  #answer(call: GitHubRequest): GitHubResponse {
    const { method, path, body = {}, expectedStatuses: expect = [], operation: doing } = call;
    const refusal = this.failWith(call);
    if (refusal !== undefined) throw refusal;
    const secretStore = secretFolders.find((base) => path.startsWith(`${base}/`));
    if (path === '/repos/octo-org/uploads' && method === 'GET') return answer(200, { id: 4711 });
    if (secretStore === undefined) throw githubError(404, doing);
    if (method === 'PUT') return this.#write(path, body, doing);
    if (method !== 'GET') throw githubError(405, doing);
    if (path.endsWith('/public-key')) return answer(200, this.keyAnswer ?? this.#key());
    const secret = this.secrets.get(path);
    if (secret !== undefined)
      return answer(200, { updated_at: secret.updatedAt, visibility: secret.visibility });
    if (!expect.includes(404)) throw githubError(404, doing);
    return answer(404, { message: 'Not Found' });
  }

  #key() {
    return { key_id: String(this.#keyId), key: Buffer.from(this.#keys.publicKey).toString('base64') };
  }

  #write(path: string, body: Readonly<Record<string, unknown>>, doing: string): GitHubResponse {
    if (body.key_id !== String(this.#keyId)) throw githubError(422, doing);
    const { visibility, selected_repository_ids: selected, encrypted_value: sealed } = body;
    const status = this.secrets.has(path) ? 204 : 201;
    this.secrets.set(path, {
      sealed: String(sealed),
      ...(visibility !== undefined && { visibility: String(visibility) }),
      ...(Array.isArray(selected) && { selected }),
    });
    this.written.push(path);
    return answer(status, undefined);
  }
}

/** GitHub's refusal as its client throws it. */
export function githubError(
  status: number,
  doing: string,
  { said, hint = '' }: ErrorDetails = {},
): ServiceFailure {
  return new ServiceFailure(`${doing}: HTTP ${status} from GitHub`, {
    hint,
    code: 'unexpected',
    service: { status, codes: [], ...(said !== undefined && { message: said }) },
  });
}

function answer(status: number, body: unknown): GitHubResponse {
  return { status, headers: {}, body };
}
