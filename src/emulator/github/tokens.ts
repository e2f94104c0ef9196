/** Tokens of GitHub's REST API, their permissions, and the error if one is missing. */
import { GitHubError } from './replies.ts';

/** Permissions of a fine-grained token or an App. Reading public data needs none of them. */
export type GitHubPermission =
  | 'secrets'
  | 'environments'
  | 'organization_secrets'
  | 'organization_administration'
  | 'dependabot_secrets'
  | 'actions'
  | 'contents';

export interface GitHubToken {
  /** `integration`: the token of an App or a job. Its error message differs from a person's. */
  readonly kind: 'personal' | 'integration';
  readonly permissions: readonly GitHubPermission[];
  /** Sent with every reply. The token is invalid from then on. */
  readonly expiresAtMs?: number;
  /** Some tokens' expiry has an offset instead of `UTC` (google/go-github#2649). In hours east of UTC. */
  readonly offsetHours?: number;
}

export const allPermissions: readonly GitHubPermission[] = [
  'secrets',
  'environments',
  'organization_secrets',
  'organization_administration',
  'dependabot_secrets',
  'actions',
  'contents',
];

/** `2026-12-21 14:25:01 UTC` or `2026-12-21 16:25:01 +0200`, the value of github-authentication-token-expiration. */
export function expirationHeader(atMs: number, offsetHours?: number): string {
  const text = new Date(atMs + (offsetHours ?? 0) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  if (offsetHours === undefined) return `${text} UTC`;
  return `${text} ${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}

/** Throws GitHub's 403 if one of the permissions is missing. */
export function requirePermissions(token: GitHubToken, ...permissions: GitHubPermission[]): void {
  if (permissions.every((permission) => token.permissions.includes(permission))) return;
  const who = token.kind === 'integration' ? 'integration' : 'personal access token';
  throw new GitHubError(403, `Resource not accessible by ${who}`);
}
