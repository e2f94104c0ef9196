/**
 * Who asked, and the words that depend on it: what makes an advice a command that can be pasted. Knows no codes, and
 * shows nothing that is secret.
 */
import type { Host } from '../core/host.ts';
import { clouds } from '../http/microsoft-hosts.ts';
import type { Client } from './client.ts';
import type { Claims } from './oidc.ts';

/** A client at the sign-in service. */
export interface Situation {
  readonly client: Client;
  readonly host: Host;
  /** Of the assertion that was sent in place of a secret, when there was one. */
  readonly claims?: Claims;
}

/** The command that gets a new refresh token for this client. */
function loginCommand({ client, host }: Situation): string {
  // Of another action, if this one runs inside it: then it would name a stranger's program.
  const source = host.env.GITHUB_ACTION_REPOSITORY ?? '';
  const repository = /^[\w.-]+\/onedrive-upload$/.test(source) ? source : 'OWNER/onedrive-upload';
  const cloud = Object.entries(clouds).find(([, { login }]) => login === client.loginHost)?.[0] ?? 'global';
  return [
    `npx github:${repository} login --client-id ${client.clientId}`,
    ...(client.authority === 'live' ? ['--authority live'] : [`--tenant-id ${client.tenantId}`]),
    ...(cloud === 'global' ? [] : [`--cloud ${cloud}`]),
  ].join(' ');
}

/** What is right after everything that ended the old token. */
export function signInAgain(situation: Situation): string {
  return `sign in again with \`${loginCommand(situation)}\`, and store the new refresh token in the secret`;
}
