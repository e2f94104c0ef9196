/** Where a new refresh token goes when a profile is in use. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openProfile, saveProfileToken } from '../../../../src/cli/options/profile.ts';
import { profileLocation, readProfile, writeProfile } from '../../../../src/cli/options/profile-file.ts';
import { refreshTokenWriter } from '../../../../src/cli/options/token-file.ts';
import type { FakeHost } from '../../../support/fake-host.ts';
import { hostWithProfile, profileContent } from '../../../support/profile-fixture.ts';

const pathOf = (host: FakeHost) => profileLocation('work', host.env).path;

describe('a new refresh token', () => {
  const writer = (host: FakeHost, flags: Record<string, unknown>) =>
    refreshTokenWriter(flags, host, openProfile(flags, host.env));
  const storedToken = (host: FakeHost) => JSON.parse(readFileSync(pathOf(host), 'utf8'))['refresh-token'];

  test('goes to the profile that the old one came from, and all else in it stays', async () => {
    using host = hostWithProfile();
    await writer(host, { profile: 'work' }).saveRefreshToken?.('new');
    expect(readProfile(profileLocation('work', host.env))).toEqual({
      ...profileContent,
      inputs: { ...profileContent.inputs, 'refresh-token': 'new' },
    });
  });

  test('goes to the file of a flag that won over the profile', async () => {
    using host = hostWithProfile();
    const file = join(host.tempDir, 'token');
    await writer(host, { profile: 'work', refreshTokenFile: file }).saveRefreshToken?.('new');
    expect([readFileSync(file, 'utf8'), storedToken(host)]).toEqual(['new\n', 'stored-token']);
  });

  test('goes nowhere if the old one came from a variable that won over the profile', () => {
    using host = hostWithProfile();
    Object.assign(host.env, { ONEDRIVE_PROFILE: 'work', ONEDRIVE_REFRESH_TOKEN: 'x' });
    expect(writer(host, {})).toEqual({});
  });

  test('goes to the profile if the variables of a token are empty', async () => {
    using host = hostWithProfile();
    const empty = { ONEDRIVE_REFRESH_TOKEN: '', ONEDRIVE_REFRESH_TOKEN_FILE: '' };
    Object.assign(host.env, { ONEDRIVE_PROFILE: 'work', ...empty });
    await writer(host, {}).saveRefreshToken?.('new');
    expect(storedToken(host)).toBe('new');
  });

  test('keeps what another process wrote meanwhile', () => {
    using host = hostWithProfile();
    const profile = openProfile({ profile: 'work' }, host.env);
    const changed = { ...profileContent, inputs: { ...profileContent.inputs, 'client-secret': 'newer' } };
    writeProfile(profileLocation('work', host.env), changed, host.clock.now());
    if (profile !== undefined) saveProfileToken(profile, { refreshToken: 'new', host });
    const inputs = { ...changed.inputs, 'refresh-token': 'new' };
    expect(readProfile(profileLocation('work', host.env))?.inputs).toEqual(inputs);
  });

  test('is not stored in a profile that became one of another account, or was deleted', () => {
    using host = hostWithProfile();
    const profile = openProfile({ profile: 'work' }, host.env);
    if (profile === undefined) throw new Error('no profile');
    writeProfile(profile, { ...profileContent, driveId: 'b!2' }, host.clock.now());
    saveProfileToken(profile, { refreshToken: 'new', host });
    expect(storedToken(host)).toBe('stored-token');
    rmSync(profile.path);
    saveProfileToken(profile, { refreshToken: 'new', host });
    expect(readdirSync(dirname(profile.path))).toEqual([]);
    expect(host.warnings).toEqual([
      expect.stringMatching(/replaced by another sign-in/),
      expect.stringMatching(/was deleted/),
    ]);
  });
});
