/** GitHub for tests: a real client of the emulated GitHub over loopback, and a client with fake responses. */
import sodium from 'libsodium-wrappers';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { SecretVisibility } from '../../src/emulator/github/secrets.ts';
import { type GitHubClient, openGitHubClient } from '../../src/github/client.ts';
import { type HttpClient, openHttpClient } from '../../src/http/client.ts';
import type { HttpResponse } from '../../src/http/message.ts';
import type { SecretLocation } from '../../src/inputs/rotation.ts';
import { FakeHost } from './fake-host.ts';
import { fakeHttpClient } from './fake-http-client.ts';

const dayMs = 24 * 3_600_000;

/** Every place for a secret of octo-org/uploads: in words, as inputs name it, and as the emulator does. */
export const secretPlaces: readonly [string, SecretLocation, string][] = [
  ['the repository', { kind: 'repository' }, 'actions/octo-org/uploads'],
  ['an environment', { kind: 'environment', name: 'production' }, 'actions/octo-org/uploads/production'],
  [
    'an environment with a slash',
    { kind: 'environment', name: 'eu/prod' },
    'actions/octo-org/uploads/eu/prod',
  ],
  ['the organization', { kind: 'organization' }, 'actions/octo-org'],
  ['Dependabot', { kind: 'dependabot' }, 'dependabot/octo-org/uploads'],
];

/** An emulator, a host with the environment of a job in octo-org/uploads, and an HTTP client. */
export class GitHubFixture {
  readonly emulator: Emulator;
  readonly host: FakeHost;
  readonly http: HttpClient;

  private constructor(emulator: Emulator, world: FakeHost, door: HttpClient) {
    this.emulator = emulator;
    this.host = world;
    this.http = door;
  }

  /** `prefix` is what a GitHub Enterprise Server has before its paths. */
  static async open({ prefix = '' }: { readonly prefix?: string } = {}): Promise<GitHubFixture> {
    const world = new FakeHost();
    const emulator = await startEmulator({ clock: world.clock.now });
    Object.assign(emulator.github.repositories[0] ?? {}, { environments: ['production', 'eu/prod'] });
    world.env.GITHUB_REPOSITORY = 'octo-org/uploads';
    world.env.GITHUB_API_URL = emulator.url + prefix;
    world.env.ONEDRIVE_UPLOAD_EMULATOR = emulator.url;
    await sodium.ready;
    return new GitHubFixture(emulator, world, openHttpClient(world, 'global'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http.close();
    await this.emulator.close();
    this.host[Symbol.dispose]();
  }

  /** A client; the token that may do everything unless told. */
  client(token = this.emulator.github.token, door = this.http): GitHubClient {
    return openGitHubClient({ host: this.host, http: door, token });
  }

  /** Lays a secret down that was written that long ago, and holds something that nobody can open. */
  storeSecret(
    place: string,
    facts: {
      readonly name?: string;
      readonly ageDays: number;
      readonly visibility?: SecretVisibility;
      readonly selectedRepositoryIds?: readonly number[];
    },
  ): void {
    const { name = 'ONEDRIVE_TOKEN', ageDays, ...audience } = facts;
    const updatedAtMs = this.host.clock.now() - ageDays * dayMs;
    const stored = { name, sealed: Buffer.alloc(60, 1), createdAtMs: updatedAtMs, updatedAtMs };
    this.emulator.github.secrets.put(place, { ...stored, ...audience });
  }

  /** What GitHub would hand to a job: the value, opened with its private key; undefined when there is none. */
  secretValue(place = 'actions/octo-org/uploads', name = 'ONEDRIVE_TOKEN'): string | undefined {
    return decryptSecret(this.emulator, place, name);
  }

  /** Methods and paths of the requests that reached GitHub. */
  requests(): string[] {
    return this.emulator.requestLog
      .filter(({ surface }) => surface === 'github')
      .map(({ method, path }) => `${method} ${path}`);
  }
}

/** The value of a secret, opened with the private key; undefined when there is none. `sodium.ready` comes first. */
export function decryptSecret({ github }: Emulator, place: string, name: string): string | undefined {
  const secret = github.secrets.get(place, name);
  if (secret === undefined) return undefined;
  const { publicKey, privateKey } = github.secrets.key;
  try {
    return Buffer.from(sodium.crypto_box_seal_open(secret.sealed, publicKey, privateKey)).toString('utf8');
  } catch {
    return 'it does not open';
  }
}

/** A JSON response. */
export const jsonReply = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponse => ({
  status,
  headers,
  text: JSON.stringify(body),
});

/** A client with fake responses, given by number, and the recorded requests. */
export function fakeGitHub(
  answer: (number: number) => HttpResponse,
  { token = 'ghp_canary0canary', env = {} }: { token?: string; env?: Record<string, string> } = {},
) {
  const world = new FakeHost({ env });
  const { http: door, requests: asked } = fakeHttpClient((number) => answer(number));
  const github = openGitHubClient({ host: world, http: door, token });
  return { world, asked, github, [Symbol.dispose]: () => world[Symbol.dispose]() };
}
