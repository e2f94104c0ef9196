/**
 * An emulator and a Graph client with the given permissions, for tests of opening drives. It requests the token
 * directly, because these tests are not about the sign-in.
 */
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import { type GraphClient, openGraphClient } from '../../src/graph/client.ts';
import type { Drive } from '../../src/graph/drive.ts';
import { type DriveTarget, openDrive } from '../../src/graph/open-drive.ts';
import { type HttpClient, openHttpClient } from '../../src/http/client.ts';
import type { RequestBody } from '../../src/http/message.ts';
import { type Cloud, cloudHosts } from '../../src/http/microsoft-hosts.ts';
import { RateLimitGate } from '../../src/http/rate-limit-gate.ts';
import type { DriveSelector } from '../../src/inputs/target.ts';
import { FakeHost } from './fake-host.ts';

export interface GraphFixtureOptions extends EmulatorOptions {
  /** Delegated permissions in place of all, separated by blanks; `app`: the app's own token with its roles. */
  readonly permissions?: string;
  readonly cloud?: Cloud;
}

export class GraphFixture {
  readonly emulator: Emulator;
  readonly host: FakeHost;
  readonly graph: GraphClient;
  readonly #http: HttpClient;

  private constructor(
    { emulator, host: world }: Pick<GraphFixture, 'emulator' | 'host'>,
    bearer: string,
    cloud: Cloud,
  ) {
    this.emulator = emulator;
    this.host = world;
    this.#http = openHttpClient(world, cloud);
    this.graph = openGraphClient({
      graphHost: cloudHosts[cloud].graph,
      http: this.#http,
      retry: { host: world, retries: 2, gate: new RateLimitGate() },
      token: { getAccessToken: async () => bearer, invalidate: () => {}, scope: '', hasRotated: false },
    });
  }

  static async open({
    permissions,
    cloud = 'global',
    ...options
  }: GraphFixtureOptions = {}): Promise<GraphFixture> {
    const world = new FakeHost();
    const emulator = await startEmulator({ ...options, clock: world.clock.now });
    world.env.ONEDRIVE_UPLOAD_EMULATOR = emulator.url;
    return new GraphFixture(
      { emulator, host: world },
      await requestAccessToken(emulator, permissions),
      cloud,
    );
  }

  /** The drive at a place, by the sign-in of this fixture. */
  drive(place: DriveSelector, more: Partial<Omit<DriveTarget, 'place'>> = {}): Promise<Drive> {
    return openDrive(this.graph, { place, appFolder: false, ...more });
  }

  /** A library's drive id, by the site's path and the library's name. */
  libraryDriveId(site: string, name: string): string {
    const found = this.emulator.tenant.sites.find(({ webUrl }) => new URL(webUrl).pathname === site);
    return found?.libraries.find((one) => one.name === name)?.driveId ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#http.close();
    await this.emulator.close();
    this.host[Symbol.dispose]();
  }
}

async function requestAccessToken(
  { url, credentials, identity }: Emulator,
  as: string | undefined,
): Promise<string> {
  const { clientId, clientSecret, refreshToken, tenantId } = credentials;
  const app = as === 'app';
  if (as !== undefined && !app) identity.settings.grantedScopes = as;
  const grant = app
    ? { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' }
    : { grant_type: 'refresh_token', refresh_token: refreshToken };
  const answer = await fetch(`${url}/${app ? tenantId : 'common'}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...grant }),
  });
  return String(Object(await answer.json()).access_token);
}

/** A text as the content of a PUT. */
export function toPieces(content: string): RequestBody {
  const bytes = Buffer.from(content);
  return {
    sizeBytes: bytes.length,
    async *read() {
      yield bytes;
    },
  };
}
