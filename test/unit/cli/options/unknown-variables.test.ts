import { expect, test } from 'vitest';
import { warnOfUnknownVariables } from '../../../../src/cli/options/unknown-variables.ts';
import { FakeHost } from '../../../support/fake-host.ts';

function warningsFor(env: Readonly<Record<string, string>>): readonly string[] {
  using host = new FakeHost();
  Object.assign(host.env, env);
  warnOfUnknownVariables(host);
  return host.warnings;
}

test.each([
  ['ONEDRIVE_DESTINATON', 'ONEDRIVE_DESTINATION'],
  ['ONEDRIVE_CLIENTID', 'ONEDRIVE_CLIENT_ID'],
  ['ONEDRIVE_REFRESH-TOKEN', 'ONEDRIVE_REFRESH_TOKEN'],
  ['ONEDRIVE_REFRESH_TOKEN_FILES', 'ONEDRIVE_REFRESH_TOKEN_FILE'],
  ['onedrive_tenant_id', 'ONEDRIVE_TENANT_ID'],
  ['ONEDRIVE_PATHS', 'ONEDRIVE_PATH'],
  ['ONEDRIVE_UPLOAD_EMULATER', 'ONEDRIVE_UPLOAD_EMULATOR'],
])('%s is a warning that names %s, without the value', (given, ours) => {
  expect(warningsFor({ [given]: 'canary' })).toEqual([
    `${given} is not used: no input has this name. Did you mean ${ours}?`,
  ]);
});

test.each([
  // Of other programs (abraunegg/onedrive in a container, Windows), and far from ours.
  ...['ONEDRIVE_UID', 'ONEDRIVE_GID', 'ONEDRIVE_REAUTH', 'ONEDRIVE_RESYNC', 'ONEDRIVE_DOWNLOADONLY'],
  ...['ONEDRIVE_HOME', 'ONEDRIVE_LOGOUT', 'ONEDRIVE_', 'OneDrive', 'OneDriveConsumer', 'MY_ONEDRIVE_PATHS'],
  // Ours.
  ...['ONEDRIVE_CLIENT_ID', 'ONEDRIVE_CLIENT_SECRET_FILE', 'ONEDRIVE_CODE_VERIFIER', 'ONEDRIVE_MODE'],
])('%s is no warning', (given) => {
  expect(warningsFor({ [given]: 'canary' })).toEqual([]);
});

test('a second variable beside the one that is set is no typing error, and neither is an empty one', () => {
  expect(warningsFor({ ONEDRIVE_CLIENT_ID: 'a', ONEDRIVE_CLIENT_ID_2: 'b' })).toEqual([]);
  expect(warningsFor({ ONEDRIVE_DESTINATON: '' })).toEqual([]);
});
