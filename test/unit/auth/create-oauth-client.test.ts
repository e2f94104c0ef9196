/** From inputs to a client: where it signs in, and how it proves itself. */
import { describe, expect, test } from 'vitest';
import { createOAuthClient } from '../../../src/auth/create-oauth-client.ts';
import { Failure } from '../../../src/core/errors.ts';
import type { Cloud } from '../../../src/http/microsoft-hosts.ts';
import type { IdentityInputs } from '../../../src/inputs/sign-in.ts';
import { appCertificate } from '../../support/certificates.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { fakeHttpClient } from '../../support/fake-http-client.ts';
import { publicClientInputs } from '../../support/fake-sign-in.ts';

const { cert, key } = await appCertificate();
const clientCertificate = cert + key;
const endMs = Date.parse('2036-01-01');
const dayMs = 24 * 3_600_000;

/** A job with these inputs, in which GitHub mints `minted`. */
function applicant(more: Partial<IdentityInputs>) {
  const host = new FakeHost({
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.example/token?v=2',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    },
  });
  const { http, requests: asked } = fakeHttpClient(() => ({
    status: 200,
    headers: {},
    text: '{"value":"minted"}',
  }));
  const client = () => createOAuthClient({ identity: { ...publicClientInputs, ...more }, http, host });
  return { host, asked, client, [Symbol.dispose]: () => host[Symbol.dispose]() };
}

describe('a client', () => {
  test.each<[Cloud, string]>([
    ['global', 'login.microsoftonline.com'],
    ['us-gov', 'login.microsoftonline.us'],
    ['china', 'login.partner.microsoftonline.cn'],
  ])('of cloud %s signs in at %s', (cloud, loginHost) => {
    using here = applicant({ cloud });
    const { clientId, tenantId } = publicClientInputs;
    const clientAuth = { kind: 'none' };
    expect(here.client()).toStrictEqual({ clientId, tenantId, authority: 'entra', loginHost, clientAuth });
  });

  test('of authority live uses its endpoints and its redirect URI', () => {
    const redirectUri = 'https://login.live.com/oauth20_desktop.srf';
    using here = applicant({ authority: 'live', redirectUri });
    expect(here.client()).toMatchObject({ authority: 'live', loginHost: 'login.live.com', redirectUri });
  });
});

describe('a client authenticates', () => {
  test('with its secret, even if there is a certificate', () => {
    const both = { clientSecret: 'word~word', clientCertificate: 'none' };
    using here = applicant({ credential: 'secret', ...both });
    expect(here.client().clientAuth).toEqual({ kind: 'secret', secret: 'word~word' });
  });

  test('with nothing if credential is none, even if there is a secret', () => {
    using here = applicant({ credential: 'none', clientSecret: 'word~word' });
    expect(here.client().clientAuth).toEqual({ kind: 'none' });
  });

  test('with its certificate, even if there is a secret', () => {
    using here = applicant({ credential: 'certificate', clientCertificate, clientSecret: 'x' });
    expect(here.client().clientAuth).toMatchObject({
      kind: 'certificate',
      certificate: { notAfterMs: endMs, thumbprint: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(here.host.warnings).toEqual([]);
  });

  test.each<[Cloud, string]>([
    ['global', 'api://AzureADTokenExchange'],
    ['china', 'api://AzureADTokenExchangeChina'],
  ])(
    'with an OIDC token of GitHub for cloud %s, requested only when it is needed',
    async (cloud, audience) => {
      using here = applicant({ credential: 'oidc', cloud });
      const { clientAuth: proof } = here.client();
      expect(here.asked).toEqual([]);
      expect(proof.kind === 'assertion' && (await proof.createAssertion())).toBe('minted');
      expect(new URL(here.asked[0]?.url ?? '').searchParams.get('audience')).toBe(audience);
    },
  );
});

describe('a certificate', () => {
  test('that expires soon is used, with a warning', () => {
    using here = applicant({ credential: 'certificate', clientCertificate });
    here.host.clock.advance(endMs - here.host.clock.now() - 10 * dayMs);
    expect(here.client().clientAuth).toMatchObject({ kind: 'certificate' });
    expect(here.host.warnings).toEqual([expect.stringContaining('expires in 10 days')]);
  });

  test('that has expired is refused', () => {
    using here = applicant({ credential: 'certificate', clientCertificate });
    here.host.clock.advance(endMs - here.host.clock.now());
    expect(here.client).toThrow('client-certificate expired on 2036-01-01');
  });
});

test.each<[string, Partial<IdentityInputs>]>([
  ['client-secret', { credential: 'secret', clientCertificate }],
  ['client-secret', { credential: 'secret', clientSecret: '' }],
  ['client-certificate', { credential: 'certificate', clientSecret: 'x' }],
  ['client-certificate', { credential: 'certificate', clientCertificate: '' }],
])('%s is required if it is empty', (name, more) => {
  using here = applicant(more);
  expect(here.client).toThrow(
    expect.objectContaining({
      message: `${name} is empty`,
      kind: 'usage',
      hint: expect.stringContaining('another credential'),
    }),
  );
  expect(here.client).toThrow(Failure);
});
