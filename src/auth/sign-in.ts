/**
 * Signs in, keeps an access token valid for the whole run, and reports each new refresh token at once.
 */
import { formatDuration } from '../core/format.ts';
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import { cloudHosts } from '../http/microsoft-hosts.ts';
import type { IdentityInputs } from '../inputs/sign-in.ts';
import { recoveryFor } from './aadsts-advice.ts';
import { createOAuthClient } from './create-oauth-client.ts';
import { SignInFailure } from './errors.ts';
import { redeemRefreshToken, requestAppToken, type TokenResponse } from './oauth.ts';
import type { OAuthClient } from './oauth-client.ts';

/** Provides the current access token. */
export interface TokenProvider {
  /** Granted scopes, separated by spaces; '' if Microsoft did not say. */
  readonly scope: string;
  /** True if Microsoft sent a different refresh token. */
  readonly hasRotated: boolean;
  /** Returns a token that is valid for some minutes. Renews it before it expires. */
  getAccessToken(): Promise<string>;
  /** Call this after a 401. The next `getAccessToken` requests a new token. */
  invalidate(accessToken: string): void;
}

/** A long fragment may take minutes, and clocks differ, so a token this close to its expiry is not used. */
const expiryMarginMs = 5 * 60_000;
/** A new federated credential takes minutes to reach all servers; the run does not wait that long. */
const propagationDelaysMs = [10_000, 20_000, 30_000];

export interface SignInOptions {
  readonly identity: IdentityInputs;
  readonly http: HttpClient;
  readonly host: Host;
  /** Called with each new refresh token before its first use. The token is already masked. */
  readonly onRotated: (refreshToken: string) => Promise<void> | void;
}

/**
 * Signs in with the refresh token or as the app itself. Throws a SignInFailure with Microsoft's message and a hint, or
 * a Failure of kind `usage` for an invalid certificate.
 */
export async function signIn(options: SignInOptions): Promise<TokenProvider> {
  const provider = new RefreshingTokenProvider(options);
  await provider.getAccessToken();
  return provider;
}

class RefreshingTokenProvider implements TokenProvider {
  readonly #options: SignInOptions;
  #client: OAuthClient;
  #refreshToken: string;
  #tokens: (TokenResponse & { readonly untilMs: number }) | undefined;
  #pending: Promise<string> | undefined;
  #hasLoggedNoNewToken = false;
  hasRotated = false;

  constructor(options: SignInOptions) {
    this.#options = options;
    this.#client = createOAuthClient(options);
    this.#refreshToken = options.identity.refreshToken;
  }

  get scope(): string {
    return this.#tokens?.scope ?? '';
  }

  async getAccessToken(): Promise<string> {
    const { clock } = this.#options.host;
    if (this.#tokens !== undefined && clock.now() < this.#tokens.untilMs) return this.#tokens.accessToken;
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  invalidate(accessToken: string): void {
    if (this.#tokens?.accessToken === accessToken) this.#tokens = undefined;
  }

  async #renew(): Promise<string> {
    const { host, identity } = this.#options;
    const tokens = await this.#requestWithRecovery();
    host.mask(tokens.accessToken);
    // For a very short life, use half of it: the margin would leave nothing.
    const usableMs = Math.max(tokens.expiresInMs - expiryMarginMs, tokens.expiresInMs / 2);
    this.#tokens = { ...tokens, untilMs: host.clock.now() + usableMs };
    if (identity.auth === 'refresh-token') await this.#storeRefreshToken(tokens.refreshToken);
    return tokens.accessToken;
  }

  /** The newest token is used for the next renewal, because the platform may have revoked the previous one. */
  async #storeRefreshToken(refreshToken: string | undefined): Promise<void> {
    const { host, onRotated } = this.#options;
    if (refreshToken === undefined && !this.#hasLoggedNoNewToken) {
      this.#hasLoggedNoNewToken = true;
      host.log.notice(
        'Microsoft sent no new refresh token: the old one stays in use and expires 90 days after it was issued.',
      );
    }
    if (refreshToken === undefined || refreshToken === this.#refreshToken) return;
    host.mask(refreshToken);
    this.#refreshToken = refreshToken;
    this.hasRotated = true;
    await onRotated(refreshToken);
  }

  async #requestWithRecovery(): Promise<TokenResponse> {
    const waitsMs = [...propagationDelaysMs];
    let renewed = false;
    for (;;) {
      try {
        return await this.#requestToken();
      } catch (error) {
        if (!(error instanceof SignInFailure)) throw error;
        const recovery = recoveryFor(error.aadsts);
        const { kind } = this.#client.clientAuth;
        if (recovery === 'bare' && kind !== 'none' && this.#options.identity.auth !== 'app') {
          this.#dropClientAuth();
        } else if (recovery === 'fresh' && (kind === 'assertion' || kind === 'certificate') && !renewed) {
          renewed = true;
        } else if (recovery === 'wait' && kind === 'assertion') {
          await this.#wait(waitsMs.shift(), error);
        } else {
          throw error;
        }
      }
    }
  }

  #dropClientAuth(): void {
    const name =
      this.#client.clientAuth.kind === 'secret' ? 'client-secret' : 'client-certificate or credential';
    this.#options.host.log.warning(
      `This client is public (Mobile and desktop) and must not send a secret: continuing without it. Remove ${name}.`,
    );
    this.#client = { ...this.#client, clientAuth: { kind: 'none' } };
  }

  async #wait(delayMs: number | undefined, failure: SignInFailure): Promise<void> {
    if (delayMs === undefined) throw failure;
    const { host } = this.#options;
    host.log.info(
      `${failure.message}; trying again in ${formatDuration(delayMs)}, because a new credential takes some time to work`,
    );
    await host.clock.sleep(delayMs, host.signal);
  }

  #requestToken(): Promise<TokenResponse> {
    const { identity, http, host } = this.#options;
    const context = { http, host, client: this.#client };
    if (identity.auth === 'app') {
      return requestAppToken(context, { scope: `https://${cloudHosts[identity.cloud].graph}/.default` });
    }
    const scope = identity.scopes === undefined ? undefined : withOfflineAccess(identity.scopes);
    return redeemRefreshToken(context, { refreshToken: this.#refreshToken, scope });
  }
}

/** Without the scope `offline_access`, Microsoft sends no new refresh token. */
function withOfflineAccess(scopes: string): string {
  const words = scopes.split(/\s/).filter(Boolean);
  // The legacy sign-in's name for the scope.
  const asked = words.some((word) => word === 'offline_access' || word === 'wl.offline_access');
  return asked ? words.join(' ') : [...words, 'offline_access'].join(' ');
}
