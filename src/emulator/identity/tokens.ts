/** Stores all issued tokens and authorization codes, with their lifetimes. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/messages.ts';
import type { Platform } from './registrations.ts';
import type { IdentityKind } from './tenants.ts';

/** What a user consented to, and through which kind of redirect. Refresh tokens inherit both. */
export interface Consent {
  readonly clientId: string;
  readonly platform: Platform;
  /** Short names, without offline_access. */
  readonly scopes: readonly string[];
  readonly openId: boolean;
}

export interface RefreshToken extends Consent {
  readonly issuedAtMs: number;
  /** A second app that may redeem the token. Real tokens have none. */
  readonly alsoFor?: Pick<Consent, 'clientId' | 'platform'> | undefined;
  state: 'alive' | 'idle' | 'revoked';
}

export interface AccessToken {
  readonly clientId: string;
  readonly user: boolean;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly expiresAtMs: number;
  revoked: boolean;
}

export interface AuthorizationCode extends Consent {
  readonly tenant: string;
  readonly redirectUri: string;
  readonly offline: boolean;
  readonly issuedAtMs: number;
  readonly challenge?: string;
  readonly nonce?: string;
  redeemed: boolean;
}

/** Lifetime of a refresh token from its issue, no matter how often it is used (entra-docs refresh-tokens.md). */
const refreshLifetimeMs = 90 * 24 * 3_600_000;
/** Authorization codes are valid for about ten minutes. */
export const codeLifetimeMs = 10 * 60_000;

export class IssuedTokens {
  readonly accessTokens = new Map<string, AccessToken>();
  readonly refreshTokens = new Map<string, RefreshToken>();
  readonly codes = new Map<string, AuthorizationCode>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issueAccessToken(token: Omit<AccessToken, 'expiresAtMs' | 'revoked'> & { lifetimeS: number }): string {
    const { lifetimeS, ...facts } = token;
    const text = `emulator.at.${randomBytes(240).toString('base64')}`;
    this.accessTokens.set(text, { ...facts, expiresAtMs: this.#clock() + lifetimeS * 1000, revoked: false });
    return text;
  }

  /** `text` defaults to a new token in the emulator's format. */
  issueRefreshToken(
    consent: Consent,
    alsoFor?: RefreshToken['alsoFor'],
    text = `emulator.M.C5_BAY.0.U.-${randomTokenText(300)}`,
  ): string {
    const { clientId, platform, scopes, openId } = consent;
    this.refreshTokens.set(text, {
      alsoFor,
      clientId,
      platform,
      scopes,
      openId,
      issuedAtMs: this.#clock(),
      state: 'alive',
    });
    return text;
  }

  /** Entra's codes are plain base64url. Codes of personal accounts have special characters, like their tokens. */
  issueCode(code: Omit<AuthorizationCode, 'issuedAtMs' | 'redeemed'>, kind: IdentityKind): string {
    const text =
      kind === 'work'
        ? `0.AX${randomBytes(300).toString('base64url')}`
        : `M.C5_BAY.2.U.${randomTokenText(36)}`;
    this.codes.set(text, { ...code, issuedAtMs: this.#clock(), redeemed: false });
    return text;
  }

  /** The consent of a refresh token for an app. Undefined if the token was not issued to it. */
  findConsent(token: RefreshToken, clientId: string): Consent | undefined {
    if (token.clientId === clientId) return token;
    return token.alsoFor?.clientId === clientId ? { ...token, ...token.alsoFor } : undefined;
  }

  /** True 90 days after the issue, or if a test expired the token. */
  isIdle(token: RefreshToken): boolean {
    return token.state === 'idle' || this.#clock() - token.issuedAtMs >= refreshLifetimeMs;
  }
}

/** Random text with those characters of real personal tokens that shells and form encoders get wrong. */
function randomTokenText(sizeBytes: number): string {
  const text = randomBytes(sizeBytes)
    .toString('base64')
    .replaceAll('/', '*')
    .replaceAll('+', '!')
    .replaceAll('=', '$');
  return `!${text.slice(0, 20)}*${text.slice(20)}$$`;
}
