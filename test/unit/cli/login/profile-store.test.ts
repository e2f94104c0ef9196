/** What a new sign-in takes from the profile that it will be stored in. */
import { describe, expect, test } from 'vitest';
import { findLoginProfile, profileDefaults } from '../../../../src/cli/login/profile-store.ts';
import { hostWithProfile, profileClientId, profileContent } from '../../../support/profile-fixture.ts';

const otherClientId = '00000000-1111-4222-8333-444444444444';

describe('a new sign-in', () => {
  const defaults = (flags: Record<string, string>, env: Record<string, string>) => {
    using host = hostWithProfile();
    Object.assign(host.env, env);
    return profileDefaults(findLoginProfile(flags, host).profile, flags, host.env)?.inputs;
  };

  test('of the same app takes its secret from the profile', () => {
    const { inputs } = profileContent;
    expect(defaults({ profile: 'work' }, {})).toEqual(inputs);
    expect(defaults({ profile: 'work', clientId: profileClientId }, {})).toEqual(inputs);
    expect(defaults({}, { ONEDRIVE_PROFILE: 'work', ONEDRIVE_CLIENT_ID: '' })).toEqual(inputs);
  });

  test('of another app takes nothing from it, whether a flag or a variable names that app', () => {
    expect(defaults({ profile: 'work', clientId: otherClientId }, {})).toBe(undefined);
    expect(defaults({}, { ONEDRIVE_PROFILE: 'work', ONEDRIVE_CLIENT_ID: otherClientId })).toBe(undefined);
  });
});
