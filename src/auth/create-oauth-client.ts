/**
 * Creates the OAuth client from the inputs: the app, the authority and the credential.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { HttpClient } from '../http/client.ts';
import { cloudHosts, liveLoginHost } from '../http/microsoft-hosts.ts';
import type { IdentityInputs } from '../inputs/sign-in.ts';
import { certificateExpiryWarning, parseClientCertificate } from './certificate.ts';
import type { ClientAuth, OAuthClient } from './oauth-client.ts';
import { requestGitHubOidcToken, tokenExchangeAudience } from './oidc.ts';

interface OAuthClientOptions {
  readonly identity: IdentityInputs;
  readonly http: HttpClient;
  readonly host: Host;
}

/** Creates the client. Warns if its certificate expires soon. Throws a Failure of kind `usage` for an invalid one. */
export function createOAuthClient(options: OAuthClientOptions): OAuthClient {
  const { clientId, tenantId, authority, cloud, redirectUri } = options.identity;
  return {
    clientId,
    tenantId,
    authority,
    loginHost: authority === 'live' ? liveLoginHost : cloudHosts[cloud].login,
    ...(redirectUri !== undefined && { redirectUri }),
    clientAuth: createClientAuth(options),
  };
}

function createClientAuth({ identity, http, host }: OAuthClientOptions): ClientAuth {
  const { credential, clientSecret, clientCertificate, cloud } = identity;
  if (credential === 'none') return { kind: 'none' };
  if (credential === 'oidc') {
    return {
      kind: 'assertion',
      createAssertion: () => requestGitHubOidcToken({ http, host }, tokenExchangeAudience(cloud)),
    };
  }
  const text = credential === 'secret' ? clientSecret : clientCertificate;
  if (text === undefined || text === '') {
    const name = credential === 'secret' ? 'client-secret' : 'client-certificate';
    throw new Failure(`${name} is empty`, {
      code: 'secret-empty',
      kind: 'usage',
      hint: 'set it, or choose another credential',
    });
  }
  if (credential === 'secret') return { kind: 'secret', secret: text };
  const nowMs = host.clock.now();
  const certificate = parseClientCertificate(text, nowMs);
  const warning = certificateExpiryWarning(certificate, nowMs);
  if (warning !== undefined) host.log.warning(warning);
  return { kind: 'certificate', certificate };
}
