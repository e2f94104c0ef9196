/**
 * The tokens of GitHub's REST API: what they may do, and what GitHub answers when they may not.
 */
import { GitHubError } from './replies.ts';

/** What a fine-grained token or an App can be allowed; reading public things needs none of it. */
export type GitHubPermission =
  | 'secrets'
  | 'environments'
  | 'organization_secrets'
  | 'dependabot_secrets'
  | 'actions'
  | 'contents';

export interface GitHubToken {
  /** `integration`: an App's or a job's token, which is refused in other words than a person's. */
  readonly kind: 'personal' | 'integration';
  readonly permissions: readonly GitHubPermission[];
  /** Sent back with every answer, and the end of the token. */
  readonly expiresAtMs?: number;
  /** Some tokens' end is told with an offset instead of `UTC` (google/go-github#2649): hours east of it. */
  readonly offsetHours?: number;
}

export const allPermissions: readonly GitHubPermission[] = [
  'secrets',
  'environments',
  'organization_secrets',
  'dependabot_secrets',
  'actions',
  'contents',
];

/** `2026-12-21 14:25:01 UTC` or `2026-12-21 16:25:01 +0200`, as the header of that name has it. */
export function expirationHeader(atMs: number, offsetHours?: number): string {
  const text = new Date(atMs + (offsetHours ?? 0) * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  if (offsetHours === undefined) return `${text} UTC`;
  return `${text} ${offsetHours < 0 ? '-' : '+'}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}

/** Throws the 403 that GitHub answers with when one of the permissions is missing. */
export function requirePermissions(token: GitHubToken, ...permissions: GitHubPermission[]): void {
  if (permissions.every((permission) => token.permissions.includes(permission))) return;
  const who = token.kind === 'integration' ? 'integration' : 'personal access token';
  throw new GitHubError(403, `Resource not accessible by ${who}`);
}
