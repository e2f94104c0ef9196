import { expect, test } from 'vitest';
import { withoutSecrets } from '../../../src/cli/children.ts';

test('a child sees where things are, and no secret of anybody', () => {
  const secrets = {
    ...{ ONEDRIVE_CLIENT_SECRET: 's', ONEDRIVE_REFRESH_TOKEN: 's', ONEDRIVE_CLIENT_CERTIFICATE: 's' },
    ...{ ONEDRIVE_CODE_VERIFIER: 's', ONEDRIVE_RESUME_KEY: 's', ONEDRIVE_SHARE_PASSWORD: 's' },
    ...{ GH_TOKEN: 's', GITHUB_TOKEN: 's', NPM_TOKEN: 's', AWS_SECRET_ACCESS_KEY: 's' },
    ...{ ACTIONS_ID_TOKEN_REQUEST_TOKEN: 's' },
  };
  const rest = {
    ...{ PATH: '/bin', HOME: '/home/ada', DISPLAY: ':0', XDG_CONFIG_HOME: '/x', GH_CONFIG_DIR: '/g' },
    ...{ DBUS_SESSION_BUS_ADDRESS: 'unix:', SSH_AUTH_SOCK: '/s', ONEDRIVE_CLIENT_SECRET_FILE: '/f' },
  };
  expect(withoutSecrets({ ...secrets, ...rest })).toEqual(rest);
});
