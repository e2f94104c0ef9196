/**
 * Whose certificates are believed: those that Node.js brings and NODE_EXTRA_CA_CERTS adds and, once one was
 * not enough, those of the system too. Knows what an error says of a certificate; opens no connection.
 */
import * as tls from 'node:tls';
import { Failure, systemCode } from '../core/errors.ts';

/** The chain ends at a CA that is not known here; an expired or foreign certificate is another matter. */
const unknownIssuerCodes =
  /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;
const certificateErrorCodes = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** The failure for a certificate that was refused, undefined when the error is about something else. */
export function certificateFailure(host: string, cause: unknown): Failure | undefined {
  const code = systemCode(cause);
  if (!certificateErrorCodes.test(code)) return undefined;
  return new Failure(`${host} showed a certificate that is not trusted here (${code})`, {
    kind: 'network',
    hint: 'if a proxy inspects TLS, name the file of its CA, in PEM, in NODE_EXTRA_CA_CERTS',
    cause,
  });
}

/**
 * The CAs of one door. Reading the system's takes 20 to 40 ms and putting them to use 15 ms more, so that
 * waits until a certificate was refused for an unknown CA: most runs never need it.
 */
export class TrustStore {
  /** What connections are to be opened with; undefined for the default of Node.js. */
  context: tls.SecureContext | undefined;

  /**
   * Takes in the system's CAs if the error asks for them. True when a connection that was opened with
   * `used` is worth another attempt with `context`.
   */
  addSystemCertificates(error: unknown, used: tls.SecureContext | undefined): boolean {
    if (!unknownIssuerCodes.test(systemCode(error)) || used !== undefined) return false;
    if (this.context === undefined) {
      const systemCertificates = readCertificates('system');
      if (systemCertificates.length > 0)
        this.context = tls.createSecureContext({
          ca: [...new Set([...readCertificates('default'), ...systemCertificates])],
        });
    }
    return this.context !== undefined;
  }
}

/** PEM texts, [] where Node.js cannot tell: `tls.getCACertificates` came with 22.15 (nodejs/node#57107). */
function readCertificates(type: 'default' | 'system'): string[] {
  const list: unknown = Reflect.get(tls, 'getCACertificates');
  const found: unknown = typeof list === 'function' ? list(type) : [];
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}
