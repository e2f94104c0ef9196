/**
 * Who asked, and the words that depend on it: what makes an advice a command that can be pasted. Knows no codes, and
 * shows nothing that is secret.
 */
import type { Host } from '../core/host.ts';
import { cloudHosts } from '../http/microsoft-hosts.ts';
import type { OAuthClient } from './client.ts';
import type { OidcClaims } from './oidc.ts';

/** A client at the sign-in service. */
export interface LoginHint {
  readonly client: OAuthClient;
  readonly host: Host;
  /** Of the assertion that was sent in place of a secret, when there was one. */
  readonly claims?: OidcClaims;
}

/** The command that gets a new refresh token for this client. */
function loginCommand({ client, host }: LoginHint): string {
  // Of another action, if this one runs inside it: then it would name a stranger's program.
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

/** What is right after everything that ended the old token. */
export function signInAgainHint(loginHint: LoginHint): string {
  return `sign in again with \`${loginCommand(loginHint)}\`, and store the new refresh token in the secret`;
}
