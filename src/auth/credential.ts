/**
 * From inputs to a client: which app signs in where, and how it proves itself. Reads the certificate, and knows who
 * mints assertions; sends nothing itself.
 */
import { Failure } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Door } from '../http/client.ts';
import { clouds, liveHost } from '../http/microsoft-hosts.ts';
import type { IdentityInputs } from '../inputs/sign-in.ts';
import { certificateWarning, readCertificate } from './certificate.ts';
import type { Client, Proof } from './client.ts';
import { exchangeAudience, githubToken } from './oidc.ts';

interface Applicant {
  readonly identity: IdentityInputs;
  readonly door: Door;
  readonly host: Host;
}

/**
 * The client that these inputs describe. Warns of a certificate that ends soon; throws a Failure of kind `usage` for
 * one that cannot be used.
 */
export function clientOf(applicant: Applicant): Client {
  const { clientId, tenantId, authority, cloud, redirectUri } = applicant.identity;
  return {
    clientId,
    tenantId,
    authority,
    loginHost: authority === 'live' ? liveHost : clouds[cloud].login,
    ...(redirectUri !== undefined && { redirectUri }),
    proof: proofOf(applicant),
  };
}

function proofOf({ identity, door, host }: Applicant): Proof {
  const { credential, clientSecret, clientCertificate, cloud } = identity;
  if (credential === 'none') return { kind: 'none' };
  if (credential === 'oidc') {
    return { kind: 'assertion', mint: () => githubToken({ door, host }, exchangeAudience(cloud)) };
  }
  const text = credential === 'secret' ? clientSecret : clientCertificate;
  if (text === undefined || text === '') {
    const name = credential === 'secret' ? 'client-secret' : 'client-certificate';
    throw new Failure(`${name} is empty`, { kind: 'usage', hint: 'set it, or set another credential' });
  }
  if (credential === 'secret') return { kind: 'secret', secret: text };
  const nowMs = host.clock.now();
  const certificate = readCertificate(text, nowMs);
  const warning = certificateWarning(certificate, nowMs);
  if (warning !== undefined) host.log.warning(warning);
  return { kind: 'certificate', certificate };
}
