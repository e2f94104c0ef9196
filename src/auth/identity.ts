/**
 * Who we are: keeps one access token good for the whole run and tells about every new refresh token at once.
 * Knows when to ask for a token, not how (auth/oauth) nor where a rotated one is kept (its caller).
 */
import { clouds } from '../clouds.ts';
import type { Host } from '../host.ts';
import type { Door } from '../http.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { Gate, persist } from '../persist.ts';
import { refusesSecret } from './aadsts.ts';
import { type Grant, refreshGrant, SignInFailure } from './oauth.ts';

/** The bearer of the moment. */
export interface Token {
  /** Granted scopes, space-separated; empty when Microsoft did not say. */
  readonly scope: string;
  /** True when Microsoft sent a refresh token other than the one given. */
  readonly rotated: boolean;
  /** A token that is good for some minutes yet; a new one is fetched before the old one ends. */
  bearer(): Promise<string>;
  /** The service refused this bearer: the next call of `bearer` fetches another. */
  refuse(bearer: string): void;
}

/** A long fragment may take minutes, and clocks differ: a token this close to its end is not used. */
const marginMs = 5 * 60_000;
const retries = 5;

export interface SignIn {
  readonly identity: Inputs['identity'];
  readonly door: Door;
  readonly host: Host;
  /** Called with every new refresh token, masked already, before it is used. */
  readonly onRotated: (refreshToken: string) => Promise<void> | void;
}

/** Redeems the refresh token; throws SignInFailure with what Microsoft said and what to do. */
export async function signIn(options: SignIn): Promise<Token> {
  const keeper = new Keeper(options);
  await keeper.bearer();
  return keeper;
}

class Keeper implements Token {
  readonly #options: SignIn;
  #refreshToken: string;
  #clientSecret: string | undefined;
  #grant: (Grant & { readonly untilMs: number }) | undefined;
  #pending: Promise<string> | undefined;
  rotated = false;

  constructor(options: SignIn) {
    this.#options = options;
    this.#refreshToken = options.identity.refreshToken;
    this.#clientSecret = options.identity.clientSecret;
  }

  get scope(): string {
    return this.#grant?.scope ?? '';
  }

  async bearer(): Promise<string> {
    const { clock } = this.#options.host;
    if (this.#grant !== undefined && clock.now() < this.#grant.untilMs) return this.#grant.accessToken;
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  refuse(bearer: string): void {
    if (this.#grant?.accessToken === bearer) this.#grant = undefined;
  }

  async #renew(): Promise<string> {
    const { host, onRotated } = this.#options;
    const grant = await this.#redeem();
    host.mask(grant.accessToken);
    // Half of a very short life is still of use; the margin would leave none of it.
    const usableMs = Math.max(grant.lifetimeMs - marginMs, grant.lifetimeMs / 2);
    this.#grant = { ...grant, untilMs: host.clock.now() + usableMs };
    if (grant.refreshToken !== undefined && grant.refreshToken !== this.#refreshToken) {
      host.mask(grant.refreshToken);
      this.#refreshToken = grant.refreshToken;
      this.rotated = true;
      await onRotated(grant.refreshToken);
    }
    return grant.accessToken;
  }

  async #redeem(): Promise<Grant> {
    try {
      return await this.#ask();
    } catch (error) {
      if (
        !(error instanceof SignInFailure) ||
        !refusesSecret(error.aadsts) ||
        this.#clientSecret === undefined
      )
        throw error;
      this.#options.host.log.warning(
        'This client is a public one (Mobile and desktop) and must not send a secret: going on without it. Remove client-secret.',
      );
      this.#clientSecret = undefined;
      return this.#ask();
    }
  }

  #ask(): Promise<Grant> {
    const { identity, door, host } = this.#options;
    const client = {
      clientId: identity.clientId,
      clientSecret: this.#clientSecret,
      loginHost: clouds[identity.cloud].login,
      tenantId: identity.tenantId,
    };
    const scope = identity.scopes === undefined ? undefined : withOfflineAccess(identity.scopes);
    const patience = { host, retries, gate: new Gate() };
    return persist(patience, { place: 'token', label: 'sign-in' }, () =>
      refreshGrant({ door, host, client }, { refreshToken: this.#refreshToken, scope }),
    );
  }
}

/** Without `offline_access` among the scopes, Microsoft sends no new refresh token. */
function withOfflineAccess(scopes: string): string {
  const words = scopes.split(/\s+/).filter(Boolean);
  return words.includes('offline_access') ? words.join(' ') : [...words, 'offline_access'].join(' ');
}
