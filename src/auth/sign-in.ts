/**
 * Who we are: keeps one access token good for the whole run and tells about every new refresh token at once.
 * Knows when to ask for a token and what to try once it was refused, not how (auth/oauth), nor where a rotated one is
 * kept (its caller).
 */
import { span } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { Door } from '../http/client.ts';
import { clouds } from '../http/microsoft-hosts.ts';
import type { IdentityInputs } from '../inputs/sign-in.ts';
import { reactionTo } from './advice.ts';
import type { Client } from './client.ts';
import { clientOf } from './credential.ts';
import { SignInFailure } from './errors.ts';
import { appGrant, type Grant, refreshGrant } from './oauth.ts';

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
/** A new federated credential is known everywhere within minutes; the run should not wait for all of them. */
const propagationMs = [10_000, 20_000, 30_000];

export interface SignIn {
  readonly identity: IdentityInputs;
  readonly door: Door;
  readonly host: Host;
  /** Called with every new refresh token, masked already, before it is used. */
  readonly onRotated: (refreshToken: string) => Promise<void> | void;
}

/**
 * Signs in: redeems the refresh token, or asks for a token of the app itself. Throws SignInFailure with what Microsoft
 * said and what to do, and a Failure of kind `usage` for a certificate that cannot be used.
 */
export async function signIn(options: SignIn): Promise<Token> {
  const keeper = new Keeper(options);
  await keeper.bearer();
  return keeper;
}

class Keeper implements Token {
  readonly #options: SignIn;
  #client: Client;
  #refreshToken: string;
  #grant: (Grant & { readonly untilMs: number }) | undefined;
  #pending: Promise<string> | undefined;
  #saidNoNewToken = false;
  rotated = false;

  constructor(options: SignIn) {
    this.#options = options;
    this.#client = clientOf(options);
    this.#refreshToken = options.identity.refreshToken;
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
    const { host, identity } = this.#options;
    const grant = await this.#redeem();
    host.mask(grant.accessToken);
    // Half of a very short life is still of use; the margin would leave none of it.
    const usableMs = Math.max(grant.lifetimeMs - marginMs, grant.lifetimeMs / 2);
    this.#grant = { ...grant, untilMs: host.clock.now() + usableMs };
    if (identity.auth === 'refresh-token') await this.#keep(grant.refreshToken);
    return grant.accessToken;
  }

  /** The newest token serves for the next renewal: a strict platform may have ended the one before. */
  async #keep(refreshToken: string | undefined): Promise<void> {
    const { host, onRotated } = this.#options;
    if (refreshToken === undefined && !this.#saidNoNewToken) {
      this.#saidNoNewToken = true;
      host.log.notice(
        'Microsoft sent no new refresh token: the old one stays in use, and ends 90 days after it was issued.',
      );
    }
    if (refreshToken === undefined || refreshToken === this.#refreshToken) return;
    host.mask(refreshToken);
    this.#refreshToken = refreshToken;
    this.rotated = true;
    await onRotated(refreshToken);
  }

  async #redeem(): Promise<Grant> {
    const waitsMs = [...propagationMs];
    let renewed = false;
    for (;;) {
      try {
        return await this.#ask();
      } catch (error) {
        if (!(error instanceof SignInFailure)) throw error;
        const reaction = reactionTo(error.aadsts);
        const { kind } = this.#client.proof;
        if (reaction === 'bare' && kind !== 'none' && this.#options.identity.auth !== 'app') {
          this.#withoutProof();
        } else if (reaction === 'fresh' && (kind === 'assertion' || kind === 'certificate') && !renewed) {
          renewed = true;
        } else if (reaction === 'wait' && kind === 'assertion') {
          await this.#wait(waitsMs.shift(), error);
        } else {
          throw error;
        }
      }
    }
  }

  #withoutProof(): void {
    const name = this.#client.proof.kind === 'secret' ? 'client-secret' : 'client-certificate or credential';
    this.#options.host.log.warning(
      `This client is a public one (Mobile and desktop) and must not send a secret: going on without it. Remove ${name}.`,
    );
    this.#client = { ...this.#client, proof: { kind: 'none' } };
  }

  async #wait(delayMs: number | undefined, failure: SignInFailure): Promise<void> {
    if (delayMs === undefined) throw failure;
    const { host } = this.#options;
    host.log.info(
      `${failure.message}; trying again in ${span(delayMs)}, because a new credential is not known everywhere at once`,
    );
    await host.clock.sleep(delayMs, host.signal);
  }

  #ask(): Promise<Grant> {
    const { identity, door, host } = this.#options;
    const desk = { door, host, client: this.#client };
    if (identity.auth === 'app') {
      return appGrant(desk, { scope: `https://${clouds[identity.cloud].graph}/.default` });
    }
    const scope = identity.scopes === undefined ? undefined : withOfflineAccess(identity.scopes);
    return refreshGrant(desk, { refreshToken: this.#refreshToken, scope });
  }
}

/** Without `offline_access` among the scopes, Microsoft sends no new refresh token. */
function withOfflineAccess(scopes: string): string {
  const words = scopes.split(/\s/).filter(Boolean);
  // The legacy sign-in has a name of its own for it.
  const asked = words.some((word) => word === 'offline_access' || word === 'wl.offline_access');
  return asked ? words.join(' ') : [...words, 'offline_access'].join(' ');
}
