import { describe, expect, test } from 'vitest';
import { Applicant } from '../support/applicant.ts';

/** Renews as often as that, each time because the service refused the bearer. */
async function renew(here: Applicant, token: Awaited<ReturnType<Applicant['enter']>>, times: number) {
  for (let done = 0; done < times; done += 1) {
    here.emulator.identity.revokeAccessTokens();
    token.invalidate(await token.getAccessToken());
  }
  return token.getAccessToken();
}

describe('a platform that ends a refresh token when it is used', () => {
  test('is survived: each renewal takes the newest token, which is told at once', async () => {
    await using here = await Applicant.open();
    here.emulator.identity.settings.revokeOldRefreshTokens = true;
    const token = await here.enter(here.identity());
    expect(here.whose(await renew(here, token, 3))).toBe('user');
    expect(here.told).toHaveLength(4);
    const alive = here.told.map((text) => here.emulator.identity.isLiveRefreshToken(text));
    expect(alive).toEqual([false, false, false, true]);
  });
});

describe('a platform that leaves old refresh tokens alone', () => {
  test('serves two jobs that renew at once with the same token', async () => {
    await using here = await Applicant.open();
    const [one, two] = await Promise.all([here.enter(here.identity()), here.enter(here.identity())]);
    expect([here.whose(await one.getAccessToken()), here.whose(await two.getAccessToken())]).toEqual([
      'user',
      'user',
    ]);
    expect(here.told.map((text) => here.emulator.identity.isLiveRefreshToken(text))).toEqual([true, true]);
    expect(here.emulator.identity.isLiveRefreshToken(here.emulator.credentials.refreshToken)).toBe(true);
  });
});

test('a renewal without a new token goes on with the old one, and says so once', async () => {
  await using here = await Applicant.open();
  here.emulator.identity.settings.omitNewRefreshToken = true;
  const token = await here.enter(here.identity());
  expect(here.whose(await renew(here, token, 2))).toBe('user');
  expect([token.hasRotated, here.told]).toEqual([false, []]);
  expect(here.world.notices).toEqual([expect.stringContaining('no new refresh token')]);
});

test('calls at the same time share one renewal', async () => {
  await using here = await Applicant.open();
  const token = await here.enter(here.identity());
  token.invalidate(await token.getAccessToken());
  const bearers = await Promise.all([token.getAccessToken(), token.getAccessToken(), token.getAccessToken()]);
  expect(new Set(bearers).size).toBe(1);
  expect(here.asked).toHaveLength(2);
});

test('an ID token of the account’s own directory is no trouble under common', async () => {
  await using here = await Applicant.open();
  here.emulator.identity.settings.sendIdToken = true;
  const token = await here.enter(here.identity({ tenantId: 'common' }));
  expect(here.whose(await token.getAccessToken())).toBe('user');
});

test('no secret, token or assertion reaches the log of any of this', async () => {
  await using here = await Applicant.open();
  here.emulator.github.oidc.job.repository.immutableSubject = false;
  const subject = `repo:${here.emulator.github.oidc.job.repository.fullName}:ref:refs/heads/main`;
  here.emulator.identity.addFederatedCredential({ subject });
  const logged = (identity: Parameters<Applicant['enter']>[0]) =>
    here.enter(identity).catch((error: unknown) => here.world.log.error(String(error)));
  await logged(here.identity());
  await logged(here.identity({ clientSecret: 'emulator.wrong-secret' }));
  await logged(here.app({ credential: 'oidc' }));
  here.emulator.identity.forgetKeys();
  await logged(here.app({ credential: 'oidc' }));
  const { identity, github, credentials } = here.emulator;
  const secrets = [
    ...[credentials.clientSecret, 'emulator.wrong-secret', github.oidc.requestToken],
    ...[...identity.issuedAccessTokens, ...identity.issuedRefreshTokens, ...github.oidc.issued],
  ];
  expect(here.world.lines.length).toBeGreaterThan(1);
  expect(secrets.filter((secret) => here.world.lines.join('\n').includes(secret))).toEqual([]);
});
