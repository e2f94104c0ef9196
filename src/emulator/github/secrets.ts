/** The secrets of repositories, environments and organizations, sealed for one key pair. */
import { generateKeyPairSync, randomInt } from 'node:crypto';
import type { Clock, EmulatorReply } from '../core/messages.ts';
import { GitHubError, gitHubTimestamp, isRecord, notFoundError, paginate } from './replies.ts';

export type SecretVisibility = 'all' | 'private' | 'selected';

/** A value as GitHub stores it: sealed for the public key with libsodium's `crypto_box_seal`. */
export interface StoredSecret {
  readonly name: string;
  readonly sealed: Buffer;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Organizations only. */
  readonly visibility?: SecretVisibility;
  readonly selectedRepositoryIds?: readonly number[];
}

/** The X25519 key pair that values are sealed for, as 32 raw bytes each. */
export interface SecretKey {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** Where secrets are stored: `actions/octo-org/uploads`, or `actions/octo-org` for an organization. */
export interface SecretScope {
  readonly key: string;
  readonly kind: 'actions' | 'dependabot';
  readonly organization: boolean;
}

export interface SecretRequest {
  readonly scope: SecretScope;
  readonly method: string;
  /** The path after `/secrets`: nothing, `public-key`, NAME, or NAME and `repositories`. */
  readonly rest: readonly string[];
  readonly url: URL;
  readonly body: unknown;
  readonly repositories: readonly { readonly id: number; readonly fullName: string }[];
}

export class SecretStore {
  readonly #clock: Clock;
  readonly #secrets = new Map<string, Map<string, StoredSecret>>();
  key: SecretKey = newSecretKey();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Replaces the key. Values sealed for the old key now get a 422. */
  rotateKey(): void {
    this.key = newSecretKey();
  }

  get(place: string, name: string): StoredSecret | undefined {
    return this.#secrets.get(place)?.get(name.toUpperCase());
  }

  /** Stores a secret directly, for example one that was last written long ago. */
  put(place: string, secret: StoredSecret): void {
    const scope = this.#secrets.get(place) ?? new Map<string, StoredSecret>();
    this.#secrets.set(place, scope.set(secret.name.toUpperCase(), secret));
  }

  /** Handles one request below `/secrets`. */
  answer(call: SecretRequest): EmulatorReply {
    const { scope, method, rest, url } = call;
    const [name, sub] = rest;
    if (name === undefined && method === 'GET') return this.#list(scope, url);
    if (name === 'public-key' && method === 'GET')
      return { status: 200, json: { key_id: this.key.id, key: this.key.publicKey.toString('base64') } };
    if (name === undefined) throw notFoundError();
    if (sub === undefined && method === 'PUT') return this.#write(call, name);
    const secret = this.get(scope.key, name);
    if (!secret) throw notFoundError();
    if (sub === 'repositories' && scope.organization && method === 'GET') {
      const ids = secret.selectedRepositoryIds ?? [];
      const { items, headers } = paginate(ids, url);
      const fullName = (id: number) =>
        call.repositories.find((known) => known.id === id)?.fullName ?? `unknown/${id}`;
      const repositories = items.map((id) => ({
        id,
        full_name: fullName(id),
        name: fullName(id).split('/')[1],
      }));
      return { status: 200, headers, json: { total_count: ids.length, repositories } };
    }
    if (sub !== undefined) throw notFoundError();
    if (method === 'GET') return { status: 200, json: secretJson(secret, call) };
    if (method !== 'DELETE') throw notFoundError();
    this.#secrets.get(scope.key)?.delete(name.toUpperCase());
    return { status: 204 };
  }

  #list(scope: SecretScope, url: URL): EmulatorReply {
    const all = [...(this.#secrets.get(scope.key)?.values() ?? [])];
    const { items, headers } = paginate(all, url);
    const secrets = items.map((secret) => secretJson(secret, { scope, url }));
    return { status: 200, headers, json: { total_count: all.length, secrets } };
  }

  #write({ scope, body }: SecretRequest, name: string): EmulatorReply {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || /^GITHUB_/i.test(name))
      throw new GitHubError(
        422,
        'Secret names can only contain letters, digits and _, and not begin with GITHUB_',
      );
    const fields = isRecord(body) ? body : {};
    const { encrypted_value: encrypted, key_id: keyId } = fields;
    if (keyId !== this.key.id)
      throw new GitHubError(422, 'Validation Failed: the key_id does not match the current public key');
    const sealed = Buffer.from(typeof encrypted === 'string' ? encrypted : '', 'base64');
    // A sealed box is 48 bytes longer than its value, and a value has at most 48 KB.
    if (sealed.toString('base64') !== encrypted || sealed.length < 48 || sealed.length > 48 * 1024 + 48)
      throw new GitHubError(422, 'Validation Failed: encrypted_value is not a sealed value');
    const before = this.get(scope.key, name);
    const nowMs = this.#clock();
    this.put(scope.key, {
      name: name.toUpperCase(),
      sealed,
      createdAtMs: before?.createdAtMs ?? nowMs,
      updatedAtMs: nowMs,
      ...(scope.organization ? readVisibility(fields, scope.kind) : {}),
    });
    return before ? { status: 204 } : { status: 201, json: {} };
  }
}

/** Who may use an organization's secret. GitHub returns a 422 if a write does not say so. */
function readVisibility(
  fields: Record<string, unknown>,
  kind: SecretScope['kind'],
): Pick<StoredSecret, 'visibility' | 'selectedRepositoryIds'> {
  const { visibility, selected_repository_ids: ids } = fields;
  if (visibility !== 'all' && visibility !== 'private' && visibility !== 'selected')
    throw new GitHubError(422, 'Invalid request. "visibility" wasn\'t supplied.');
  if (ids === undefined)
    return { visibility, ...(visibility === 'selected' ? { selectedRepositoryIds: [] } : {}) };
  if (visibility !== 'selected')
    throw new GitHubError(422, 'selected_repository_ids needs the visibility "selected"');
  // Numbers for Actions, strings for Dependabot: the two APIs differ (cli/cli, pkg/cmd/secret/set).
  const wanted = kind === 'dependabot' ? 'string' : 'number';
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === wanted))
    throw new GitHubError(422, `selected_repository_ids must be an array of ${wanted}s`);
  return { visibility, selectedRepositoryIds: ids.map(Number) };
}

function secretJson(
  secret: StoredSecret,
  { scope, url }: { scope: SecretScope; url: URL },
): Record<string, unknown> {
  const { name, visibility } = secret;
  const times = {
    created_at: gitHubTimestamp(secret.createdAtMs),
    updated_at: gitHubTimestamp(secret.updatedAtMs),
  };
  if (!scope.organization) return { name, ...times };
  const base = `${url.origin}${url.pathname.replace(/\/secrets.*/, `/secrets/${name}`)}`;
  const link = visibility === 'selected' ? { selected_repositories_url: `${base}/repositories` } : {};
  return { name, ...times, visibility, ...link };
}

function newSecretKey(): SecretKey {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const raw = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
  const id = Array.from({ length: 19 }, () => randomInt(1, 10)).join('');
  return {
    id,
    publicKey: raw(publicKey.export({ format: 'jwk' }).x),
    privateKey: raw(privateKey.export({ format: 'jwk' }).d),
  };
}
