/**
 * Meaning and advice for Microsoft's sign-in errors, one row per cause. This file has those of accounts, tokens and
 * directories; aadsts-app has those of the app and its requests. Source:
 * learn.microsoft.com/entra/identity-platform/reference-error-codes, and docs/facts.md for the rest. Codes of temporary
 * errors have no row: a retry solves them, and their own text says enough.
 */
import { signInAgainHint as again, type LoginHint } from './login-hint.ts';

export interface ErrorAdvice {
  readonly codes: readonly number[];
  readonly meaning: string;
  readonly hint: string | ((loginHint: LoginHint) => string);
  readonly recovery?: RecoveryAction;
}

/**
 * - `bare`: repeat the request without the secret.
 * - `fresh`: repeat it with a new assertion.
 * - `wait`: repeat it a few times, some seconds apart, until all servers know a new credential
 *   (workload-identity-federation-considerations, "Federated identity credentials creation propagation time").
 */
export type RecoveryAction = 'bare' | 'fresh' | 'wait';

const storeTokenHint =
  'let every run store the new token (rotate-secret), or schedule a weekly run with mode: refresh-only';

/** Tokens of personal accounts from common are refused at their first refresh (Softeria/ms-365-mcp-server#522, #528). */
const consumersHint =
  '; for a personal account use consumers there, and as tenant-id, because tokens from common may end after an hour';

/** Errors of accounts, consents and tokens. Each code is in only one row of the two files. */
export const accountErrors: readonly ErrorAdvice[] = [
  {
    codes: [700082, 70008],
    meaning: 'the refresh token was not renewed for 90 days, or a code was used too late',
    hint: (situation) => `${again(situation)}; ${storeTokenHint}`,
  },
  {
    codes: [700084],
    meaning: 'the token was issued to a single-page app and expires after 24 hours',
    hint: (situation) =>
      `register the redirect URI as Web or as Mobile and desktop, then ${again(situation)}`,
  },
  {
    codes: [50173],
    meaning: 'the token was revoked, usually by a password change',
    hint: (situation) =>
      `${again(situation)}; with a Web registration and a secret, password changes do not revoke tokens`,
  },
  {
    codes: [70043],
    meaning: 'a Conditional Access rule limits how long a sign-in lasts',
    hint: 'ask an administrator to exclude this app from the rule, or sign in as the app itself (auth: app)',
  },
  {
    codes: [70000],
    meaning: 'the token or code is not valid for this client, or the scopes were not granted',
    hint: (situation) =>
      `remove the input scopes, and check that client-id is the app that you signed in with; else ${again(situation)}${situation.client.tenantId === 'common' ? consumersHint : ''}`,
  },
  {
    codes: [50089, 50132, 50133, 50078],
    meaning: 'the sign-in behind the token has expired',
    hint: again,
  },
  {
    codes: [50076, 50079, 50072, 50074, 50158, 53004, 53010],
    meaning: 'multi-factor authentication is now required',
    hint: (situation) => `${again(situation)}, with multi-factor authentication`,
  },
  {
    codes: [53003, 530032, 530035, 530036, 53000, 53001, 50131, 53002, 50005, 50097, 50129, 50155],
    meaning: 'Conditional Access or security defaults block this machine or this way of signing in',
    hint: 'ask an administrator to exclude this app, or use a self-hosted runner in an allowed network',
  },
  {
    codes: [53011, 530034],
    meaning: "the account's organization has blocked it because of a risk",
    hint: 'ask an administrator of that organization to review the risk and to unblock the account',
  },
  {
    codes: [500021, 500022, 50002],
    meaning: 'the network of this machine allows sign-ins to certain tenants only',
    hint: 'ask the administrator of this network (its proxy) to allow the tenant, or run in another network',
  },
  {
    codes: [500212, 500213],
    meaning: 'a cross-tenant access policy of one of the two organizations forbids this',
    hint: 'sign in with an account of the tenant itself, or ask the administrators of both',
  },
  {
    codes: [65001, 90008],
    meaning: 'nobody has consented to these permissions',
    hint: 'sign in again with the same scopes and consent, or ask an administrator to consent',
  },
  {
    codes: [90094, 90095],
    meaning: 'an administrator must consent',
    hint: 'ask an administrator to consent to the app',
  },
  { codes: [65004], meaning: 'the consent was declined', hint: 'sign in again and accept' },
  {
    codes: [50020, 500208, 16000, 50034, 51004, 16003, 50014, 90072],
    meaning: 'the account is not in this tenant',
    hint: 'sign in with another account, or set tenant-id to common',
  },
  {
    codes: [50057, 50055, 50144, 50053, 50135],
    meaning: 'the account is disabled or locked, or its password has expired',
    hint: (situation) => `enable or unlock the account or set a new password, then ${again(situation)}`,
  },
  {
    codes: [50105],
    meaning: 'the user is not assigned to the app',
    hint: 'assign the user to the app, or turn off "Assignment required"',
  },
  {
    codes: [50196],
    meaning: 'too many identical requests in a short time',
    hint: 'run fewer jobs at once with this token, and wait a few minutes',
  },
];
