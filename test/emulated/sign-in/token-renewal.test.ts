import { describe, expect, test } from 'vitest';
import { OAuthFixture } from '../../support/oauth-fixture.ts';

/** Renews as often as that, each time because the service refused the bearer. */
async function renew(here: OAuthFixture, token: Awaited<ReturnType<OAuthFixture['signIn']>>, times: number) {
  for (let done = 0; done < times; done += 1) {
    here.emulator.identity.revokeAccessTokens();
    token.invalidate(await token.getAccessToken());
  }
  return token.getAccessToken();
}

describe('a platform that revokes a refresh token after its use', () => {
  test('works: each renewal uses the newest token, which is reported immediately', async () => {
    await using here = await OAuthFixture.open();
    here.emulator.identity.settings.revokeOldRefreshTokens = true;
    const token = await here.signIn(here.identityInputs());
    expect(here.callerKind(await renew(here, token, 3))).toBe('user');
    expect(here.rotatedTokens).toHaveLength(4);
    const alive = here.rotatedTokens.map((text) => here.emulator.identity.isLiveRefreshToken(text));
    expect(alive).toEqual([false, false, false, true]);
  });
});

describe('a platform that keeps old refresh tokens valid', () => {
  test('works for two jobs that renew at the same time with the same token', async () => {
    await using here = await OAuthFixture.open();
    const [one, two] = await Promise.all([
      here.signIn(here.identityInputs()),
      here.signIn(here.identityInputs()),
    ]);
    expect([
      here.callerKind(await one.getAccessToken()),
      here.callerKind(await two.getAccessToken()),
    ]).toEqual(['user', 'user']);
    expect(here.rotatedTokens.map((text) => here.emulator.identity.isLiveRefreshToken(text))).toEqual([
      true,
      true,
    ]);
    expect(here.emulator.identity.isLiveRefreshToken(here.emulator.credentials.refreshToken)).toBe(true);
  });
});

test('a renewal without a new token continues with the old one, and reports it once', async () => {
  await using here = await OAuthFixture.open();
  here.emulator.identity.settings.omitNewRefreshToken = true;
  const token = await here.signIn(here.identityInputs());
  expect(here.callerKind(await renew(here, token, 2))).toBe('user');
  expect([token.hasRotated, here.rotatedTokens]).toEqual([false, []]);
  expect(here.host.notices).toEqual([expect.stringContaining('no new refresh token')]);
});

test('calls at the same time share one renewal', async () => {
  await using here = await OAuthFixture.open();
  const token = await here.signIn(here.identityInputs());
  token.invalidate(await token.getAccessToken());
  const bearers = await Promise.all([token.getAccessToken(), token.getAccessToken(), token.getAccessToken()]);
  expect(new Set(bearers).size).toBe(1);
  expect(here.tokenRequests).toHaveLength(2);
});

test('an ID token of the account’s own directory is accepted under common', async () => {
  await using here = await OAuthFixture.open();
  here.emulator.identity.settings.sendIdToken = true;
  const token = await here.signIn(here.identityInputs({ tenantId: 'common' }));
  expect(here.callerKind(await token.getAccessToken())).toBe('user');
});

test('no secret, token or assertion reaches the log', async () => {
  await using here = await OAuthFixture.open();
  here.emulator.github.oidc.job.repository.immutableSubject = false;
  const subject = `repo:${here.emulator.github.oidc.job.repository.fullName}:ref:refs/heads/main`;
  here.emulator.identity.addFederatedCredential({ subject });
  const logged = (identity: Parameters<OAuthFixture['signIn']>[0]) =>
    here.signIn(identity).catch((error: unknown) => here.host.log.error(String(error)));
  await logged(here.identityInputs());
  await logged(here.identityInputs({ clientSecret: 'emulator.wrong-secret' }));
  await logged(here.appInputs({ credential: 'oidc' }));
  here.emulator.identity.forgetKeys();
  await logged(here.appInputs({ credential: 'oidc' }));
  const { identity, github, credentials } = here.emulator;
  const secrets = [
    ...[credentials.clientSecret, 'emulator.wrong-secret', github.oidc.requestToken],
    ...[...identity.issuedAccessTokens, ...identity.issuedRefreshTokens, ...github.oidc.issued],
  ];
  expect(here.host.lines.length).toBeGreaterThan(1);
  expect(secrets.filter((secret) => here.host.lines.join('\n').includes(secret))).toEqual([]);
});
