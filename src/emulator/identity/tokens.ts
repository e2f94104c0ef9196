/**
 * Every token and authorization code the emulator has handed out, with its birth and its fate. Knows when a
 * thing is too old; knows nothing of HTTP or of who may redeem what.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/messages.ts';
import type { Platform } from './registrations.ts';
import type { IdentityKind } from './tenants.ts';

/** What a user consented to, and through which kind of redirect: a refresh token carries both on. */
export interface Consent {
  readonly clientId: string;
  readonly platform: Platform;
  /** Short names, offline_access left out. */
  readonly scopes: readonly string[];
  readonly openId: boolean;
}

export interface RefreshToken extends Consent {
  readonly issuedAtMs: number;
  /** A second app that the same sign-in stands for; no real token has one. */
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

/** A refresh token dies this long after it was issued, however often it was used (entra-docs refresh-tokens.md). */
const refreshLifetimeMs = 90 * 24 * 3_600_000;
/** Authorization codes live for about ten minutes. */
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

  /** `text` is a fresh token in the marked form unless a test needs another. */
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

  /** Entra's codes are plain base64url; those of personal accounts are as awkward as their tokens. */
  issueCode(code: Omit<AuthorizationCode, 'issuedAtMs' | 'redeemed'>, kind: IdentityKind): string {
    const text =
      kind === 'work'
        ? `0.AX${randomBytes(300).toString('base64url')}`
        : `M.C5_BAY.2.U.${randomTokenText(36)}`;
    this.codes.set(text, { ...code, issuedAtMs: this.#clock(), redeemed: false });
    return text;
  }

  /** What a refresh token is worth in the hands of that app: nothing, unless it was issued to it. */
  findConsent(token: RefreshToken, clientId: string): Consent | undefined {
    if (token.clientId === clientId) return token;
    return token.alsoFor?.clientId === clientId ? { ...token, ...token.alsoFor } : undefined;
  }

  /** True once the 90 days since its issue are over, or it was told to be. */
  isIdle(token: RefreshToken): boolean {
    return token.state === 'idle' || this.#clock() - token.issuedAtMs >= refreshLifetimeMs;
  }
}

/** Random text with the characters of real personal tokens that shells and form encoders trip over. */
function randomTokenText(sizeBytes: number): string {
  const text = randomBytes(sizeBytes)
    .toString('base64')
    .replaceAll('/', '*')
    .replaceAll('+', '!')
    .replaceAll('=', '$');
  return `!${text.slice(0, 20)}*${text.slice(20)}$$`;
}
