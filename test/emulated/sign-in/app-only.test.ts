import { describe, expect, test } from 'vitest';
import { formatError } from '../../../src/core/errors.ts';
import { appCertificate } from '../../support/certificates.ts';
import { OAuthFixture } from '../../support/oauth-fixture.ts';

const subject = (here: OAuthFixture, context = 'ref:refs/heads/main') =>
  `repo:${here.emulator.github.oidc.job.repository.fullName}:${context}`;
const mature = (here: OAuthFixture) => {
  here.emulator.github.oidc.job.repository.immutableSubject = false;
};

/** What a sign-in failed with, as the log would have it. */
const failureOf = (pending: Promise<unknown>) => pending.then(() => 'signed in', formatError);

describe('an app that signs in as itself', () => {
  test('uses its secret and receives no refresh token', async () => {
    await using here = await OAuthFixture.open();
    const token = await here.signIn(here.appInputs());
    expect(here.callerKind(await token.getAccessToken())).toBe('app');
    expect([token.hasRotated, here.rotatedTokens, here.host.notices]).toEqual([false, [], []]);
  });

  test('requests a new token before it expires and if it is refused', async () => {
    await using here = await OAuthFixture.open();
    here.emulator.identity.settings.accessTokenLifetimeS = 3600;
    const token = await here.signIn(here.appInputs());
    const first = await token.getAccessToken();
    here.host.clock.advance(56 * 60_000);
    const second = await token.getAccessToken();
    here.emulator.identity.revokeAccessTokens();
    token.invalidate(second);
    const third = await token.getAccessToken();
    expect(new Set([first, second, third]).size).toBe(3);
    expect(here.callerKind(third)).toBe('app');
  });

  test('gets an error if the tenant does not exist', async () => {
    await using here = await OAuthFixture.open();
    const failure = await failureOf(here.signIn(here.appInputs({ tenantId: 'organizations' })));
    expect(failure).toContain('AADSTS9001023');
    expect(failure).toContain("Set tenant-id to your tenant's ID");
  });

  test('cannot be a public client, and its secret is always sent', async () => {
    await using here = await OAuthFixture.open();
    const { publicClientId } = here.emulator.credentials;
    expect(await failureOf(here.signIn(here.appInputs({ clientId: publicClientId })))).toContain(
      'AADSTS700025',
    );
    expect(here.tokenRequests).toHaveLength(1);
  });
});

describe('a certificate', () => {
  test.each(['appInputs', 'identityInputs'] as const)('stands in for the secret: %s', async (kind) => {
    await using here = await OAuthFixture.open();
    const { cert, key } = await appCertificate();
    here.emulator.identity.addCertificate(cert);
    const identity = here[kind]({ credential: 'certificate', clientCertificate: key + cert });
    const token = await here.signIn(identity);
    expect(here.callerKind(await token.getAccessToken())).toBe(kind === 'appInputs' ? 'app' : 'user');
    expect(here.host.warnings).toEqual([]);
  });

  test('that is not registered with the app is refused with what to do', async () => {
    await using here = await OAuthFixture.open();
    const { cert, key } = await appCertificate();
    here.emulator.identity.addCertificate((await appCertificate()).cert);
    const failure = await failureOf(
      here.signIn(here.appInputs({ credential: 'certificate', clientCertificate: cert + key })),
    );
    expect(failure).toContain('AADSTS700027');
    expect(failure).toContain('Upload the public part of client-certificate');
    expect(here.tokenRequests).toHaveLength(1);
  });

  test('that expires within 30 days gives a warning', async () => {
    await using here = await OAuthFixture.open();
    const until = new Date(here.host.clock.now() + 12.5 * 24 * 3_600_000);
    const { cert, key } = await appCertificate({ until });
    here.emulator.identity.addCertificate(cert);
    await here.signIn(here.appInputs({ credential: 'certificate', clientCertificate: cert + key }));
    expect(here.host.warnings.join()).toContain('expires in 12 days, on 2026-12-04');
  });
});

