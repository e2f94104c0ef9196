/**
 * A private CA, as a proxy that inspects TLS has one, and a certificate signed by it. Also a client certificate for an
 * app registration.
 */
import selfsigned from 'selfsigned';

export interface Certificates {
  /** PEM of the CA's certificate: what a client is to trust. */
  readonly ca: string;
  /** For a server. */
  readonly cert: string;
  readonly key: string;
  /** Signs further certificates. */
  readonly signer: { readonly cert: string; readonly key: string };
}

const shared = { algorithm: 'sha256', keyType: 'ec' } as const;

/** A server certificate for these names and for 127.0.0.1, signed by a CA that is new unless given. */
export async function certificatesFor(
  names: readonly string[],
  known?: Certificates['signer'],
): Promise<Certificates> {
  const signer = known ?? (await newSigner());
  const leaf = await selfsigned.generate([{ name: 'commonName', value: names[0] ?? 'server' }], {
    ...shared,
    ca: signer,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...names.map((value) => ({ type: 2, value }) as const), { type: 7, ip: '127.0.0.1' }],
      },
    ],
  });
  return { ca: signer.cert, cert: leaf.cert, key: leaf.private, signer };
}

async function newSigner(): Promise<Certificates['signer']> {
  const ca = await selfsigned.generate([{ name: 'commonName', value: 'Inspection CA of a test' }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert: ca.cert, key: ca.private };
}

/** A self-signed RSA certificate and its private key, both PEM; valid for ten years from 2026 unless told. */
export async function appCertificate(
  valid: { readonly from?: Date; readonly until?: Date } = {},
): Promise<{ readonly cert: string; readonly key: string }> {
  const { cert, private: key } = await selfsigned.generate([{ name: 'commonName', value: 'an app' }], {
    algorithm: 'sha256',
    keyType: 'rsa',
    keySize: 2048,
    notBeforeDate: valid.from ?? new Date('2026-01-01'),
    notAfterDate: valid.until ?? new Date('2036-01-01'),
  });
  return { cert, key };
}
