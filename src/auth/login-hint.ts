/**
 * Builds the hint to sign in again, with a command that the user can paste. Contains no secrets.
 */
import type { Host } from '../core/host.ts';
import { cloudHosts } from '../http/microsoft-hosts.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { OidcClaims } from './oidc.ts';

/** The client, for texts that depend on it. */
export interface LoginHint {
  readonly client: OAuthClient;
  readonly host: Host;
  /** Claims of the assertion that was sent instead of a secret, if any. */
  readonly claims?: OidcClaims;
}

/** The command that gets a new refresh token for this client. */
function loginCommand({ client, host }: LoginHint): string {
  // If another action runs this one, the variable names that action's repository. Do not suggest a foreign program.
  const source = host.env.GITHUB_ACTION_REPOSITORY ?? '';
  const repository = /^[\w.-]+\/onedrive-upload$/.test(source) ? source : 'OWNER/onedrive-upload';
  const cloud =
    Object.entries(cloudHosts).find(([, { login }]) => login === client.loginHost)?.[0] ?? 'global';
  return [
    `npx github:${repository} login --client-id ${client.clientId}`,
    ...(client.authority === 'live' ? ['--authority live'] : [`--tenant-id ${client.tenantId}`]),
    ...(cloud === 'global' ? [] : [`--cloud ${cloud}`]),
  ].join(' ');
}

/** The hint for all errors that end the old token. */
export function signInAgainHint(loginHint: LoginHint): string {
  return `sign in again with \`${loginCommand(loginHint)}\`, and store the new refresh token in place of the old one`;
}
