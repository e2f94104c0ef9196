/**
 * An app with the emulated sign-in: a real HTTP client, a fake host that shares the emulator's clock, and an OAuth
 * client made from inputs.
 */

import { createOAuthClient } from '../../src/auth/create-oauth-client.ts';
import type { OAuthClient, OAuthContext } from '../../src/auth/oauth-client.ts';
import { signIn, type TokenProvider } from '../../src/auth/sign-in.ts';
import {
  type Emulator,
  type EmulatorOptions,
  type RequestLogEntry,
  startEmulator,
} from '../../src/emulator/emulator.ts';
import { type HttpClient, openHttpClient } from '../../src/http/client.ts';
import type { IdentityInputs } from '../../src/inputs/sign-in.ts';
import { FakeHost } from './fake-host.ts';

export class OAuthFixture {
  readonly emulator: Emulator;
  readonly host: FakeHost;
  readonly http: HttpClient;
  /** Refresh tokens that were told, in order. */
  readonly rotatedTokens: string[] = [];

  private constructor(emulator: Emulator, world: FakeHost) {
    this.emulator = emulator;
    this.host = world;
    this.http = openHttpClient(world, 'global');
  }

  /** In a job that may ask for OIDC tokens. */
  static async open(options: EmulatorOptions = {}): Promise<OAuthFixture> {
    const world = new FakeHost();
    const emulator = await startEmulator({ account: 'business', ...options, clock: world.clock.now });
    world.env.ONEDRIVE_UPLOAD_EMULATOR = emulator.url;
    world.env.ACTIONS_ID_TOKEN_REQUEST_URL = emulator.github.oidc.url;
    world.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = emulator.github.oidc.requestToken;
    return new OAuthFixture(emulator, world);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http.close();
    await this.emulator.close();
    this.host[Symbol.dispose]();
  }

  /** The confidential app with its secret and token in the company's directory, unless told otherwise. */
  identityInputs(more: Partial<IdentityInputs> = {}): IdentityInputs {
    const { clientId, clientSecret, refreshToken, tenantId } = this.emulator.credentials;
    return {
      ...{ auth: 'refresh-token', credential: 'secret', authority: 'entra', cloud: 'global' },
      ...{ clientId, clientSecret, refreshToken, tenantId, outputRefreshToken: false },
      ...more,
    };
  }

  /** Inputs of the app itself. */
  appInputs(more: Partial<IdentityInputs> = {}): IdentityInputs {
    return this.identityInputs({ auth: 'app', refreshToken: '', ...more });
  }

  signIn(identity: IdentityInputs): Promise<TokenProvider> {
    const onRotated = (token: string) => {
      this.rotatedTokens.push(token);
    };
    return signIn({ identity, http: this.http, host: this.host, onRotated });
  }

  /** A context for single grants. `more` replaces parts of the client. */
  oauthContext(
    identity: IdentityInputs = this.identityInputs(),
    more: Partial<OAuthClient> = {},
  ): OAuthContext {
    const { http: door, host } = this;
    return { http: door, host, client: { ...createOAuthClient({ identity, http: door, host }), ...more } };
  }

  /** Requests to the token endpoint. */
  get tokenRequests(): RequestLogEntry[] {
    return this.emulator.requestLog.filter(({ surface }) => surface === 'identity');
  }

  /** What the emulator thinks of a bearer: `user`, `app` or `nobody`. */
  callerKind(bearer: string): 'user' | 'app' | 'nobody' {
    const caller = this.emulator.identity.caller(`Bearer ${bearer}`);
    if (!('user' in caller)) return 'nobody';
    return caller.user ? 'user' : 'app';
  }
}
