/** A host with a profile, and what is in it. */
import { join } from 'node:path';
import { createProfileFolder, profileLocation, writeProfile } from '../../src/cli/options/profile-file.ts';
import { FakeHost } from './fake-host.ts';

export const profileClientId = '7d1f2c34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
export const profileContent = {
  inputs: {
    'client-id': profileClientId,
    'tenant-id': 'consumers',
    ...{ cloud: 'global', authority: 'entra', 'client-secret': 'stored-secret' },
    'refresh-token': 'stored-token',
  },
  account: 'Ada',
  driveId: 'b!1',
};

/** A host whose settings are in a folder of their own, with the profile `work`. */
export function hostWithProfile(): FakeHost {
  const host = new FakeHost();
  host.env.XDG_CONFIG_HOME = join(host.tempDir, 'config');
  const location = profileLocation('work', host.env);
  createProfileFolder(location);
  writeProfile(location, profileContent, host.clock.now());
  return host;
}
