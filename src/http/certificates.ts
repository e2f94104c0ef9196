/**
 * Decides which CAs are trusted: those of Node.js and NODE_EXTRA_CA_CERTS and, if those were not enough, the system's.
 */
import * as tls from 'node:tls';
import { Failure, systemCode } from '../core/errors.ts';

/** Codes for a chain that ends at an unknown CA. Expired certificates and those of another host have other codes. */
const unknownIssuerCodes =
  /^(UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/;
const certificateErrorCodes = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** Returns the failure for a rejected certificate, or undefined if the error is about something else. */
export function certificateFailure(host: string, cause: unknown): Failure | undefined {
  const code = systemCode(cause);
  if (!certificateErrorCodes.test(code)) return undefined;
  if (/^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/.test(code)) {
    const when = code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet';
    return new Failure(`the certificate of ${host} ${when} by the clock of this machine (${code})`, {
      code: 'certificate-not-valid-now',
      kind: 'network',
      hint: "look at this machine's clock (date) and set it (NTP); if it is right, find out what answers there: a proxy may have an old certificate",
      cause,
    });
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new Failure(`the certificate that answers for ${host} is for another name (${code})`, {
      code: 'certificate-untrusted',
      kind: 'network',
      hint: 'another machine answers in its place: check the name server, the hosts file and the proxy of this machine',
      cause,
    });
  }
  return new Failure(`the certificate of ${host} is not trusted on this machine (${code})`, {
    code: 'certificate-untrusted',
    kind: 'network',
    hint: 'if a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the PEM file of its CA',
    cause,
  });
}

/**
 * The CAs of one HTTP client. The system's CAs are loaded only after a certificate from an unknown CA was rejected:
 * reading them takes 20 to 40 ms and using them 15 ms more, and most runs do not need them.
 */
export class TrustStore {
  /** The context for new connections; undefined for the default of Node.js. */
  context: tls.SecureContext | undefined;

  /**
   * Adds the system's CAs if the error asks for them. Returns true if a connection that was opened with `used` should
   * be tried again with `context`.
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

/** Returns PEM texts, or [] before Node.js 22.15, which added `tls.getCACertificates` (nodejs/node#57107). */
function readCertificates(type: 'default' | 'system'): string[] {
  const list: unknown = Reflect.get(tls, 'getCACertificates');
  const found: unknown = typeof list === 'function' ? list(type) : [];
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}
