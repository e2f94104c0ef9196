/** What `emulate` prints: everything that a client needs, one value a line. */
import type { Emulator } from '../../emulator/emulator.ts';

/**
 * The lines, `name: value`. Scripts take `drive-id` for the last one. GitHub's OIDC tokens of the emulated job sign in to
 * the app, so its federated credential is added here.
 */
export function emulatedCredentials(emulator: Emulator): readonly string[] {
  const { credentials, github, identity, tenant } = emulator;
  const [repository] = github.repositories;
  const [site] = tenant.sites;
  identity.addFederatedCredential({ subject: github.oidc.nextSubject() });
  return [
    `url: ${emulator.url}`,
    `client-id: ${credentials.clientId}`,
    `client-secret: ${credentials.clientSecret}`,
    `public-client-id: ${credentials.publicClientId}`,
    `refresh-token: ${credentials.refreshToken}`,
    `public-refresh-token: ${credentials.publicRefreshToken}`,
    // A personal account has neither.
    ...(site === undefined ? [] : [`tenant-id: ${credentials.tenantId}`, `site-url: ${site.webUrl}`]),
    `github-repository: ${repository?.fullName ?? ''}`,
    `github-token: ${github.token}`,
    `oidc-request-url: ${github.oidc.url}`,
    `oidc-request-token: ${github.oidc.requestToken}`,
    `drive-id: ${credentials.driveId}`,
  ];
}