describe('GitHub’s OIDC token', () => {
  test.each(['appInputs', 'identityInputs'] as const)(
    'replaces the secret, and is masked: %s',
    async (kind) => {
      await using here = await OAuthFixture.open();
      mature(here);
      here.emulator.identity.addFederatedCredential({ subject: subject(here) });
      const token = await here.signIn(here[kind]({ credential: 'oidc' }));
      expect(here.callerKind(await token.getAccessToken())).toBe(kind === 'appInputs' ? 'app' : 'user');
      expect(here.host.masked).toEqual(expect.arrayContaining([...here.emulator.github.oidc.issued]));
    },
  );

  test('is requested again at each renewal', async () => {
    await using here = await OAuthFixture.open();
    mature(here);
    here.emulator.identity.addFederatedCredential({ subject: subject(here) });
    const token = await here.signIn(here.appInputs({ credential: 'oidc' }));
    here.host.clock.advance(2 * 3_600_000);
    expect(here.callerKind(await token.getAccessToken())).toBe('app');
    expect(new Set(here.emulator.github.oidc.issued).size).toBe(2);
  });

  test('that matches no credential is reported with its three claims, after some waiting', async () => {
    await using here = await OAuthFixture.open();
    mature(here);
    here.emulator.identity.addFederatedCredential({ subject: subject(here, 'environment:production') });
    const failure = await failureOf(here.signIn(here.appInputs({ credential: 'oidc' })));
    expect(failure).toContain('AADSTS700213');
    expect(failure).toContain('onedrive-upload subject');
    expect(failure).toContain(
      `issuer https://token.actions.githubusercontent.com, subject ${subject(here)}, audience api://AzureADTokenExchange`,
    );
    expect(here.host.clock.waits).toEqual([10_000, 20_000, 30_000]);
  });

  test('is accepted after its credential works everywhere', async () => {
    await using here = await OAuthFixture.open();
    mature(here);
    here.emulator.identity.addFederatedCredential({ subject: 'repo:somebody/else:ref:refs/heads/main' });
    here.host.clock.onSleep = () => here.emulator.identity.addFederatedCredential({ subject: subject(here) });
    const token = await here.signIn(here.appInputs({ credential: 'oidc' }));
    expect(here.callerKind(await token.getAccessToken())).toBe('app');
    expect(here.host.clock.waits).toEqual([10_000]);
  });

  test('whose subject differs only in case is not waited for', async () => {
    await using here = await OAuthFixture.open();
    mature(here);
    here.emulator.identity.addFederatedCredential({ subject: subject(here).toUpperCase() });
    const failure = await failureOf(here.signIn(here.appInputs({ credential: 'oidc' })));
    expect(failure).toContain('AADSTS7002138');
    expect(failure).toContain(`subject ${subject(here)}`);
    expect(here.host.clock.waits).toEqual([]);
  });

  test('outside its validity is requested again once', async () => {
    await using here = await OAuthFixture.open();
    mature(here);
    here.emulator.identity.addFederatedCredential({ subject: subject(here) });
    here.emulator.github.oidc.lifetimeS = -1;
    const failure = await failureOf(here.signIn(here.appInputs({ credential: 'oidc' })));
    expect(failure).toContain('AADSTS700024');
    expect(here.emulator.github.oidc.issued).toHaveLength(2);
  });

  test('without permission is reported with the missing permission', async () => {
    await using here = await OAuthFixture.open();
    here.host.env.ACTIONS_ID_TOKEN_REQUEST_URL = undefined;
    const failure = await failureOf(here.signIn(here.appInputs({ credential: 'oidc' })));
    expect(failure).toContain('permissions: id-token: write');
    expect(failure).toContain('forks');
    expect(here.tokenRequests).toEqual([]);
  });

  test('is requested again after a temporary error of GitHub', async () => {
    await using here = await OAuthFixture.open();
    mature(here);
    here.emulator.identity.addFederatedCredential({ subject: subject(here) });
    const busy = { kind: 'status', status: 503, body: '<html>' } as const;
    here.emulator.addFault({ on: { surface: 'github' }, times: 2, do: busy });
    const token = await here.signIn(here.appInputs({ credential: 'oidc' }));
    expect(here.callerKind(await token.getAccessToken())).toBe('app');
    expect(here.tokenRequests).toHaveLength(1);
  });

  test('that GitHub refuses fails the sign-in, and the error does not show the request token', async () => {
    await using here = await OAuthFixture.open();
    here.host.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'no-longer-good';
    const failure = await failureOf(here.signIn(here.appInputs({ credential: 'oidc' })));
    expect(failure).toContain("GitHub's OIDC token was refused with HTTP 401");
    expect(failure).not.toContain('no-longer-good');
  });
});
